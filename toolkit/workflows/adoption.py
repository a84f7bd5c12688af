"""A plan document becomes the first snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from toolkit.plan.adopt import Adopted
from toolkit.ports.commit import Commit
from toolkit.tables.record import Table
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.plan_document import note_document
from toolkit.workflows.session import Session
from toolkit.workflows.workspace_id import name_workspace


def meeting_dates(adopted: Adopted) -> list[str]:
    """Names of the plan's meetings that have no date yet."""
    meetings = adopted.tables.get("meetings", Table())
    return [record.text("name") for record in meetings if record["date"] is None]


def adopt_plan(session: Session, dates: Mapping[str, str]) -> Snapshot:
    """Commit snapshot 1: the plan as adopted, with the meeting dates given at ``init``."""
    tables = dict(session.adopted.tables)
    tables["meetings"] = Table.of(
        record.with_cell("date", date.fromisoformat(dates[record.text("name")]))
        if record.text("name") in dates
        else record
        for record in tables.get("meetings", Table())
    )
    first = Snapshot(1, session.now(), tables)
    name_workspace(session.history)
    session.history.commit(Commit(session.now(), "init", first))
    note_document(session)
    return first
