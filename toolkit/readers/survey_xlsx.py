"""Workbook exports (.xlsx): through the gate, then the sheet that holds the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from msgspec.structs import replace

from toolkit.readers.survey_grid import SurveyGrid, letter_of, refuse
from toolkit.survey.wording import number_in
from toolkit.xlsx import Book, Cell, Sheet, Value, open_book

_STAMP = "_actiongrid"
_KEY_CELLS = 200
"""A sheet with more cells is no key to the numbers."""


def read_xlsx_grid(
    data: bytes, file: str, recognised: Callable[[SurveyGrid], bool], wanted: str = ""
) -> SurveyGrid:
    """The lines of the sheet with the answers.

    Args:
        recognised: whether lines are in the layout of a survey tool; such a sheet goes first.
        wanted: name of the sheet, "" to find it.

    Raises:
        FileRefused: from the gate, or when no sheet holds anything.
    """
    book = open_book(data)
    if any(facts.name == _STAMP for facts in book.sheets):
        raise refuse(
            file,
            "not-a-survey",
            "this is one of the plan's own workbooks, not a survey export",
            "Drop a returned copy into the folder inbox and run sync.",
        )
    sheets = [sheet for sheet in _sheets(book) if len(sheet.cells)]
    if not sheets:
        raise refuse(file, "empty", "the workbook is empty", "Export the survey again.")
    named = [sheet for sheet in sheets if sheet.name.casefold() == wanted.strip().casefold()]
    if wanted and not named:
        names = ", ".join(f'"{sheet.name}"' for sheet in sheets)
        raise refuse(
            file, "no-such-sheet", f'there is no sheet "{wanted}" with cells in it',
            f"Choose among {names}.",
        )  # fmt: skip
    grids = {sheet.name: SurveyGrid(file, _columns(sheet)) for sheet in named or sheets}
    seen = {facts.name for facts in book.sheets if facts.state == "visible"}
    sheet = max(
        named or sheets,
        key=lambda s: (s.name in seen, recognised(grids[s.name]), len(s.cells)),
    )
    others = [other for other in sheets if other is not sheet]
    notes = tuple(key for other in others if (key := _key(other)))
    return replace(grids[sheet.name], decisions=tuple(_said(sheet, others)), notes=notes)


def _sheets(book: Book) -> Iterator[Sheet]:
    return (book.read(facts.name) for facts in book.sheets if facts.kind == "worksheet")


def _said(sheet: Sheet, others: list[Sheet]) -> Iterator[str]:
    if others:
        names = ", ".join(f'"{other.name}"' for other in others[:4])
        yield (
            f'the sheet "{sheet.name}" was read, of {len(others) + 1} sheets ({names} not; '
            "--sheet NAME reads another)"
        )
    hidden = sheet.hidden_rows
    rows = hidden & {row for row, _ in sheet.cells} if hidden else frozenset()
    if rows:
        lines = "line is" if len(rows) == 1 else "lines are"
        yield f"{len(rows)} hidden {lines} read like the others"
    hidden = sheet.hidden_columns
    if hidden and (columns := hidden & {column for _, column in sheet.cells}):
        letters = ", ".join(letter_of(column - 1) for column in sorted(columns))
        yield f"hidden columns are read like the others ({letters})"


def _key(sheet: Sheet) -> str:
    """The text of a small sheet that says what the numbers mean; "" when it does not."""
    if len(sheet.cells) > _KEY_CELLS:
        return ""
    lines = []
    for _, cells in sheet.cells.rows():
        texts = [text for cell in cells.values() if (text := _text(cell).strip())]
        if len(texts) > 1 and number_in(texts[0]) is not None:
            texts = [" = ".join(texts[:2])]
        lines += [text for text in texts[:1] if text[:1].isdigit() and "=" in text]
    numbers = [line.split("=")[0].strip() for line in lines]
    # Two keys on one sheet would be taken for each other.
    return ", ".join(lines) if len(set(numbers)) == len(numbers) > 1 else ""


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
    if isinstance(value, int | float) and cell.is_percent_format:
        return f"{100 * value:.10g}%"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else str(value)
