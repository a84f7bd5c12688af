"""What ``sync --prefer FILE`` would settle."""

from __future__ import annotations

from toolkit.merge.settlement import prefer
from toolkit.tables.called import called
from toolkit.tables.equality import iso
from toolkit.workflows.open_items import open_conflicts
from toolkit.workflows.session import Session


def settled_by(session: Session, file: str) -> list[str]:
    """One line for each open conflict the file's answers settle."""
    snapshot = session.history.last()
    lines = []
    for settlement in prefer(open_conflicts(session.history), file):
        name = called(session.schema, snapshot, settlement.table, settlement.id)
        heading = session.schema[settlement.table].by_name[settlement.column].heading
        lines.append(f'{name} {heading}: "{iso(settlement.value) or "blank"}"')
    return lines
