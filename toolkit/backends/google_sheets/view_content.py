"""The half of the backend that needs no network: what a kept view says, and says after a write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from toolkit.backends.excel_file.patching import Change, planned_changes
from toolkit.backends.excel_file.reading import read_book
from toolkit.backends.google_sheets.cells import DATE_PATTERN
from toolkit.backends.google_sheets.view_book import (
    ViewBook,
    ViewTab,
    geometry,
    opened,
    written,
)
from toolkit.errors import FileRefused
from toolkit.ports.content import content_hash
from toolkit.ports.drawn import NO_OUTLINE, Drawn, Outline
from toolkit.ports.planned_write import NO_REFILL, PlannedWrite, Refill
from toolkit.tables.copy import Copy
from toolkit.tables.schema import Schema, heading_key
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.xlsx import AppendRow, Cell, CellKind, SetCell, Value, cell_name
from toolkit.xlsx.styles import GENERAL

LONGEST_TEXT = 32_767
"""Signs a text may have: what the same cell in a workbook holds."""


class ViewContent:
    """``ports.backend.FileBackend`` for views of Google sheets as they are kept."""

    name = "google_sheets"
    suffixes: tuple[str, ...] = ()

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def read(self, content: bytes, file: str) -> Copy:
        """What the view says."""
        book = opened(content, self._schema)
        return replace(read_book(book, file, self._schema), content=content_hash(content))

    def patch(self, content: bytes, planned: PlannedWrite) -> bytes:
        """What the view will say when the plan is carried out."""
        book = opened(content, self._schema)
        return written(changed(book, changes_of(book, planned)))

    def refill(self, content: bytes, wanted: Drawn, known: Outline = NO_OUTLINE) -> Refill:
        """Nothing: what nobody edits in a Google sheet is live formulas."""
        del content, wanted, known
        return NO_REFILL


def changes_of(book: ViewBook, planned: PlannedWrite) -> list[SetCell | AppendRow]:
    """The single changes of a plan. Raises FileRefused when one of them must not be made."""
    changes: list[Change] = planned_changes(book, planned, book.schema)
    kept = [change for change in changes if isinstance(change, SetCell | AppendRow)]
    for change in kept:
        if isinstance(change, SetCell):
            _require_no_formula(book, change)
            _require_short(change.value, f"{change.sheet}!{cell_name(change.row, change.column)}")
        else:
            for heading, value in change.values.items():
                _require_short(value, heading)
    return kept


def _require_no_formula(book: ViewBook, change: SetCell) -> None:
    found = _cells(book, change.sheet).get(change.row, {}).get(change.column)
    if found is not None and found.formula is not None:
        raise FileRefused(
            "formula",
            f"a formula stands there (={found.formula[:60]}).",
            where=f"{change.sheet}!{cell_name(change.row, change.column)}",
            next_step="Replace the formula by its value, then run again.",
        )


def _cells(book: ViewBook, title: str) -> Mapping[int, Mapping[int, Cell]]:
    return next((tab.cells for tab in book.tabs if tab.title == title), {})


def _require_short(value: Value, where: str) -> None:
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise FileRefused(
            "text-too-long",
            f'the text beginning "{value[:60]}…" is longer than a cell can hold.',
            where=where,
            next_step="Shorten it, or link to a document.",
        )


def changed(book: ViewBook, changes: Sequence[SetCell | AppendRow]) -> ViewBook:
    """The view with changes carried out."""
    stamp = {row: (label, text) for row, label, text in book.stamp}
    tabs = []
    for tab in book.tabs:
        sets = [c for c in changes if isinstance(c, SetCell) and c.sheet == tab.title]
        name = geometry(tab, book.schema).name
        rows = [c for c in changes if isinstance(c, AppendRow) and c.table == name]
        tabs.append(_changed_tab(book, tab, sets, rows) if sets or rows else tab)
    for change in changes:
        if isinstance(change, SetCell) and change.sheet == STAMP_SHEET:
            stamp[change.row] = (stamp[change.row][0], str(change.value))
    lines = tuple((row, label, text) for row, (label, text) in sorted(stamp.items()))
    return replace(book, tabs=tuple(tabs), stamp=lines)


def _changed_tab(
    book: ViewBook, tab: ViewTab, sets: Sequence[SetCell], rows: Sequence[AppendRow]
) -> ViewTab:
    cells = {row: dict(line) for row, line in tab.cells.items()}
    for change in sets:
        _put(cells.setdefault(change.row, {}), change.column, change.value)
    if rows:
        area = geometry(tab, book.schema).area
        shift = len(rows)
        cells = {row + shift * (row > area.bottom): line for row, line in cells.items()}
        above = cells.get(area.bottom, {}) if area.bottom > area.top else {}
        places = columns_by_heading(book, tab)
        for number, row in enumerate(rows, start=area.bottom + 1):
            line = {
                column: Cell(CellKind.BLANK, None, None, cell.number_format)
                for column, cell in above.items()
                if cell.number_format != GENERAL
            }
            for heading, value in row.values.items():
                _put(line, places[heading_key(heading)], value)
            cells[number] = line
    return replace(tab, cells=cells)


def columns_by_heading(book: ViewBook, tab: ViewTab) -> dict[str, int]:
    """Compared heading → sheet column."""
    found = geometry(tab, book.schema)
    return {
        heading_key(heading): found.area.left + place
        for place, heading in enumerate(found.headings)
        if heading
    }


def _put(line: dict[int, Cell], column: int, value: Value) -> None:
    """Put a value into a cell that keeps its number format, as Google does."""
    found = line.get(column)
    form = GENERAL if found is None else found.number_format
    if value is None or value == "":
        if form == GENERAL:
            line.pop(column, None)
        else:
            line[column] = Cell(CellKind.BLANK, None, None, form)
    elif isinstance(value, bool):
        line[column] = Cell(CellKind.BOOLEAN, value, None, form)
    elif isinstance(value, str):
        line[column] = Cell(CellKind.TEXT, value, None, form)
    elif isinstance(value, int | float):
        shown = GENERAL if form == DATE_PATTERN else form
        line[column] = Cell(CellKind.NUMBER, value, None, shown)
    else:
        line[column] = Cell(CellKind.DATE, value, None, DATE_PATTERN)
