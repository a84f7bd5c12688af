"""actiongrid init"""

from __future__ import annotations

from pathlib import Path

import click
from msgspec.structs import replace

from toolkit.cli.new_folder import place_for
from toolkit.cli.options import Call, common, dry_run, yes
from toolkit.cli.output import emit, progress


@click.command("init", epilog="Example:  actiongrid init my-plan --plan imec --yes")
@common
@yes
@dry_run
@click.argument("new_folder", metavar="FOLDER")
@click.option(
    "--plan", "source", required=True, metavar="NAME|FILE",
    help="A shipped plan (imec, mass, amsd, cec) or your own: .yaml, .docx, .txt, .xlsx, .csv.",
)  # fmt: skip
def command(call: Call, yes: bool, dry_run: bool, new_folder: str, source: str) -> int:
    """Start a workspace from a shipped plan or your own document.

    Makes FOLDER, asks for meeting dates and the fiscal year (with --yes the defaults are taken),
    and writes the workbooks.
    """
    from toolkit.wiring import opened, plan_text, read_plan, start_workspace
    from toolkit.workflows.adoption import adopt_plan, meeting_dates
    from toolkit.workflows.generate import generate
    from toolkit.workflows.generate_words import generate_document, generate_lines
    from toolkit.workflows.session import require_adopted

    text = plan_text(source)
    adopted = require_adopted(read_plan(text, source), source)
    answers = {} if yes or call.as_json else _ask(meeting_dates(adopted))
    asked = Path(new_folder).expanduser().absolute()
    with place_for(new_folder, dry_run=dry_run) as place:
        workspace, notes = start_workspace(place, text, answers.pop("year_starts", ""), new_folder)
        with progress(call, "Writing workbooks"), opened(str(workspace), call.today) as session:
            adopt_plan(session, answers)
            done = replace(generate(session), dry_run=dry_run)
            document = generate_document(session, done)
            lines = list(generate_lines(session, done))
    document |= {
        "schema": "actiongrid/init",
        "workspace": str(asked),
        "folder": document["folder"].replace(str(workspace), str(asked)),
        "notes": notes,
    }
    lines = [f"The plan {'would be' if dry_run else 'is'} in {asked}.", *notes, *lines]
    if not dry_run:
        lines += [
            "",
            "Next: fill in meeting dates and people in Plan.xlsx, hand the workbooks out, and run",
            f'  actiongrid -C "{new_folder}" sync',
        ]
    emit(call, document, lines)
    return 0


def _ask(meetings: list[str]) -> dict[str, str]:
    """Ask for the fiscal year and for the dates of the plan's meetings; Return leaves one open."""
    from toolkit.settings import MONTHS
    from toolkit.tables.dates import dates_in

    answers: dict[str, str] = {}
    month = click.prompt(
        "In which month does your fiscal year start?",
        default="July",
        type=click.Choice(MONTHS, case_sensitive=False),
    )
    answers["year_starts"] = str(month)
    for name in meetings:
        while True:
            date = click.prompt(f"When is the next {name}? (2027-05-14; Return: not yet known)",
                                default="", show_default=False)  # fmt: skip
            if not date or len(dates_in(date)) == 1:
                break
            click.echo(f'"{date}" is not one day; write it like 2027-05-14.')
        if date:
            answers[name] = dates_in(date)[0].isoformat()
    return answers
