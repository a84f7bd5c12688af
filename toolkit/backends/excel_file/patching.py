"""From planned writes to changes of single cells: nothing else in the workbook is touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from toolkit.backends.excel_file.open_book import OpenBook
from toolkit.backends.excel_file.reading import made_with, stamp_cells
from toolkit.backends.excel_file.view_place import ViewPlace, find_views
from toolkit.errors import FileRefused
from toolkit.ports.planned_write import PlannedWrite, Refill
from toolkit.tables.column import Column, ColumnType, Value
from toolkit.tables.schema import ROW_ID_HEADING, Schema
from toolkit.tables.stamp import STAMP_SHEET, Stamp
from toolkit.tables.write import ROW_ID, CellWrite, RowWrite
from toolkit.xlsx import AppendRow, Book, SetCache, SetCell, change_book

TICK = "x"
"""How a tick is written: what the help beside the cell tells people to type."""

Written = str | int | float | bool | date | None
Change = SetCell | AppendRow | SetCache


def patch_workbook(book: Book, planned: PlannedWrite, schema: Schema) -> bytes:
    """The workbook with the plan carried out.

    Raises FileRefused when a row is not where it was, a view is gone or a cell must stay.
    """
    return change_book(book, planned_changes(book, planned, schema)).data


def planned_changes(book: OpenBook, planned: PlannedWrite, schema: Schema) -> list[Change]:
    """The single changes a plan comes to in this workbook; the stamp's are the last.

    Raises FileRefused when a row is not where it was, a view is gone or a cell must stay.
    """
    views = {view.schema.name: view for view in find_views(book, schema, made_with(book)).first}
    # A new row gets its id and its other cells in one plan: that id counts as its own already.
    given = {(w.table, w.row): w.id for w in planned.cells if w.column == ROW_ID}
    changes: list[Change] = [_set_cell(views, write, given) for write in planned.cells]
    changes += [_append(views, row) for row in planned.rows]
    changes += _refill_changes(planned.refill)
    return [*changes, *_stamp_changes(book, planned.stamp)]


def _refill_changes(refill: Refill) -> Iterator[Change]:
    for figure in refill.figures:
        yield SetCache(figure.sheet, figure.row, figure.column, figure.value)
    for fill in refill.fills:
        yield SetCell(fill.sheet, fill.row, fill.column, fill.value)
    for row in refill.rows:
        yield AppendRow(row.sheet_table, row.values, row.results)


PERCENTS = frozenset({ColumnType.PERCENT, ColumnType.NUMBER})
"""Column types in which a cell shown as a percentage holds a hundredth of what it says."""


def _set_cell(
    views: Mapping[str, ViewPlace], write: CellWrite, given: Mapping[tuple[str, int], str]
) -> SetCell:
    view = _view(views, write.table)
    if write.column == ROW_ID:
        return SetCell(view.sheet.name, write.row, view.id_column, write.id)
    found = view.sheet.cells.get((write.row, view.id_column))
    stands = "" if found is None else str(found.value).strip()
    if given.get((write.table, write.row), stands) != write.id:
        raise FileRefused(
            "row-moved",
            f'row {write.row} does not hold the row "{write.id}" any more.',
            where=view.sheet.name,
            next_step="Run sync again.",
        )
    place = view.columns.get(write.column)
    if place is None:
        raise FileRefused(
            "column-gone",
            f'the column "{view.schema.by_name[write.column].heading}" is gone.',
            where=view.sheet.name,
            next_step="Put the heading back and run sync again.",
        )
    stored = view.sheet.cells.get((write.row, place))
    percent = stored is not None and stored.is_percent_format
    value = written(view.schema.by_name[write.column], write.value, percent=percent)
    return SetCell(view.sheet.name, write.row, place, value)


def _append(views: Mapping[str, ViewPlace], row: RowWrite) -> AppendRow:
    view = _view(views, row.table)
    if not view.excel_table:
        raise FileRefused(
            "table-gone",
            f'the Excel Table "{view.schema.sheet_table}" was turned into a plain range, '
            "so rows cannot be added safely.",
            where=view.sheet.name,
            next_step="Turn it into a table again (Insert › Table) and give it back its name.",
        )
    values: dict[str, Written] = {ROW_ID_HEADING: row.id}
    for name, value in row.cells.items():
        if name in view.columns:
            # The column's number format comes from the row above, as does its percent sign.
            above = view.sheet.cells.get((view.last_row, view.columns[name]))
            percent = above is not None and above.is_percent_format
            heading = view.headings[view.columns[name]]
            values[heading] = written(view.schema.by_name[name], value, percent=percent)
    return AppendRow(view.excel_table, values)


def written(column: Column, value: Value, *, percent: bool) -> Written:
    """A typed value as it is stored in a cell."""
    if column.type is ColumnType.TICK:
        return TICK if value is True else None
    if column.type in PERCENTS and percent and isinstance(value, int | float):
        return value / 100
    return value


def _view(views: Mapping[str, ViewPlace], table: str) -> ViewPlace:
    if table not in views:
        raise FileRefused(
            "view-gone",
            f'the sheet with the table "{table}" is gone.',
            next_step="Restore it from a backup, or delete the file and run generate.",
        )
    return views[table]


def _stamp_changes(book: OpenBook, stamp: Stamp) -> Iterator[SetCell]:
    cells = stamp_cells(book)
    for label, text in stamp.rows():
        if label not in cells:
            raise FileRefused(
                "no-stamp",
                f'the hidden sheet "{STAMP_SHEET}" lacks the line "{label}".',
                next_step="Move the file to the inbox and run generate to get a fresh one.",
            )
        shown, row = cells[label]
        if shown != text:
            yield SetCell(STAMP_SHEET, row, 2, text)
