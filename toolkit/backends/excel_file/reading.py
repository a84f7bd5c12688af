"""From a workbook's bytes to a copy: stamp, views, rows of raw cells."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from msgspec.structs import replace

from toolkit.backends.excel_file.open_book import OpenBook
from toolkit.backends.excel_file.view_place import MadeWith, ViewPlace, find_views
from toolkit.tables.copy import Copy, CopyRow, CopyTable, UnknownColumn
from toolkit.tables.raw import BLANK, Raw, RawKind
from toolkit.tables.schema import Schema
from toolkit.tables.stamp import HEADINGS, STAMP_SHEET, Stamp, stamp_of
from toolkit.xlsx import Book, Cell, CellKind, Sheet
from toolkit.xlsx.grid import column_letters
from toolkit.xlsx.saved import saved

TOOL_NAME = "Action Grid Toolkit"
"""What our own workbooks name as their author: nobody's name."""

_LIKE_A_ROW = 2
"""A row below the table with so many cells under its headings is no footnote."""

_KINDS = {
    CellKind.TEXT: RawKind.TEXT,
    CellKind.NUMBER: RawKind.NUMBER,
    CellKind.BOOLEAN: RawKind.TRUTH,
    CellKind.DATE: RawKind.DATE,
    CellKind.ERROR: RawKind.ERROR,
}


def read_copy(book: Book, content: bytes, file: str, schema: Schema) -> Copy:
    """Everything a workbook says about our tables."""
    by, when = saved(book)
    said = read_book(book, file, schema, book.notes)
    copy = replace(said, by="" if by == TOOL_NAME else by, when=when)
    return replace(copy, content=hashlib.sha256(content).hexdigest())


def read_book(
    book: OpenBook, file: str, schema: Schema, notes: dict[Hashable, Any] | None = None
) -> Copy:
    """The stamp and every view of our tables as they stand in a workbook.

    Args:
        book: the workbook.
        file: its name, for messages.
        schema: our tables.
        notes: what was made of its rows when it, or a state of it before a change, was last read.
    """
    lines = _stamp_lines(book)
    views = find_views(book, schema, _made_with(lines))
    return Copy(
        file=file,
        content="",
        stamp=stamp_of(lines),
        tables=tuple(_copy_table(book, view, notes) for view in views.first),
        again=tuple(_copy_table(book, view) for view in views.again),
        gone=views.gone,
    )


def read_stamp(book: OpenBook) -> Stamp | None:
    """The stamp on the hidden sheet; None when it is missing or damaged."""
    return stamp_of(_stamp_lines(book))


def made_with(book: OpenBook) -> MadeWith:
    """The headings each Excel Table was made with, as far as the stamp sheet tells."""
    return _made_with(_stamp_lines(book))


def _made_with(lines: Mapping[str, str]) -> MadeWith:
    return {
        label.removeprefix(HEADINGS): tuple(text.split("\n"))
        for label, text in lines.items()
        if label.startswith(HEADINGS)
    }


def _stamp_lines(book: OpenBook) -> dict[str, str]:
    """Label → text of the stamp sheet; nothing when there is none."""
    if STAMP_SHEET not in {facts.name for facts in book.sheets}:
        return {}
    return {label: text for label, (text, _row) in stamp_cells(book).items()}


def stamp_cells(book: OpenBook) -> dict[str, tuple[str, int]]:
    """Label → text and sheet row of the stamp sheet."""
    found = {}
    for number, row in book.read(STAMP_SHEET).cells.rows():
        label, text = row.get(1), row.get(2)
        if label is not None and isinstance(label.value, str):
            shown = "" if text is None or text.value is None else str(text.value)
            found[label.value] = (shown, number)
    return found


def raw_cell(cell: Cell | None, *, date1904: bool) -> Raw:
    """One stored cell as the tables read it; a cell nobody stored is blank."""
    if cell is None:
        return BLANK
    if cell.kind is CellKind.BLANK:
        return BLANK if cell.formula is None else Raw(RawKind.UNCALCULATED, formula=True)
    value = cell.value
    if cell.kind is CellKind.DATE and not isinstance(value, datetime) and hasattr(value, "hour"):
        # A time of day alone is no day; as text it becomes a finding where a date is wanted.
        return Raw(RawKind.TEXT, str(value), formula=cell.formula is not None)
    return Raw(
        kind=RawKind.TEXT if cell.kind is CellKind.TEXT else _KINDS[cell.kind],
        value=value,  # type: ignore[arg-type]
        percent=cell.is_percent_format,
        formula=cell.formula is not None,
        serial_1904=date1904,
    )


def _copy_table(
    book: OpenBook, view: ViewPlace, notes: dict[Hashable, Any] | None = None
) -> CopyTable:
    problem = _problem(view)
    readable = not problem or problem == _NO_IDS
    rows = tuple(_rows(book, view, {} if notes is None else notes)) if readable else ()
    return CopyTable(
        table=view.schema.name,
        sheet=view.sheet.name,
        letters={name: column_letters(place) for name, place in view.columns.items()},
        rows=() if problem else rows,
        unknown=tuple(_unknown(book, view)),
        problem=problem,
        heading_row=view.heading_row,
        lost=view.lost,
        merged=tuple(_hidden_cells(view, rows)) if view.sheet.merged else (),
        beyond=_beyond(view),
        unnamed=rows if problem else (),
    )


def _hidden_cells(view: ViewPlace, rows: Iterable[CopyRow]) -> Iterator[str]:
    for row in rows:
        for name, raw in row.cells.items():
            if raw.kind is RawKind.SHADOW and row.id:
                yield f"{column_letters(view.columns[name])}{row.row}"


def _beyond(view: ViewPlace) -> int:
    """The first row below the table, after an empty one, that looks like a row of it."""
    if not view.excel_table or view.headless or not view.schema.alone:
        return 0
    columns = set(view.columns.values())
    for number, row in view.sheet.cells.rows(view.last_row + 1):
        filled = [p for p, cell in row.items() if p in columns and cell.kind is not CellKind.BLANK]
        if len(filled) >= _LIKE_A_ROW:
            return number
    return 0


_NO_IDS = (
    "the hidden column with the row ids is gone, so nobody can tell for sure which row is which"
)


def _problem(view: ViewPlace) -> str:
    if view.headless:
        return "the row with the headings is gone, so nobody can tell what its cells mean"
    if view.doubled:
        names = ", ".join(f'"{heading}"' for heading in view.doubled)
        return f"the heading {names} stands in two columns; rename or remove one of them"
    if not view.id_column:
        return _NO_IDS
    return ""


def _rows(book: OpenBook, view: ViewPlace, notes: dict[Hashable, Any]) -> Iterator[CopyRow]:
    """The rows that say something; one that stands as it was last read is taken from the notes."""
    hidden, grid = view.sheet.hidden_rows, view.sheet.cells
    key = (view.schema.name, view.sheet.name, tuple(view.columns.items()), view.id_column)
    known: dict[int, tuple[object, CopyRow]] = notes.setdefault(key, {})
    make = _RowMaker(view, date1904=book.date1904)
    for number in range(view.heading_row + 1, view.last_row + 1):
        columns, stored = grid.stored(number) or ((), ())
        before, row = known.get(number, (None, None))
        if row is None or before is not stored or make.shadows or row.hidden != (number in hidden):
            row = make.row(number, columns, stored)
            known[number] = (stored, row)
        if row.id or any(map(_says_something, row.cells.values())):
            yield row


class _Cells:
    """Cells by column name. Attributes share their names, so that a row takes a third of what a
    dictionary of its own would."""


class _RowMaker:
    """Makes rows out of stored cells; cells that hold the same share what is made of them."""

    def __init__(self, view: ViewPlace, *, date1904: bool) -> None:
        self.shadows = _shadows(view.sheet)
        self._view = view
        self._date1904 = date1904
        self._raws: dict[int, Raw] = {id(None): BLANK}
        self._columns: tuple[int, ...] | None = None
        self._pick: Callable[[Sequence[Cell | None]], Sequence[Cell | None]]

    def row(self, number: int, columns: tuple[int, ...], stored: Sequence[Cell]) -> CopyRow:
        """One row.

        Args:
            number: of the sheet.
            columns: of its cells.
            stored: its cells.
        """
        if columns is not self._columns:
            self._pick, self._columns = self._picker(columns), columns
        id_cell, _, *picked = self._pick((*stored, None))
        row = _Cells()
        for name, raw in zip(self._view.columns, self._raws_of(picked), strict=True):
            setattr(row, name, raw)
        cells: dict[str, Raw] = vars(row)
        for name, place in self._view.columns.items() if self.shadows else ():
            if (number, place) in self.shadows:
                cells[name] = Raw(RawKind.SHADOW)
        hidden = number in self._view.sheet.hidden_rows
        return CopyRow(_id_text(id_cell), number, cells, hidden=hidden)

    def _picker(
        self, columns: tuple[int, ...]
    ) -> Callable[[Sequence[Cell | None]], Sequence[Cell | None]]:
        """Takes the row id's cell, nothing, and the view's cells out of a row that ends in None."""
        places, none = {column: place for place, column in enumerate(columns)}, len(columns)
        wanted = (self._view.id_column, 0, *self._view.columns.values())
        return itemgetter(*(places.get(column, none) for column in wanted))

    def _raws_of(self, cells: Sequence[Cell | None]) -> Sequence[Raw | None]:
        found = [*map(self._raws.get, map(id, cells))]
        if None in found:
            for place, cell in enumerate(cells):
                if found[place] is None:
                    raw = raw_cell(cell, date1904=self._date1904)
                    found[place] = self._raws[id(cell)] = raw
        return found


def _says_something(raw: Raw) -> bool:
    blank_text = raw.kind is RawKind.TEXT and not str(raw.value).strip()
    return not raw.silent and raw.kind is not RawKind.BLANK and not raw.formula and not blank_text


def _id_text(cell: Cell | None) -> str:
    return "" if cell is None or cell.value is None else str(cell.value).strip()


def _unknown(book: OpenBook, view: ViewPlace) -> Iterator[UnknownColumn]:
    for place, heading in view.unknown.items():
        cells = {
            number: raw_cell(view.sheet.cells.get((number, place)), date1904=book.date1904)
            for number in range(view.heading_row + 1, view.last_row + 1)
        }
        yield UnknownColumn(heading, column_letters(place), cells)


def _shadows(sheet: Sheet) -> frozenset[tuple[int, int]]:
    """Cells hidden under a merged area, its first cell left out."""
    found = set()
    for area in sheet.merged:
        rows = range(area.top, min(area.bottom, sheet.cells.last_row) + 1)
        columns = range(area.left, min(area.right, area.left + 100) + 1)
        found |= {(row, column) for row in rows for column in columns}
        found.discard((area.top, area.left))
    return frozenset(found)
