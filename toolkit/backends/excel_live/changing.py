"""Single changes carried out in the running Excel; the workbook stays unsaved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from toolkit.backends.excel_live.live_book import area_of
from toolkit.errors import FileRefused
from toolkit.ports.refreshed import Refreshed
from toolkit.xlsx.cell import Value
from toolkit.xlsx.grid import Area
from toolkit.xlsx.tables import folded

_FIRST_SIGNS = ("=", "+", "-", "@", "'", *"0123456789")
"""Excel would make formulas, numbers or dates of texts that begin so."""

LONGEST_TEXT = 32_767
"""Characters a cell can hold, as Excel counts them (UTF-16)."""


@contextmanager
def undisturbed(book: Any) -> Iterator[None]:
    """Keep the screen still; selection, scroll, filters and calculation are never touched."""
    app = book.app
    before = app.screen_updating
    app.screen_updating = False
    try:
        yield
    finally:
        app.screen_updating = before


def set_cell(book: Any, sheet: str, row: int, column: int, value: Value) -> None:
    """Give one cell a value of its type. Raises FileRefused when no cell can hold it."""
    cell = book.sheets[sheet].range((row, column))
    if value is None or value == "":
        cell.clear_contents()
    elif isinstance(value, str):
        _set_text(cell, value, f"{sheet}!{cell.get_address(False, False)}")
    elif isinstance(value, date) and not isinstance(value, datetime):
        cell.value = datetime.combine(value, time())
    else:
        cell.value = value


def _set_text(cell: Any, text: str, where: str) -> None:
    """A text stays a text: Excel makes no formula, number or date of it."""
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise FileRefused(
            "text-too-long",
            f'the text beginning "{text[:60]}…" is longer than a cell can hold.',
            where=where,
            next_step="Shorten it, or link to a document.",
        )
    if text.startswith(_FIRST_SIGNS):
        cell.value = f"'{text}"
        return
    shown = cell.number_format
    cell.value = text
    if not isinstance(cell.options(err_to_str=False).value, str):
        cell.number_format = shown
        cell.value = f"'{text}"


def append_row(book: Any, table_name: str, values: Mapping[str, Value]) -> None:
    """Add one row at the end of an Excel Table. Raises FileRefused when there is no room."""
    sheet, table = _table(book, table_name)
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
    table.resize(sheet.range((area.top, area.left), (area.bottom + 1, area.right)))
    places = {folded(str(heading)): area.left + n for n, heading in enumerate(headings)}
    for heading, value in values.items():
        if value is not None and folded(heading) in places:
            set_cell(book, sheet.name, area.bottom + 1, places[folded(heading)], value)


def _table(book: Any, name: str) -> tuple[Any, Any]:
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


def show(book: Any, refreshed: Refreshed) -> None:
    """Put the answer of a refresh into the open workbook."""
    with undisturbed(book):
        for grown in refreshed.tables:
            _, table = _table(book, grown.table)
            table.resize(book.sheets[grown.sheet].range(grown.area))
        for cell in refreshed.cells:
            at = Area.parse(cell.cell)
            if at is None:
                raise ValueError(f"{cell.cell} is no address")
            set_cell(book, cell.sheet, at.top, at.left, cell.value)
