"""What a Google spreadsheet holds, as plain lists: rows carry their cells and their metadata.

Cell dictionaries are never changed in place, so that ``Book.copied`` is cheap: a rejected batch
puts the copy back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

Json = dict[str, Any]
EPOCH = 25569  # days from 1899-12-30 to 1970-01-01


class Refused(Exception):
    """A request Google answers with an error."""

    def __init__(
        self, message: str, code: int = 400, status: str = "INVALID_ARGUMENT", field: str = ""
    ) -> None:
        self.message, self.code, self.status, self.field = message, code, status, field
        super().__init__(message)


@dataclass
class Line:
    """A row or column: its properties and the metadata attached to it."""

    props: Json = field(default_factory=dict)
    metadata: list[Json] = field(default_factory=list)
    cells: dict[int, Json] = field(default_factory=dict)

    def copied(self) -> Line:
        return Line(dict(self.props), list(self.metadata), dict(self.cells))


@dataclass
class Tab:
    """One sheet of a spreadsheet."""

    props: Json
    rows: list[Line]
    columns: list[Line]
    metadata: list[Json] = field(default_factory=list)
    lists: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return int(self.props.get("sheetId", 0))

    @property
    def title(self) -> str:
        return str(self.props["title"])

    def lines(self, dimension: str) -> list[Line]:
        return self.rows if dimension == "ROWS" else self.columns

    def listed(self, name: str) -> list[Any]:
        """Merges, protected ranges, bands, filter views, rules, charts, groups."""
        return self.lists.setdefault(name, [])

    def cell(self, row: int, column: int) -> Json:
        return self.rows[row].cells.get(column, {}) if row < len(self.rows) else {}

    def put(self, row: int, column: int, cell: Json) -> None:
        cells = self.rows[row].cells
        if cell:
            cells[column] = cell
        else:
            cells.pop(column, None)

    def copied(self) -> Tab:
        return Tab(
            deepcopy(self.props),
            [row.copied() for row in self.rows],
            [column.copied() for column in self.columns],
            list(self.metadata),
            deepcopy(self.lists),
        )

    def properties(self, index: int) -> Json:
        props = deepcopy(self.props)
        grid = {"rowCount": len(self.rows), "columnCount": len(self.columns)}
        kept = {key: value for key, value in props.get("gridProperties", {}).items() if value}
        for name in ("row", "column"):
            if self.lists.get(f"{name}Groups"):
                kept[f"{name}GroupControlAfter"] = True
        props["gridProperties"] = {**grid, **kept}
        return {**props, "index": index, "sheetType": "GRID"}

    def insert(self, dimension: str, start: int, count: int, inherit: bool) -> None:
        """Room for new rows or columns; they look like their neighbour."""
        lines = self.lines(dimension)
        like = lines[start - 1] if inherit and start else lines[min(start, len(lines) - 1)]
        size = {k: v for k, v in like.props.items() if k == "pixelSize"}
        if dimension == "ROWS":
            shape = {c: kept for c, cell in like.cells.items() if (kept := look_of(cell))}
            rows = [Line(dict(size), [], dict(shape)) for _ in range(count)]
        else:
            rows = [Line(dict(size)) for _ in range(count)]
            at = start - 1 if inherit and start else start
            for row in self.rows:
                kept = look_of(row.cells.get(at, {}))
                row.cells = {c + count * (c >= start): cell for c, cell in row.cells.items()}
                if kept:
                    row.cells |= {start + n: kept for n in range(count)}
        lines[start:start] = rows
        self.shift(dimension, start, count)

    def delete(self, dimension: str, start: int, end: int) -> None:
        lines = self.lines(dimension)
        if end - start >= len(lines):
            raise Refused("You can't delete all the rows on the sheet.")
        del lines[start:end]
        if dimension == "COLUMNS":
            for row in self.rows:
                row.cells = {
                    c - (end - start) * (c >= end): cell
                    for c, cell in row.cells.items()
                    if not start <= c < end
                }
        self.shift(dimension, start, start - end)

    def move(self, dimension: str, start: int, end: int, to: int) -> None:
        """Lines go in front of the one that stood at ``to``; what is attached goes along."""
        count = len(self.lines(dimension))
        order = [n for n in range(count) if not start <= n < end]
        at = to if to <= start else to - (end - start)
        order[at:at] = range(start, end)
        lines = self.lines(dimension)
        lines[:] = [lines[n] for n in order]
        if dimension == "COLUMNS":
            place = {old: new for new, old in enumerate(order)}
            for row in self.rows:
                row.cells = {place[c]: cell for c, cell in row.cells.items()}

    def shift(self, dimension: str, start: int, delta: int) -> None:
        """Ranges below an insertion or deletion go along with the cells they cover."""
        low, high = (
            ("startRowIndex", "endRowIndex") if dimension == "ROWS"
            else ("startColumnIndex", "endColumnIndex")
        )  # fmt: skip
        for area in _ranges(self.lists):
            if area.get("sheetId", 0) != self.id:
                continue
            for name, after in ((low, start), (high, start + 1 if delta > 0 else start)):
                if name in area and area[name] >= after:
                    area[name] = max(area[name] + delta, start)


def _ranges(found: Any) -> Iterator[Json]:
    if isinstance(found, dict):
        if {"startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"} & found.keys():
            yield found
        for value in found.values():
            yield from _ranges(value)
    elif isinstance(found, list):
        for value in found:
            yield from _ranges(value)


def look_of(cell: Json) -> Json:
    """What a new neighbour takes over: formats and validation, never values or notes."""
    return {k: v for k, v in cell.items() if k in ("userEnteredFormat", "dataValidation")}


@dataclass
class Book:
    """One spreadsheet and its settings."""

    id: str
    props: Json
    tabs: list[Tab]
    metadata: list[Json] = field(default_factory=list)
    named: list[Json] = field(default_factory=list)
    taken: int = 1000
    ids: set[int] | None = None  # of all metadata, while nobody moves rows; None: count anew

    def copied(self) -> Book:
        tabs = [tab.copied() for tab in self.tabs]
        lists = (list(self.metadata), deepcopy(self.named))
        return replace(self, props=deepcopy(self.props), tabs=tabs,
                       metadata=lists[0], named=lists[1], ids=None)  # fmt: skip

    def tab(self, sheet_id: int) -> Tab:
        for tab in self.tabs:
            if tab.id == sheet_id:
                return tab
        raise Refused(f"No grid with id: {sheet_id}")

    def tab_named(self, title: str) -> Tab | None:
        return next((tab for tab in self.tabs if tab.title == title), None)

    def next_id(self) -> int:
        self.taken += 1
        return self.taken

    def placed(self) -> Iterator[tuple[Json, list[Json], Json]]:
        """Every piece of metadata, the list it is kept in, and where that stands."""
        for found in self.metadata:
            yield found, self.metadata, {"locationType": "SPREADSHEET", "spreadsheet": True}
        for tab in self.tabs:
            for found in tab.metadata:
                yield found, tab.metadata, {"locationType": "SHEET", "sheetId": tab.id}
            for dimension, kind in (("ROWS", "ROW"), ("COLUMNS", "COLUMN")):
                for number, line in enumerate(tab.lines(dimension)):
                    for found in line.metadata:
                        area = {"sheetId": tab.id, "dimension": dimension,
                                "startIndex": number, "endIndex": number + 1}  # fmt: skip
                        yield found, line.metadata, {"locationType": kind, "dimensionRange": area}


def new_tab(sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> Tab:
    """An empty sheet."""
    return Tab(
        {"sheetId": sheet_id, "title": title},
        [Line() for _ in range(rows)],
        [Line() for _ in range(columns)],
    )


def new_book(book_id: str, title: str, locale: str = "en_US") -> Book:
    """A spreadsheet as Google makes one."""
    props = {"title": title, "locale": locale, "autoRecalc": "ON_CHANGE", "timeZone": "Etc/GMT"}
    return Book(book_id, props, [new_tab(0, "Sheet1")])


Hook = Callable[["Book", str], None]
