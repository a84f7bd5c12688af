"""Single changes carried out in the running Excel; the workbook stays unsaved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from toolkit.backends.excel_live.live_book import area_of
from toolkit.errors import FileRefused
from toolkit.xlsx import SetCell
from toolkit.xlsx.cell import Value
from toolkit.xlsx.grid import cell_name
from toolkit.xlsx.tables import folded

_FIRST_SIGNS = ("=", "+", "-", "@", "'", *"0123456789")
"""Excel would make formulas, numbers or dates of texts that begin so."""

LONGEST_TEXT = 32_767
"""Characters a cell can hold, as Excel counts them (UTF-16)."""


def require_short(sheet: str, row: int, column: int, value: Value) -> None:
    """Raise FileRefused when no cell can hold a text."""
    if (
        isinstance(value, str)
        and len(value.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_TEXT
    ):
        raise FileRefused(
            "text-too-long",
            f'the text beginning "{value[:60]}…" is longer than a cell can hold.',
            where=f"{sheet}!{cell_name(row, column)}",
            next_step="Shorten it, or link to a document.",
        )


def set_cell(book: Any, sheet: str, row: int, column: int, value: Value) -> None:
    """Give one cell a value of its type. Raises FileRefused when no cell can hold it."""
    require_short(sheet, row, column, value)
    cell = book.sheets[sheet].range((row, column))
    if value is None or value == "":
        cell.clear_contents()
    elif isinstance(value, str):
        _set_text(cell, value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        cell.value = datetime.combine(value, time())
    else:
        cell.value = value


def _set_text(cell: Any, text: str) -> None:
    """A text stays a text: Excel makes no formula, number or date of it."""
    if text.startswith(_FIRST_SIGNS):
        cell.value = f"'{text}"
        return
    shown = cell.number_format
    cell.value = text
    if not isinstance(cell.options(err_to_str=False).value, str):
        cell.number_format = shown
        cell.value = f"'{text}"


def next_row(book: Any, table_name: str, values: Mapping[str, Value]) -> tuple[SetCell, ...]:
    """The cells of a row to be added at the end of an Excel Table; ``grow`` makes room for it.

    Raises FileRefused when there is no room or a text is too long.
    """
    sheet, table = table_of(book, table_name)
    area = area_of(table.range)
    below = sheet.range((area.bottom + 1, area.left), (area.bottom + 1, area.right))
    filled = [value for value in below.options(ndim=1).value if value is not None]
    if filled or table.show_totals:
        found = f'"{filled[0]}"' if filled else "its totals row"
        raise FileRefused(
            "no-room-below",
            f"right below the table {table_name} stands {found}, so no row can be added.",
            where=sheet.name,
            next_step="Move it further down or away, then run again.",
        )
    headings = table.header_row_range.options(ndim=1).value
    places = {folded(str(heading)): area.left + n for n, heading in enumerate(headings)}
    row = area.bottom + 1
    cells = tuple(
        SetCell(sheet.name, row, places[folded(heading)], value)
        for heading, value in values.items()
        if value is not None and folded(heading) in places
    )
    for cell in cells:
        require_short(cell.sheet, cell.row, cell.column, cell.value)
    return cells


def grow(book: Any, table_name: str) -> None:
    """Take the row below an Excel Table into it: it gets the formulas and looks of the others."""
    sheet, table = table_of(book, table_name)
    area = area_of(table.range)
    table.resize(sheet.range((area.top, area.left), (area.bottom + 1, area.right)))


def shrink(book: Any, table_name: str) -> None:
    """Take the last row out of an Excel Table again."""
    sheet, table = table_of(book, table_name)
    area = area_of(table.range)
    sheet.range((area.bottom, area.left), (area.bottom, area.right)).clear_contents()
    table.resize(sheet.range((area.top, area.left), (area.bottom - 1, area.right)))


def table_of(book: Any, name: str) -> tuple[Any, Any]:
    for sheet in book.sheets:
        for table in sheet.tables:
            if table.name.casefold() == name.casefold():
                return sheet, table
    raise FileRefused(
        "table-gone",
        f"the Excel Table {name} is gone.",
        where=book.name,
        next_step="Turn the range into a table again and give it back its name.",
    )
