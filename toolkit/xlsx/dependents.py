"""Which stored formula results no longer hold once cells change, on the safe side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.xlsx.book import Book
from toolkit.xlsx.formula_cells import FormulaGroup, formula_groups
from toolkit.xlsx.formulas import Reading, Reference, around, read_formula
from toolkit.xlsx.grid import Area
from toolkit.xlsx.tables import TableGeometry, folded
from toolkit.xlsx.workbook_parts import DefinedName

Cells = dict[int, set[int]]
_BUDGET = 2_000_000
_ITEM = re.compile(r"\[?#[^\[\],]*\]?|@")
_COLUMN_NAME = re.compile(r"\[((?:[^\[\]']|'.)+)\]|((?:[^\[\],:']|'.)+)")


class _Node(Struct, eq=False):
    """A group of formulas and what it reads.

    Attributes:
        sheet: the sheet it stands on, letter case folded.
        group: the formulas.
        by_row: (sheet, first column, last column, offset) read that many rows below each formula.
        areas: (sheet, rectangle) read by all of them.
        always: its results never hold.
        done: all its cells are known to be stale.
    """

    sheet: str
    group: FormulaGroup
    by_row: list[tuple[str, int, int, int]] = field(default_factory=list)
    areas: list[tuple[str, Area]] = field(default_factory=list)
    always: bool = False
    done: bool = False


class Dependents:
    """All formulas of a workbook, ready to tell which results a change makes stale.

    Attributes:
        tables: the tables as they will be after the change, by name in lower case.
    """

    def __init__(
        self, book: Book, tables: Mapping[str, TableGeometry], names: Iterable[DefinedName]
    ) -> None:
        self.tables = tables
        self._book = book
        self._names: dict[str, list[str]] = {}
        self._columns: dict[tuple[str, str], tuple[int, int]] = {}
        for name in names:
            self._names.setdefault(name.name.lower(), []).append(name.formula)
        self._nodes: list[_Node] = []
        for facts in book.sheets:
            if facts.kind == "worksheet" and book.package.find(facts.part):
                sheet = facts.name.casefold()
                for group in formula_groups(book.layout(facts)):
                    self._nodes += self._read(sheet, group)
        self._index()

    def _index(self) -> None:
        """File nodes that read a single cell under it; the rest are asked one by one."""
        self._by_cell: dict[tuple[str, int, int], list[_Node]] = {}
        self._asked: list[_Node] = []
        for node in self._nodes:
            wide = []
            for sheet, area in node.areas:
                if area.is_one_cell:
                    self._by_cell.setdefault((sheet, area.top, area.left), []).append(node)
                else:
                    wide.append((sheet, area))
            node.areas = wide
            if wide or node.by_row:
                self._asked.append(node)

    def stale(self, changed: Mapping[str, Iterable[tuple[int, int]]]) -> dict[str, Cells]:
        """Formula cells whose results depend, directly or not, on the changed cells.

        Args:
            changed: (row, column) of the changed cells by sheet name.

        Returns:
            Rows by column, by sheet name in folded case, array interiors included.
        """
        self._stale: dict[str, Cells] = {}
        self._fresh: dict[str, Cells] = {}
        self._work = 0
        for sheet, cells in changed.items():
            for row, column in cells:
                self._fresh.setdefault(sheet.casefold(), {}).setdefault(column, set()).add(row)
        for node in self._nodes:
            if node.always:
                self._mark_all(node)
        while self._fresh and self._nodes:
            fresh, self._fresh = self._fresh, {}
            self._spread(fresh)
            if self._work > _BUDGET:
                for node in self._nodes:
                    self._mark_all(node)
                break
        return self._stale

    def _spread(self, fresh: dict[str, Cells]) -> None:
        extents = {}
        for sheet, cells in fresh.items():
            for column, rows in cells.items():
                extents[sheet, column] = (min(rows), max(rows))
                for row in rows:
                    for node in self._by_cell.get((sheet, row, column), ()):
                        self._mark_all(node)
        for node in self._asked:
            if not node.done:
                self._ask(node, fresh, extents)
        self._work += len(self._asked)

    def _ask(
        self,
        node: _Node,
        fresh: dict[str, Cells],
        extents: Mapping[tuple[str, int], tuple[int, int]],
    ) -> None:
        for sheet, area in node.areas:
            if sheet in fresh and self._hit(fresh[sheet], area, sheet, extents):
                self._mark_all(node)
                return
        for sheet, first, last, offset in node.by_row:
            if sheet in fresh:
                self._mark_rows(node, fresh[sheet], first, last, offset)

    def _hit(
        self,
        cells: Cells,
        area: Area,
        sheet: str,
        extents: Mapping[tuple[str, int], tuple[int, int]],
    ) -> bool:
        for column, rows in cells.items():
            self._work += 1
            if not area.left <= column <= area.right:
                continue
            low, high = extents[sheet, column]
            if high < area.top or low > area.bottom:
                continue
            if area.top <= low or high <= area.bottom:
                return True
            self._work += len(rows)
            if any(area.top <= row <= area.bottom for row in rows):
                return True
        return False

    def _mark_rows(self, node: _Node, cells: Cells, first: int, last: int, offset: int) -> None:
        own = node.group.cells
        for column, rows in cells.items():
            if first <= column <= last:
                self._work += len(rows)
                for row in rows:
                    for target in own.get(row - offset, ()):
                        self._mark(node.sheet, row - offset, target)

    def _mark_all(self, node: _Node) -> None:
        if node.done:
            return
        node.done = True
        for row, columns in node.group.cells.items():
            for column in columns:
                self._mark(node.sheet, row, column)
        fills = node.group.fills
        if fills is not None and (fills.bottom - fills.top) * (fills.right - fills.left) < _BUDGET:
            for row in range(fills.top, fills.bottom + 1):
                for column in range(fills.left, fills.right + 1):
                    self._mark(node.sheet, row, column)

    def _mark(self, sheet: str, row: int, column: int) -> None:
        known = self._stale.setdefault(sheet, {}).setdefault(column, set())
        if row not in known:
            known.add(row)
            self._fresh.setdefault(sheet, {}).setdefault(column, set()).add(row)
            self._work += 1

    def _read(self, sheet: str, group: FormulaGroup) -> Iterator[_Node]:
        if group.is_regular:
            node = _Node(sheet, group, always=group.opaque)
            self._read_rows(node)
            yield node
            return
        for row, columns in group.cells.items():
            node = _Node(sheet, FormulaGroup(group.at(row), {row: columns}))
            self._depend(node, read_formula(group.at(row)), frozenset())
            yield node

    def _read_rows(self, node: _Node) -> None:
        """Read a whole group at once: what stays the same from row to row, and what moves along.

        What does neither is read as the area from its first to its last shape, which holds them
        all.
        """
        group = node.group
        first, last = min(group.cells), max(group.cells)
        if first == last:
            self._depend(node, read_formula(group.at(first)), frozenset())
            return
        here, next_row, end = (read_formula(group.at(r)) for r in (first, first + 1, last))
        counts = {len(reading.references) for reading in (here, next_row, end)}
        if len(counts) != 1:
            node.always = True
            return
        fixed = []
        for one, two, three in zip(
            here.references, next_row.references, end.references, strict=True
        ):
            moves = two.area.top - one.area.top == two.area.bottom - one.area.bottom == 1
            if one == two:
                fixed.append(one)
            elif moves and one.area.top == one.area.bottom:
                target = one.sheet.casefold() or node.sheet
                offset = one.area.top - first
                node.by_row.append((target, one.area.left, one.area.right, offset))
            else:
                fixed.append(Reference(one.sheet, around(one.area, three.area), one.fixed))
        self._depend(node, replace(here, references=tuple(fixed)), frozenset())

    def _depend(self, node: _Node, reading: Reading, inside: frozenset[str]) -> None:
        node.always |= reading.volatile
        for reference in reading.references:
            node.areas.append((reference.sheet.casefold() or node.sheet, reference.area))
            node.always |= bool(inside) and not reference.fixed
        for name in reading.names:
            self._depend_on_name(node, name, inside)
        for name in reading.calls:
            if name in self._names:
                self._depend_on_name(node, name, inside)
        for name, brackets in reading.tables:
            self._depend_on_table(node, name, brackets)

    def _depend_on_name(self, node: _Node, name: str, inside: frozenset[str]) -> None:
        if name in self.tables:
            self._depend_on_table(node, name, "")
        elif name in inside or name not in self._names or len(inside) > 20:
            node.always = True
        else:
            for formula in self._names[name]:
                self._depend(node, read_formula(formula), inside | {name})

    def _depend_on_table(self, node: _Node, name: str, brackets: str) -> None:
        table = self.tables.get(name) if name else self._table_around(node)
        if table is None:
            node.always = True
            return
        sheet = table.sheet.casefold()
        if (table.part, brackets) not in self._columns:
            self._columns[table.part, brackets] = _columns_of(table, brackets)
        first, last = self._columns[table.part, brackets]
        own_row = "#this row" in brackets.lower() or "@" in brackets
        if own_row and sheet == node.sheet:
            node.by_row.append((sheet, first, last, 0))
        else:
            node.areas.append((sheet, Area(table.area.top, first, table.area.bottom, last)))

    def _table_around(self, node: _Node) -> TableGeometry | None:
        """The table a formula stands in, when all of its group do."""
        for table in self.tables.values():
            if table.sheet.casefold() == node.sheet and all(
                table.area.has(row, column)
                for row, columns in node.group.cells.items()
                for column in columns
            ):
                return table
        return None


def _columns_of(table: TableGeometry, brackets: str) -> tuple[int, int]:
    """The sheet's columns that a structured reference names; all of the table's when unsure."""
    everything = (table.area.left, table.area.right)
    inner = _ITEM.sub("", brackets[1:-1])
    names = [bracketed or plain for bracketed, plain in _COLUMN_NAME.findall(inner)]
    names = [re.sub(r"'(.)", r"\1", name).strip() for name in names]
    by_name = {folded(name): table.area.left + k for k, name in enumerate(table.columns)}
    found = [by_name.get(folded(name), 0) for name in names if name]
    if not found or not all(found):
        return everything
    return min(found), max(found)
