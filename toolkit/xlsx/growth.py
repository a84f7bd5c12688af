"""What grows along when rows are added at the end of a table: its own area and every rule on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from toolkit.xlsx.book import Book
from toolkit.xlsx.content import formula_bytes
from toolkit.xlsx.grid import Area
from toolkit.xlsx.markup import Element, with_attribute
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.splice import Replacement
from toolkit.xlsx.tables import TableGeometry, TablePart
from toolkit.xlsx.workbook_parts import NAME_PATH, DefinedName

_TABLE_AREAS = ("table", "autoFilter", "sortState", "sortCondition")
_RULES = ("conditionalFormatting", "dataValidation", "ignoredError")
_PRINT_AREA = "_xlnm.print_area"
_AREA = re.compile(
    r"(?P<sheet>'(?:[^']|'')+'|[^\s'!,()]+)!"
    r"(?P<area>\$[A-Z]{1,3}\$[0-9]{1,7}:\$[A-Z]{1,3}\$[0-9]{1,7})"
)
_ONE = re.sub(r"\?P<\w+>", "?:", _AREA.pattern)
_AREAS = re.compile(f"{_ONE}(?:,{_ONE})*")


def grown_table(table: TablePart, rows: int) -> list[Replacement]:
    """What changes in a table's part when it gets that many rows longer."""
    last = table.geometry.area.bottom
    replacements = []
    for element in table.elements:
        if element.name not in _TABLE_AREAS:
            continue
        tag = table.xml[element.start : element.inside]
        new = tag
        area = Area.parse(element.get("ref"))
        reaches = area is not None and area.bottom in (last, table.geometry.last_row)
        if rows and area is not None and reaches:
            grown = area._replace(bottom=area.bottom + rows)
            new = with_attribute(tag, b"ref", str(grown).encode())
        if element.name == "table" and element.get("insertRow") in ("1", "true"):
            new = with_attribute(new, b"insertRow", b"0")
        if new != tag:
            replacements.append(Replacement(element.start, element.inside, new))
    return replacements


def grown_rules(layout: SheetLayout, tables: Mapping[TableGeometry, int]) -> Iterator[Replacement]:
    """What changes in a sheet's rules, drop-downs and the newer kinds of both.

    Args:
        layout: the sheet.
        tables: its growing tables, each with the rows added to it.
    """
    for element in layout.frame:
        if element.name in _RULES and "sqref" in element.attributes:
            text = element.get("sqref")
            grown = grown_ranges(text, tables)
            if grown != text:
                tag = layout.xml[element.start : element.inside]
                new = with_attribute(tag, b"sqref", grown.encode())
                yield Replacement(element.start, element.inside, new)
        elif element.name == "sqref" and element.parent and element.parent.name in _RULES:
            yield from _grown_text(layout, element, tables)


def _grown_text(
    layout: SheetLayout, element: Element, tables: Mapping[TableGeometry, int]
) -> Iterator[Replacement]:
    grown = grown_ranges(element.text, tables)
    close = layout.xml.rfind(b"</", element.inside, element.stop)
    if grown != element.text and close >= 0:
        yield Replacement(element.inside, close, grown.encode())


def grown_ranges(text: str, tables: Mapping[TableGeometry, int]) -> str:
    """Ranges with those longer that end at a table's last row and reach over its columns."""
    words = text.split()
    areas = [area for word in words if (area := Area.parse(word))]
    grown = [_grown_range(word, areas, tables) for word in words]
    return text if grown == words else " ".join(grown)


def _grown_range(word: str, areas: list[Area], tables: Mapping[TableGeometry, int]) -> str:
    area = Area.parse(word)
    if area is None:
        return word
    added = max((rows for table, rows in tables.items() if _follows(area, areas, table)), default=0)
    return str(area._replace(bottom=area.bottom + added)) if added else word


def _follows(area: Area, areas: list[Area], table: TableGeometry) -> bool:
    """Whether a range goes down to the table's end because it is meant for all of its rows."""
    beside = area.right < table.area.left or area.left > table.area.right
    if beside or area.bottom not in (table.last_row, table.area.bottom):
        return False
    if area.top < area.bottom and area.top <= table.last_row:
        return True
    alone = area.bottom == table.last_row == table.first_row
    above = (other.has(area.top - 1, area.left) for other in areas)
    return alone or (area.bottom == table.last_row and any(above))


def grown_names(
    names: Iterable[DefinedName], tables: Mapping[TableGeometry, int]
) -> tuple[DefinedName, ...]:
    """The workbook's names, those that cover a table's rows reaching over its new rows too.

    A print area may be larger than the table, as long as it ends with it.
    """
    return tuple(replace(name, formula=_grown_name(name, tables)) for name in names)


def renamed(book: Book, names: Iterable[DefinedName]) -> Iterator[Replacement]:
    """What changes in the workbook's part when its names stand for these formulas."""
    places = (element for element in book.parts.elements if element.path == NAME_PATH)
    for element, old, new in zip(places, book.defined_names, names, strict=True):
        if new.formula != old.formula:
            close = book.parts.xml.rfind(b"</", element.inside, element.stop)
            yield Replacement(element.inside, close, formula_bytes(new.formula))


def _grown_name(name: DefinedName, tables: Mapping[TableGeometry, int]) -> str:
    if not _AREAS.fullmatch(name.formula):
        return name.formula

    def longer(match: re.Match[str]) -> str:
        area = Area.parse(match["area"])
        sheet = match["sheet"].strip("'").replace("''", "'").casefold()
        wider = name.name.lower() == _PRINT_AREA
        if area is None:
            return match[0]
        for table, rows in tables.items():
            if sheet == table.sheet.casefold() and _covers(area, table, wider=wider):
                return f"{match[0].rpartition('$')[0]}${area.bottom + rows}"
        return match[0]

    return _AREA.sub(longer, name.formula)


def _covers(area: Area, table: TableGeometry, *, wider: bool) -> bool:
    """Whether an area holds all rows of a table, or of some of its columns, and ends with them."""
    all_rows = area.top <= table.first_row and area.bottom in (table.last_row, table.area.bottom)
    if wider:
        return all_rows and area.left <= table.area.right and area.right >= table.area.left
    inside = table.area.left <= area.left and area.right <= table.area.right
    return all_rows and inside and area.top >= table.area.top
