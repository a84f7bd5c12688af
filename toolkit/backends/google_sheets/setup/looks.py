"""Looks of the house style in the API's form."""

from __future__ import annotations

from toolkit.backends.google_sheets.cells import DATE_PATTERN, Json
from toolkit.ports.online_sheets import Dress
from toolkit.tables.column import ColumnType

LOOK_FIELDS = (
    "userEnteredFormat(backgroundColorStyle,textFormat,wrapStrategy,verticalAlignment,"
    "horizontalAlignment,padding,numberFormat,borders)"
)
LINE = "#D5DCE3"


def colour(code: str) -> Json:
    """``#RRGGBB`` as a colour; shares of one, in which nothing is left out."""
    parts = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    names = ("red", "green", "blue")
    return {"rgbColor": {name: round(part, 4) for name, part in zip(names, parts, strict=True)}}


def cell_format(dress: Dress, *, wrap: bool = True, line: str = "", fill: bool = True) -> Json:
    """A look as a cell's format.

    Args:
        wrap: long text runs over several lines.
        line: colour of the thin line below, "" for none.
        fill: with its ground; a striped table brings its own.
    """
    text: Json = {"fontSize": round(dress.size), "bold": dress.bold, "italic": dress.italic}
    if dress.ink:
        text["foregroundColorStyle"] = colour(dress.ink)
    found: Json = {
        "textFormat": text,
        "wrapStrategy": "WRAP" if wrap else "OVERFLOW_CELL",
        "verticalAlignment": "MIDDLE" if dress.middle else "TOP",
        "horizontalAlignment": "CENTER" if dress.centred else "LEFT",
        "padding": {"top": 4, "right": 6, "bottom": 4, "left": 6},
    }
    if dress.fill and fill:
        found["backgroundColorStyle"] = colour(dress.fill)
    if line:
        found["borders"] = {"bottom": {"style": "SOLID", "colorStyle": colour(line)}}
    return found


def number_format(kind: ColumnType | None) -> Json:
    """How a column shows its cells. Texts are texts: "3/4" must not become a date."""
    if kind is ColumnType.DATE:
        return {"type": "DATE", "pattern": DATE_PATTERN}
    if kind is ColumnType.PERCENT:
        return {"type": "PERCENT", "pattern": "0%"}
    if kind is ColumnType.NUMBER:
        return {"type": "NUMBER", "pattern": "0.##"}
    return {"type": "TEXT"}


def area(sheet: int, rows: tuple[int, int], columns: tuple[int, int]) -> Json:
    """A range; both pairs from 0, the ends excluded."""
    return {"sheetId": sheet, "startRowIndex": rows[0], "endRowIndex": rows[1],
            "startColumnIndex": columns[0], "endColumnIndex": columns[1]}  # fmt: skip


def band(sheet: int, row: int, columns: int, dress: Dress, height: int) -> list[Json]:
    """The ground and height of one full row."""
    whole = area(sheet, (row, row + 1), (0, columns))
    look = cell_format(dress, wrap=False)
    return [
        {"repeatCell": {"range": whole, "cell": {"userEnteredFormat": look},
                        "fields": LOOK_FIELDS}},
        size(sheet, "ROWS", row, row + 1, height),
    ]  # fmt: skip


def size(sheet: int, dimension: str, start: int, end: int, pixels: int) -> Json:
    """Height of rows or width of columns."""
    lines = {"sheetId": sheet, "dimension": dimension, "startIndex": start, "endIndex": end}
    return {"updateDimensionProperties": {"range": lines, "properties": {"pixelSize": pixels},
                                          "fields": "pixelSize"}}  # fmt: skip


def a1_column(number: int) -> str:
    """Letters of a column, from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def quoted(title: str) -> str:
    """A tab's title as formulas and ranges name it."""
    return "'" + title.replace("'", "''") + "'"
