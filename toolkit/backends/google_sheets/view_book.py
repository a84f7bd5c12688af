"""One view in a Google sheet, as the common reader sees a workbook; kept as plain JSON.

The kept text is what a content is known by: the same cells, the same text, whoever asks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from msgspec import Struct

from toolkit.backends.google_sheets.cells import decode_cell, encode_cell
from toolkit.backends.google_sheets.sheet_state import SheetState, TabState
from toolkit.tables.schema import ROW_ID_HEADING, Schema, TableSchema, heading_key
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.xlsx import Area, Cell, CellGrid, CellKind, Sheet, TableGeometry

START = b'{"google":'
"""How every kept view begins."""

_AFTER = re.compile(rb'^\{"google":1,"after":"(\w*)",')

_HEADING_ROWS = 40
_Rows = dict[int, dict[int, Cell]]


class ViewTab(Struct, frozen=True):
    """One tab of a view.

    Attributes:
        title, table: as in ``TabState``.
        cells: by row and column from 1, down to the last row that holds anything.
        merged: merged areas.
        copied: somebody made it by duplicating the tab that counts.
    """

    title: str
    table: str
    cells: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Area, ...] = ()
    copied: bool = False


class ViewBook(Struct, frozen=True):
    """A view; see ``excel_file.open_book.OpenBook``.

    Attributes:
        schema: all tables.
        tabs: its tabs in order.
        stamp: row, label and text of its lines on the hidden tab.
        after: name of the content that was known before it.
    """

    schema: Schema
    tabs: tuple[ViewTab, ...]
    stamp: tuple[tuple[int, str, str], ...]
    after: str = ""

    date1904 = False

    @property
    def sheets(self) -> tuple[_Named, ...]:
        """The tabs in order, the hidden one with the stamp last."""
        return (*(_Named(tab.title) for tab in self.tabs), _Named(STAMP_SHEET))

    def tables_of(self, name: str) -> tuple[TableGeometry, ...]:
        """One tab's tables."""
        return self.read(name).tables

    def read(self, name: str, without: Container[int] = ()) -> Sheet:
        """One tab's content, with all its rows."""
        del without
        if name == STAMP_SHEET:
            lines: _Rows = {
                row: {1: Cell(CellKind.TEXT, label), 2: Cell(CellKind.TEXT, text)}
                for row, label, text in self.stamp
            }
            return _sheet(name, lines, (), ())
        tab = next(tab for tab in self.tabs if tab.title == name)
        return _sheet(name, tab.cells, (geometry(tab, self.schema),), tab.merged)


class _Named(Struct, frozen=True):
    name: str
    kind: str = "worksheet"


def _sheet(
    name: str,
    lines: Mapping[int, Mapping[int, Cell]],
    tables: tuple[TableGeometry, ...],
    merged: tuple[Area, ...],
) -> Sheet:
    rows = {
        row: (tuple(sorted(cells)), tuple(cells[column] for column in sorted(cells)))
        for row, cells in sorted(lines.items())
    }
    return Sheet(name, CellGrid(rows), tables, merged, frozenset(), frozenset())


def geometry(tab: ViewTab, schema: Schema) -> TableGeometry:
    """Where the table stands: from its row of headings to the last row that holds anything."""
    table = schema[tab.table]
    top = heading_row(tab.cells, table)
    heads = {c: _text(cell) for c, cell in tab.cells.get(top, {}).items() if _text(cell)}
    left, right = min(heads, default=1), max(heads, default=1)
    bottom = max((row for row, cells in tab.cells.items() if _filled(cells, left, right)),
                 default=top)  # fmt: skip
    names = tuple(heads.get(column, "") for column in range(left, right + 1))
    area = Area(top, left, max(top, bottom), right)
    name = f"{table.sheet_table}Copy" if tab.copied else table.sheet_table
    return TableGeometry(name, tab.title, "", area, names, names, 1, 0)


def heading_row(cells: Mapping[int, Mapping[int, Cell]], table: TableSchema) -> int:
    """The row, of the first ones, that shows most of the table's headings."""
    wanted = {*table.by_heading, heading_key(ROW_ID_HEADING)}
    best, found = 1, 0
    for row in sorted(row for row in cells if row <= _HEADING_ROWS):
        count = len(wanted & {heading_key(_text(cell)) for cell in cells[row].values()})
        if count > found:
            best, found = row, count
    return best


def _text(cell: Cell) -> str:
    return "" if cell.value is None else str(cell.value)


def _filled(cells: Mapping[int, Cell], left: int, right: int) -> bool:
    return any(
        left <= column <= right and (cell.value is not None or cell.formula is not None)
        for column, cell in cells.items()
    )


def label_in(replica: str, label: str) -> str:
    """How a label of a view's stamp stands on the hidden tab, where several views have theirs."""
    return f"{replica} {label}"


def stamp_lines(state: SheetState, replica: str) -> Iterator[tuple[int, str, str]]:
    """Row, label and text of a view's stamp on the hidden tab."""
    if state.stamps is None:
        return
    start = label_in(replica, "")
    for row, cells in sorted(state.stamps.by_row.items()):
        label, text = cells.get(1), cells.get(2)
        if label is not None and str(label.value).startswith(start):
            yield row, str(label.value).removeprefix(start), "" if text is None else _text(text)


def view_content(state: SheetState, replica: str, schema: Schema) -> bytes:
    """What a view says in this read, as it is kept."""
    originals = state.originals(replica)
    tabs = tuple(
        ViewTab(tab.title, tab.table, _used(tab), tab.merged, tab not in originals)
        for tab in state.tabs_of(replica)
        if tab.table in schema
    )
    return written(ViewBook(schema, tabs, tuple(stamp_lines(state, replica))))


def _used(tab: TabState) -> Mapping[int, Mapping[int, Cell]]:
    """The rows down to the last that holds anything: empty rows below have formats only."""
    last = max((row for row, cells in tab.by_row.items() if _filled(cells, 1, tab.columns)),
               default=0)  # fmt: skip
    return {row: cells for row, cells in tab.by_row.items() if row <= last}


def following(content: bytes, latest: str, known: bytes) -> bytes:
    """A view as read, named so that it tells itself from all that was known before.

    When somebody puts a value back, the cells say again what they said once; as bytes of their own
    they must not be taken for what was counted then.

    Args:
        content: the view as it was read.
        latest: name of the content it was last known by, "" for none.
        known: that content.
    """
    cells = _AFTER.sub(b'{"google":1,"after":"",', content)
    if _AFTER.sub(b'{"google":1,"after":"",', known) == cells:
        return known
    return _AFTER.sub(f'{{"google":1,"after":"{latest}",'.encode(), content)


def written(book: ViewBook) -> bytes:
    """A view as text: equal views, equal text."""
    document = {
        "google": 1,
        "after": book.after,
        "stamp": [list(line) for line in book.stamp],
        "tabs": [
            {
                "title": tab.title,
                "table": tab.table,
                "merged": [list(area) for area in tab.merged],
                "copied": tab.copied,
                "rows": [
                    [row, [[c, *encode_cell(cells[c])] for c in sorted(cells)]]
                    for row, cells in sorted(tab.cells.items())
                ],
            }
            for tab in book.tabs
        ],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def opened(content: bytes, schema: Schema) -> ViewBook:
    """A kept view."""
    document: dict[str, Any] = json.loads(content)
    tabs = tuple(
        ViewTab(
            tab["title"],
            tab["table"],
            {row: {c[0]: decode_cell(c[1:]) for c in cells} for row, cells in tab["rows"]},
            tuple(Area(*area) for area in tab["merged"]),
            tab["copied"],
        )
        for tab in document["tabs"]
        if tab["table"] in schema
    )
    stamp = tuple((row, label, text) for row, label, text in document["stamp"])
    return ViewBook(schema, tabs, stamp, document["after"])
