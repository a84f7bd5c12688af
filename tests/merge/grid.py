"""A small action grid for merge tests: a schema, an agreed state, and copies people worked on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from zlib import crc32

from msgspec.structs import replace

from toolkit.merge.edits_of import CopyEdits, edits_of
from toolkit.merge.past import Past, no_past
from toolkit.merge.reconcile import Outcome
from toolkit.tables.column import Choice, Column, ColumnType, MergePolicy, Owner, Value
from toolkit.tables.copy import Copy, CopyRow, CopyTable, UnknownColumn
from toolkit.tables.edit import CellKey, Edit
from toolkit.tables.raw import Raw, raw_of
from toolkit.tables.record import Record, Table
from toolkit.tables.row_id import adopted_row_id
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp

STATUSES = (
    Choice("Not started"),
    Choice("On track", ("green",)),
    Choice("At risk"),
    Choice("Complete", ("done",)),
)
GOALS = TableSchema(
    "goals",
    "Goals",
    "goal",
    (
        Column("ref", "Ref", ColumnType.REF, Owner.PLAN),
        Column("statement", "Goal", owner=Owner.PLAN),
        Column("who", "Who?", ColumnType.WHO, Owner.PLAN),
    ),
    parent="areas",
)
ACTIONS = TableSchema(
    "actions",
    "Action grid",
    "action",
    (
        Column("ref", "Ref", ColumnType.REF, Owner.TOOL),
        Column("text", "Action", owner=Owner.PLAN),
        Column("who", "Who?", ColumnType.WHO, Owner.PLAN, inherited=True),
        Column("status", "Status", ColumnType.CHOICE, choices=STATUSES),
        Column("note", "Progress note", merge=MergePolicy.JOIN),
        Column("outcome", "Outcome"),
        Column("percent", "Percent complete", ColumnType.PERCENT),
        Column("due", "Due", ColumnType.DATE),
        Column("no_change", "No change", ColumnType.TICK, merge=MergePolicy.EVENT),
        Column("checked", "Last checked", ColumnType.DATE, Owner.TOOL, MergePolicy.LATEST),
        Column("flag", "Flag", owner=Owner.TOOL, computed=True),
    ),
    parent="goals",
)
AREAS = TableSchema("areas", "Areas", "area", (Column("title", "Title", owner=Owner.PLAN),))
SCHEMA = Schema({"areas": AREAS, "goals": GOALS, "actions": ACTIONS})

Cells = Mapping[str, Value]


@cache
def row_id(name: str) -> str:
    """The id of a row tests call by a short name."""
    return adopted_row_id("test", "actions", name)


def grid(rows: Mapping[str, Cells], *, number: int = 1) -> Snapshot:
    """An agreed state with these actions, by short name, all under goal 1 of area 1."""
    areas = Table.of([Record(row_id("area1"), {"title": "Relevance"})])
    goals = Table.of(
        [Record(row_id("goal1"), {"ref": "1.1", "statement": "Keep", "who": "ED"}, row_id("area1"))]
    )
    actions = Table.of(
        Record(
            row_id(name),
            {k: v for k, v in cells.items() if v is not None},
            row_id("goal1"),
        )
        for name, cells in rows.items()
    )
    return Snapshot(number, None, {"areas": areas, "goals": goals, "actions": actions})


def copy_of(
    snapshot: Snapshot,
    *,
    file: str = "1 Relevance.xlsx",
    replica: str = "area-1",
    recipient: str = "",
    by: str = "",
    when: datetime | None = None,
    returned: bool = False,
    columns: Sequence[str] = (),
    scope: str = "",
) -> Copy:
    """The copy the tool would have written at a snapshot, nobody's edits in it yet."""
    names = tuple(columns) or tuple(c.name for c in ACTIONS.columns if not c.hidden)
    rows = tuple(
        CopyRow(
            record.id,
            number,
            {name: raw_of(snapshot.shown(SCHEMA, "actions", record.id, name)) for name in names},
        )
        for number, record in enumerate(snapshot["actions"], start=2)
    )
    letters = {name: chr(ord("A") + place) for place, name in enumerate(names)}
    stamp = Stamp("test", replica, snapshot.number, recipient, scope)
    table = CopyTable("actions", "Action grid", letters, rows)
    return Copy(file, "", stamp, (table,), by, when, returned)


def typed(copy: Copy, edits: Mapping[tuple[str, str], Value | Raw]) -> Copy:
    """The copy after somebody typed into cells, named by short row name and column."""
    table = copy.tables[0]
    rows = []
    for row in table.rows:
        cells = dict(row.cells)
        for (name, column), value in edits.items():
            if row.id == row_id(name):
                cells[column] = value if isinstance(value, Raw) else raw_of(value)
        rows.append(replace(row, cells=cells))
    return with_rows(copy, rows)


def with_rows(copy: Copy, rows: Sequence[CopyRow]) -> Copy:
    """The copy with other rows, numbered from the top."""
    numbered = tuple(replace(row, row=place) for place, row in enumerate(rows, start=2))
    return saved(replace(copy, tables=(replace(copy.tables[0], rows=numbered),)))


def with_unknown(copy: Copy, unknown: UnknownColumn, without: str = "") -> Copy:
    """The copy with a strange column, and one of ours gone from its letters and rows."""
    table = copy.tables[0]
    letters = {name: letter for name, letter in table.letters.items() if name != without}
    rows = tuple(
        replace(row, cells={n: raw for n, raw in row.cells.items() if n != without})
        for row in table.rows
    )
    table = replace(table, letters=letters, rows=rows, unknown=(*table.unknown, unknown))
    return saved(replace(copy, tables=(table,)))


def saved(copy: Copy) -> Copy:
    """The copy under the hash of what it now says."""
    said = repr([(row.id, sorted(row.cells.items())) for t in copy.tables for row in t.rows])
    names = repr([(t.letters, t.unknown) for t in copy.tables])
    return replace(copy, content=f"{copy.file}:{crc32(f'{said}{names}'.encode()):x}")


def row(copy: Copy, name: str) -> CopyRow:
    """One row of a copy."""
    return next(r for r in copy.tables[0].rows if r.id == row_id(name))


def new_row(**cells: Value) -> CopyRow:
    """A row somebody typed at the end, without an id."""
    blank = {column.name: raw_of(None) for column in ACTIONS.columns}
    return CopyRow("", 0, {**blank, **{name: raw_of(value) for name, value in cells.items()}})


def said(
    copy: Copy,
    baseline: Snapshot,
    head: Snapshot | None = None,
    *,
    past: Past = no_past,
    **more: object,
) -> CopyEdits:
    """What a copy says, against its baseline."""
    return edits_of(copy, baseline, head or baseline, SCHEMA, past=past, **more)  # type: ignore[arg-type]


def told(outcome: Outcome) -> list[tuple[str, str, Value, str]]:
    """The ledger's new lines, short: row, column, new value, state."""
    return [(e.id, e.column, e.new, str(e.state)) for e in outcome.edits]


def action(snapshot: Snapshot, name: str, column: str) -> Value:
    """One agreed cell."""
    return snapshot.value("actions", row_id(name), column)


class Ledger:
    """The memory between syncs, as history keeps it."""

    def __init__(self) -> None:
        self.lines: list[tuple[int, Edit]] = []

    def __call__(self, key: CellKey, since: int) -> list[Edit]:
        return [edit for number, edit in self.lines if edit.key == key and number > since]

    def add(self, outcome: Outcome) -> None:
        """Keep what a sync added."""
        self.lines += [(outcome.next.number, edit) for edit in outcome.edits]
