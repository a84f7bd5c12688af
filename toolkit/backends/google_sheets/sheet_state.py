"""A whole spreadsheet as one read found it: our tabs, their cells, and the anchors of this read."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from toolkit.backends.google_sheets.cells import Cells, Json, cell_of
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.xlsx import Area, Cell

VIEW_KEY = "actiongrid view"
"""Key of the metadata on a tab that says which view and table it shows."""

ROW_KEY = "r"
"""Key of a row's anchor: one sign, for a tab holds 30,000 signs of metadata."""

COLUMN_KEY = "c"
END_KEY = "end"
"""Key on the last row and column: every insertion or deletion moves it."""

WRITE_KEY = "actiongrid write"
"""Key of the one mark on the spreadsheet that the last write left."""

PART_KEY = "actiongrid part"
"""Key of the metadata on tabs of ours that are no view: ``lists``, ``summary``."""

LOG_SHEET = "_actiongrid_before"
"""Hidden tab with what stood in every row of the last write before it."""

_META = "metadataId,metadataKey,metadataValue"
_CELL = "effectiveValue,userEnteredValue(formulaValue),effectiveFormat(numberFormat(type))"
_LINES = f"developerMetadata({_META})"
SHEET_FIELDS = (
    f"spreadsheetId,properties(title,locale),developerMetadata({_META}),sheets("
    "properties(sheetId,title,gridProperties(rowCount,columnCount)),merges,"
    f"developerMetadata({_META}),data(startRow,startColumn,rowData(values({_CELL})),"
    f"rowMetadata({_LINES}),columnMetadata({_LINES})))"
)
"""Everything one read needs, and nothing else."""


class Anchors(Struct, frozen=True):
    """Metadata on the rows (or columns) of one tab in this read.

    Attributes:
        lines: number from 1 → id of its anchor.
        end: number and id of the anchor at the end; (0, 0) when there is none.
    """

    lines: Mapping[int, int] = field(default_factory=dict)
    end: tuple[int, int] = (0, 0)


class TabState(Struct, frozen=True, dict=True):
    """One tab.

    Attributes:
        sheet_id, title: as Google names it.
        replica, table: the view it belongs to and the table it shows; "" for other tabs.
        part: what it is when it is ours but no view, "" for all others.
        rows, columns: size of the grid.
        cells: by (row, column) from 1.
        merged: merged areas.
        row_anchors, column_anchors: anchors.
    """

    sheet_id: int
    title: str
    replica: str = ""
    table: str = ""
    part: str = ""
    rows: int = 0
    columns: int = 0
    cells: Cells = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    row_anchors: Anchors = Anchors()
    column_anchors: Anchors = Anchors()

    def row(self, number: int) -> dict[int, Cell]:
        """The cells of one row by column."""
        return self.by_row.get(number, {})

    @cached_property
    def by_row(self) -> dict[int, dict[int, Cell]]:
        """The cells by row and column."""
        found: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in self.cells.items():
            found.setdefault(row, {})[column] = cell
        return found


class SheetState(Struct, frozen=True):
    """One spreadsheet.

    Attributes:
        id, title, locale: as Google names it.
        tabs: in order.
        mark: id and text of what the last write left; (0, "") before the first.
        taken: every metadata id in use.
    """

    id: str
    title: str
    tabs: tuple[TabState, ...]
    mark: tuple[int, str] = (0, "")
    taken: frozenset[int] = frozenset()
    locale: str = ""

    def named(self, title: str) -> TabState | None:
        """The tab of that name."""
        return next((tab for tab in self.tabs if tab.title == title), None)

    @property
    def stamps(self) -> TabState | None:
        """The hidden tab with the stamps."""
        return self.named(STAMP_SHEET)

    @property
    def replicas(self) -> tuple[str, ...]:
        """The views that live here, in tab order."""
        return tuple(dict.fromkeys(tab.replica for tab in self.tabs if tab.replica))

    def tabs_of(self, replica: str) -> tuple[TabState, ...]:
        """The tabs of one view."""
        return tuple(tab for tab in self.tabs if tab.replica == replica)

    def originals(self, replica: str) -> tuple[TabState, ...]:
        """Its tabs without those somebody made by duplicating one: Google copies the mark too."""
        found: dict[str, TabState] = {}
        for tab in self.tabs_of(replica):
            if tab.table not in found or tab.sheet_id == sheet_id_of(replica, tab.table):
                found[tab.table] = tab
        return tuple(found.values())


def sheet_id_of(replica: str, table: str, taken: Collection[int] = ()) -> int:
    """The id a tab of a view is made with."""
    return free_id(f"{replica}|{table}", taken)


def free_id(seed: str, taken: Collection[int]) -> int:
    """A number for a tab or a piece of metadata: the same seed, the same number, unless taken."""
    for attempt in range(1000):
        digest = hashlib.sha256(f"{seed}\n{attempt}".encode()).digest()
        number = int.from_bytes(digest[:4]) & 0x7FFF_FFFF
        if number and number not in taken:
            return number
    raise AssertionError("a thousand numbers in a row were taken")


def state_of(answer: Json) -> SheetState:
    """A spreadsheet from the API's answer."""
    marks = [m for m in answer.get("developerMetadata", ()) if m.get("metadataKey") == WRITE_KEY]
    mark = (marks[0]["metadataId"], marks[0].get("metadataValue", "")) if marks else (0, "")
    return SheetState(
        id=answer.get("spreadsheetId", ""),
        title=answer.get("properties", {}).get("title", ""),
        locale=answer.get("properties", {}).get("locale", ""),
        tabs=tuple(_tab(sheet) for sheet in answer.get("sheets", ())),
        mark=mark,
        taken=frozenset(_ids(answer)),
    )


def _tab(sheet: Json) -> TabState:
    props = sheet["properties"]
    grid = props.get("gridProperties", {})
    replica, _, table = _mark(sheet, VIEW_KEY).partition("|")
    cells: dict[tuple[int, int], Cell] = {}
    rows, columns = Anchors(), Anchors()
    for data in sheet.get("data", ()):
        top, left = data.get("startRow", 0) + 1, data.get("startColumn", 0) + 1
        for number, line in enumerate(data.get("rowData", ()), start=top):
            for column, given in enumerate(line.get("values", ()), start=left):
                if given and (cell := cell_of(given)) is not None:
                    cells[number, column] = cell
        rows = _anchors(data.get("rowMetadata", ()), top, ROW_KEY)
        columns = _anchors(data.get("columnMetadata", ()), left, COLUMN_KEY)
    return TabState(
        sheet_id=props.get("sheetId", 0),
        title=props["title"],
        replica=replica,
        table=table,
        part=_mark(sheet, PART_KEY),
        rows=grid.get("rowCount", 0),
        columns=grid.get("columnCount", 0),
        cells=cells,
        merged=tuple(_area(area, grid) for area in sheet.get("merges", ())),
        row_anchors=rows,
        column_anchors=columns,
    )


def _mark(sheet: Json, key: str) -> str:
    for found in sheet.get("developerMetadata", ()):
        if found.get("metadataKey") == key:
            return str(found.get("metadataValue", ""))
    return ""


def _anchors(lines: list[Json], first: int, key: str) -> Anchors:
    found: dict[int, int] = {}
    end = (0, 0)
    for number, line in enumerate(lines, start=first):
        for metadata in line.get("developerMetadata", ()):
            if metadata.get("metadataKey") == key:
                found.setdefault(number, metadata["metadataId"])
            elif metadata.get("metadataKey") == END_KEY:
                end = (number, metadata["metadataId"])
    return Anchors(found, end)


def _area(area: Json, grid: Json) -> Area:
    return Area(
        area.get("startRowIndex", 0) + 1,
        area.get("startColumnIndex", 0) + 1,
        area["endRowIndex"] if "endRowIndex" in area else grid["rowCount"],
        area["endColumnIndex"] if "endColumnIndex" in area else grid["columnCount"],
    )


def _ids(found: object) -> Iterator[int]:
    """Every metadata id in an answer."""
    if isinstance(found, dict):
        for metadata in found.get("developerMetadata", ()):
            yield metadata["metadataId"]
        for key in ("sheets", "data", "rowMetadata", "columnMetadata"):
            for inner in found.get(key, ()):
                yield from _ids(inner)
