"""What a file will say once its planned cells are written: findings are about that."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from toolkit.merge.planned import Plan
from toolkit.tables.copy import Copy, CopyRow, CopyTable
from toolkit.tables.raw import BLANK, Raw, raw_of
from toolkit.tables.write import ROW_ID, CellWrite


def after_write(copy: Copy, plan: Plan) -> Copy:
    """The copy with a plan carried out."""
    if not plan.cells and not plan.rows:
        return copy
    return replace(copy, tables=tuple(_table(table, plan) for table in copy.tables))


def _table(table: CopyTable, plan: Plan) -> CopyTable:
    by_row: dict[int, list[CellWrite]] = {}
    for write in plan.cells:
        if write.table == table.table:
            by_row.setdefault(write.row, []).append(write)
    rows = [_row(row, by_row.get(row.row, [])) for row in table.rows]
    last = max((row.row for row in rows), default=table.heading_row)
    added = [row for row in plan.rows if row.table == table.table]
    for number, row in enumerate(added, start=last + 1):
        cells: Mapping[str, Raw] = {
            name: raw_of(row.cells.get(name)) if name in row.cells else BLANK
            for name in table.letters
        }
        rows.append(CopyRow(row.id, number, cells))
    return replace(table, rows=tuple(rows))


def _row(row: CopyRow, writes: list[CellWrite]) -> CopyRow:
    if not writes:
        return row
    cells = dict(row.cells)
    row_id = row.id
    for write in writes:
        if write.column == ROW_ID:
            row_id = write.id
        else:
            cells[write.column] = raw_of(write.value)
    return replace(row, id=row_id, cells=cells)
