"""actiongrid undo"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress


@click.command("undo", epilog="Example:  actiongrid undo --dry-run")
@common
@dry_run
def command(call: Call, dry_run: bool) -> int:
    """Take back the last sync, as a new one.

    Nothing is erased: the state before the last sync is agreed again and written back to the files.
    """
    from toolkit.wiring import opened
    from toolkit.workflows.undo import undo_document, undo_last, undo_lines

    with progress(call, "Taking back the last sync"), opened(call.folder, call.today) as session:
        outcome = undo_last(session, dry_run=dry_run)
        emit(call, undo_document(session, outcome), list(undo_lines(session, outcome)))
    return 0
