"""The mark by which a pressed button recognises its own workbook on the disk."""

from __future__ import annotations

from toolkit.backends.excel_file.reading import stamp_cells
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.xlsx import open_book

PRESSED = "pressed"
"""Label of the line in the stamp sheet; the macro writes it, the checksum leaves it out."""


def pressed_mark(content: bytes) -> tuple[str, str]:
    """A workbook's replica and what its Refresh button wrote before saving it; "" for neither.

    Raises FileRefused when the content is no workbook that may be read.
    """
    book = open_book(content)
    if STAMP_SHEET not in {facts.name for facts in book.sheets}:
        return "", ""
    cells = stamp_cells(book)
    return cells.get("replica", ("", 0))[0], cells.get(PRESSED, ("", 0))[0]
