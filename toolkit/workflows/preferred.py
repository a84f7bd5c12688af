"""What ``sync --prefer FILE`` would settle."""

from __future__ import annotations

from toolkit.merge.settlement import prefer
from toolkit.tables.equality import iso
from toolkit.workflows.open_items import open_conflicts
from toolkit.workflows.session import Session


def settled_by(session: Session, file: str) -> list[str]:
    """One line for each open conflict the file's answers settle."""
    snapshot = session.history.last()
    lines = []
    for settlement in prefer(open_conflicts(session.history), file):
        record = snapshot.record(settlement.table, settlement.id)
        ref = record.text("ref") if record else ""
        heading = session.schema[settlement.table].by_name[settlement.column].heading
        lines.append(f'{ref} {heading}: "{iso(settlement.value) or "blank"}"')
    return lines
