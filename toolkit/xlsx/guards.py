"""What must not be overwritten in a sheet, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from toolkit.xlsx.book import Book
from toolkit.xlsx.formula_cells import array_areas
from toolkit.xlsx.grid import MAX_COLUMN, Area, in_grid
from toolkit.xlsx.markup import Element, elements
from toolkit.xlsx.refused import CellRefused
from toolkit.xlsx.sheet_layout import CellSpan, SheetLayout, merged_areas
from toolkit.xlsx.stored_cell import stored_cell
from toolkit.xlsx.workbook_parts import SheetFacts, part_bytes, relationships


class Guarded(NamedTuple):
    """An area that must not be written to.

    Attributes:
        area: the rectangle.
        code: the stable name of the reason.
        found: what the area is; ``{area}`` stands for it, named only when somebody asks.
        next_step: what a person can do.
    """

    area: Area
    code: str
    found: str
    next_step: str


class SheetGuards:
    """Everything on a sheet that a change could harm.

    Attributes:
        arrays: areas filled by one formula, with more than one cell; their interiors hold results.
    """

    def __init__(self, book: Book, facts: SheetFacts) -> None:
        self._book = book
        self._facts = facts
        self._layout = book.layout(facts)
        self.arrays = array_areas(self._layout, book.package.limits.merges)
        self._guarded = (*self._merged(), *self._arrays(), *self._pivots(), *self._tables())

    def refusals(self, cells: Iterable[tuple[int, int]]) -> dict[tuple[int, int], CellRefused]:
        """The cells that must not be written to, whatever the value."""
        cells = list(cells)
        refused: dict[tuple[int, int], CellRefused] = {}
        rows: dict[int, list[int]] = {}
        for row, column in cells:
            if in_grid(row, column):
                rows.setdefault(row, []).append(column)
            else:
                refused[row, column] = CellRefused(
                    "off-grid", self._facts.name, 0, 0,
                    f"row {row:,}, column {column:,} is outside the sheet",
                    next_step="Excel has 1,048,576 rows and 16,384 columns.",
                )  # fmt: skip
        if not rows:
            return refused
        first, last = min(rows), max(rows)
        for guarded in self._guarded:
            area = guarded.area
            if area.bottom < first or area.top > last:
                continue
            hit = range(max(area.top, first), min(area.bottom, last) + 1)
            for row in (row for row in rows if row in hit):
                for column in rows[row]:
                    if area.left <= column <= area.right and not self._is_anchor(
                        guarded, row, column
                    ):
                        refused.setdefault((row, column), self._refusal(guarded, row, column))
        return refused

    def _is_anchor(self, guarded: Guarded, row: int, column: int) -> bool:
        return guarded.code == "merged" and (row, column) == (guarded.area.top, guarded.area.left)

    def _refusal(self, guarded: Guarded, row: int, column: int) -> CellRefused:
        return CellRefused(
            guarded.code,
            self._facts.name,
            row,
            column,
            guarded.found.replace("{area}", str(guarded.area)),
            next_step=guarded.next_step,
        )

    def _merged(self) -> Iterable[Guarded]:
        for area in merged_areas(self._layout, self._book.package.limits):
            yield Guarded(
                area,
                "merged",
                "the cell is hidden inside the merged area {area}",
                "Unmerge the area, or write to its first cell.",
            )

    def _arrays(self) -> Iterable[Guarded]:
        for area in self.arrays:
            yield Guarded(
                area,
                "array",
                "one formula fills the whole area {area}",
                "Clear that formula in Excel first.",
            )

    def _pivots(self) -> Iterable[Guarded]:
        for link in relationships(self._book.package, self._facts.part):
            if link.kind != "pivotTable" or self._book.package.find(link.target) is None:
                continue
            found = elements(part_bytes(self._book.package, link.target), link.target)
            pages = sum(element.name == "pageField" for element in found)
            for element in found:
                area = Area.parse(element.get("ref")) if element.name == "location" else None
                for part in _pivot_areas(area, element, pages) if area else ():
                    yield Guarded(
                        part,
                        "pivot-table",
                        "the cell belongs to the pivot table at {area}",
                        "Change the table the pivot table is made from.",
                    )

    def _tables(self) -> Iterable[Guarded]:
        for table in self._book.tables(self._facts):
            geometry = table.geometry
            top, left, bottom, right = geometry.area
            if geometry.header_rows:
                yield Guarded(
                    Area(top, left, top, right),
                    "table-heading",
                    f"the cell is a heading of the table {geometry.name}",
                    "Rename the column in Excel.",
                )
            if geometry.totals_rows:
                yield Guarded(
                    Area(bottom, left, bottom, right),
                    "table-totals",
                    f"the cell is in the totals row of the table {geometry.name}",
                    "Change the total in Excel.",
                )


def _pivot_areas(area: Area, location: Element, pages: int) -> Iterator[Area]:
    """A pivot table's body, and its page filters a row above it: each a name and a choice."""
    yield area
    down = _number(location, "rowPageCount") or pages
    across = _number(location, "colPageCount") or 1
    if down and area.top > 2:
        right = min(area.left + 3 * across - 2, MAX_COLUMN)
        yield Area(max(area.top - 1 - down, 1), area.left, area.top - 2, right)


def _number(element: Element, name: str) -> int:
    text = element.get(name)
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def formula_refusal(
    layout: SheetLayout, sheet: str, span: CellSpan, *, over_formula: bool
) -> CellRefused | None:
    """Why a cell that holds a formula must stay; None when it may be overwritten."""
    stored = stored_cell(layout, span)
    if stored.formula is None:
        return None
    attributes, _ = stored.formula
    shared = attributes.get(b"ref") if attributes.get(b"t") == b"shared" else None
    if shared is not None:
        area = Area.parse(shared.decode("ascii", "replace"))
        if area is None or not area.is_one_cell:
            return CellRefused(
                "shared-formula-master", sheet, span.row, span.column,
                f"other cells ({area or 'unknown'}) repeat the formula of this one",
                next_step="Fill the formula down again from the next row, then run again.",
            )  # fmt: skip
    if over_formula:
        return None
    return CellRefused(
        "formula",
        sheet,
        span.row,
        span.column,
        "the cell holds a formula, which is never overwritten",
        next_step="Clear the formula if the cell shall hold a typed value.",
    )
