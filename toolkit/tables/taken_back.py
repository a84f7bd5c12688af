"""The edits that take back what one sync changed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.tables.column import Value
from toolkit.tables.edit import ROW_RETIRED, Edit, Source
from toolkit.tables.record import Record
from toolkit.tables.snapshot import Snapshot

UNDO = "undo"
"""Reason of an edit that takes another back."""

_BY = Source(by=UNDO)


def edits_back(head: Snapshot, before: Snapshot, after: Snapshot) -> Iterator[Edit]:
    """What takes back, in the agreed state, the step from one snapshot to another.

    A cell that was changed again since is left as it is. A row is never deleted, so one that was
    added is retired.
    """
    for name in after.tables:
        for record in after[name]:
            now, earlier = head.record(name, record.id), before.record(name, record.id)
            if now is not None and earlier is not record:
                yield from _row_back(name, now, earlier, record, head.number)


def _row_back(
    table: str, now: Record, before: Record | None, after: Record, number: int
) -> Iterator[Edit]:
    retired = True if before is None else before.retired
    if retired != after.retired == now.retired:
        key = (table, now.id, ROW_RETIRED)
        yield Edit(*key, now.retired, retired, _BY, baseline=number, reason=UNDO)
    if before is None:
        return  # the retired row keeps what it says, should somebody want it back
    for column in dict.fromkeys((*after.cells, *before.cells)):
        changed = _differ(after[column], before[column])
        if changed and not _differ(now[column], after[column]):
            key = (table, now.id, column)
            yield Edit(*key, now[column], before[column], _BY, baseline=number, reason=UNDO)


def _differ(left: Value, right: Value) -> bool:
    return left != right or isinstance(left, bool) != isinstance(right, bool)
