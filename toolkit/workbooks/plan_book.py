"""Plan.xlsx: everything of the plan that is not an action, one table a sheet."""

from __future__ import annotations

from toolkit.tables.stamp import Stamp
from toolkit.workbooks.book import Book
from toolkit.workbooks.content import Content
from toolkit.workbooks.lists_sheet import Lists
from toolkit.workbooks.plan_page import write_plan_page
from toolkit.workbooks.stamp_sheet import write_stamp
from toolkit.workbooks.table_sheet import layout_for, write_table_sheet

PLAN_PAGE = "statements"
"""The table on *Plan on a page*."""

ALWAYS = ("meetings", "people", "amendments")
"""Sheets that are there before anything stands in them: nobody edits a file to move a meeting, and
the first amendment finds its place."""


def plan_workbook(content: Content, stamp: Stamp) -> bytes:
    """The workbook of plan, meetings and people.

    Args:
        stamp: what the workbook says about itself.

    Raises:
        FileRefused: a text does not fit into a cell.
    """
    layout = content.layout.plan
    book = Book(content.house, paper=layout.paper)
    lists = Lists(book)
    write_plan_page(book, content, lists)
    for table in plan_tables(content):
        sheet = layout_for(content, table, layout.sheets.get(table))
        write_table_sheet(book, content, sheet, lists, notes=notes_with(content, table))
    lists.write()
    write_stamp(book, stamp)
    title = f"{content.plan.name}: plan, meetings and people"
    book.describe(title, content.plan.name, content.plan.organisation, content.today)
    return book.finish()


def plan_tables(content: Content) -> list[str]:
    """Tables with a sheet of their own: in the layout's order, then the plan's own ones."""
    layout = content.layout.plan
    used = [
        name
        for name in content.schema.tables
        if name not in layout.leave_out
        and name != PLAN_PAGE
        and (name in ALWAYS or any(content.snapshot[name].live()))
    ]
    order = list(layout.sheets)
    return sorted(used, key=lambda name: order.index(name) if name in order else len(order))


def notes_with(content: Content, table: str) -> tuple[str, ...]:
    """The document's texts that are shown above a table."""
    notes = content.snapshot["document_notes"].live()
    return tuple(note.text("text") for note in notes if note.text("shown_with") == table)
