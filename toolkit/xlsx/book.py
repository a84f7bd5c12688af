"""A workbook opened for reading: its tabs, and the typed cells of the ones asked for."""

from __future__ import annotations

from collections.abc import Container, Hashable
from typing import Any

from msgspec import Struct

from toolkit.xlsx.cell_grid import CellGrid
from toolkit.xlsx.cell_values import CellValues
from toolkit.xlsx.formula_cells import shared_masters
from toolkit.xlsx.gate import check_package
from toolkit.xlsx.grid import Area
from toolkit.xlsx.grid_reader import GridReader, KnownRows
from toolkit.xlsx.limits import STANDARD, Limits
from toolkit.xlsx.package import Package, same_member
from toolkit.xlsx.refused import CellRefused
from toolkit.xlsx.row_index import RowIndex
from toolkit.xlsx.shared_strings import SharedStrings
from toolkit.xlsx.sheet_layout import SheetLayout, merged_areas
from toolkit.xlsx.sheet_reader import SheetReader, hidden_columns
from toolkit.xlsx.styles import Styles
from toolkit.xlsx.tables import TableGeometry, TablePart, sheet_tables, with_headings
from toolkit.xlsx.workbook_parts import (
    DefinedName,
    SheetFacts,
    WorkbookParts,
    part_bytes,
    read_workbook,
    relations_like,
)

_LARGE = 4_000_000
"""Bytes of a workbook, unpacked, from which it is worth unpacking parts twice."""


class Sheet(Struct, frozen=True):
    """One tab's content.

    Attributes:
        name: the tab's name.
        cells: its stored cells by (row, column), both from 1.
        tables: its tables.
        merged: its merged areas.
        hidden_rows: rows people do not see, by a filter or by hand.
        hidden_columns: columns people do not see.
    """

    name: str
    cells: CellGrid
    tables: tuple[TableGeometry, ...]
    merged: tuple[Area, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


class Book:
    """A workbook that passed the gate.

    Attributes:
        package: its members.
        parts: which of them is what.
        notes: what readers have made of its rows; another state of the workbook begins with them.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.parts: WorkbookParts = read_workbook(package)
        self.notes: dict[Hashable, Any] = {}
        self._layouts: dict[str, SheetLayout] = {}
        self._rows: dict[str, RowIndex] = {}
        self._tables: dict[str, tuple[TablePart, ...]] = {}
        self._shared: dict[str, dict[bytes, tuple[int, int, str]]] = {}
        self._strings: SharedStrings | None = None
        self._styles: Styles | None = None
        self._read: dict[str, Sheet] = {}
        self._known: dict[str, KnownRows] = {}

    @property
    def sheets(self) -> tuple[SheetFacts, ...]:
        """The tabs in order."""
        return self.parts.sheets

    @property
    def date1904(self) -> bool:
        """Whether the workbook counts days from 1904."""
        return self.parts.date1904

    @property
    def defined_names(self) -> tuple[DefinedName, ...]:
        """The names the workbook gives to areas and formulas."""
        return self.parts.names

    def read(self, name: str, without: Container[int] = ()) -> Sheet:
        """The content of a tab, read once.

        Args:
            name: the tab's name.
            without: rows nobody is going to ask for; a tab read in part is not remembered.

        Raises:
            FileRefused: when there is no such worksheet, or its inside does not hold together.
        """
        facts = self.sheet(name)
        if facts.name in self._read:
            return self._read[facts.name]
        sheet = self._sheet(facts, without)
        if not without:
            self._read[facts.name] = sheet
        return sheet

    def tables_of(self, name: str) -> tuple[TableGeometry, ...]:
        """The tables of a tab with their headings, without reading its other rows.

        Raises FileRefused like ``read``.
        """
        facts = self.sheet(name)
        if facts.name in self._read:
            return self._read[facts.name].tables
        layout, parts = self.layout(facts), self.tables(facts)
        if not layout.ordered:
            return self.read(name).tables
        reader = self.reader(facts)
        tops = {table.geometry.area.top for table in parts}
        stored = {top: span for top in tops if (span := layout.row(top)) is not None}
        cells = CellGrid({top: reader.row(span) for top, span in sorted(stored.items())})
        return tuple(with_headings(table.geometry, cells) for table in parts)

    def rest(self, *, but_what_was_read: bool = False) -> None:
        """Give back the memory of a large workbook's parts; what is asked for is unpacked again.

        Args:
            but_what_was_read: tabs that were read whole are about to be compared.
        """
        if self.package.unpacked_size <= _LARGE:
            return
        self.package.forget()
        read = {facts.part for facts in self.sheets if facts.name in self._read}
        for part in [*self._layouts]:
            if not (but_what_was_read and part in read):
                self._rows[part] = self._layouts.pop(part).rows
                self._shared.pop(part, None)

    def borrow(self, other: Book) -> None:
        """Take over what was read of another state of the same workbook where nothing differs.

        A tab reads the same when its own parts and those that say what cells mean are the same
        stored bytes; of a tab that differs, the rows that are.
        """
        shared = [*_meaning(self.parts), *_meaning(other.parts)]
        same = all(same_member(self.package, other.package, part) for part in shared if part)
        if not same or self.date1904 != other.date1904:
            return
        self.share(other)
        self.notes = other.notes
        ours = {facts.name: facts for facts in self.sheets}
        for facts in other.sheets:
            sheet = other._read.get(facts.name)
            if sheet is None or ours.get(facts.name) != facts:
                continue
            parts = (facts.part, *(table.geometry.part for table in other.tables(facts)))
            if all(same_member(self.package, other.package, part) for part in parts):
                self._read[facts.name] = sheet
            else:
                layout = other.layout(facts)
                self._known[facts.name] = KnownRows(layout, sheet.cells, sheet.hidden_rows)

    def _sheet(self, facts: SheetFacts, without: Container[int]) -> Sheet:
        layout = self.layout(facts)
        merged, columns = merged_areas(layout, self.package.limits), hidden_columns(layout)
        known = None if without else self._known.pop(facts.name, None)
        reader = self.reader(facts)
        if without:
            reader.know_shared(self.shared_formulas(facts))
        cells, hidden = GridReader(reader, self.package.limits, known).read(without)
        tables = tuple(with_headings(table.geometry, cells) for table in self.tables(facts))
        return Sheet(
            name=facts.name,
            cells=cells,
            tables=tables,
            merged=merged,
            hidden_rows=hidden,
            hidden_columns=columns,
        )

    def sheet(self, name: str) -> SheetFacts:
        """The tab of that name, letter case aside."""
        for facts in self.parts.sheets:
            if facts.name.casefold() == name.casefold():
                if facts.kind != "worksheet":
                    raise CellRefused(
                        "not-a-worksheet", facts.name, 0, 0, "this tab holds no cells",
                        next_step="Use a worksheet of the same workbook.",
                    )  # fmt: skip
                return facts
        raise CellRefused(
            "no-such-sheet",
            name,
            0,
            0,
            f"the workbook has no tab “{name}”",
            next_step="Give the tab its old name again.",
        )

    @property
    def strings(self) -> SharedStrings:
        """The shared texts."""
        if self._strings is None:
            part = self.parts.shared_strings
            xml = part_bytes(self.package, part) if part else b""
            self._strings = SharedStrings(xml, part, self.package.limits)
        return self._strings

    @property
    def styles(self) -> Styles:
        """The cell formats."""
        if self._styles is None:
            part = self.parts.styles
            xml = part_bytes(self.package, part) if part else b""
            self._styles = Styles(xml, part, self.package.limits)
        return self._styles

    def share(self, other: Book) -> None:
        """Take over the texts, formats, tables and relations of another state of the workbook where
        they are the same stored bytes."""
        if same_member(self.package, other.package, self.parts.shared_strings):
            self._strings = other._strings
        if same_member(self.package, other.package, self.parts.styles):
            self._styles = other._styles
        relations_like(self.package, other.package)
        for facts in self.sheets:
            if same_member(self.package, other.package, facts.part):
                known = other._layouts.get(facts.part)
                rows = known.rows if known else other._rows.get(facts.part)
                if rows is not None:
                    self._rows[facts.part] = rows
            tables = other._tables.get(facts.part)
            links = self.package.links.get(facts.part)
            if tables is None or links is not other.package.links.get(facts.part):
                continue
            parts = (table.geometry.part for table in tables)
            if all(same_member(self.package, other.package, part) for part in parts):
                self._tables[facts.part] = tables

    def layout(self, sheet: SheetFacts, *, like: SheetLayout | None = None) -> SheetLayout:
        """Where everything lies in a tab's part; ``like`` as for SheetLayout."""
        layout = self._layouts.get(sheet.part)
        if layout is None:
            xml, rows = part_bytes(self.package, sheet.part), self._rows.get(sheet.part)
            layout = SheetLayout(xml, sheet.part, self.package.limits, like=like, rows=rows)
            self._layouts[sheet.part] = layout
        return layout

    def tables(self, sheet: SheetFacts) -> tuple[TablePart, ...]:
        """The tables of a tab, with their parts."""
        if sheet.part not in self._tables:
            self._tables[sheet.part] = sheet_tables(self.package, sheet)
        return self._tables[sheet.part]

    def shared_formulas(self, sheet: SheetFacts) -> dict[bytes, tuple[int, int, str]]:
        """Where a tab's shared formulas are written out, by their number."""
        if sheet.part not in self._shared:
            self._shared[sheet.part] = shared_masters(self.layout(sheet))
        return self._shared[sheet.part]

    def reader(self, sheet: SheetFacts) -> SheetReader:
        """A reader for a tab's rows."""
        values = CellValues(self.strings, self.styles, sheet.part, date1904=self.date1904)
        return SheetReader(self.layout(sheet), values)


def _meaning(parts: WorkbookParts) -> tuple[str, ...]:
    return parts.styles, parts.shared_strings


def open_book(data: bytes, *, limits: Limits = STANDARD, like: Book | None = None) -> Book:
    """A workbook, opened after it passed the gate.

    Args:
        data: its bytes.
        limits: what the gate lets through.
        like: the state of it that we changed into this one a moment ago, opened under the same
            limits: what was read of that one and is stored in the same bytes is not read again.

    Raises:
        FileRefused: with the reason and what to do.
    """
    if like is None:
        return Book(check_package(data, limits=limits))
    book = Book(check_package(data, limits=limits, like=like.package))
    book.borrow(like)
    return book
