"""actiongrid undo"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common, dry_run
from toolkit.cli.output import emit, progress


@click.command("undo", epilog="Example:  actiongrid undo --dry-run")
@common
@dry_run
@click.option("--yes", is_flag=True, hidden=True)  # said out of habit: nothing is asked
@click.option("--redo", is_flag=True, help="Bring back what the last undo has taken back.")
def command(call: Call, dry_run: bool, yes: bool, redo: bool) -> int:
    """Take back the last sync, whatever it consisted of: edits, answers, accepted lines.

    Once more takes back the one before. Nothing is erased: the state before is agreed again, as a
    new sync, and written back to the files; a matter that was settled waits for you again. Nothing
    is asked, since --redo takes back an undo.
    """
    del yes
    from toolkit.wiring import opened
    from toolkit.workflows.undo import undo_document, undo_last, undo_lines

    doing = "Bringing back the last sync" if redo else "Taking back the last sync"
    with progress(call, doing), opened(call.folder, call.today) as session:
        outcome = undo_last(session, redo=redo, dry_run=dry_run)
        emit(call, undo_document(session, outcome), list(undo_lines(session, outcome)))
    return 0
