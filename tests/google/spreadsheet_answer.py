"""A spreadsheet as ``spreadsheets.get`` gives it: properties always, cells when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.google.cell_values import with_effect
from tests.google.field_mask import Tree
from tests.google.sheet_model import Book, Json, Line, Tab
from tests.google.values_api import Area, area_of

_WHITE: Json = {"red": 1, "green": 1, "blue": 1}
_LISTS = ("merges", "conditionalFormats", "filterViews", "protectedRanges", "charts",
          "bandedRanges", "rowGroups", "columnGroups")  # fmt: skip


def spreadsheet(book: Book, ranges: Sequence[str], mask: Tree, *, grid: bool) -> Json:
    """The whole answer; the mask only decides whether cells are worth working out."""
    areas = [area_of(book, name) for name in ranges]
    wants_data = grid or "data" in mask.get("sheets", {})
    tabs = [tab for tab in book.tabs if not areas or any(area[0] is tab for area in areas)]
    answer: Json = {
        "spreadsheetId": book.id,
        "properties": _properties(book),
        "sheets": [_sheet(book, tab, areas, wants_data) for tab in tabs],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
    }
    if book.metadata:
        answer["developerMetadata"] = [
            {**found, "location": {"locationType": "SPREADSHEET", "spreadsheet": True}}
            for found in book.metadata
        ]
    if book.named:
        answer["namedRanges"] = [
            {**named, "range": without_zero(named["range"])} for named in book.named
        ]
    return answer


def _properties(book: Book) -> Json:
    look = {"backgroundColor": _WHITE, "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
            "verticalAlignment": "BOTTOM", "wrapStrategy": "OVERFLOW_CELL",
            "textFormat": {"foregroundColor": {}, "fontFamily": "arial,sans,sans-serif",
                           "fontSize": 10, "bold": False, "italic": False,
                           "strikethrough": False, "underline": False,
                           "foregroundColorStyle": {"rgbColor": {}}},
            "backgroundColorStyle": {"rgbColor": _WHITE}}  # fmt: skip
    return {**book.props, "defaultFormat": look, "spreadsheetTheme": _THEME}


_COLOURS = {
    "TEXT": "000000", "BACKGROUND": "FFFFFF", "ACCENT1": "4285F4", "ACCENT2": "EA4335",
    "ACCENT3": "FBBC04", "ACCENT4": "34A853", "ACCENT5": "FF6D01", "ACCENT6": "46BDC6",
    "LINK": "1155CC",
}  # fmt: skip
"""Google's own theme, as every new spreadsheet has it."""


def _rgb(code: str) -> Json:
    """A colour as the API gives it: shares of one, those of nothing left out."""
    shares = (int(code[place : place + 2], 16) / 255 for place in (0, 2, 4))
    names = ("red", "green", "blue")
    return {name: share for name, share in zip(names, shares, strict=True) if share}


_THEME: Json = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {"colorType": kind, "color": {"rgbColor": _rgb(code)}} for kind, code in _COLOURS.items()
    ],
}


def without_zero(area: Json) -> Json:
    """A range as Google gives it back: the first sheet's id, 0, is left out."""
    return {key: value for key, value in area.items() if key != "sheetId" or value}


def given_back(found: Any) -> Any:
    """Ranges anywhere in an answer as Google gives them back."""
    if isinstance(found, list):
        return [given_back(item) for item in found]
    if not isinstance(found, dict):
        return found
    shown = {key: given_back(value) for key, value in found.items()}
    return without_zero(shown) if {"startRowIndex", "startIndex"} & shown.keys() else shown


def _sheet(book: Book, tab: Tab, areas: Sequence[Area], wants_data: bool) -> Json:
    shown: Json = {"properties": tab.properties(book.tabs.index(tab))}
    for name in _LISTS:
        if found := tab.lists.get(name):
            shown[name] = given_back(found)
    if basic := tab.lists.get("basicFilter"):
        shown["basicFilter"] = basic[0]
    if tab.metadata:
        location = {"locationType": "SHEET", "sheetId": tab.id}
        shown["developerMetadata"] = [{**found, "location": location} for found in tab.metadata]
    if wants_data:
        own = [area for area in areas if area[0] is tab]
        whole: Area = (tab, 0, 0, len(tab.rows), len(tab.columns))
        shown["data"] = [_data(area) for area in own or [whole]]
    return shown


def _data(area: Area) -> Json:
    tab, top, left, bottom, right = area
    bottom, right = min(bottom, len(tab.rows)), min(right, len(tab.columns))
    rows = [_row(tab.rows[number], left, right) for number in range(top, bottom)]
    while rows and not rows[-1]:
        rows.pop()
    shown: Json = {"rowData": rows} if rows else {}
    if top:
        shown["startRow"] = top
    if left:
        shown["startColumn"] = left
    shown["rowMetadata"] = [_line(tab, "ROWS", number, 21) for number in range(top, bottom)]
    shown["columnMetadata"] = [_line(tab, "COLUMNS", n, 100) for n in range(left, right)]
    return shown


def _row(row: Line, left: int, right: int) -> Json:
    last = max((column for column in row.cells if column < right), default=-1)
    cells = [with_effect(row.cells.get(column, {})) for column in range(left, last + 1)]
    return {"values": cells} if cells else {}


def _line(tab: Tab, dimension: str, number: int, size: int) -> Json:
    line = tab.lines(dimension)[number]
    shown: Json = {"pixelSize": size, **line.props}
    if line.metadata:
        area = {"sheetId": tab.id, "dimension": dimension,
                "startIndex": number, "endIndex": number + 1}  # fmt: skip
        kind = "ROW" if dimension == "ROWS" else "COLUMN"
        where: Any = {"locationType": kind, "dimensionRange": area}
        shown["developerMetadata"] = [{**found, "location": where} for found in line.metadata]
    return shown
