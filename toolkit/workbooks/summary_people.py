"""*By person* in Summary: the figures of everybody who owns something."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.rollup.figures import Item
from toolkit.workbooks.book import cell_name
from toolkit.workbooks.layout import ColumnLayout
from toolkit.workbooks.roll_up_rows import bar_completion, figure_cells, figure_view_columns
from toolkit.workbooks.sheet_top import write_band
from toolkit.workbooks.summary_frame import Frame
from toolkit.workbooks.table_view import TableView
from toolkit.workbooks.view_columns import ROW_ID, GridCell, ViewColumn, span_of

NOBODY = Item("Nobody owns an action yet: fill in Who? in the area workbooks.")
"""The row that stands for all people as long as there are none."""


def write_people_figures(frame: Frame) -> None:
    """Write the sheet."""
    book, content, layout = frame.book, frame.content, frame.layout("people")
    sheet = book.sheet(layout.title, layout.tab)
    extra = (
        ViewColumn("name", "Person or body", ColumnLayout("name"), head="Heading plan"),
        *figure_view_columns(book, content.statuses),
    )
    columns = frame.columns("people", extra)
    places = {view.key: col for col, view in enumerate(columns)}
    top = write_band(book, sheet, layout.title, layout.intro, span_of(columns))
    # The table is there from the start: a Summary people have saved gets no new ones.
    people = content.rollup.people or (NOBODY,)
    rows = [_row(frame, item, (top + 2 + number, places)) for number, item in enumerate(people)]
    placed = TableView(book, sheet, frame.lists, columns, filters=False).write(
        "tblByPerson", top + 1, rows
    )
    for number, item in enumerate(people):
        if item is not NOBODY:
            frame.note(sheet, placed.first_row + number, places, item.path("people"))
    bar_completion(book, sheet, placed.area("completion"))
    sheet.freeze_panes(placed.first_row, places["name"] + 1)
    sheet.repeat_rows(placed.head_row)
    book.footer(sheet, f"{content.plan.name}  ·  {layout.title}")


def _row(frame: Frame, item: Item, at: tuple[int, Mapping[str, int]]) -> dict[str, GridCell]:
    row, places = at
    counting = frame.counting
    key = cell_name(row, places[ROW_ID])
    where = counting.criterion("owners", f'"*;"&${key}&";*"')
    test = f'ISNUMBER(SEARCH(";"&${key}&";",{counting.ref("owners")}))'
    cells = figure_cells(counting, item, at, where, (f"({test})",))
    code = item.ref or item.name
    name = f"{code}  {item.name}" if item.ref and item.ref != item.name else item.name
    cells["name"] = GridCell(name, "Figure name")
    # The key COUNTIFS looks for between semicolons; wild cards stand for themselves.
    cells[ROW_ID] = GridCell(None if item is NOBODY else _escaped(code), "Tool")
    return cells


def _escaped(code: str) -> str:
    return "".join(f"~{sign}" if sign in "~*?" else sign for sign in code)
