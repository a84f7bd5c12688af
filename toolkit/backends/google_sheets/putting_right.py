"""Putting back what a write did to rows that had been sorted away under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from toolkit.backends.google_sheets.calls import Calls, Rejected, Unsure
from toolkit.backends.google_sheets.cells import print_of
from toolkit.backends.google_sheets.sheet_state import (
    LOG_SHEET,
    SHEET_FIELDS,
    SheetState,
    state_of,
)
from toolkit.backends.google_sheets.view_book import (
    ViewBook,
    ViewTab,
    geometry,
    stamp_lines,
)
from toolkit.backends.google_sheets.view_content import columns_by_heading
from toolkit.backends.google_sheets.write_batch import Batch, TabWrite
from toolkit.backends.google_sheets.write_log import (
    WrongCell,
    headings_in,
    id_at,
    logged,
    place_of,
    wrong_cells,
)
from toolkit.errors import BusyError, ToolkitError
from toolkit.tables.schema import ROW_ID_HEADING, heading_key

_ATTEMPTS = 6
_ID = heading_key(ROW_ID_HEADING)


def put_right(
    api: Calls,
    fresh: Callable[[str], SheetState],
    state: SheetState,
    books: Mapping[str, ViewBook],
    wrong: Sequence[WrongCell],
    mark: str,
) -> None:
    """Write back what stood in wrongly written cells, and the stamps the views had before.

    Each attempt is a guarded write with a log of its own: a person who types into such a cell
    meanwhile finds their text there afterwards.

    Args:
        api: where requests go.
        fresh: reads a spreadsheet again.
        state: the spreadsheet after the write that went wrong.
        books: every view of that write as it had been read.
        wrong: what has to be put back.
        mark: of the write that went wrong; further ones get a number behind it.

    Raises:
        BusyError: people kept moving rows; the next run goes on.
    """
    start, _, number = mark.partition("+")
    for attempt in range(int(number or 0) + 1, int(number or 0) + 1 + _ATTEMPTS):
        fresh_mark = f"{start}+{attempt}"
        try:
            after = _attempt(api, state, books, wrong, fresh_mark)
        except Rejected:
            after = fresh(state.id)
        except Unsure as unsure:
            after = _read_after(fresh, state.id, unsure)
        if logged(after, fresh_mark) is None:
            state = after
            continue
        wrong = wrong_again(after, fresh_mark, books)
        if not wrong:
            return
        state = fresh(state.id)
    raise BusyError(
        "people keep moving rows at this moment.",
        where=state.title,
        next_step="Run sync again in a minute: it puts right what is not yet right.",
    )


def _read_after(fresh: Callable[[str], SheetState], found: str, unsure: Unsure) -> SheetState:
    """The spreadsheet after a repair nobody knows about; its log tells whether it went through."""
    try:
        return fresh(found)
    except ToolkitError:
        raise unsure.sentence from None


def wrong_again(
    state: SheetState, mark: str, books: Mapping[str, ViewBook]
) -> tuple[WrongCell, ...]:
    """What a repair itself wrote where it should not have.

    It wrote what stood there before. What it then came upon is either the mistake, which is gone
    now, or what somebody has typed since, which has to come back.
    """
    tabs = {tab.sheet_id: tab for tab in state.tabs}
    found: list[WrongCell] = []
    rows = logged(state, mark) or ()
    for row in rows:
        if not row.written or row.sheet_id not in tabs or row.replica not in books:
            continue
        heads = headings_in(other for other in rows if other.sheet_id == row.sheet_id)
        column = next((c for c, heading in heads.items() if heading == _ID), 0)
        moved = id_at(row.cells, column) != row.row_id
        expected = {heads.get(c, f"#{c}"): found for c, found in row.replaced.items()}
        found += (
            cell
            for cell in wrong_cells(row, heads)
            if moved or expected.get(cell.heading) != print_of(cell.before)
        )
    return tuple(found)


def _attempt(
    api: Calls,
    state: SheetState,
    books: Mapping[str, ViewBook],
    wrong: Sequence[WrongCell],
    mark: str,
) -> SheetState:
    batch = Batch(state, mark)
    writes = _writes(state, books, wrong)
    owners = {write.tab.sheet_id: write.tab.replica for write in writes}
    batch.log(writes, owners, mark)
    for write in writes:
        batch.tab(write)
    batch.stamp(dict(_old_stamps(state, books)))
    ranges = [LOG_SHEET, *(write.tab.title for write in writes)]
    quoted = ["'" + name.replace("'", "''") + "'" for name in ranges]
    answer = api.batch(state.id, batch.requests, ranges=quoted, fields=SHEET_FIELDS)
    return state_of(answer["updatedSpreadsheet"])


def _writes(
    state: SheetState, books: Mapping[str, ViewBook], wrong: Sequence[WrongCell]
) -> list[TabWrite]:
    found: dict[int, TabWrite] = {}
    for cell in wrong:
        tab = next((tab for tab in state.tabs if tab.sheet_id == cell.sheet_id), None)
        if tab is None or tab.replica not in books:
            continue
        book = books[tab.replica]
        places = columns_by_heading(book, ViewTab(tab.title, tab.table, tab.by_row))
        row, column = place_of(tab, cell, places)
        if not row:
            continue
        area = geometry(ViewTab(tab.title, tab.table, tab.by_row), book.schema).area
        write = found.setdefault(
            tab.sheet_id, TabWrite(tab=tab, heading=area.top, right=area.right)
        )
        write.cells[row, column] = cell.before
        write.ids[row] = id_at(tab.row(row), places.get(_ID, 0))
        write.replaces[row, column] = cell.wrong
    return list(found.values())


def _old_stamps(
    state: SheetState, books: Mapping[str, ViewBook]
) -> Iterator[tuple[tuple[int, int], str]]:
    for replica, book in books.items():
        before = {label: text for _, label, text in book.stamp}
        for row, label, text in stamp_lines(state, replica):
            if label in before and before[label] != text:
                yield (row, 2), before[label]
