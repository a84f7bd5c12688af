"""A plan document becomes the first snapshot."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.ports.commit import Commit
from toolkit.tables.record import Record, Table
from toolkit.tables.row_id import adopted_row_id
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.session import Session


def adopt_plan(session: Session, meetings: Sequence[Record] = ()) -> Snapshot:
    """Commit snapshot 1: the plan as adopted, with the meetings given at ``init``."""
    tables = dict(session.adopted.tables)
    if meetings:
        tables["meetings"] = Table.of([*tables.get("meetings", Table()), *meetings])
    first = Snapshot(1, session.now(), tables)
    session.history.commit(Commit(session.now(), "init", first))
    return first


def meeting_record(plan_id: str, name: str, **cells: object) -> Record:
    """A meeting typed at ``init``."""
    kept = {key: value for key, value in cells.items() if value is not None}
    return Record(adopted_row_id(plan_id, "meetings", f"init {name}"), {"name": name, **kept})  # type: ignore[dict-item]
