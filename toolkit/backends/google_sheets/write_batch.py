"""One write as one atomic batch: check that nothing has moved, keep what stands there, change it.

Google refuses the whole batch when a row or column it touches has moved since the read, when rows
or columns were inserted or deleted, or when another computer has written meanwhile: each guard
takes an anchor away from exactly where it stood and creates it again with the same id, which fails
when it still stands elsewhere. Whatever the batch overwrites is copied to a hidden log first, in
the same instant: nobody's edit is ever lost, even one made between our read and our write.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from toolkit.backends.google_sheets.cells import Json, extended, plain_of, print_of, written_cell
from toolkit.backends.google_sheets.sheet_state import (
    COLUMN_KEY,
    END_KEY,
    LOG_SHEET,
    ROW_KEY,
    WRITE_KEY,
    SheetState,
    TabState,
    free_id,
)
from toolkit.xlsx import Value

LOG_COLUMNS = 5
"""Columns of the log before the row as it was: tab, row, view, row id, what was written."""

_ANCHORS = 28_000
"""A tab holds 30,000 signs of metadata; the rest of it is left for others."""

_LOG_ID = 2_051_207_001
_VALUE = "userEnteredValue"
_SHAPED = "userEnteredValue,userEnteredFormat.numberFormat"


class TabWrite(Struct):
    """Everything one write changes in one tab.

    Attributes:
        tab: the tab as read.
        cells: (row, column) from 1 → value.
        ids: row → the row id expected there, "" for a row that gets its first.
        heading: the row of headings, which must not have changed either.
        right: last column of the table.
        rows: values by column of rows to be added.
        after: last row of the table, below which they go.
        copies_head: the row above is the heading: its look is not for data.
        row_ids: ids of the rows to be added.
        known: row → row id of every row that should carry an anchor afterwards.
        replaces: when a mistake is put right, fingerprints of what is to be replaced.
    """

    tab: TabState
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    heading: int = 0
    right: int = 0
    rows: list[Mapping[int, Value]] = field(default_factory=list)
    after: int = 0
    copies_head: bool = False
    row_ids: list[str] = field(default_factory=list)
    known: Mapping[int, str] = field(default_factory=dict)
    replaces: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def touched(self) -> list[int]:
        """Rows that are changed, in order."""
        return sorted({row for row, _ in self.cells})


class LogLine(Struct, frozen=True):
    """A row whose former content is kept: where it stands, whose it is, what is written there."""

    tab: TabWrite
    row: int
    replica: str
    row_id: str
    written: Mapping[int, str]
    replaced: Mapping[int, str]


class Batch:
    """Collects the requests of one write.

    Args:
        state: the spreadsheet as read.
        nonce: the text by which this write is known again afterwards.
    """

    def __init__(self, state: SheetState, nonce: str) -> None:
        self.state = state
        self.requests: list[Json] = []
        self._taken = set(state.taken)
        self._mark(nonce)

    def tab(self, write: TabWrite) -> None:
        """Guards, changes and new rows of one tab; the log comes before the first of them."""
        self._guards(write)
        self._changes(write)
        self._new_rows(write)
        self._anchors(write)

    def log(self, writes: Sequence[TabWrite], replicas: Mapping[int, str], nonce: str) -> None:
        """Keep every row as it stands before it is changed."""
        lines = [line for write in writes for line in _log_lines(write, replicas)]
        width = LOG_COLUMNS + max((write.right for write in writes), default=1)
        log = self._log_tab(len(lines) + 1, width)
        area = {"sheetId": log, "startRowIndex": 0, "startColumnIndex": 0}
        self.requests.append({"updateCells": {"range": area, "fields": _VALUE}})
        head = [{"values": [_text(nonce)]}]
        rows = [*head, *({"values": _log_cells(line)} for line in lines)]
        start = {"sheetId": log, "rowIndex": 0, "columnIndex": 0}
        self.requests.append({"updateCells": {"start": start, "rows": rows, "fields": _VALUE}})
        for first, count in _runs(lines):
            self.requests.append(_kept(log, lines[first], count, first + 1))

    def stamp(self, cells: Mapping[tuple[int, int], str]) -> None:
        """Cells of the hidden tab with the stamps."""
        if self.state.stamps is not None:
            self._cells(self.state.stamps, dict(cells))

    def _mark(self, nonce: str) -> None:
        """The write's own mark: two computers that have read the same state cannot both write."""
        old, text = self.state.mark
        fresh = free_id(f"{old} {text}", self._taken)
        if old:
            self.requests.append(
                {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup":
                    {"metadataId": old}}}}
            )  # fmt: skip
        self._taken.add(fresh)
        self.requests.append(metadata(fresh, WRITE_KEY, {"spreadsheet": True}, nonce))

    def _guards(self, write: TabWrite) -> None:
        tab = write.tab
        rows = [*write.touched, *([write.after] if write.rows else [])]
        for row in dict.fromkeys((write.heading, *rows)):
            self._guard(tab, "ROWS", row, tab.row_anchors.lines.get(row, 0), ROW_KEY)
        columns = {column for _, column in write.cells}
        columns |= {column for row in write.rows for column in row}
        for column in sorted(columns):
            anchor = tab.column_anchors.lines.get(column, 0)
            self._guard(tab, "COLUMNS", column, anchor, COLUMN_KEY)
        for dimension, anchors in (("ROWS", tab.row_anchors), ("COLUMNS", tab.column_anchors)):
            self._guard(tab, dimension, *anchors.end, END_KEY)

    def _guard(self, tab: TabState, dimension: str, number: int, anchor: int, key: str) -> None:
        if not anchor or not number:
            return
        place = location(tab.sheet_id, dimension, number)
        look = {"metadataId": anchor, "metadataLocation": place,
                "locationMatchingStrategy": "EXACT_LOCATION"}  # fmt: skip
        self.requests += [
            {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": look}}},
            metadata(anchor, key, place),
        ]

    def _changes(self, write: TabWrite) -> None:
        self._cells(write.tab, write.cells)

    def _cells(self, tab: TabState, cells: Mapping[tuple[int, int], Value]) -> None:
        for row, column, values in _strips(cells):
            shaped = [
                written_cell(value, tab.cells.get((row, column + n)))
                for n, value in enumerate(values)
            ]
            for at, run, fields in _by_fields(shaped):
                start = {"sheetId": tab.sheet_id, "rowIndex": row - 1,
                         "columnIndex": column - 1 + at}  # fmt: skip
                self.requests.append({"updateCells": {"start": start, "rows": [{"values": run}],
                                      "fields": fields}})  # fmt: skip

    def _new_rows(self, write: TabWrite) -> None:
        if not write.rows:
            return
        tab, count = write.tab, len(write.rows)
        area = {"sheetId": tab.sheet_id, "dimension": "ROWS",
                "startIndex": write.after, "endIndex": write.after + count}  # fmt: skip
        inherit = not write.copies_head or write.after >= tab.rows
        self.requests.append({"insertDimension": {"range": area, "inheritFromBefore": inherit}})
        above = {} if write.copies_head else tab.row(write.after)
        for number, row in enumerate(write.rows):
            for column, value in sorted(row.items()):
                cell, shaped = written_cell(value, above.get(column))
                start = {"sheetId": tab.sheet_id, "rowIndex": write.after + number,
                         "columnIndex": column - 1}  # fmt: skip
                if cell:
                    fields = _SHAPED if shaped else _VALUE
                    self.requests.append({"updateCells": {"start": start, "fields": fields,
                                          "rows": [{"values": [cell]}]}})  # fmt: skip

    def _anchors(self, write: TabWrite) -> None:
        """Anchors for every row, column and end that has none yet, so that they can be guarded."""
        tab = write.tab
        if len(tab.row_anchors.lines) + len(write.known) > _ANCHORS:
            return
        for row, row_id in write.known.items():
            if row not in tab.row_anchors.lines:
                self._anchor(tab, "ROWS", row, ROW_KEY, row_id)
        for row, row_id in enumerate(write.row_ids, start=write.after + 1):
            self._anchor(tab, "ROWS", row, ROW_KEY, row_id)
        for column in range(1, write.right + 1):
            if column not in tab.column_anchors.lines:
                self._anchor(tab, "COLUMNS", column, COLUMN_KEY, str(column))
        if write.heading and write.heading not in tab.row_anchors.lines:
            self._anchor(tab, "ROWS", write.heading, ROW_KEY, "heading")
        if not tab.row_anchors.end[1]:
            self._anchor(tab, "ROWS", tab.rows + len(write.rows), END_KEY, "end")
        if not tab.column_anchors.end[1]:
            self._anchor(tab, "COLUMNS", tab.columns, END_KEY, "end")

    def _anchor(self, tab: TabState, dimension: str, number: int, key: str, seed: str) -> None:
        fresh = free_id(f"{tab.sheet_id} {dimension} {seed}", self._taken)
        self._taken.add(fresh)
        self.requests.append(metadata(fresh, key, location(tab.sheet_id, dimension, number)))

    def _log_tab(self, rows: int, columns: int) -> int:
        """The hidden tab of the log, made or made larger where needed."""
        found = self.state.named(LOG_SHEET)
        if found is None:
            self.requests.append(log_tab(rows, columns))
            return _LOG_ID
        for dimension, have, want in (
            ("ROWS", found.rows, rows), ("COLUMNS", found.columns, columns),
        ):  # fmt: skip
            if have < want:
                self.requests.append({"appendDimension": {"sheetId": found.sheet_id,
                                      "dimension": dimension, "length": want - have}})  # fmt: skip
        return found.sheet_id


def log_tab(rows: int = 50, columns: int = 40) -> Json:
    """A request that makes the hidden tab of the log."""
    size = {"rowCount": max(rows, 50), "columnCount": max(columns, 40)}
    props = {"sheetId": _LOG_ID, "title": LOG_SHEET, "hidden": True, "gridProperties": size}
    return {"addSheet": {"properties": props}}


def _log_lines(write: TabWrite, replicas: Mapping[int, str]) -> Iterator[LogLine]:
    replica = replicas[write.tab.sheet_id]
    if write.cells or write.rows:
        yield LogLine(write, write.heading, replica, "", {}, {})
    for row in write.touched:
        written = {c: print_of(plain_of(v)) for (r, c), v in write.cells.items() if r == row}
        replaced = {c: found for (r, c), found in write.replaces.items() if r == row}
        yield LogLine(write, row, replica, write.ids.get(row, ""), written, replaced)


def _log_cells(line: LogLine) -> list[Json]:
    said = json.dumps([line.written, line.replaced])
    numbers: list[Json] = [{_VALUE: {"numberValue": n}} for n in (line.tab.tab.sheet_id, line.row)]
    return [*numbers, _text(line.replica), _text(line.row_id), _text(said)]


def _text(text: str) -> Json:
    return {_VALUE: extended(text)} if text else {}


def _runs(lines: Sequence[LogLine]) -> Iterator[tuple[int, int]]:
    """First line and number of lines of rows that stand right below each other in one tab."""
    first = 0
    for number in range(1, len(lines) + 1):
        here = lines[number] if number < len(lines) else None
        before = lines[number - 1]
        if here is None or here.tab is not before.tab or here.row != before.row + 1:
            yield first, number - first
            first = number


def _kept(log: int, line: LogLine, count: int, row: int) -> Json:
    width = line.tab.right
    source = {"sheetId": line.tab.tab.sheet_id, "startRowIndex": line.row - 1,
              "endRowIndex": line.row - 1 + count, "startColumnIndex": 0,
              "endColumnIndex": width}  # fmt: skip
    target = {"sheetId": log, "startRowIndex": row, "endRowIndex": row + count,
              "startColumnIndex": LOG_COLUMNS, "endColumnIndex": LOG_COLUMNS + width}  # fmt: skip
    return {"copyPaste": {"source": source, "destination": target, "pasteType": "PASTE_VALUES",
                          "pasteOrientation": "NORMAL"}}  # fmt: skip


def _strips(cells: Mapping[tuple[int, int], Value]) -> Iterator[tuple[int, int, list[Value]]]:
    """Cells beside each other in one row, as row, first column and values."""
    strip: list[Value] = []
    first = (0, 0)
    for row, column in sorted(cells):
        if strip and (row, column) != (first[0], first[1] + len(strip)):
            yield first[0], first[1], strip
            strip = []
        if not strip:
            first = (row, column)
        strip.append(cells[row, column])
    if strip:
        yield first[0], first[1], strip


def _by_fields(shaped: Iterable[tuple[Json, bool]]) -> Iterator[tuple[int, list[Json], str]]:
    """Neighbours that need the same fields written go into one request."""
    run: list[Json] = []
    start, mode = 0, False
    for at, (cell, changes_format) in enumerate(shaped):
        if run and changes_format != mode:
            yield start, run, _SHAPED if mode else _VALUE
            run = []
        if not run:
            start, mode = at, changes_format
        run.append(cell)
    if run:
        yield start, run, _SHAPED if mode else _VALUE


def location(sheet_id: int, dimension: str, number: int) -> Json:
    """Where a row's or column's metadata stands; ``number`` counts from 1."""
    return {"dimensionRange": {"sheetId": sheet_id, "dimension": dimension,
                               "startIndex": number - 1, "endIndex": number}}  # fmt: skip


def metadata(found: int, key: str, place: Json, value: str = "") -> Json:
    """A request that creates one piece of metadata with an id of our choice."""
    given: Json = {"metadataId": found, "metadataKey": key, "location": place,
                   "visibility": "DOCUMENT"}  # fmt: skip
    if value:
        given["metadataValue"] = value
    return {"createDeveloperMetadata": {"developerMetadata": given}}
