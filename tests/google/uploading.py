"""A workbook as a Google sheet, view marks and stamp included: as ``google setup`` leaves one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.google.sheet_model import Book, Json, Line, Tab, new_tab
from toolkit.backends.google_sheets.cells import extended, plain_of
from toolkit.backends.google_sheets.sheet_state import VIEW_KEY
from toolkit.tables.schema import Schema
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.xlsx import Cell, open_book


def upload(book: Book, workbook: Path, replica: str, schema: Schema) -> None:
    """Every sheet of a workbook as a tab; tables become the tabs of one view."""
    source = open_book(workbook.read_bytes())
    book.tabs.clear()
    for number, facts in enumerate(source.sheets):
        sheet = source.read(facts.name)
        tab = new_tab(number, facts.name, 60, 26)
        for (row, column), cell in sheet.cells.items():
            tab.put(row - 1, column - 1, cell_json(cell))
        for table in sheet.tables:
            found = schema.for_sheet_table(table.name)
            if found is not None:
                mark_view(book, tab, f"{replica}|{found.name}")
        if facts.name == STAMP_SHEET:
            tab.props["hidden"] = True
            for line in tab.rows:
                if 0 in line.cells:
                    label = line.cells[0]["userEnteredValue"]["stringValue"]
                    line.cells[0] = {"userEnteredValue": {"stringValue": f"{replica} {label}"}}
        book.tabs.append(tab)


def mark_view(book: Book, tab: Tab, view: str) -> None:
    """The metadata that says which view and table a tab shows."""
    tab.metadata.append({"metadataId": book.next_id(), "metadataKey": VIEW_KEY,
                         "metadataValue": view, "visibility": "DOCUMENT"})  # fmt: skip


def cell_json(cell: Cell) -> Json:
    """One cell in the API's form."""
    found: Json = {}
    if cell.formula is not None:
        found["userEnteredValue"] = {"formulaValue": f"={cell.formula}"}
    elif (plain := plain_of(cell.value)) is not None:
        found["userEnteredValue"] = extended(plain)
    shape = "PERCENT" if cell.is_percent_format else ""
    if isinstance(cell.value, date) or "yy" in cell.number_format:
        shape = "DATE"
    if shape:
        found["userEnteredFormat"] = {"numberFormat": {"type": shape}}
    return found


def type_into(tab: Tab, row: int, column: int, value: Any) -> None:
    """What a person types into a cell; rows and columns from 1."""
    plain = plain_of(value)
    cell = {k: v for k, v in tab.cell(row - 1, column - 1).items() if k != "userEnteredValue"}
    if plain is not None:
        cell["userEnteredValue"] = extended(plain)
    tab.put(row - 1, column - 1, cell)


def shown(tab: Tab) -> list[list[Any]]:
    """What a tab shows, blank rows at the end left out."""

    def value(line: Line, column: int) -> Any:
        found = line.cells.get(column, {}).get("userEnteredValue")
        return next(iter(found.values())) if found else None

    rows: Sequence[list[Any]] = [
        [value(line, column) for column in range(len(tab.columns))] for line in tab.rows
    ]
    last = max((n for n, row in enumerate(rows) if any(v is not None for v in row)), default=-1)
    return list(rows[: last + 1])
