"""One new tab of a view: cells, looks, widths, folds and anchors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from toolkit.backends.google_sheets.cells import Json, extended, plain_of
from toolkit.backends.google_sheets.setup.looks import (
    LINE,
    LOOK_FIELDS,
    area,
    band,
    cell_format,
    colour,
    number_format,
    size,
)
from toolkit.backends.google_sheets.sheet_state import (
    COLUMN_KEY,
    END_KEY,
    ROW_KEY,
    VIEW_KEY,
    free_id,
)
from toolkit.backends.google_sheets.write_batch import location, metadata
from toolkit.ports.online_sheets import Dress, SheetRow, SheetTab
from toolkit.tables.column import ColumnType, Value

HEAD = 2
"""Row of the headings, from 0: below the title band and one line."""

FIRST = 3
SPARE = 60
"""Dressed rows below the last one, for rows people add."""

_VALUE = "userEnteredValue"


class Placing(Struct, frozen=True):
    """Where a tab goes.

    Attributes:
        sheet: its id.
        title: its title in this spreadsheet.
        replica: the view it belongs to.
        index: its place among the tabs.
    """

    sheet: int
    title: str
    replica: str
    index: int


def row_count(tab: SheetTab) -> int:
    """How many rows the tab has."""
    return FIRST + len(tab.rows) + SPARE


def tab_requests(tab: SheetTab, placing: Placing, taken: set[int]) -> Iterator[Json]:
    """Everything that makes the tab, rules aside."""
    yield _add(tab, placing)
    yield mark(placing.sheet, VIEW_KEY, f"{placing.replica}|{tab.table}", taken)
    columns = len(tab.columns)
    yield from band(placing.sheet, 0, columns, tab.band[1], 42)
    yield from band(placing.sheet, 1, columns, tab.line[1], 26)
    yield from _dressed_columns(tab, placing.sheet)
    yield from _cells(tab, placing.sheet)
    for number, row in enumerate(tab.rows):
        yield from _exceptions(tab, placing.sheet, FIRST + number, row)
    yield from _folds(tab, placing.sheet)
    yield size(placing.sheet, "ROWS", HEAD, HEAD + 1, 44)
    if tab.rows:
        lines = {"sheetId": placing.sheet, "dimension": "ROWS",
                 "startIndex": FIRST, "endIndex": FIRST + len(tab.rows)}  # fmt: skip
        yield {"autoResizeDimensions": {"dimensions": lines}}
    yield from _anchors(tab, placing.sheet, taken)


def _add(tab: SheetTab, placing: Placing) -> Json:
    grid = {"rowCount": row_count(tab), "columnCount": len(tab.columns),
            "frozenRowCount": FIRST, "frozenColumnCount": tab.frozen}  # fmt: skip
    properties: Json = {"sheetId": placing.sheet, "title": placing.title, "index": placing.index,
                        "gridProperties": grid}  # fmt: skip
    if tab.colour:
        properties["tabColorStyle"] = colour(tab.colour)
    return {"addSheet": {"properties": properties}}


def mark(sheet: int, key: str, value: str, taken: set[int]) -> Json:
    """Metadata that says what a tab is, whatever people call it."""
    fresh = free_id(f"{key} {value}", taken)
    taken.add(fresh)
    return metadata(fresh, key, {"sheetId": sheet}, value)


def _dressed_columns(tab: SheetTab, sheet: int) -> Iterator[Json]:
    for number, column in enumerate(tab.columns):
        look = cell_format(column.body, line=LINE, fill=not tab.striped or column.tool)
        look["numberFormat"] = number_format(column.type)
        if column.type is ColumnType.TICK:
            look["horizontalAlignment"] = "CENTER"
        yield {"repeatCell": {
            "range": area(sheet, (FIRST, row_count(tab)), (number, number + 1)),
            "cell": {"userEnteredFormat": look}, "fields": LOOK_FIELDS,
        }}  # fmt: skip
        yield size(sheet, "COLUMNS", number, number + 1, column.width)


def _cells(tab: SheetTab, sheet: int) -> Iterator[Json]:
    """Band, line and headings with their looks, then the rows' values."""
    first = next((n for n, column in enumerate(tab.columns) if not column.hidden), 0)
    blank: list[Json] = [{}] * first
    rows: list[Json] = [
        {"values": [*blank, _dressed(text, dress, wrap=False)]}
        for text, dress in (tab.band, tab.line)
    ]
    heads = []
    for column in tab.columns:
        cell = _dressed(column.heading, column.head)
        heads.append({**cell, "note": column.help} if column.help else cell)
    yield _update(sheet, 0, [*rows, {"values": heads}], f"{_VALUE},note,{LOOK_FIELDS}")
    body: list[Json] = [
        {"values": [_value(row.values.get(column.key)) for column in tab.columns]}
        for row in tab.rows
    ]
    if body:
        yield _update(sheet, FIRST, body, _VALUE)


def _update(sheet: int, row: int, rows: list[Json], fields: str) -> Json:
    start = {"sheetId": sheet, "rowIndex": row, "columnIndex": 0}
    return {"updateCells": {"start": start, "rows": rows, "fields": fields}}


def _value(value: Value) -> Json:
    plain = plain_of(value)
    return {} if plain is None else {_VALUE: extended(plain)}


def _dressed(text: str, dress: Dress, *, wrap: bool = True) -> Json:
    look = cell_format(dress, wrap=wrap)
    look["numberFormat"] = {"type": "TEXT"}
    cell: Json = {"userEnteredFormat": look}
    return {**cell, _VALUE: extended(text)} if text else cell


def _exceptions(tab: SheetTab, sheet: int, row: int, shown: SheetRow) -> Iterator[Json]:
    """Cells that look different from their column, neighbours of one look together."""
    start = 0
    looks = [shown.looks.get(column.key) for column in tab.columns]
    for number in range(1, len(looks) + 1):
        if number < len(looks) and looks[number] == looks[start]:
            continue
        dress = looks[start]
        if dress is not None:
            look = cell_format(dress)
            kept = {key: look[key] for key in ("textFormat", "backgroundColorStyle") if key in look}
            yield {"repeatCell": {
                "range": area(sheet, (row, row + 1), (start, number)),
                "cell": {"userEnteredFormat": kept},
                "fields": "userEnteredFormat(textFormat,backgroundColorStyle)",
            }}  # fmt: skip
        start = number


def _folds(tab: SheetTab, sheet: int) -> Iterator[Json]:
    """Folded groups; neighbours become one, for two that touch would be joined by Google."""
    start = 0
    names = [bool(column.fold) for column in tab.columns]
    for number in range(1, len(names) + 1):
        if number < len(names) and names[number] == names[start]:
            continue
        if names[start]:
            lines = {"sheetId": sheet, "dimension": "COLUMNS",
                     "startIndex": start, "endIndex": number}  # fmt: skip
            yield {"addDimensionGroup": {"range": lines}}
            group = {"range": lines, "depth": 1, "collapsed": True}
            yield {"updateDimensionGroup": {"dimensionGroup": group, "fields": "collapsed"}}
        start = number
    for number, column in enumerate(tab.columns):
        if column.hidden:
            lines = {"sheetId": sheet, "dimension": "COLUMNS",
                     "startIndex": number, "endIndex": number + 1}  # fmt: skip
            yield {"updateDimensionProperties": {"range": lines, "fields": "hiddenByUser",
                                                 "properties": {"hiddenByUser": True}}}  # fmt: skip


def _anchors(tab: SheetTab, sheet: int, taken: set[int]) -> Iterator[Json]:
    """An anchor on every row that says something, on every column, and at both ends."""
    named: Mapping[int, str] = {HEAD: "heading"} | {
        FIRST + number: row.id for number, row in enumerate(tab.rows)
    }
    lines = [("ROWS", row, ROW_KEY, row_id) for row, row_id in named.items()]
    lines += [("COLUMNS", n, COLUMN_KEY, str(n + 1)) for n in range(len(tab.columns))]
    lines.append(("ROWS", row_count(tab) - 1, END_KEY, "end"))
    lines.append(("COLUMNS", len(tab.columns) - 1, END_KEY, "end"))
    for dimension, number, key, seed in lines:
        fresh = free_id(f"{sheet} {dimension} {seed}", taken)
        taken.add(fresh)
        yield metadata(fresh, key, location(sheet, dimension, number + 1))
