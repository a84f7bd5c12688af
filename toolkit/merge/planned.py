"""What one file still has to get: cells that say something else than is agreed, and new rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from toolkit.merge.changed_above import changed_above
from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.hold import HELD, HoldCode, under_hold
from toolkit.merge.reconcile import Outcome
from toolkit.merge.scope import scope_of
from toolkit.merge.view import Place, View
from toolkit.tables.column import Column, Value
from toolkit.tables.edit import CellKey, Edit
from toolkit.tables.equality import plainly_same, same
from toolkit.tables.record import Record
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.write import ROW_ID, CellWrite, RowWrite

_NOTHING: Mapping[CellKey, Value] = MappingProxyType({})

Shown = Callable[[str, str], Mapping[str, Value]]
"""What a view shows of a row (table, row id): kept, inherited and computed alike."""


class Plan(Struct, frozen=True):
    """What a file gets.

    Attributes:
        cells: cells to be written.
        rows: rows to be added at the end of their table, in the plan's order.
    """

    cells: tuple[CellWrite, ...] = ()
    rows: tuple[RowWrite, ...] = ()


def planned_cells(
    side: CopyEdits,
    outcome: Outcome,
    shown: Shown,
    *,
    restored: frozenset[tuple[str, str]] = frozenset(),
    again: Mapping[CellKey, Value] = _NOTHING,
) -> Plan:
    """What a file still has to get after a sync.

    Never a frozen cell, a cell that waits in this file, a held one, a formula, or a cell whose
    typed value is right already. Rows are added when they came into the plan after the file was
    written; rows that were taken out of the file come back only when ``restored`` says so.

    Args:
        side: what the file says now.
        outcome: the sync.
        shown: what every row of a view has to show, computed columns included.
        restored: table and id of missing rows the coordinator wants back in this file.
        again: what cells that wait have to say again, because the answer to them was taken back.
    """
    if side.held:
        return Plan()
    elsewhere = f"{HELD}{HoldCode.SECOND_SHEET}"  # what waits there is not in this cell
    barred = outcome.frozen | {
        edit.key
        for edit in outcome.waiting
        if edit.source.replica == side.line and edit.reason != elsewhere
    }
    said_again: dict[tuple[str, str], dict[str, Value]] = {}
    for (table, row_id, column), value in again.items():
        said_again.setdefault((table, row_id), {})[column] = value

    def wanted(table: str, row_id: str) -> Mapping[str, Value]:
        row, said = shown(table, row_id), said_again.get((table, row_id))
        return {**row, **said} if said else row

    cells: list[CellWrite] = []
    rows: list[RowWrite] = []
    for view in side.views:
        cells += _ids(side, view, outcome)
        settled = _settled_rows(side, view, outcome.next)
        settled = frozenset(row for row in settled if (view.name, row) not in said_again)
        cells += _cells(side, view, outcome, wanted, barred - again.keys(), settled)
        rows += _rows(side, view, outcome, shown, restored)
    return Plan(tuple(cells), tuple(rows))


def _ids(side: CopyEdits, view: View, outcome: Outcome) -> Iterator[CellWrite]:
    for row_id, place in side.identities[view.name].attached.items():
        if place.row.id != row_id:
            yield CellWrite(view.name, row_id, place.row.row, ROW_ID, row_id)
    for row in side.new_rows:
        if row.table == view.name and row.key in outcome.ids:
            row_id = outcome.ids[row.key]
            yield CellWrite(view.name, row_id, row.place.row.row, ROW_ID, row_id)


def _cells(
    side: CopyEdits,
    view: View,
    outcome: Outcome,
    shown: Shown,
    barred: frozenset[CellKey],
    settled: frozenset[str],
) -> Iterator[CellWrite]:
    columns = [c for c in view.table.columns if view.shows(c.name)]
    computed = [c for c in columns if c.computed]
    for row_id, place in _written_rows(side, view, outcome):
        if outcome.next.record(view.name, row_id) is None:
            continue
        cells, row = place.row.cells, shown(view.name, row_id)
        for column in computed if row_id in settled else columns:
            wanted, raw = row.get(column.name), cells.get(column.name)
            if raw is None or plainly_same(raw, wanted):  # nearly always
                continue
            if (view.name, row_id, column.name) in barred:
                continue
            write = _cell(side, view, place, row_id, column, wanted)
            if write is not None:
                yield write


def _settled_rows(side: CopyEdits, view: View, next_: Snapshot) -> frozenset[str]:
    """Rows that say what they said before, and nothing they show has changed since."""
    before, now = view.records, next_[view.name].records
    moved = changed_above(view, next_)
    return frozenset(
        row_id
        for row_id in side.clean[view.name]
        if (record := now.get(row_id)) is not None
        and record.parent not in moved
        and not (record.retired or before[row_id].retired)  # such a row is marked, or was
        and (record is before[row_id] or record.cells == before[row_id].cells)
    )


def _written_rows(side: CopyEdits, view: View, outcome: Outcome) -> Iterator[tuple[str, Place]]:
    """Rows whose identity is sure: of twins neither is written, so that like ones stay alike."""
    found = side.identities[view.name]
    for row_id, places in found.sure.items():
        if len(places) == 1 and row_id not in found.doubled:
            yield row_id, places[0]
    yield from found.attached.items()
    for row in side.new_rows:
        if row.table == view.name and row.key in outcome.ids:
            yield outcome.ids[row.key], row.place


def _cell(
    side: CopyEdits, view: View, place: Place, row_id: str, column: Column, wanted: Value
) -> CellWrite | None:
    raw = place.row[column.name]
    if column.name not in place.sheet.letters or raw.formula or raw.silent:
        return None
    reading = view.readers[column.name](raw)
    if reading.readable and same(reading.value, wanted):
        return None
    if under_hold(Edit(view.name, row_id, column.name, None, None), side.holds):
        return None
    return CellWrite(view.name, row_id, place.row.row, column.name, wanted)


def _rows(
    side: CopyEdits,
    view: View,
    outcome: Outcome,
    shown: Shown,
    restored: frozenset[tuple[str, str]],
) -> Iterator[RowWrite]:
    if under_hold(Edit(view.name, "", "", None, None), side.holds):
        return
    found = side.identities[view.name]
    own = {outcome.ids[row.key] for row in side.new_rows if row.key in outcome.ids}
    belongs = _scope(side, view, outcome.next)
    for record in outcome.next[view.name]:
        if record.id in found or record.id in own or record.retired:
            continue
        due = record.id not in view.records or (view.name, record.id) in restored
        if due and belongs(record):
            yield RowWrite(view.name, record.id, _filled(view, record.id, shown))


def _scope(side: CopyEdits, view: View, next_: Snapshot) -> Callable[[Record], bool]:
    scope = side.copy.stamp.scope if side.copy.stamp else ""
    return scope_of(next_, view.schema, view.name, scope)


def _filled(view: View, row_id: str, shown: Shown) -> dict[str, Value]:
    row = shown(view.name, row_id)
    names = (column.name for column in view.table.columns if view.shows(column.name))
    return {name: row[name] for name in names if row.get(name) is not None}
