"""What grows along when rows are added at the end of a table: its own area and every rule on it."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.xlsx.grid import Area
from toolkit.xlsx.markup import Element, with_attribute
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.splice import Replacement
from toolkit.xlsx.tables import TableGeometry, TablePart

_TABLE_AREAS = ("table", "autoFilter", "sortState", "sortCondition")
_RULES = ("conditionalFormatting", "dataValidation", "ignoredError")


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


def grown_rules(layout: SheetLayout, table: TableGeometry, rows: int) -> Iterator[Replacement]:
    """What changes in the sheet's rules, drop-downs and the newer kinds of both."""
    for element in layout.frame:
        if element.name in _RULES and "sqref" in element.attributes:
            text = element.get("sqref")
            grown = grown_ranges(text, table, rows)
            if grown != text:
                tag = layout.xml[element.start : element.inside]
                new = with_attribute(tag, b"sqref", grown.encode())
                yield Replacement(element.start, element.inside, new)
        elif element.name == "sqref" and element.parent and element.parent.name in _RULES:
            yield from _grown_text(layout, element, table, rows)


def _grown_text(
    layout: SheetLayout, element: Element, table: TableGeometry, rows: int
) -> Iterator[Replacement]:
    grown = grown_ranges(element.text, table, rows)
    close = layout.xml.rfind(b"</", element.inside, element.stop)
    if grown != element.text and close >= 0:
        yield Replacement(element.inside, close, grown.encode())


def grown_ranges(text: str, table: TableGeometry, rows: int) -> str:
    """Ranges with those longer that end at the table's last row and follow its columns down."""
    return " ".join(_grown_range(word, table, rows) for word in text.split(" "))


def _grown_range(word: str, table: TableGeometry, rows: int) -> str:
    area = Area.parse(word)
    if area is None or area.bottom != table.last_row:
        return word
    beside = area.right < table.area.left or area.left > table.area.right
    only_last_cell = area.top == area.bottom and table.last_row > table.first_row
    if beside or only_last_cell or area.top < table.area.top:
        return word
    return str(area._replace(bottom=area.bottom + rows))
