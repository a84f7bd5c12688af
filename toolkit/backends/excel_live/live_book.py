"""An open workbook as the common reader sees one: each sheet fetched as one block."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from msgspec import Struct

from toolkit.tables.schema import heading_key
from toolkit.xlsx import Cell, CellKind, Sheet, TableGeometry
from toolkit.xlsx.cell import Value
from toolkit.xlsx.cell_grid import CellGrid
from toolkit.xlsx.grid import Area
from toolkit.xlsx.styles import GENERAL

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
Block = list[list[Any]]


class Tab(Struct, frozen=True):
    """The name of one sheet."""

    name: str
    kind: str = "worksheet"


class LiveBook:
    """See ``excel_file.open_book.OpenBook``.

    Args:
        book: the xlwings Book.
        percent_headings: compared headings of columns whose percent signs matter.
    """

    date1904 = False
    """Excel hands out dates as dates, whatever it counts from."""

    def __init__(self, book: Any, percent_headings: Collection[str]) -> None:
        self.book = book
        self._percent = percent_headings
        self._read: dict[str, Sheet] = {}

    def again(self) -> LiveBook:
        """The same workbook, to be fetched anew."""
        return LiveBook(self.book, self._percent)

    @property
    def sheets(self) -> tuple[Tab, ...]:
        """The tabs in order."""
        return tuple(Tab(sheet.name) for sheet in self.book.sheets)

    def tables_of(self, name: str) -> tuple[TableGeometry, ...]:
        """One tab's tables."""
        return self.read(name).tables

    def read(self, name: str, without: Container[int] = ()) -> Sheet:
        """One tab's content, fetched once; with all its rows, which cost nothing more."""
        del without
        if name not in self._read:
            self._read[name] = self._fetched(name)
        return self._read[name]

    def now(self, name: str, row: int, column: int) -> Value:
        """What one cell shows at this moment."""
        cell = self.book.sheets[name].range((row, column))
        found = _cell(_values(cell)[0][0], cell.formula)
        return None if found is None else found.value

    def _fetched(self, name: str) -> Sheet:
        sheet = self.book.sheets[name]
        used = sheet.used_range
        top, left = used.row, used.column
        values = _values(used)
        formulas = _block(used.formula)
        cells = {
            (top + row, left + column): cell
            for row, line in enumerate(values)
            for column, value in enumerate(line)
            if (cell := _cell(value, formulas[row][column])) is not None
        }
        tables = tuple(_geometry(table, name, cells) for table in sheet.tables)
        for table in tables:
            self._mark_percents(sheet, table, cells)
        merged = () if tables else tuple(_merged(used))
        return Sheet(name, _grid(cells), tables, merged, frozenset(), frozenset())

    def _mark_percents(
        self, sheet: Any, table: TableGeometry, cells: dict[tuple[int, int], Cell]
    ) -> None:
        """Note the number format of columns where 0.5 may mean 50 per cent."""
        for offset, heading in enumerate(table.headings):
            if heading_key(heading) not in self._percent or table.last_row < table.first_row:
                continue
            column = table.area.left + offset
            rows = range(table.first_row, table.last_row + 1)
            whole = sheet.range((rows[0], column), (rows[-1], column)).number_format
            for row in rows:
                found = cells.get((row, column)) or Cell(CellKind.BLANK, None)
                # A column of several formats has none of its own: then cell by cell.
                shown = whole or sheet.range((row, column)).number_format
                cells[row, column] = found._replace(number_format=shown or GENERAL)


class _Error(str):
    """The code of a cell in error, which a text may spell just so."""


def _values(used: Any) -> Block:
    """What the cells show, fetched once; once more when errors have to be told from texts."""
    found: Block = used.options(ndim=2, err_to_str=True).value
    if any(value in _ERRORS for line in found for value in line if isinstance(value, str)):
        plain = used.options(ndim=2).value
        for line, same in zip(found, plain, strict=True):
            for column, value in enumerate(line):
                if isinstance(value, str) and same[column] is None:
                    line[column] = _Error(value)
    return found


def _block(found: Any) -> Block:
    """One cell comes as itself, several as rows."""
    if isinstance(found, list | tuple):
        return [list(row) if isinstance(row, list | tuple) else [row] for row in found]
    return [[found]]


def _cell(value: Any, formula: Any) -> Cell | None:
    text = formula if isinstance(formula, str) and formula.startswith("=") else None
    if text is not None and text == value:
        text = None  # a text that looks like a formula
    behind = text[1:] if text is not None else None
    if value is None:
        # Excel has calculated: a formula that shows nothing shows an empty text.
        return None if behind is None else Cell(CellKind.TEXT, "", behind)
    kind, plain = _typed(value)
    return Cell(kind, plain, behind)


def _typed(value: Any) -> tuple[CellKind, Value]:
    if isinstance(value, bool):
        return CellKind.BOOLEAN, value
    if isinstance(value, str):
        return (CellKind.ERROR if isinstance(value, _Error) else CellKind.TEXT), value
    if isinstance(value, datetime):
        day = value.replace(tzinfo=None)
        return CellKind.DATE, day if day.time() != datetime.min.time() else day.date()
    if isinstance(value, date):
        return CellKind.DATE, value
    number = float(value) if isinstance(value, Decimal) else value
    whole = isinstance(number, float) and number.is_integer() and abs(number) < 1e15
    return CellKind.NUMBER, int(number) if whole else number


def _geometry(table: Any, sheet: str, cells: dict[tuple[int, int], Cell]) -> TableGeometry:
    area = area_of(table.range)
    names = tuple(
        str(found.value) if (found := cells.get((area.top, column))) else ""
        for column in range(area.left, area.right + 1)
    )
    header, totals = int(bool(table.show_headers)), int(bool(table.show_totals))
    return TableGeometry(table.name, sheet, "", area, names, names, header, totals)


def area_of(block: Any) -> Area:
    """Where an xlwings Range lies."""
    rows, columns = block.shape
    return Area(block.row, block.column, block.row + rows - 1, block.column + columns - 1)


def _merged(used: Any) -> Iterator[Area]:
    """Merged areas; asked for row by row, for most sheets have none."""
    if used.merge_cells is False:
        return
    found = set()
    area, sheet = area_of(used), used.sheet
    columns = range(area.left, area.right + 1)
    for row in range(area.top, area.bottom + 1):
        if sheet.range((row, area.left), (row, area.right)).merge_cells is not False:
            cells = [sheet.range((row, column)) for column in columns]
            found |= {area_of(cell.merge_area) for cell in cells if cell.merge_cells}
    yield from sorted(found)


def _grid(cells: dict[tuple[int, int], Cell]) -> CellGrid:
    rows: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, []).append(column)
    return CellGrid(
        {
            row: (tuple(columns), tuple(cells[row, column] for column in columns))
            for row, columns in rows.items()
        }
    )
