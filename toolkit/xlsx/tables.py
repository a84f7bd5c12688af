"""The tables of a sheet: their place, headings and parts."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from toolkit.xlsx.cell_grid import CellGrid
from toolkit.xlsx.escapes import unescape
from toolkit.xlsx.grid import Area
from toolkit.xlsx.markup import Element, elements
from toolkit.xlsx.package import Package
from toolkit.xlsx.refused import damaged, too_large
from toolkit.xlsx.workbook_parts import SheetFacts, part_bytes, relationships


class TableGeometry(Struct, frozen=True):
    """Where a table lies and what its columns are called.

    Attributes:
        name: the name formulas use.
        sheet: the sheet it lies on.
        part: the member that defines it.
        area: all of it, heading and totals rows included.
        columns: its column names as the table defines them.
        headings: what stands in its heading row; the column names where there is none.
        header_rows: 1, or 0 when the heading row is switched off.
        totals_rows: 1 when it ends in a totals row.
        awaits_first_row: it is empty, and its one row is there to be filled.
    """

    name: str
    sheet: str
    part: str
    area: Area
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    header_rows: int
    totals_rows: int
    awaits_first_row: bool = False

    @property
    def first_row(self) -> int:
        """The first row below the headings."""
        return self.area.top + self.header_rows

    @property
    def last_row(self) -> int:
        """The last row above the totals."""
        return self.area.bottom - self.totals_rows

    def column_of(self, heading: str) -> int:
        """The sheet's column under a heading; 0 when the table has none of that name."""
        wanted = folded(heading)
        for names in (self.columns, self.headings):
            for offset, name in enumerate(names):
                if folded(name) == wanted:
                    return self.area.left + offset
        return 0


@lru_cache(4096)
def folded(heading: str) -> str:
    """A heading as headings are compared."""
    return " ".join(unicodedata.normalize("NFC", heading).casefold().split())


class TablePart(Struct, frozen=True):
    """A table's part, read for changing.

    Attributes:
        geometry: where the table lies.
        xml: the part's bytes.
        elements: what is in it.
    """

    geometry: TableGeometry
    xml: bytes
    elements: tuple[Element, ...]


def sheet_tables(package: Package, sheet: SheetFacts) -> tuple[TablePart, ...]:
    """The tables of a sheet, in the order of its relationships."""
    links = [link for link in relationships(package, sheet.part) if link.kind == "table"]
    if len(links) > package.limits.names:
        raise too_large(f"a sheet has {len(links):,} tables", code="too-many-tables")
    found = []
    for link in links:
        if package.find(link.target) is None:
            continue
        xml = part_bytes(package, link.target)
        found.append(_table(sheet.name, link.target, xml))
    return tuple(found)


def with_headings(geometry: TableGeometry, cells: CellGrid) -> TableGeometry:
    """The table with its headings as they stand in the sheet."""
    if not geometry.header_rows:
        return geometry
    row = cells.row(geometry.area.top)
    headings = []
    for offset, name in enumerate(geometry.columns):
        cell = row.get(geometry.area.left + offset)
        shown = cell.value if cell else None
        headings.append(shown if isinstance(shown, str) else name)
    return replace(geometry, headings=tuple(headings))


def _table(sheet: str, part: str, xml: bytes) -> TablePart:
    found = elements(xml, part)
    root = found[0]
    area = Area.parse(root.get("ref"))
    if root.name != "table" or area is None:
        raise damaged("a table has no proper place", code="bad-table", where=part)
    columns = tuple(
        unescape(element.get("name")) for element in found if element.name == "tableColumn"
    )
    header, totals = _count(root, "headerRowCount", 1), _count(root, "totalsRowCount", 0)
    geometry = TableGeometry(
        name=root.get("displayName") or root.get("name"),
        sheet=sheet,
        part=part,
        area=area,
        columns=columns,
        headings=columns,
        header_rows=header,
        totals_rows=totals,
        awaits_first_row=root.get("insertRow") in ("1", "true"),
    )
    return TablePart(geometry, xml, tuple(found))


def _count(root: Element, name: str, otherwise: int) -> int:
    text = root.get(name)
    return min(int(text), 1) if text.isdecimal() and len(text) < 6 else otherwise
