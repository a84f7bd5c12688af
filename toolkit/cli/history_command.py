"""actiongrid history"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common
from toolkit.cli.output import emit


@click.command("history", epilog="Example:  actiongrid history 1.2b")
@common
@click.argument("ref", default="")
def command(call: Call, ref: str) -> None:
    """Who changed what, when, through which file.

    Without REF the list of syncs; with one (1.2b, or a row id) every edit of that row.
    """
    from toolkit.wiring import opened
    from toolkit.workflows.changed_files import changed_hint
    from toolkit.workflows.past import (
        edit_lines,
        history_document,
        ledger_of,
        snapshot_lines,
    )

    with opened(call.folder, call.today) as session:
        edits = ledger_of(session, ref) if ref else ()
        document = history_document(session, ref, edits)
        lines = list(edit_lines(session, ref, edits) if ref else snapshot_lines(session))
        lines += changed_hint(session)
    emit(call, document, lines)
