"""A history that was lost is rebuilt from the plan document and the workbooks.

The adopted plan becomes a snapshot numbered above every number found in a stamp, so that no old
stamp can name a wrong baseline. Each live file is then compared with it: what people typed counts
again, where files differ it becomes a conflict, nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.ports.commit import Baseline, Commit
from toolkit.tables.column import Owner
from toolkit.tables.copy import CopyTable
from toolkit.tables.reading import read
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.session import Session
from toolkit.workflows.sides import REBUILT
from toolkit.workflows.sources import Found

_STEP = 1000
_UNSEEN = "rebuilt"
"""Stands for the content each live file was written as, which nobody knows any more."""


def rebuild_history(session: Session, live: Sequence[Found]) -> Snapshot:
    """Commit the adopted plan as the state every live file is compared with."""
    stamps = [found.copy.stamp.baseline for found in live if found.copy.stamp]
    number = (max(stamps, default=0) // _STEP + 1) * _STEP if stamps else 1
    snapshot = Snapshot(number, session.now(), dict(session.adopted.tables))
    for found in live:
        for table in found.copy.tables:
            snapshot = _with_tool_cells(snapshot, table, session.schema)
    session.history.commit(
        Commit(
            at=session.now(),
            why=REBUILT if stamps else "init",
            snapshot=snapshot,
            baselines=tuple(
                Baseline(found.replica, _UNSEEN, found.copy.stamp.baseline, number)
                for found in live
                if found.copy.stamp
            ),
        )
    )
    return snapshot


def _with_tool_cells(snapshot: Snapshot, table: CopyTable, schema: Schema) -> Snapshot:
    """The snapshot with what only the tool writes and keeps, such as *Last checked*."""
    kept = [c for c in schema[table.table].kept if c.owner is Owner.TOOL and c.name != "ref"]
    for row in table.rows:
        record = snapshot.record(table.table, row.id)
        if record is None:
            continue
        for column in kept:
            reading = read(column, row[column.name])
            if reading.readable and reading.value is not None:
                record = record.with_cell(column.name, reading.value)
        snapshot = snapshot.with_record(table.table, record)
    return snapshot
