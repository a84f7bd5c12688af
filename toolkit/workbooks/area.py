"""An area workbook: the action grid of one focus area and what belongs to it."""

from __future__ import annotations

from toolkit.plan.view import Area
from toolkit.ports.drawn import Drawn
from toolkit.tables.stamp import Stamp
from toolkit.workbooks.action_grid import GOAL_ID_HEADING, write_action_grid
from toolkit.workbooks.book import Book
from toolkit.workbooks.content import Content
from toolkit.workbooks.counting import Counting, Words
from toolkit.workbooks.day_names import write_days
from toolkit.workbooks.goals import write_goals
from toolkit.workbooks.lists_sheet import Lists
from toolkit.workbooks.measures import write_measures
from toolkit.workbooks.read_me import write_read_me
from toolkit.workbooks.refresh_button import add_macro, place_button
from toolkit.workbooks.stamp_sheet import write_stamp
from toolkit.workbooks.table_sheet import layout_for, write_table_sheet


def area_workbook(content: Content, area_id: str, stamp: Stamp, macro: str = "") -> bytes:
    """The workbook of one focus area.

    Args:
        area_id: id of the area's record.
        stamp: what the workbook says about itself.
        macro: source of the Refresh button; "" leaves the button out.

    Raises:
        FileRefused: a text does not fit into a cell.
        KeyError: no area has that id.
    """
    book = Book(content.house, paper=content.layout.area.paper)
    _write(book, content, area_id, stamp, macro)
    return book.finish()


def drawn_area(content: Content, area_id: str, stamp: Stamp) -> Drawn:
    """What that workbook would show, its button aside."""
    book = Book(content.house, paper=content.layout.area.paper, draft=True)
    _write(book, content, area_id, stamp, "")
    return book.drawn()


def _write(book: Book, content: Content, area_id: str, stamp: Stamp, macro: str) -> None:
    area = _area(content, area_id)
    lists = Lists(book)
    grid = write_action_grid(book, content, area, lists)
    write_goals(book, content, area, lists, _counting(content))
    write_measures(book, content, area, lists)
    _write_sub_items(book, content, area, lists)
    write_read_me(book, content, area)
    lists.write()
    write_days(book, content)
    write_stamp(book, stamp)
    if macro:
        sheet = book.workbook.worksheets()[0]
        place_button(sheet, grid.columns["by_when"], "Refresh: save, and gather what is new")
        add_macro(book, macro)
    title = f"{area.number} {area.title}".strip()
    book.describe(title, content.plan.name, content.plan.organisation, content.today)


def _area(content: Content, area_id: str) -> Area:
    for area in content.plan.areas:
        if area.id == area_id:
            return area
    raise KeyError(area_id)


def _counting(content: Content) -> Counting:
    table = content.schema["actions"]
    headings = {column.name: column.heading for column in table.columns}
    return Counting(
        table=table.sheet_table,
        headings={**headings, "goal_id": GOAL_ID_HEADING},
        words=Words.of(content.statuses),
        today="ag_today",
        period_start="ag_period_start",
        due_soon_days="ag_due_soon_days",
    )


def _write_sub_items(book: Book, content: Content, area: Area, lists: Lists) -> None:
    ids = {action.id for action in area.actions()}
    records = [r for r in content.snapshot["sub_items"].live() if r.parent in ids]
    if records:
        layout = layout_for(content, "sub_items", content.layout.area.sheets.get("sub_items"))
        write_table_sheet(book, content, layout, lists, records=records)
