"""actiongrid generate"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress


@click.command("generate", epilog="Example:  actiongrid generate --only 2")
@common
@dry_run
@click.option(
    "--for", "recipients", multiple=True, metavar="NAME",
    help="Also put a copy for mailing to NAME into the outbox.",
)  # fmt: skip
@click.option("--only", metavar="AREA", default="", help="One focus area, by number or title.")
@click.option("--google", is_flag=True, help="Also set up the Google sheets settings name.")
def command(call: Call, dry_run: bool, only: str, recipients: tuple[str, ...], google: bool) -> int:
    """Write the workbooks that are missing or outdated.

    Gathers edits first; a workbook that is there is never overwritten, only brought up to date.
    """
    from toolkit.wiring import opened
    from toolkit.wiring.books import book_maker
    from toolkit.workflows.after_sync import waits_for_a_person
    from toolkit.workflows.generate import generate
    from toolkit.workflows.generate_words import generate_document, generate_lines

    with progress(call, "Writing workbooks"), opened(call.folder, call.today) as session:
        done = generate(session, only=only, recipients=recipients, dry_run=dry_run)
        document, lines = generate_document(session, done), list(generate_lines(session, done))
        if google:
            from toolkit.workflows.google_setup import google_setup, setup_document, setup_lines

            made = google_setup(session, book_maker("none"), dry_run=dry_run)
            document["google"] = setup_document(made)
            lines += ["", *setup_lines(made)]
        emit(call, document, lines)
    return 3 if waits_for_a_person(done.synced) else 0
