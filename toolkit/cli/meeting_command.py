"""actiongrid meeting"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress


@click.command("meeting", epilog='Example:  actiongrid meeting "May meeting"')
@common
@dry_run
@click.argument("name", default="")
def command(call: Call, dry_run: bool, name: str) -> int:
    """Everything before a meeting in one go.

    Gathers every edit, refreshes Summary, runs the checks, writes the report and an agenda page
    (decisions, help wanted, questions to expect with the cell to look at), and drafts the letter to
    the board. Nothing is sent. NAME is the meeting's; default: the next one on the sheet Meetings.
    """
    from toolkit.wiring import mailer_of, opened, report_writers
    from toolkit.workflows.meeting import meeting_lines, prepare_meeting
    from toolkit.workflows.sync_document import sync_document
    from toolkit.workflows.sync_words import sync_lines

    with progress(call, "Preparing the meeting"), opened(call.folder, call.today) as session:
        writers = report_writers(session)
        ready = prepare_meeting(
            session,
            writers,
            mailer_of(session),
            formats=session.settings.report.formats,
            name=name,
            dry_run=dry_run,
        )
        lines = [*sync_lines(ready.synced), "", *meeting_lines(session, ready)]
        shown = session.places.shown
    document = {
        "schema": "actiongrid/meeting",
        "version": 1,
        "sync": sync_document(ready.synced),
        "folder": ready.report.folder,
        "report": list(ready.report.files),
        "agenda": list(ready.report.agenda),
        "kept": list(ready.report.kept),
        "draft": shown(ready.draft.place) if ready.draft else None,
        "warnings": list(ready.warnings),
        "errors": ready.errors,
    }
    emit(call, document, lines)
    return 3 if ready.waits else 0
