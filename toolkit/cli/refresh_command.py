"""actiongrid refresh: what the Refresh button starts."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import click

from toolkit.cli.options import Call, common
from toolkit.errors import ToolkitError
from toolkit.ports.refreshed import Refreshed
from toolkit.workflows.replicas import SUMMARY_REPLICA

STANDARD_OUTPUT = "-"

LONGEST_REASON = 300
"""Characters of an unforeseen error that the status line shows; the log has all of it."""


@click.command(
    "refresh",
    epilog='Example:  actiongrid refresh --result "answer.txt"',
    # A workbook made by another version may send more words: the answer must still come.
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
@click.option("--result", required=True, metavar="FILE", help="Where the answer goes; - prints it.")
@click.option(
    "--replica",
    default=SUMMARY_REPLICA,
    metavar="ID",
    help="The workbook the button is in: summary, plan, area-1 …; default: summary.",
)
@click.option("--pressed", default="", metavar="MARK", help="What the button wrote beside itself.")
@common
def command(call: Call, result: str, replica: str, pressed: str) -> int:
    """Answer the Refresh button of a workbook.

    Gathers and counts like sync, then writes what the open workbook has to show into FILE, where
    the button is waiting for it. Whatever goes wrong ends there too, as one plain sentence.
    """
    from toolkit.stores.result_file import at_work, publish

    if result == STANDARD_OUTPUT:
        text, code = _answer(call, replica, pressed)
        sys.stdout.write(text)
        return code
    with at_work(Path(result)):
        text, code = _answer(call, replica, pressed)
        publish(Path(result), text)
    return code


def _answer(call: Call, replica: str, pressed: str) -> tuple[str, int]:
    """The answer and the exit code; never raises, for nobody would see it."""
    from toolkit.workflows.result_text import error_text, result_text

    try:
        return result_text(_refreshed(call, replica, pressed)), 0
    except ToolkitError as problem:
        return error_text(problem.sentence()), problem.exit_code
    except KeyboardInterrupt:
        return error_text("It was stopped. Nothing was half-written; press Refresh again."), 1
    except Exception as problem:
        return error_text(_crash_sentence(problem, call.folder)), 1


def _refreshed(call: Call, replica: str, pressed: str) -> Refreshed:
    from toolkit.wiring import opened
    from toolkit.wiring.button import gather_for_button, mark_in
    from toolkit.workflows.refresh import Press, refresh

    with opened(call.folder, call.today) as session:
        return refresh(
            Press(replica, pressed),
            lambda wanted: mark_in(session, wanted),
            lambda wanted: gather_for_button(session, wanted),
            session.clock,
        )


def _crash_sentence(problem: Exception, folder: str) -> str:
    from toolkit.stores.crash_log import write_crash_log

    trace = "".join(traceback.format_exception(problem))
    place = write_crash_log(trace, ("refresh",), folder)
    found = f"{type(problem).__name__}: {problem}"
    found = found if len(found) <= LONGEST_REASON else f"{found[:LONGEST_REASON]} …"
    return (
        f"something unforeseen happened ({found}). Nothing was left "
        f"half-written; press Refresh again. Details for whoever looks after the tool: {place}"
    )
