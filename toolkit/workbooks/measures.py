"""The *Measures* sheet of an area workbook: what success is, in three kinds."""

from __future__ import annotations

from msgspec.structs import replace

from toolkit.plan.view import Area
from toolkit.tables.column import Column
from toolkit.tables.record import Record
from toolkit.workbooks.book import Book
from toolkit.workbooks.content import Content
from toolkit.workbooks.lists_sheet import Lists
from toolkit.workbooks.sheet_top import write_band, write_owner_legend
from toolkit.workbooks.status_chips import chip_results
from toolkit.workbooks.table_view import TableView
from toolkit.workbooks.view_columns import (
    ROW_ID,
    GridCell,
    ViewColumn,
    span_of,
    typed_cell,
    view_columns,
)

_ONLY = {
    "rule": {"survey"},
    "questions": {"survey"},
    "baseline": {"number"},
    "target": {"number", "survey"},
    "actual": {"number"},
    "unit": {"number", "survey"},
    "direction": {"number"},
    "done": {"deliverable"},
    "date": {"deliverable"},
    "typed_mean": {"survey"},
    "typed_n": {"survey"},
    "mean": {"survey"},
    "responses": {"survey"},
    "result": {"number", "survey"},
}
"""Which kinds of measure a column is for; other cells are greyed, not locked."""


def measures_of(content: Content, area: Area) -> tuple[Record, ...]:
    """The measures of an area, its goals and its actions, in the plan's order."""
    refs = {area.number, *(goal.ref for goal in area.goals)}
    refs |= {action.ref for action in area.actions()}
    return tuple(m for m in content.snapshot["measures"].live() if m.text("of") in refs)


def write_measures(book: Book, content: Content, area: Area, lists: Lists) -> None:
    """Write the sheet; an area without measures gets none."""
    records = measures_of(content, area)
    if not records:
        return
    layout = content.layout.area.sheets["measures"]
    table = content.schema["measures"]
    sheet = book.sheet(layout.title, layout.tab)
    kinds = {record.text("kind") for record in records}
    columns = tuple(_folded(view, kinds) for view in view_columns(table, layout))
    span = span_of(columns)
    title = f"{area.number}  {area.title}".strip()
    top = write_band(book, sheet, title, layout.intro, span)
    write_owner_legend(book, sheet, top, (view.head for view in columns))
    rows = [measure_row(content, record, table.columns) for record in records]
    placed = TableView(book, sheet, lists, columns).write(table.sheet_table, top + 1, rows)
    if "result" in placed.columns:
        chip_results(book, sheet, placed.area("result"))
    sheet.freeze_panes(placed.first_row, placed.columns["ref"] + 1)
    sheet.repeat_rows(placed.head_row)
    book.footer(sheet, f"{content.plan.name}  ·  {title}")


def _folded(view: ViewColumn, kinds: set[str]) -> ViewColumn:
    """A column no measure of this area is made for is folded away."""
    if kinds & _ONLY.get(view.key, kinds) or view.place.hidden:
        return view
    return replace(view, place=replace(view.place, fold="Other kinds of measure"))


def measure_row(
    content: Content, record: Record, columns: tuple[Column, ...]
) -> dict[str, GridCell]:
    """The cells of one measure; those for other kinds of measure are greyed."""
    kind, shown = record.text("kind"), content.shown("measures", record.id)
    cells = {}
    for column in columns:
        value = shown.get(column.name)
        for_other = column.name in _ONLY and kind and kind not in _ONLY[column.name]
        look = "Not used" if for_other and value is None else ""
        cells[column.name] = typed_cell(column, value, look)
    cells[ROW_ID] = GridCell(record.id, "Tool")
    return cells
