"""*Your message* in Summary: the director's words, printed as they stand."""

from __future__ import annotations

from toolkit.workbooks.sheet_top import write_band
from toolkit.workbooks.summary_frame import Frame
from toolkit.workbooks.table_view import TableView
from toolkit.workbooks.view_columns import ROW_ID, GridCell, span_of, typed_cell

_HEIGHT = 260


def write_message(frame: Frame) -> None:
    """Write the sheet: one row with room to write."""
    book, content, layout = frame.book, frame.content, frame.layout("message")
    table = content.schema["plan"]
    sheet = book.sheet(layout.title, layout.tab)
    columns = frame.columns("message", (), table)
    top = write_band(book, sheet, layout.title, layout.intro, span_of(columns))
    cells = {
        view.key: typed_cell(view.column, content.plan.facts[view.key], "Input")
        for view in columns
        if view.column is not None
    }
    cells[ROW_ID] = GridCell(content.plan.facts.id, "Tool")
    placed = TableView(book, sheet, frame.lists, columns, filters=False).write(
        table.sheet_table, top + 1, [cells]
    )
    sheet.set_row(placed.first_row, _HEIGHT)
    sheet.set_selection(placed.first_row, 0, placed.first_row, 0)
    book.footer(sheet, f"{content.plan.name}  ·  {layout.title}")
