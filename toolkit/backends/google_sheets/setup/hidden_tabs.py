"""The tabs nobody edits: words for drop-downs, and the hidden one with the stamps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit.backends.google_sheets.cells import Json, extended, plain_cell, plain_of
from toolkit.backends.google_sheets.setup.looks import a1_column, colour, quoted
from toolkit.backends.google_sheets.setup.new_tab import mark
from toolkit.backends.google_sheets.setup.tab_rules import warned_tab
from toolkit.backends.google_sheets.sheet_state import PART_KEY, SheetState, TabState, free_id
from toolkit.backends.google_sheets.view_book import label_in
from toolkit.ports.online_sheets import OnlineView
from toolkit.tables.column import Value
from toolkit.tables.schema import Schema
from toolkit.tables.stamp import HEADINGS, STAMP_SHEET

LISTS = "Lists"
_LIST_ROWS = 300
_VALUE = "userEnteredValue"


class Lists:
    """Words for drop-downs, one column a list; words people add stay, new ones are added below.

    Args:
        state: the spreadsheet as it is.
        taken: ids of sheets, and of metadata, in use.
    """

    def __init__(self, state: SheetState, sheets: set[int], taken: set[int]) -> None:
        self._tab = next((tab for tab in state.tabs if tab.part == "lists"), None)
        self._title = LISTS if self._tab is None else self._tab.title
        self._sheet = free_id("lists", sheets) if self._tab is None else self._tab.sheet_id
        sheets.add(self._sheet)
        self._taken = taken
        self._columns = _columns_of(self._tab)
        self._added: list[Json] = []

    def ranges(self, lists: Iterable[tuple[str, Sequence[str]]]) -> dict[Sequence[str], str]:
        """Words → the range that offers them."""
        found: dict[Sequence[str], str] = {}
        for name, words in lists:
            if words and words not in found:
                found[words] = self._range(name, words)
        return found

    def requests(self) -> Iterator[Json]:
        """What the tab lacks."""
        if self._tab is None and self._added:
            grid = {"rowCount": _LIST_ROWS, "columnCount": 20, "frozenRowCount": 1}
            yield {"addSheet": {"properties": {"sheetId": self._sheet, "title": self._title,
                                "gridProperties": grid}}}  # fmt: skip
            yield mark(self._sheet, PART_KEY, "lists", self._taken)
            head = {"range": {"sheetId": self._sheet, "startRowIndex": 0, "endRowIndex": 1},
                    "cell": {"userEnteredFormat": {"textFormat": {"bold": True},
                             "backgroundColorStyle": colour("#EEF1F4")}},
                    "fields": "userEnteredFormat(textFormat,backgroundColorStyle)"}  # fmt: skip
            yield {"repeatCell": head}
        yield from self._added

    def _range(self, name: str, words: Sequence[str]) -> str:
        place = next(
            (n for n, (head, known) in enumerate(self._columns)
             if head == name and (set(known) & set(words) or not known)), None,
        )  # fmt: skip
        if place is None:
            place = len(self._columns)
            self._columns.append((name, []))
            self._put(0, place, [name])
        known = self._columns[place][1]
        fresh = [word for word in words if word not in known]
        if fresh:
            self._put(1 + len(known), place, fresh)
            known += fresh
        letters = a1_column(place)
        return f"{quoted(self._title)}!${letters}$2:${letters}${_LIST_ROWS}"

    def _put(self, row: int, column: int, words: Sequence[str]) -> None:
        start = {"sheetId": self._sheet, "rowIndex": row, "columnIndex": column}
        rows = [{"values": [{_VALUE: extended(word)}]} for word in words]
        self._added.append({"updateCells": {"start": start, "rows": rows, "fields": _VALUE}})


def _columns_of(tab: TabState | None) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    if tab is None:
        return found
    last = max((column for _, column in tab.cells), default=0)
    for column in range(1, last + 1):
        shown = [(row, plain_cell(cell)) for (row, c), cell in tab.cells.items() if c == column]
        words = [str(word) for row, word in sorted(shown) if word is not None]
        found.append((words[0] if words else "", words[1:]))
    return found


def stamp_requests(
    state: SheetState,
    views: Sequence[OnlineView],
    facts: Mapping[str, Value],
    schema: Schema,
    sheets: set[int],
) -> tuple[list[Json], dict[str, int]]:
    """What the hidden tab lacks, and the row (from 1) of each of the facts."""
    tab = state.stamps
    sheet = free_id(STAMP_SHEET, sheets) if tab is None else tab.sheet_id
    sheets.add(sheet)
    requests: list[Json] = []
    if tab is None:
        grid = {"rowCount": 200, "columnCount": 2}
        requests = [
            {"addSheet": {"properties": {"sheetId": sheet, "title": STAMP_SHEET, "hidden": True,
                                         "gridProperties": grid}}},
            warned_tab(sheet, "Action Grid Toolkit keeps its own notes here."),
        ]  # fmt: skip
    known = _labels(tab)
    lines: list[tuple[str, Value]] = [(k, v) for k, v in facts.items() if k not in known]
    for view in views:
        stamped = [
            *view.stamp.rows(),
            *((f"{HEADINGS}{schema[tab.table].sheet_table}", "\n".join(c.heading
               for c in tab.columns)) for tab in view.tabs),
        ]  # fmt: skip
        lines += [(label_in(view.replica, label), text) for label, text in stamped]
    first = max(known.values(), default=0)
    rows = known | {label: first + n for n, (label, _) in enumerate(lines, start=1)}
    if first + len(lines) > (200 if tab is None else tab.rows):
        requests.append({"appendDimension": {"sheetId": sheet, "dimension": "ROWS",
                                             "length": len(lines)}})  # fmt: skip
    if lines:
        start = {"sheetId": sheet, "rowIndex": first, "columnIndex": 0}
        cells = [{"values": [_cell(label), _cell(value)]} for label, value in lines]
        requests.append({"updateCells": {"start": start, "rows": cells, "fields": _VALUE}})
    return requests, rows


def _cell(value: Value) -> Json:
    plain = plain_of(value)
    return {} if plain is None else {_VALUE: extended(plain)}


def _labels(tab: TabState | None) -> dict[str, int]:
    if tab is None:
        return {}
    return {str(cell.value): row for (row, column), cell in tab.cells.items() if column == 1}
