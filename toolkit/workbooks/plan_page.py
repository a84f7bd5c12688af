"""*Plan on a page*: what the plan stands for, its areas and goals, on one screen."""

from __future__ import annotations

from io import BytesIO

from toolkit.plan.view import Area
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
        sheet.write_string(row, 0, schema[name].heading, book.form("Label"))
        write(sheet, row, 1, value, book.form("Text", **changes))
        text = value if isinstance(value, str) else ""
        sheet.set_row(row, row_height([(text, span[1][1], book.look("Text"))], 20))
        row += 1
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
        cells = {
            c.name: typed_cell(c, content.shown(PAGE, record.id, c.name)) for c in table.columns
        }
        rows.append({**cells, ROW_ID: GridCell(record.id, "Tool")})
    placed = TableView(book, sheet, lists, columns).write(table.sheet_table, row, rows)
    return placed.last_row + 1


def _write_areas(book: Book, sheet: Worksheet, content: Content, span: Span, row: int) -> None:
    for area in content.plan.areas:
        row = _write_area(book, sheet, content, area, span, row) + 1


def _write_area(
    book: Book, sheet: Worksheet, content: Content, area: Area, span: Span, row: int
) -> int:
    label = f"{content.plan.labels['area']} {area.number}"
    height = 22.0
    for col, (text, look) in enumerate(((label, "Heading plan"), (area.title, "Heading plan"))):
        form = book.form(look, font_size=12, indent=1)
        sheet.write_string(row, col, text, form)
        cell = (text, span[col][1] - 2, book.look(look))
        height = max(height, row_height([cell], 26))
    sheet.set_row(row, height)
    row += 1
    if area.description:
        row = _write_pair(book, sheet, ("", area.description), ("Label", "Said once"), span, row)
    for goal in area.goals:
        if goal.statement:
            pair = (f"{content.plan.labels['goal']} {goal.ref}", goal.statement)
            row = _write_pair(book, sheet, pair, ("Label", "Plan"), span, row)
    return row


def _write_pair(
    book: Book,
    sheet: Worksheet,
    texts: tuple[str, str],
    looks: tuple[str, str],
    span: Span,
    row: int,
) -> int:
    cells = []
    for col, (text, look) in enumerate(zip(texts, looks, strict=True)):
        write(sheet, row, col, text, book.form(look, indent=1))
        cells.append((text, span[col][1] - 2, book.look(look)))
    sheet.set_row(row, row_height(cells, 20))
    return row + 1
