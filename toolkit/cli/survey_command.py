"""actiongrid survey import, actiongrid survey show"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress


@click.group("survey", epilog="Example:  actiongrid survey import survey.csv --population 48")
def command() -> None:
    """Survey rounds: import an export, show the figures."""


@command.command(
    "import", epilog="Example:  actiongrid survey import survey.csv --wave 2027 --population 48"
)
@common
@dry_run
@click.argument("file")
@click.option("--wave", default="", metavar="NAME", help="Name of the round; default: its year.")
@click.option(
    "--population", type=click.IntRange(1), metavar="N", help="How many could have answered."
)
@click.option("--survey", default="", metavar="REF", help="Which of the plan's surveys it is.")
@click.option("--sheet", default="", metavar="NAME", help="Which sheet of a workbook to read.")
@click.option("--by", default="", metavar="QUESTION", help="Figures by the answers to this, too.")
def import_(
    call: Call,
    dry_run: bool,
    file: str,
    wave: str,
    population: int | None,
    survey: str,
    sheet: str,
    by: str,
) -> int:
    """Take a survey's answers into the plan.

    FILE is an export of Google Forms, Microsoft Forms or SurveyMonkey, or a plain table, as CSV or
    Excel. Says every decision on the way; what nobody can tell for sure is asked.
    """
    from pathlib import Path

    from toolkit.wiring import opened
    from toolkit.workflows.after_sync import waits_for_a_person
    from toolkit.workflows.import_survey import import_survey
    from toolkit.workflows.survey_prepare import Wish
    from toolkit.workflows.survey_words import import_document, import_lines

    wish = Wish(
        str(Path(file).expanduser().absolute()), wave, population, survey, sheet, by, dry_run
    )
    with progress(call, "Reading the answers"), opened(call.folder, call.today) as session:
        done = import_survey(session, wish)
        emit(call, import_document(session, done), list(import_lines(session, done)))
    waits = done.waits or (done.synced is not None and waits_for_a_person(done.synced))
    return 3 if waits else 0


@command.command("show", epilog="Example:  actiongrid survey show --json")
@common
def show(call: Call) -> int:
    """Rounds on record, what was asked, and the figures."""
    from toolkit.wiring import opened
    from toolkit.workflows.survey_show import show_document, show_lines

    with opened(call.folder, call.today) as session:
        document = show_document(session)
    emit(call, document, list(show_lines(document)))
    return 0
