"""From a planned write of one view to the changes of its tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from toolkit.backends.google_sheets.sheet_state import SheetState, TabState
from toolkit.backends.google_sheets.view_book import ViewBook, ViewTab, geometry
from toolkit.backends.google_sheets.view_content import columns_by_heading
from toolkit.backends.google_sheets.write_batch import TabWrite
from toolkit.tables.schema import ROW_ID_HEADING, heading_key
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.xlsx import AppendRow, SetCell, Value

_ID = heading_key(ROW_ID_HEADING)


class ViewWrite(Struct, frozen=True):
    """One view's part of a write.

    Attributes:
        replica: the view.
        book: the view as read.
        tabs: what changes in each tab.
        stamp: cells of the hidden tab: (row, column) → text.
    """

    replica: str
    book: ViewBook
    tabs: tuple[TabWrite, ...]
    stamp: dict[tuple[int, int], str]


def view_write(
    state: SheetState, replica: str, book: ViewBook, changes: Sequence[SetCell | AppendRow]
) -> ViewWrite:
    """The changes, tab by tab."""
    tabs = []
    for shown in book.tabs:
        tab = next(t for t in state.tabs_of(replica) if t.title == shown.title)
        tabs.append(_tab_write(book, shown, tab, changes))
    stamp = {
        (change.row, change.column): str(change.value)
        for change in changes
        if isinstance(change, SetCell) and change.sheet == STAMP_SHEET
    }
    return ViewWrite(replica, book, tuple(tab for tab in tabs if tab.cells or tab.rows), stamp)


def _tab_write(
    book: ViewBook, shown: ViewTab, tab: TabState, changes: Sequence[SetCell | AppendRow]
) -> TabWrite:
    found = geometry(shown, book.schema)
    places = columns_by_heading(book, shown)
    cells: dict[tuple[int, int], Value] = {
        (c.row, c.column): c.value
        for c in changes
        if isinstance(c, SetCell) and c.sheet == shown.title
    }
    added = [c for c in changes if isinstance(c, AppendRow) and c.table == found.name]
    here = dict(ids_in(shown, book))
    return TabWrite(
        tab=tab,
        cells=cells,
        ids={row: here.get(row, "") for row, _ in cells},
        heading=found.area.top,
        right=found.area.right,
        rows=[{places[heading_key(h)]: v for h, v in row.values.items()} for row in added],
        row_ids=[str(row.values[ROW_ID_HEADING]) for row in added],
        after=found.area.bottom,
        copies_head=found.area.bottom == found.area.top,
        known=here | {row: str(v) for (row, c), v in cells.items() if c == places.get(_ID)},
    )


def ids_in(shown: ViewTab, book: ViewBook) -> Iterator[tuple[int, str]]:
    """Sheet row and row id of every row of a tab that has one."""
    found = geometry(shown, book.schema)
    column = columns_by_heading(book, shown).get(_ID, 0)
    for row, cells in shown.cells.items():
        if row > found.area.top and (cell := cells.get(column)) is not None and cell.value:
            yield row, str(cell.value).strip()
