"""The answer of a refresh, shown in the open workbook."""

from __future__ import annotations

from typing import Any

from toolkit.backends.excel_live.changing import set_cell, table_of
from toolkit.backends.excel_live.undisturbed import undisturbed
from toolkit.ports.refreshed import Refreshed
from toolkit.xlsx.grid import Area


def show(book: Any, refreshed: Refreshed) -> None:
    """Make tables longer where it says so, then give the cells their values."""
    with undisturbed(book):
        for grown in refreshed.tables:
            _, table = table_of(book, grown.table)
            table.resize(book.sheets[grown.sheet].range(grown.area))
        for cell in refreshed.cells:
            at = Area.parse(cell.cell)
            if at is None:
                raise ValueError(f"{cell.cell} is no address")
            set_cell(book, cell.sheet, at.top, at.left, cell.value)
