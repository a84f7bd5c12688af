"""History is gone, or older than the files: begin again from the files, overwriting nothing.

The plan as it was adopted (or the last state history still has) becomes the snapshot everything is
compared with. What the files say beyond it are edits like any other: where they agree it is taken,
where they differ it is a conflict for the coordinator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.ports.commit import ANY_STAMP, Baseline, Commit
from toolkit.tables.column import Owner
from toolkit.tables.copy import Copy, CopyTable
from toolkit.tables.reading import read
from toolkit.tables.record import Record, Table
from toolkit.tables.row_id import is_row_id
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.bench import Bench
from toolkit.workflows.sides import REBUILT

_STEP = 1000
"""A new count begins above the next full thousand, so that old stamps name no new snapshot."""


@dataclass(frozen=True, slots=True)
class LiveCopy:
    """A live file as it was read.

    Attributes:
        replica: id of the live place.
        copy: what it says.
    """

    replica: str
    copy: Copy


def is_behind(last_number: int, live: Iterable[LiveCopy]) -> bool:
    """Whether the files come from syncs that history does not know."""
    return _highest(live) > last_number


def rebuild(
    bench: Bench, adopted: Mapping[str, Table], replicas: Iterable[str], live: Iterable[LiveCopy]
) -> Snapshot:
    """Begin again above every number the files carry.

    Args:
        bench: the machine and history.
        adopted: the tables as adopted, when history has no snapshot at all.
        replicas: ids of all live places, read or not: an unreadable one may come back.
        live: the live files that could be read.
    """
    live = tuple(live)
    history, now = bench.history, bench.clock.now()
    last = history.last()
    highest = max(last.number, _highest(live))
    number = _STEP * (highest // _STEP + 1) + 1
    tables = dict(last.tables if last.number else adopted)
    for found in live:
        for sheet in found.copy.tables:
            tables[sheet.table] = _with_own_rows(tables.get(sheet.table, Table()), sheet)
    first = Snapshot(number, now, tables)
    for found in live:
        for sheet in found.copy.tables:
            first = _with_tool_cells(first, sheet, bench.schema)
    baselines = tuple(Baseline(replica, "", ANY_STAMP, number) for replica in replicas)
    history.commit(Commit(now, REBUILT, first, baselines=baselines))
    return first


def _with_tool_cells(snapshot: Snapshot, sheet: CopyTable, schema: Schema) -> Snapshot:
    """The snapshot with what only the tool writes and keeps, such as *Last checked*."""
    kept = [c for c in schema[sheet.table].kept if c.owner is Owner.TOOL and c.name != "ref"]
    for row in sheet.rows:
        record = snapshot.record(sheet.table, row.id)
        if record is None:
            continue
        for column in kept:
            reading = read(column, row[column.name])
            if reading.readable and reading.value is not None:
                record = record.with_cell(column.name, reading.value)
        snapshot = snapshot.with_record(sheet.table, record)
    return snapshot


def _highest(live: Iterable[LiveCopy]) -> int:
    stamps = (found.copy.stamp for found in live)
    return max((stamp.baseline for stamp in stamps if stamp is not None), default=0)


def _with_own_rows(table: Table, sheet: CopyTable) -> Table:
    """The table with the rows staff had added: they have their ids, nobody else knows them."""
    records = dict(table.records)
    parent = ""
    for row in sheet.rows:
        if row.id in records:
            parent = records[row.id].parent
        elif is_row_id(row.id):
            records[row.id] = Record(row.id, parent=parent)
    return Table.of(records.values())
