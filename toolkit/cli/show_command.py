"""actiongrid show"""

from __future__ import annotations

import click

from toolkit.cli.options import Call, common
from toolkit.cli.output import emit


@click.command(
    "show", epilog="Example:  actiongrid show --as-of 2027-05-14", short_help="Print the plan."
)
@common
@click.option(
    "--as-of", metavar="DATE|N", default="", help="The plan on that day or at sync no. N."
)
def command(call: Call, as_of: str) -> None:
    """Print the plan at the last sync, or as of a day."""
    from toolkit.wiring import opened
    from toolkit.workflows.changed_files import changed_hint, row_places
    from toolkit.workflows.show import show_document, show_lines, snapshot_for

    with opened(call.folder, call.today) as session:
        snapshot = snapshot_for(session, as_of)
        places = row_places(session) if call.as_json else {}
        document = show_document(snapshot, session.schema, places) if call.as_json else {}
        lines = [*show_lines(snapshot, session.schema), *changed_hint(session)]
    emit(call, document, lines)
