"""What makes the sheets nobody edits show what a freshly made workbook shows.

A summary is never rebuilt over what a person added to it: the new one is made beside it, and only
the cells that differ are carried over. Sheet tables are matched by name and heading, so that a
table somebody moved is still found; single cells are matched by their address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from toolkit.backends.excel_file.open_book import OpenBook
from toolkit.backends.excel_file.reading import made_with
from toolkit.backends.excel_file.view_place import find_views
from toolkit.ports.planned_write import FigureWrite, FillRow, FillWrite, Refill
from toolkit.tables.equality import comparable
from toolkit.tables.schema import ROW_ID_HEADING, Schema, heading_key
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.xlsx import Cell, CellKind, Sheet, TableGeometry, open_book

_Position = tuple[int, int]


@dataclass
class _Changes:
    figures: list[FigureWrite] = field(default_factory=list)
    renewed: int = 0
    fills: list[FillWrite] = field(default_factory=list)
    rows: list[FillRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def refill_of(content: bytes, wanted: bytes, schema: Schema) -> Refill:
    """Compare a workbook with a freshly made one, sheet by sheet."""
    return refill_between(open_book(content), open_book(wanted), schema)


def refill_between(old: OpenBook, new: OpenBook, schema: Schema) -> Refill:
    """The same for workbooks that are open, here or in Excel."""
    edited = {view.excel_table for view in find_views(new, schema, made_with(new)).first}
    changes = _Changes()
    present = {facts.name for facts in old.sheets}
    for facts in new.sheets:
        if facts.name == STAMP_SHEET:
            continue
        if facts.name not in present:
            changes.notes.append(f'the sheet "{facts.name}" is gone; it is not brought up to date')
            continue
        _Sheet(old.read(facts.name), new.read(facts.name), edited, changes).compare()
    return Refill(
        figures=tuple(changes.figures),
        renewed=changes.renewed,
        fills=tuple(changes.fills),
        rows=tuple(changes.rows),
        notes=tuple(changes.notes),
    )


class _Sheet:
    """One sheet as it is and as it should be."""

    def __init__(self, old: Sheet, new: Sheet, edited: set[str], changes: _Changes) -> None:
        self.old, self.new, self.changes = old, new, changes
        self.edited = edited

    def compare(self) -> None:
        """Collect every difference."""
        placed = {table.name.casefold(): table for table in self.old.tables}
        inside: set[_Position] = set()
        whole = True
        for table in self.new.tables:
            inside.update(_positions(table))
            mate = placed.get(table.name.casefold())
            if mate is None:
                self.changes.notes.append(
                    f'{self.new.name}: the table "{table.name}" is gone; it stays as it is'
                )
                whole = False
            elif table.name in self.edited:
                self._edited_table(mate, table)
            else:
                whole &= mate.area[:2] == table.area[:2]
                self._output_table(mate, table)
        if whole:
            self._single_cells(inside)
        else:
            self.changes.notes.append(
                f"{self.new.name}: its tables were moved, so the cells beside them stay as they are"
            )

    def _edited_table(self, old: TableGeometry, new: TableGeometry) -> None:
        """Only the results of our formulas, found again by row id and heading."""
        rows = {_id(self.old, old, row): row for row in range(old.first_row, old.last_row + 1)}
        for row in range(new.first_row, new.last_row + 1):
            mate = rows.get(_id(self.new, new, row))
            if mate is None:
                continue
            for heading, column in _columns(new).items():
                place = _columns(old).get(heading)
                wanted = self.new.cells.get((row, column))
                if place and wanted is not None and wanted.formula is not None:
                    self._figure((mate, place), wanted)

    def _output_table(self, old: TableGeometry, new: TableGeometry) -> None:
        """Every row in order; rows too many are emptied, rows too few are added."""
        columns = _columns(old)
        shared = {h: (c, columns[h]) for h, c in _columns(new).items() if h in columns}
        count = new.last_row - new.first_row + 1
        room = old.last_row - old.first_row + 1
        for offset in range(max(count, room)):
            if offset >= room:
                self._added(old, new, new.first_row + offset)
                continue
            for wanted_column, column in shared.values():
                position = (old.first_row + offset, column)
                wanted = self.new.cells.get((new.first_row + offset, wanted_column))
                self._cell(position, wanted if offset < count else None)

    def _added(self, old: TableGeometry, new: TableGeometry, row: int) -> None:
        names = dict(zip(_columns(old), old.headings, strict=False))
        values = {
            names[heading]: _plain(cell)
            for heading, column in _columns(new).items()
            if heading in names
            and (cell := self.new.cells.get((row, column))) is not None
            and cell.formula is None
        }
        self.changes.rows.append(FillRow(old.name, values))

    def _single_cells(self, inside: set[_Position]) -> None:
        """Cells outside tables: what we wrote there is renewed, what others wrote stays."""
        for position, wanted in self.new.cells.items():
            if position not in inside and wanted.kind is not CellKind.BLANK:
                self._cell(position, wanted)

    def _cell(self, position: _Position, wanted: Cell | None) -> None:
        found = self.old.cells.get(position)
        if wanted is not None and wanted.formula is not None:
            self._figure(position, wanted)
            return
        if found is not None and found.formula is not None:
            return  # somebody's own formula stays
        if _same(found, wanted):
            return
        value = None if wanted is None else _plain(wanted)
        self.changes.fills.append(FillWrite(self.old.name, *position, value))

    def _figure(self, position: _Position, wanted: Cell) -> None:
        found = self.old.cells.get(position)
        ours = found is not None and found.formula is not None
        value = _plain(wanted)
        if not ours or _formula(found) != _formula(wanted) or isinstance(value, date):
            return
        self.changes.renewed += not _same(found, wanted)
        self.changes.figures.append(
            FigureWrite(self.old.name, *position, "" if value is None else value)
        )


def _columns(table: TableGeometry) -> Mapping[str, int]:
    """Compared heading → sheet column."""
    return {heading_key(h): table.area.left + place for place, h in enumerate(table.headings)}


def _id(sheet: Sheet, table: TableGeometry, row: int) -> str:
    cell = sheet.cells.get((row, _columns(table).get(heading_key(ROW_ID_HEADING), 0)))
    return "" if cell is None or cell.value is None else str(cell.value)


def _positions(table: TableGeometry) -> Iterator[_Position]:
    area = table.area
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            yield row, column


def _formula(cell: Cell | None) -> str:
    text = "" if cell is None or cell.formula is None else cell.formula
    return "".join(text.split()).replace("_xlfn.", "").replace("[#ThisRow],", "@").casefold()


def _plain(cell: Cell) -> str | int | float | bool | date | None:
    value = cell.value
    if cell.kind is CellKind.ERROR:
        return None
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, str | bool | int | float | date):
        return value
    return str(value)


def _same(found: Cell | None, wanted: Cell | None) -> bool:
    left = None if found is None else _plain(found)
    right = None if wanted is None else _plain(wanted)
    return comparable(left) == comparable(right)
