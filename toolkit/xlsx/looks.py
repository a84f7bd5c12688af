"""How a cell looks, and how it must look for its new value to be seen as what it is."""

from __future__ import annotations

from datetime import date, datetime, time

from toolkit.xlsx.cell import Value
from toolkit.xlsx.grid import MAX_COLUMN
from toolkit.xlsx.markup import tag_attributes
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.stored_cell import style_number
from toolkit.xlsx.styles import Styles

_FORMULA_SIGNS = ("=", "+", "-", "@")


def style_at(layout: SheetLayout, row: int, column: int) -> int:
    """The style a cell has, or would have when it were typed into."""
    span = layout.cells_of(row).get(column)
    if span is not None:
        return style_number(span.attributes.get(b"s", b""))
    found = layout.row(row)
    if found is not None:
        attributes = dict(tag_attributes(layout.xml[found.start : found.inside]))
        if attributes.get(b"customFormat") in (b"1", b"true"):
            return style_number(attributes.get(b"s", b""))
    for element in layout.frame:
        if element.name == "col" and element.depth == 2:
            first, last = element.get("min"), element.get("max")
            numbers = first.isdecimal() and last.isdecimal() and len(first + last) < 12
            if numbers and int(first) <= column <= min(int(last), MAX_COLUMN):
                return style_number(element.get("style").encode())
    return 0


def fitting(styles: Styles, style: int, value: Value, wanted: str) -> int:
    """The style the value needs, mostly the one it has; -1 when there can be none.

    Args:
        styles: the workbook's; one may be added.
        style: the one the cell has.
        value: what it shall hold.
        wanted: the format code asked for; empty for none.
    """
    if isinstance(value, str) and value.startswith(_FORMULA_SIGNS):
        return styles.quoted_twin(style)
    needed = wanted or _needed(styles, style, value)
    if not needed or styles.format_of(style).code == needed:
        return style
    return styles.with_format(style, needed) if styles.can_grow else -1


def _needed(styles: Styles, style: int, value: Value) -> str:
    """The format code without which a date would be seen as a number."""
    shown = styles.format_of(style)
    if isinstance(value, time):
        return "" if shown.has_time else "h:mm"
    if isinstance(value, date) and not shown.has_date:
        return "m/d/yy h:mm" if isinstance(value, datetime) else "mm-dd-yy"
    return ""
