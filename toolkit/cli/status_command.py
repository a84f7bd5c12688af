"""actiongrid status"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common
from toolkit.cli.output import emit, progress


@click.command("status", epilog="Example:  actiongrid status")
@common
def command(call: Call) -> int:
    """What has changed and what is open; reads only."""
    from toolkit.wiring import opened
    from toolkit.workflows.after_sync import waits_for_a_person
    from toolkit.workflows.status import look, status_document, status_lines

    with progress(call, "Looking"), opened(call.folder, call.today) as session:
        done = look(session)
        emit(call, status_document(session, done), list(status_lines(session, done)))
    return 3 if waits_for_a_person(done) else 0
