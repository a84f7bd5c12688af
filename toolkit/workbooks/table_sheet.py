"""A sheet that shows one table of the plan, whole or in part: the form every table gets."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from toolkit.tables.column import Owner
from toolkit.tables.record import Record
from toolkit.workbooks.book import Book
from toolkit.workbooks.content import Content
from toolkit.workbooks.layout import SheetLayout
from toolkit.workbooks.lists_sheet import Lists
from toolkit.workbooks.paper import print_without_orphans
from toolkit.workbooks.people_list import who_words
from toolkit.workbooks.sheet_top import write_band, write_line, write_owner_legend
from toolkit.workbooks.table_view import Placed, TableView
from toolkit.workbooks.view_columns import (
    LOOKS,
    ROW_ID,
    GridCell,
    ViewColumn,
    span_of,
    typed_cell,
    view_columns,
)

_NAME_WIDTH = 24
_GAP = 6
"""Height of the blank row between the band and the document's own words."""
_TOP = 82.0
"""Height of band and legend."""


def write_table_sheet(
    book: Book,
    content: Content,
    layout: SheetLayout,
    lists: Lists,
    *,
    records: Sequence[Record] | None = None,
    notes: Sequence[str] = (),
) -> Placed:
    """Write a sheet with title, introduction and table.

    Args:
        records: the rows, default all live records of the table.
        notes: texts of the document that introduce the table.
    """
    table = content.schema[layout.table]
    rows = list(content.snapshot[table.name].live()) if records is None else list(records)
    sheet = book.sheet(layout.title, layout.tab)
    columns = used_columns(content, table.name, rows, view_columns(table, layout))
    span = span_of(columns)
    row = write_band(book, sheet, layout.title, layout.intro, span)
    if notes:
        sheet.set_row(row, _GAP)
        row += 1
    top = _TOP
    for note in notes:
        high = write_line(book, sheet, row, note, "Text", span, lowest=20, indent=1)
        sheet.set_row(row, high)
        top += high
        row += 1
    shown = (view.head for view in columns if not view.place.hidden and not view.place.fold)
    write_owner_legend(book, sheet, row, shown, col=span[0][0])
    shown_first = _leading_columns(columns)
    cells = [
        table_row(content, table.name, record, shown_first if _leads(record, layout) else ())
        for record in rows
    ]
    view = TableView(book, sheet, lists, columns, who_words(content))
    placed = view.write(table.sheet_table, row + 1, cells)
    first, width = span[0]
    sheet.freeze_panes(placed.first_row, first + 1 if width < 30 else 0)
    sheet.set_selection(placed.first_row, first, placed.first_row, first)
    sheet.repeat_rows(placed.head_row)
    print_without_orphans(sheet, span, placed.height + top)
    if layout.pages_wide > 1:
        sheet.fit_to_pages(layout.pages_wide, 0)
        sheet.repeat_columns(first, placed.columns[shown_first[-1]])
    book.footer(sheet, f"{content.plan.name}  ·  {layout.title}")
    return placed


def layout_for(content: Content, table: str, layout: SheetLayout | None) -> SheetLayout:
    """The laid-out sheet of a table, or a plain one under the table's own title."""
    if layout is None:
        return SheetLayout(table, content.schema[table].title, table, "brand")
    return replace(layout, table=table)


def used_columns(
    content: Content,
    table: str,
    records: Sequence[Record],
    columns: tuple[ViewColumn, ...],
    *,
    kept: Collection[str] = (),
) -> tuple[ViewColumn, ...]:
    """The columns, those folded away that the plan has no word for and nobody fills in."""

    def unused(view: ViewColumn) -> bool:
        if view.key in kept:
            return False
        if view.column is None or view.column.owner is not Owner.PLAN or not records:
            return False
        return all(view.key not in content.shown(table, record.id) for record in records)

    return tuple(
        replace(view, place=replace(view.place, fold="Not used")) if unused(view) else view
        for view in columns
    )


def _leading_columns(columns: Sequence[ViewColumn]) -> list[str]:
    """The first column people see, and the first that is wide enough for a name."""
    seen = [v for v in columns if v.column and not v.place.hidden and not v.place.fold]
    wide = [view.key for view in seen[1:] if view.place.width >= _NAME_WIDTH]
    return [view.key for view in seen[:1]] + wide[:1]


def _leads(record: Record, layout: SheetLayout) -> bool:
    return bool(layout.part_of) and record[layout.part_of] is None


def table_row(
    content: Content, table: str, record: Record, strong: Collection[str] = ()
) -> dict[str, GridCell]:
    """The cells of a record; those of ``strong`` columns in bold."""
    shown = content.shown(table, record.id)
    cells = {
        column.name: typed_cell(
            column,
            shown.get(column.name),
            LOOKS[column.owner],
            **({"bold": True} if column.name in strong else {}),
        )
        for column in content.schema[table].columns
    }
    cells[ROW_ID] = GridCell(record.id, "Tool")
    return cells
