"""The hidden sheet that says what a workbook is, so that a copy can be merged weeks later."""

from __future__ import annotations

from toolkit.tables.stamp import HEADINGS, STAMP_SHEET, Stamp
from toolkit.workbooks.book import Book

FORMAT_VERSION = 1
"""Version of the workbooks' own form (sheets, tables, hidden columns); raised when it changes."""


def write_stamp(book: Book, stamp: Stamp) -> None:
    """Write the stamp as rows of label and text."""
    sheet = book.hidden_sheet(STAMP_SHEET)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 40)
    # What each table was made with tells columns staff took out or added from our own.
    made_with = ((HEADINGS + name, "\n".join(headings)) for name, headings in book.headings.items())
    rows = (*stamp.rows(), ("format", str(FORMAT_VERSION)), *made_with)
    for row, (label, text) in enumerate(rows):
        sheet.write_string(row, 0, label)
        sheet.write_string(row, 1, text)
