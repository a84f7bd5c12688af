"""actiongrid refresh: what the Refresh button starts."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import click
from msgspec import Struct

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit
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
@dry_run
def command(call: Call, dry_run: bool, result: str, replica: str, pressed: str) -> int:
    """Answer the Refresh button of a workbook.

    Gathers and counts like sync, then writes what the open workbook has to show into FILE, where
    the button is waiting for it. Whatever goes wrong ends there too, as one plain sentence.
    """
    from toolkit.stores.result_file import at_work, publish

    if dry_run or result == STANDARD_OUTPUT:
        answer = _answer(call, replica, pressed, dry_run=dry_run)
        if dry_run or call.as_json:
            _tell(call, answer, result, dry_run=dry_run)
        else:
            sys.stdout.write(answer.text)
        return answer.code
    with at_work(Path(result)):
        answer = _answer(call, replica, pressed)
        publish(Path(result), answer.text)
    if call.as_json:
        _tell(call, answer, result)
    return answer.code


class _Answer(Struct, frozen=True):
    """What the button gets: the whole text, the sentence in it, the number of cells; exit code."""

    text: str
    sentence: str
    cells: int = 0
    code: int = 0


def _tell(call: Call, answer: _Answer, result: str, *, dry_run: bool = False) -> None:
    """What came of it, for whoever typed the command."""
    document = {
        "schema": "actiongrid/refresh",
        "version": 1,
        "dry_run": dry_run,
        "ok": not answer.code,
        "says": answer.sentence,
        "cells": answer.cells,
        "result": result,
    }
    emit(call, document, [answer.sentence])


def _answer(call: Call, replica: str, pressed: str, *, dry_run: bool = False) -> _Answer:
    """The answer and the exit code; never raises, for nobody would see it."""
    from toolkit.workflows.result_text import error_text, result_text

    try:
        done = _refreshed(call, replica, pressed, dry_run=dry_run)
        return _Answer(result_text(done), done.sentence, len(done.cells))
    except ToolkitError as problem:
        sentence, code = problem.told(), problem.exit_code
    except KeyboardInterrupt:
        sentence, code = "It was stopped. Nothing was half-written; press Refresh again.", 1
    except Exception as problem:
        sentence, code = _crash_sentence(problem, call.folder), 1
    return _Answer(error_text(sentence), sentence, code=code)


def _refreshed(call: Call, replica: str, pressed: str, *, dry_run: bool) -> Refreshed:
    from toolkit.wiring import opened
    from toolkit.wiring.button import gather_for_button, mark_in
    from toolkit.workflows.refresh import Press, refresh

    with opened(call.folder, call.today) as session:
        return refresh(
            Press(replica, pressed),
            lambda wanted: mark_in(session, wanted),
            lambda wanted: gather_for_button(session, wanted, dry_run=dry_run),
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
