"""The command ``actiongrid``: finds its commands by name and turns errors into sentences.

Commands are imported when they are used: ``--help`` loads click and nothing else.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from toolkit.errors import ToolkitError, begun, disk_trouble

COMMANDS: dict[str, str] = {
    "init": "Start a workspace from a shipped plan or your own document.",
    "import": "Read a plan from a Word document, text file or spreadsheet.",
    "generate": "Write the workbooks that are missing or outdated.",
    "sync": "Gather every edit, agree on one state, write it back.",
    "status": "What has changed and what is open; reads only.",
    "validate": "Check the files as they are; every finding with its cell.",
    "rollup": "Count it all and refresh the summary.",
    "report": "Write the director's report.",
    "email": "The report as a draft, or sent.",
    "ask": "One draft per owner with their open rows.",
    "meeting": "Everything before a meeting in one go.",
    "survey": "Survey rounds: import an export, show the figures.",
    "show": "Print the plan at the last sync, or as of a day.",
    "history": "Who changed what, when, through which file.",
    "undo": "Take back the last sync, whatever it consisted of: edits, answers, accepted lines.",
    "handover": "Move open rows from one owner to another.",
    "plan": "Check or print the plan document.",
    "demo": "The whole story on an invented example.",
    "google": "Work in Google Sheets: sign in, set up a sheet.",
    "install-button": "Set up the Refresh button on this computer.",
    "refresh": "Answer the Refresh button of a workbook.",
    "doctor": "What works on this computer.",
}
"""Every command and the one line that --help shows; modules carry the same names."""


class Commands(click.Group):
    """The group of commands, each loaded from its module when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order a person meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None when there is none."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module = import_module(f"toolkit.cli.{cmd_name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List commands without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a mistyped name gets the nearest one."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(name, COMMANDS, n=1)
            hint = f'Did you mean "{close[0]}"?' if close else 'See "actiongrid --help".'
            ctx.fail(f'There is no command "{name}". {hint}')
        return super().resolve_command(ctx, args)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example:  actiongrid init my-plan --plan imec --yes",
)
@click.version_option(package_name="actiongrid-toolkit", message="actiongrid %(version)s")
@click.option("-C", "folder", metavar="DIR", help="Workspace; default: here or the nearest above.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout, nothing else.")
@click.option("--today", metavar="DATE", help="The day to work as of (2027-05-14); default: now.")
@click.pass_context
def main(ctx: click.Context, folder: str | None, as_json: bool, today: str | None) -> None:
    """Keep a strategic plan alive in the spreadsheets your staff already use."""
    ctx.obj = {"folder": folder, "as_json": as_json, "today": today}


def run(arguments: list[str] | None = None) -> None:
    """Run one command line and leave with its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        code = main.main(args=given, prog_name="actiongrid", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as asked:
        asked.show()
        sys.exit(2)
    except click.ClickException as problem:
        from toolkit.cli.output import print_failure

        sys.exit(print_failure(problem.format_message(), given, 2))
    except (click.Abort, KeyboardInterrupt):
        from toolkit.cli.output import print_failure

        sys.exit(print_failure("Stopped. Nothing was half-written; run it again.", given, 1))
    except ToolkitError as problem:
        from toolkit.cli.output import print_failure

        sys.exit(print_failure(problem.told(), given, problem.exit_code))
    except Exception as problem:
        from toolkit.cli.output import print_crash, print_failure

        if isinstance(problem, OSError) and (words := disk_trouble(problem)):
            what = f"{problem.filename}: {words}" if problem.filename else begun(words)
            sentence = f"{what}, then run it again. Nothing was left half-written."
            sys.exit(print_failure(sentence, given, 1))

        sys.exit(print_crash(problem, given))
    sys.exit(code if isinstance(code, int) else 0)


def command_names() -> tuple[str, ...]:
    """All command names, for documentation and tests."""
    return tuple(COMMANDS)


def loaded(name: str) -> Any:
    """One command, loaded."""
    return main.get_command(click.Context(main), name)
