"""The days the formulas count from, in named cells: typed by the tool, so figures stay put."""

from __future__ import annotations

from datetime import date

from toolkit.workbooks.book import DATE_FORMAT, Book, Format, cell_name, sheet_ref, write
from toolkit.workbooks.content import Content

DAYS_SHEET = "_days"
NAMES = {"today": "ag_today", "period_start": "ag_period_start", "due_soon": "ag_due_soon_days"}


def write_days(book: Book, content: Content) -> None:
    """Write the hidden sheet of named days."""
    sheet = book.hidden_sheet(DAYS_SHEET)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 14)
    day, plain = book.form("Text", num_format=DATE_FORMAT), book.form("Text")
    facts: tuple[tuple[str, date | int, Format, str], ...] = (
        ("The figures are for", content.today, day, NAMES["today"]),
        ("The period began on", content.period_start, day, NAMES["period_start"]),
        ("Due soon means days", content.due_soon_days, plain, NAMES["due_soon"]),
    )
    for row, (label, value, form, name) in enumerate(facts):
        sheet.write_string(row, 0, label)
        write(sheet, row, 1, value, form)
        cell = f"={sheet_ref(DAYS_SHEET)}!{fixed_name(row, 1)}"
        book.workbook.define_name(name, cell)


def fixed_name(row: int, col: int) -> str:
    """``$B$1`` for row 0, column 1."""
    name = cell_name(row, col)
    letters = name.rstrip("0123456789")
    return f"${letters}${name[len(letters) :]}"
