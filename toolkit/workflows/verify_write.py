"""Whether a patched file differs from the original in exactly what was planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.column import Column, Value
from toolkit.tables.copy import Copy, CopyRow, CopyTable
from toolkit.tables.equality import iso, same
from toolkit.tables.raw import Raw, RawKind
from toolkit.tables.reading import iso_raw, read
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.write import ROW_ID, CellWrite, RowWrite


def unplanned(before: Copy, after: Copy, planned: PlannedWrite, schema: Schema) -> tuple[str, ...]:
    """Every difference that was not planned and every planned one that is not there, in words.

    Results of formulas may change: they follow from the planned cells.
    """
    found: list[str] = []
    if after.stamp != planned.stamp:
        found.append(f"the stamp is {after.stamp}, not {planned.stamp}")
    if [_shape(table) for table in before.tables] != [_shape(table) for table in after.tables]:
        found.append("the sheets or headings differ")
        return tuple(found)
    for old, new in zip(before.tables, after.tables, strict=True):
        found += _table_differences(old, new, planned, schema)
    return tuple(found)


def cell_differences(left: Copy, right: Copy) -> tuple[str, ...]:
    """Every cell in which two contents differ, formula results aside; none when all agree."""
    if [_shape(table) for table in left.tables] != [_shape(table) for table in right.tables]:
        return ("the sheets or headings differ",)
    found = [] if left.stamp == right.stamp else ["the stamps differ"]
    for old, new in zip(left.tables, right.tables, strict=True):
        if [(r.row, r.id) for r in old.rows] != [(r.row, r.id) for r in new.rows]:
            found.append(f"{old.sheet}: the rows differ")
            continue
        for one, other in zip(old.rows, new.rows, strict=True):
            found += _row_differences(old, one, other, {})
    return tuple(found)


def _shape(table: CopyTable) -> tuple[object, ...]:
    headings = tuple((column.heading, column.letter) for column in table.unknown)
    return (table.table, table.sheet, dict(table.letters), headings, table.heading_row)


def _table_differences(
    old: CopyTable, new: CopyTable, planned: PlannedWrite, schema: Schema
) -> Iterator[str]:
    facts = schema[old.table]
    writes: dict[int, dict[str, CellWrite]] = {}
    for write in planned.cells:
        if write.table == old.table:
            writes.setdefault(write.row, {})[write.column] = write
    present = {row.row: row for row in new.rows}
    for row in old.rows:
        if row.row not in present:
            yield f"{old.sheet}: row {row.row} is gone"
            continue
        other = present.pop(row.row)
        wanted = writes.pop(row.row, {})
        if other is row and not wanted:
            continue
        yield from _id_difference(old, row, other, wanted)
        yield from _row_differences(old, row, other, wanted)
        yield from _unwritten(old, other, wanted, facts)
    yield from (f"{old.sheet}: row {row} was to be written, but is not there" for row in writes)
    rows = [row for row in planned.rows if row.table == old.table]
    yield from _added_differences(old, list(present.values()), rows, facts)
    yield from _foreign_differences(old, new)


def _id_difference(
    table: CopyTable, old: CopyRow, new: CopyRow, wanted: Mapping[str, CellWrite]
) -> Iterator[str]:
    expected = wanted[ROW_ID].id if ROW_ID in wanted else old.id
    if new.id != expected:
        yield f'{table.sheet}: the id of row {old.row} is "{new.id}", not "{expected}"'


def _row_differences(
    table: CopyTable, old: CopyRow, new: CopyRow, wanted: Mapping[str, CellWrite]
) -> Iterator[str]:
    for column, raw in old.cells.items():
        if column not in wanted and not _agree(raw, new[column]):
            yield (
                f'{table.sheet}!{table.address(old, column)} became "{iso_raw(new[column])}" '
                f'without being asked; it was "{iso_raw(old[column])}"'
            )


def _agree(old: Raw, new: Raw) -> bool:
    return (
        old is new
        or old == new
        or (old.formula and (new.formula or new.kind is RawKind.UNCALCULATED))
    )


def _unwritten(
    table: CopyTable, row: CopyRow, wanted: Mapping[str, CellWrite], facts: TableSchema
) -> Iterator[str]:
    for column, write in wanted.items():
        if column != ROW_ID and not _holds(facts.by_name[column], row[column], write.value):
            yield (
                f'{table.sheet}!{table.address(row, column)} is "{iso_raw(row[column])}", '
                f'not "{iso(write.value)}" as planned'
            )


def _holds(column: Column, raw: Raw, value: Value) -> bool:
    reading = read(column, raw)
    if not reading.readable:
        return reading.text == value  # what nobody can read waits there again, as it was typed
    return same(reading.value, value)


def _added_differences(
    table: CopyTable, found: list[CopyRow], rows: list[RowWrite], facts: TableSchema
) -> Iterator[str]:
    added, wanted = [row.id for row in found], [row.id for row in rows]
    if added != wanted:
        yield f"{table.sheet}: the added rows are {added}, planned were {wanted}"
        return
    for row, planned in zip(found, rows, strict=True):
        for column in table.letters:
            value = planned.cells.get(column)
            raw = row[column]
            if not raw.formula and not _holds(facts.by_name[column], raw, value):
                yield (
                    f'{table.sheet}!{table.address(row, column)} is "{iso_raw(raw)}", '
                    f'not "{iso(value)}" as planned'
                )


def _foreign_differences(old: CopyTable, new: CopyTable) -> Iterator[str]:
    for one, other in zip(old.unknown, new.unknown, strict=True):
        for row, raw in one.cells.items():
            if row not in other.cells or not _agree(raw, other.cells[row]):
                yield f"{old.sheet}!{one.letter}{row} changed without being asked"
