"""What makes the sheets nobody edits show what a freshly made workbook shows.

A summary is never rebuilt over what a person added to it: the new one is drawn beside it, and only
the cells that differ are carried over. Sheet tables are matched by name and heading, so that a
table somebody moved is still found; single cells are matched by their address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from msgspec import Struct, field

from toolkit.backends.excel_file.open_book import OpenBook
from toolkit.ports.drawn import (
    NO_OUTLINE,
    Drawn,
    DrawnCell,
    DrawnSheet,
    DrawnTable,
    Dress,
    Outline,
    Shown,
)
from toolkit.ports.planned_write import (
    DressWrite,
    FigureWrite,
    FillRow,
    FillWrite,
    HeightWrite,
    Refill,
)
from toolkit.tables.equality import comparable
from toolkit.tables.schema import ROW_ID_HEADING, Schema, heading_key
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.xlsx import Cell, CellKind, Sheet, TableGeometry

_Position = tuple[int, int]
_BARE = Dress(link="")
"""What an emptied cell is left with."""
_LOWEST = 20.0
_ID_KEY = heading_key(ROW_ID_HEADING)


class _Changes(Struct):
    figures: list[FigureWrite] = field(default_factory=list)
    renewed: int = 0
    fills: list[FillWrite] = field(default_factory=list)
    rows: list[FillRow] = field(default_factory=list)
    dresses: list[DressWrite] = field(default_factory=list)
    heights: list[HeightWrite] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)

    def said(self) -> Iterator[str]:
        """What could not be brought up to date, one sentence for all sheets of a kind."""
        yield from self.notes
        if self.bare:
            yield (
                f"no Excel Table stands on {', '.join(self.bare)} any more, so what the tool "
                "counts and draws there stays as it is"
            )
        if self.moved:
            yield (
                f"tables were moved on {', '.join(self.moved)}, so the cells beside them stay as "
                "they are"
            )


def refill_between(
    old: OpenBook, new: Drawn, schema: Schema, known: Outline = NO_OUTLINE
) -> Refill:
    """Compare a workbook with what a fresh one would show, sheet by sheet.

    Args:
        old: the workbook.
        new: what it should show.
        schema: the tables people edit.
        known: what it was made with, if nobody has touched it since: rows that were drawn from the
            same facts are not looked at.
    """
    edited = {
        table.name
        for sheet in new.sheets
        for table in sheet.tables
        if schema.for_sheet_table(table.name)
    }
    changes = _Changes()
    present = {facts.name for facts in old.sheets}
    for facts in new.sheets:
        if facts.name == STAMP_SHEET:
            continue
        name = facts.name if facts.name in present else _renamed(old, facts)
        if not name:
            changes.notes.append(f'the sheet "{facts.name}" is gone; it is not brought up to date')
            continue
        sheet = old.read(name, _unchanged(facts, known))
        _Sheet(sheet, facts, edited, changes, known).compare()
    return Refill(
        figures=tuple(changes.figures),
        renewed=changes.renewed,
        fills=tuple(changes.fills),
        rows=tuple(changes.rows),
        dresses=tuple(changes.dresses),
        heights=tuple(changes.heights),
        notes=tuple(changes.said()),
    )


def _renamed(old: OpenBook, new: DrawnSheet) -> str:
    """The sheet that has the tables of one nobody finds by its name; "" when none has."""
    wanted = {table.name.casefold() for table in new.tables}
    for facts in old.sheets if wanted else ():
        if facts.kind == "worksheet" and any(
            table.name.casefold() in wanted for table in old.tables_of(facts.name)
        ):
            return facts.name
    return ""


def _unchanged(sheet: DrawnSheet, known: Outline) -> frozenset[int]:
    """The rows that say what they said: nobody has to look at them."""
    return frozenset(
        row
        for table in sheet.tables
        if table.name in known.marks
        for row in {*sheet.later}.difference(table.unlike(known.marks[table.name]))
    )


class _Sheet:
    """One sheet as it is and as it should be."""

    def __init__(
        self,
        old: Sheet,
        new: DrawnSheet,
        edited: set[str],
        changes: _Changes,
        known: Outline,
    ) -> None:
        self.old, self.new, self.changes = old, new, changes
        self.edited, self.known = edited, known

    def compare(self) -> None:
        """Collect every difference."""
        placed = {table.name.casefold(): table for table in self.old.tables}
        whole = there = True
        for table in self.new.tables:
            mate = placed.get(table.name.casefold())
            if mate is None:
                there = False
            elif table.name in self.edited:
                self._edited_table(mate, table)
            else:
                whole &= mate.area[:2] == (table.top, table.left)
                self._output_table(mate, table)
        if whole and there:
            self._single_cells()
        else:
            (self.changes.moved if there else self.changes.bare).append(self.new.name)

    def _edited_table(self, old: TableGeometry, new: DrawnTable) -> None:
        """Only the results of our formulas, found again by row id and heading."""
        if not any(cell.formula for place, cell in self.new.cells.items() if _within(new, place)):
            return
        here, there = _columns(old.headings, old.area.left), _columns(new.headings, new.left)
        rows = {
            _id(self.old.cells.get((row, here.get(_ID_KEY, 0)))): row
            for row in range(old.first_row, old.last_row + 1)
        }
        for row in range(new.top + 1, new.bottom + 1):
            mate = rows.get(_id(self.new.cells.get((row, there.get(_ID_KEY, 0)))))
            if mate is None:
                continue
            for heading, column in there.items():
                place = here.get(heading)
                wanted = self.new.cells.get((row, column))
                if place and wanted is not None and wanted.formula:
                    self._figure((mate, place), wanted)

    def _output_table(self, old: TableGeometry, new: DrawnTable) -> None:
        """Every row in order; rows too many are emptied, rows too few are added."""
        here, there = _columns(old.headings, old.area.left), _columns(new.headings, new.left)
        shared = {h: (c, here[h]) for h, c in there.items() if h in here}
        names = dict(zip(here, old.headings, strict=False))
        count, room = new.bottom - new.top, old.last_row - old.first_row + 1
        for offset in self._looked_at(new, max(count, room)):
            row, place = new.top + 1 + offset, old.first_row + offset
            wanted = {h: self.new.cells.get((row, c)) for h, (c, _) in shared.items()}
            if offset >= room:
                values = {
                    names[heading]: cell.value
                    for heading, cell in wanted.items()
                    if cell is not None and not cell.formula
                }
                results = {
                    names[heading]: _result(cell)
                    for heading, (from_column, column) in shared.items()
                    if (cell := wanted[heading]) is not None
                    and cell.formula
                    and not isinstance(cell.value, date)
                    and self._takes_over((old.last_row, column), (new.top + room, from_column))
                }
                self.changes.rows.append(FillRow(old.name, values, results))
            here_dresses = [
                self._cell(
                    (place, column),
                    wanted[heading] if offset < count else None,
                    self.new.dresses.get((row, from_column)) if offset < count else _BARE,
                    stored=offset < room,
                )
                for heading, (from_column, column) in shared.items()
            ]
            if any(here_dresses):
                points = self.new.heights.get(row) if offset < count else None
                self._height(place, points() if points else _LOWEST)

    def _takes_over(self, place: _Position, drawn: _Position) -> bool:
        """Whether a new row gets our formula from the row above it, which still holds it."""
        above, wanted = self.old.cells.get(place), self.new.cells.get(drawn)
        formula = above.formula if above is not None else None
        return formula is not None and wanted is not None and _alike(formula, wanted.formula)

    def _looked_at(self, table: DrawnTable, rows: int) -> Iterable[int]:
        """The offsets of the rows that may say something else; they are drawn now."""
        first, known = table.top + 1, self.known.marks.get(table.name)
        unlike = range(first, first + rows) if known is None else table.unlike(known)
        for row in unlike:
            if row in self.new.later:
                self.new.later[row](row)
        return [row - first for row in unlike]

    def _single_cells(self) -> None:
        """Cells outside tables: what we wrote there is renewed, what others wrote stays."""
        for position, wanted in self.new.cells.items():
            if not any(_within(table, position) for table in self.new.tables):
                self._cell(position, wanted, self.new.dresses.get(position))
        for position in self._left_over():
            self._cell(position, None, _BARE)

    def _left_over(self) -> Iterator[_Position]:
        """Cells we filled once and leave blank now; nobody else writes on the hidden sheets."""
        for position, dress in self.new.dresses.items():
            text = _text(self.old.cells.get(position))
            blank = position not in self.new.cells
            if blank and dress.former and re.fullmatch(dress.former, text):
                yield position
        if self.new.name.startswith("_"):
            yield from (place for place in self.old.cells if place not in self.new.cells)

    def _height(self, row: int, points: float) -> None:
        self.changes.heights.append(HeightWrite(self.old.name, row, points))

    def _cell(
        self,
        position: _Position,
        wanted: DrawnCell | None,
        dress: Dress | None,
        *,
        stored: bool = True,
    ) -> bool:
        """Whether the cell says something else, or something by its letters or its link."""
        found = self.old.cells.get(position) if stored else None
        if wanted is not None and wanted.formula:
            if stored:
                self._figure(position, wanted)
            return False
        if found is not None and found.formula is not None:
            return False  # somebody's own formula stays
        value = None if wanted is None else wanted.value
        differs = not _same(found, value)
        if differs and stored:
            self.changes.fills.append(FillWrite(self.old.name, *position, value))
        if dress is None and differs:
            dress = _BARE  # a link goes with the words it stood under
        if dress is not None:
            self.changes.dresses.append(DressWrite(self.old.name, *position, dress))
        return differs or (dress is not None and dress.ink is not None)

    def _figure(self, position: _Position, wanted: DrawnCell) -> None:
        found = self.old.cells.get(position)
        value = _result(wanted)
        if found is None or found.formula is None or isinstance(value, date):
            return
        if not _alike(found.formula, wanted.formula):
            return
        self.changes.renewed += not _same(found, value)
        self.changes.figures.append(FigureWrite(self.old.name, *position, value))


def _columns(headings: Sequence[str], left: int) -> Mapping[str, int]:
    """Compared heading → sheet column."""
    return {heading_key(heading): left + place for place, heading in enumerate(headings)}


def _text(cell: Cell | None) -> str:
    return cell.value if cell is not None and isinstance(cell.value, str) else ""


def _id(cell: Cell | DrawnCell | None) -> str:
    return "" if cell is None or cell.value is None else str(cell.value)


def _within(table: DrawnTable, position: _Position) -> bool:
    row, column = position
    across = table.left <= column < table.left + len(table.headings)
    return across and table.top <= row <= table.bottom


@lru_cache(4096)
def _formula(text: str) -> str:
    plain = "".join(text.split()).replace("_xlfn.", "").replace("_xlws.", "")
    return plain.replace("[#ThisRow],", "@").casefold()


def _alike(one: str, other: str) -> bool:
    return _formula(one) == _formula(other)


def _result(cell: DrawnCell) -> Shown:
    return "" if cell.value is None else cell.value


def _same(found: Cell | None, wanted: Shown) -> bool:
    return comparable(_plain(found)) == comparable(wanted)


def _plain(cell: Cell | None) -> Shown:
    value = None if cell is None else cell.value
    if cell is None or cell.kind is CellKind.ERROR:
        return None
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, str | bool | int | float | date):
        return value
    return str(value)
