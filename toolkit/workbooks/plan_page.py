"""*Plan on a page*: what the plan stands for, its areas and goals, on one screen."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from msgspec.structs import replace

from toolkit.plan.view import Area
from toolkit.tables.column import Value
from toolkit.workbooks.book import DATE_FORMAT, Book, Worksheet, write
from toolkit.workbooks.content import Content
from toolkit.workbooks.lists_sheet import Lists
from toolkit.workbooks.row_heights import row_height
from toolkit.workbooks.sheet_top import Span, write_band, write_line
from toolkit.workbooks.table_sheet import used_columns
from toolkit.workbooks.table_view import TableView
from toolkit.workbooks.view_columns import (
    ROW_ID,
    GridCell,
    ViewColumn,
    span_of,
    typed_cell,
    view_columns,
)

PAGE = "statements"
_SPAN: Span = ((0, 34.0), (1, 96.0))
"""Label and text, where the page has no table of statements."""

_Look = tuple[str, dict[str, Any]]
"""A look of the house style, and what is changed of it."""

_FACTS = ("organisation", "period", "adopted", "period_start", "period_end", "source")


def write_plan_page(book: Book, content: Content, lists: Lists) -> None:
    """Write the sheet."""
    layout = content.layout.plan.sheets[PAGE]
    records = list(content.snapshot[PAGE].live())
    sheet = book.sheet(layout.title, layout.tab, landscape=bool(records))
    columns = used_columns(
        content, PAGE, records, view_columns(content.schema[PAGE], layout), kept=("kind", "current")
    )
    span = span_of(columns) if records else _SPAN
    if not records:
        for col, width in _SPAN:
            sheet.set_column(col, col, width)
    row = write_band(book, sheet, content.plan.name, layout.intro, span)
    _insert_logo(book, sheet, content)
    row = _write_facts(book, sheet, content, span, row + 1)
    row = _write_notes(book, sheet, content, span, row)
    if records:
        row = _write_statements(book, sheet, content, lists, columns, row + 1)
    _write_areas(book, sheet, content, span, row + 1)
    sheet.fit_to_pages(1, 1)
    sheet.set_selection(2, 0, 2, 0)
    book.footer(sheet, content.plan.name)
    sheet.activate()


def _insert_logo(book: Book, sheet: Worksheet, content: Content) -> None:
    if book.house.logo:
        options = {
            "image_data": BytesIO(book.house.logo),
            "x_offset": 4,
            "y_offset": 4,
            "x_scale": 1,
            "object_position": 3,
            "description": f"Logo of {content.plan.organisation or 'the organisation'}",
        }
        sheet.insert_image(0, 2, "logo.png", options)


def _write_facts(book: Book, sheet: Worksheet, content: Content, span: Span, row: int) -> int:
    schema = content.schema["plan"].by_name
    for name in _FACTS:
        value = content.plan.facts[name]
        if value is None or name not in schema:
            continue
        changes = {"num_format": DATE_FORMAT} if not isinstance(value, str) else {}
        looks: tuple[_Look, _Look] = (("Label", {}), ("Text", changes))
        row = _write_pair(book, sheet, (schema[name].heading, value), looks, span, row)
    return row


def _write_notes(book: Book, sheet: Worksheet, content: Content, span: Span, row: int) -> int:
    for note in content.snapshot["document_notes"].live():
        if note.text("shown_with") in (PAGE, "plan"):
            sheet.set_row(row, write_line(book, sheet, row, note.text("text"), "Text", span))
            row += 1
    return row


def _write_statements(
    book: Book,
    sheet: Worksheet,
    content: Content,
    lists: Lists,
    columns: tuple[ViewColumn, ...],
    row: int,
) -> int:
    table = content.schema[PAGE]
    rows = []
    for record in content.snapshot[PAGE].live():
        shown = content.shown(PAGE, record.id)
        cells = {c.name: typed_cell(c, shown.get(c.name)) for c in table.columns}
        rows.append({**cells, ROW_ID: GridCell(record.id, "Tool")})
    placed = TableView(book, sheet, lists, columns).write(table.sheet_table, row, rows)
    return placed.last_row + 1


def _write_areas(book: Book, sheet: Worksheet, content: Content, span: Span, row: int) -> None:
    for area in content.plan.areas:
        row = _write_area(book, sheet, content, area, span, row) + 1


def _write_area(
    book: Book, sheet: Worksheet, content: Content, area: Area, span: Span, row: int
) -> int:
    heading = ("Heading plan", {"font_size": 12})
    label = f"{content.plan.labels['area']} {area.number}"
    row = _write_pair(book, sheet, (label, area.title), (heading, heading), span, row)
    plain: _Look = ("Label", {})
    if area.description:
        said: _Look = ("Said once", {})
        row = _write_pair(book, sheet, ("", area.description), (plain, said), span, row)
    for goal in area.goals:
        if goal.statement:
            pair = (f"{content.plan.labels['goal']} {goal.ref}", goal.statement)
            row = _write_pair(book, sheet, pair, (plain, ("Plan", {})), span, row)
    return row


def _write_pair(
    book: Book,
    sheet: Worksheet,
    texts: tuple[str, Value],
    looks: tuple[_Look, _Look],
    span: Span,
    row: int,
) -> int:
    """Write a label and the text beside it, which runs over all the other columns."""
    cells = []
    (first, _), (start, _), end = span[0], span[1], span[-1][0]
    widths = (span[0][1], sum(width for _, width in span[1:]))
    if end > start:
        look, changes = looks[1]
        sheet.merge_range(row, start, row, end, "", book.form(look, indent=1, **changes))
    for col, text, (look, changes), width in zip((first, start), texts, looks, widths, strict=True):
        write(sheet, row, col, text, book.form(look, indent=1, **changes))
        shape = replace(book.look(look), size=changes.get("font_size", book.look(look).size))
        cells.append((text if isinstance(text, str) else "", width - 2, shape))
    sheet.set_row(row, row_height(cells, 26 if "font_size" in looks[1][1] else 20))
    return row + 1
