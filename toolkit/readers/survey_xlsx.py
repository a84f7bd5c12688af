"""Workbook exports (.xlsx): through the gate, then the sheet that holds the answers."""

from __future__ import annotations

from datetime import date, datetime

from toolkit.readers.survey_grid import SurveyGrid, refuse
from toolkit.xlsx import Cell, Sheet, Value, open_book

_STAMP = "_actiongrid"


def read_xlsx_grid(data: bytes, file: str) -> SurveyGrid:
    """The lines of the sheet with the most answers. Raises FileRefused from the gate."""
    book = open_book(data)
    if any(facts.name == _STAMP for facts in book.sheets):
        raise refuse(
            file,
            "not-a-survey",
            "this is one of the plan's own workbooks, not a survey export",
            "Drop a returned copy into the folder inbox and run sync.",
        )
    sheets = [book.read(facts.name) for facts in book.sheets]
    filled = [sheet for sheet in sheets if len(sheet.cells)]
    if not filled:
        raise refuse(file, "empty", "the workbook is empty", "Export the survey again.")
    sheet = max(filled, key=lambda found: len(found.cells))
    said: tuple[str, ...] = ()
    if len(filled) > 1:
        said = (f'the sheet "{sheet.name}" was read, of {len(filled)} sheets',)
    return SurveyGrid(file, _columns(sheet), said)


def _columns(sheet: Sheet) -> tuple[list[str], ...]:
    texts = [(spot, text) for spot, cell in sheet.cells.items() if (text := _text(cell))]
    height = max((row for (row, _), _ in texts), default=0)
    width = max((column for (_, column), _ in texts), default=0)
    columns: tuple[list[str], ...] = tuple([""] * height for _ in range(width))
    for (row, column), text in texts:
        columns[column - 1][row - 1] = text
    return columns


def _text(cell: Cell) -> str:
    value: Value = cell.value
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else str(value)
