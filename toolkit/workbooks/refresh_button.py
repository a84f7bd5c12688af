"""The Refresh button of a workbook: what people press, and the macro behind it."""

from __future__ import annotations

from io import BytesIO

from toolkit.workbooks.book import Book, Worksheet, sheet_ref
from toolkit.workbooks.day_names import fixed_name

MACRO = "ActionGridRefresh"
STATUS_NAME = "ActionGridStatus"
"""The cell in which the macro says when it ran and what came of it; without one it shows a box."""


def place_button(sheet: Worksheet, col: int, what_it_does: str) -> None:
    """Draw the button over the title band."""
    options = {
        "macro": MACRO,
        "caption": "Refresh",
        "width": 130,
        "height": 34,
        "x_offset": 4,
        "y_offset": 6,
        "description": what_it_does,
    }
    sheet.insert_button(0, col, options)


def place_status(book: Book, sheet: Worksheet, row: int) -> None:
    """Give the macro's sentence a row of its own; it runs on over the blank cells beside it."""
    form = book.form("Legend", indent=1)
    sheet.write_string(row, 0, "Not refreshed yet: press Refresh.", form)
    place = f"={sheet_ref(sheet.get_name())}!{fixed_name(row, 0)}"
    book.workbook.define_name(STATUS_NAME, place)


def add_macro(book: Book, source: str) -> None:
    """Add the macro project; to be called when the workbook has all its sheets."""
    from toolkit.xlsx.vba_project import sheet_code_names, vba_project

    names = sheet_code_names(len(book.workbook.worksheets()))
    book.workbook.add_vba_project(BytesIO(vba_project(source, names)), is_stream=True)
