"""The mark by which a pressed button recognises its own workbook on the disk."""

from __future__ import annotations

from toolkit.backends.excel_file.reading import stamp_cells
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.xlsx import open_book

PRESSED = "pressed"
"""Label of the line in the stamp sheet; the macro writes it, the checksum leaves it out."""


def pressed_mark(content: bytes) -> str:
    """What the Refresh button wrote into a workbook before saving it, "" when it never did."""
    book = open_book(content)
    if STAMP_SHEET not in {facts.name for facts in book.sheets}:
        return ""
    mark, _row = stamp_cells(book).get(PRESSED, ("", 0))
    return mark
