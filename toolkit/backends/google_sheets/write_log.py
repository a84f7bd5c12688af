"""What a write came upon: the log it left tells whose edits it overwrote, and where it went wrong.

Every row of the log is a row as it stood the instant before the write. A row that carries another
id than was expected had been sorted away between the read and the write, in a way no guard notices:
what was written there is put back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from toolkit.backends.google_sheets.cells import Plain, plain_cell, print_of, same_plain
from toolkit.backends.google_sheets.sheet_state import LOG_SHEET, SheetState, TabState
from toolkit.backends.google_sheets.view_book import ViewBook, ViewTab
from toolkit.backends.google_sheets.view_content import columns_by_heading
from toolkit.backends.google_sheets.write_batch import LOG_COLUMNS
from toolkit.tables.schema import ROW_ID_HEADING, heading_key
from toolkit.xlsx import Cell

_ID = heading_key(ROW_ID_HEADING)


class LoggedRow(Struct, frozen=True):
    """One row of the log.

    Attributes:
        sheet_id, row: where it stood when the write was planned.
        replica: the view it belongs to.
        row_id: the id expected there; "" for a heading row or a row without one.
        written: column → fingerprint of what was written there.
        replaced: column → fingerprint of the mistake that was to be put right there.
        cells: what stood there, by column from 1.
    """

    sheet_id: int
    row: int
    replica: str
    row_id: str
    written: Mapping[int, str]
    replaced: Mapping[int, str]
    cells: Mapping[int, Cell]


class WrongCell(Struct, frozen=True):
    """A cell that was written by mistake, and what stood in it.

    Attributes:
        sheet_id, heading: where it is; row and column are found anew each time.
        row_id: id of the row it belongs to, "" when it has none.
        others: the other cells of that row, by which a row without an id is found.
        wrong: fingerprint of what was written.
        before: what stood there.
    """

    sheet_id: int
    heading: str
    row_id: str
    others: Mapping[str, Plain]
    wrong: str
    before: Plain


def logged(state: SheetState, nonce: str) -> tuple[LoggedRow, ...] | None:
    """The log of a write; None when the last write to this spreadsheet was another one."""
    log = state.named(LOG_SHEET)
    first = None if log is None else log.cells.get((1, 1))
    if log is None or first is None or first.value != nonce or state.mark[1] != nonce:
        return None
    return tuple(_row(cells) for number, cells in sorted(log.by_row.items()) if number > 1)


def _row(cells: Mapping[int, Cell]) -> LoggedRow:
    said = {number: plain_cell(cells.get(number)) for number in range(1, LOG_COLUMNS + 1)}
    written, replaced = json.loads(str(said[5] or "[{}, {}]"))
    return LoggedRow(
        sheet_id=int(said[1] or 0),
        row=int(said[2] or 0),
        replica=str(said[3] or ""),
        row_id=str(said[4] or ""),
        written={int(column): found for column, found in written.items()},
        replaced={int(column): found for column, found in replaced.items()},
        cells={c - LOG_COLUMNS: cell for c, cell in cells.items() if c > LOG_COLUMNS},
    )


class Met(Struct, frozen=True):
    """What the write to one view came upon.

    Attributes:
        book: the view as it was read, with what people typed since into cells the write changed.
        overwritten: whether they did.
        wrong: cells that were written where they should not have been.
    """

    book: ViewBook
    overwritten: bool
    wrong: tuple[WrongCell, ...]


def met(book: ViewBook, tables: Mapping[int, str], rows: tuple[LoggedRow, ...]) -> Met:
    """Compare a view as it was read with what the write found there.

    Args:
        book: the view as read.
        tables: sheet id → table of its tabs, duplicates left out.
        rows: the view's part of the log.
    """
    after = {tab.table: tab for tab in book.tabs if not tab.copied}
    wrong: list[WrongCell] = []
    for sheet_id, table in tables.items():
        own = [row for row in rows if row.sheet_id == sheet_id]
        if table in after and own:
            after[table], misplaced = _met_tab(book, after[table], own)
            wrong += misplaced
    tabs = tuple(tab if tab.copied else after[tab.table] for tab in book.tabs)
    seen = replace(book, tabs=tabs)
    return Met(seen, seen != book, tuple(wrong))


def _met_tab(
    book: ViewBook, tab: ViewTab, rows: list[LoggedRow]
) -> tuple[ViewTab, list[WrongCell]]:
    id_column = columns_by_heading(book, tab).get(_ID, 0)
    moved = any(not row.written and not _same_headings(tab, row) for row in rows)
    cells = {number: dict(line) for number, line in tab.cells.items()}
    wrong: list[WrongCell] = []
    for row in rows:
        if not row.written:
            continue
        if moved or not _is_expected(tab, row, id_column):
            wrong += wrong_cells(row, headings_in(rows))
            continue
        line = cells.setdefault(row.row, {})
        for column in row.written:
            _see(line, column, row.cells.get(column))
    return replace(tab, cells={n: line for n, line in cells.items() if line}), wrong


def _same_headings(tab: ViewTab, row: LoggedRow) -> bool:
    then = tab.cells.get(row.row, {})
    return {c: str(cell.value) for c, cell in then.items() if cell.value is not None} == {
        c: str(cell.value) for c, cell in row.cells.items() if cell.value is not None
    }


def _is_expected(tab: ViewTab, row: LoggedRow, id_column: int) -> bool:
    if id_at(row.cells, id_column) != row.row_id:
        return False
    if row.row_id:
        return True
    # A row that gets its first id is known by everything it says.
    then = tab.cells.get(row.row, {})
    return all(
        same_plain(plain_cell(then.get(c)), plain_cell(row.cells.get(c)))
        for c in {*then, *row.cells}
    )


def _see(line: dict[int, Cell], column: int, found: Cell | None) -> None:
    """Put into the view as read what the write found in a cell, in the format the cell had."""
    then = line.get(column)
    if same_plain(plain_cell(then), plain_cell(found)):
        return
    if found is None or found.value is None:
        del line[column]
        return
    line[column] = found if then is None else found._replace(number_format=then.number_format)


def headings_in(rows: Iterable[LoggedRow]) -> dict[int, str]:
    """Column → heading, as both stood at the instant of the write, from one tab's log."""
    return {
        column: heading_key(str(cell.value))
        for row in rows
        if not row.written
        for column, cell in row.cells.items()
        if cell.value is not None
    }


def wrong_cells(row: LoggedRow, heads: Mapping[int, str]) -> Iterator[WrongCell]:
    """Every cell of a logged row that now holds something else than it did."""
    others = {
        heads[c]: plain_cell(cell)
        for c, cell in row.cells.items()
        if c not in row.written and c in heads
    }
    id_column = next((c for c, heading in heads.items() if heading == _ID), 0)
    for column, written in row.written.items():
        before = plain_cell(row.cells.get(column))
        if print_of(before) != written:
            owner = id_at(row.cells, id_column)
            heading = heads.get(column, f"#{column}")
            yield WrongCell(row.sheet_id, heading, owner, others, written, before)


def id_at(cells: Mapping[int, Cell], id_column: int) -> str:
    """The row id in a row's cells, "" when there is none."""
    found = plain_cell(cells.get(id_column))
    return "" if found is None else str(found).strip()


def place_of(tab: TabState, wrong: WrongCell, places: Mapping[str, int]) -> tuple[int, int]:
    """Row and column a wrongly written cell has now; (0, 0) when it was put right or typed over.

    Args:
        places: compared heading → column, as they stand now.
    """
    column = places.get(wrong.heading, 0) or _numbered(wrong.heading)
    for row, cells in sorted(tab.by_row.items()):
        if print_of(plain_cell(cells.get(column))) == wrong.wrong and _is_row(cells, wrong, places):
            return row, column
    return 0, 0


def _numbered(heading: str) -> int:
    """The column of a cell that had no heading: where it was."""
    return int(heading[1:]) if heading.startswith("#") and heading[1:].isdigit() else 0


def _is_row(cells: Mapping[int, Cell], wrong: WrongCell, places: Mapping[str, int]) -> bool:
    if wrong.row_id and id_at(cells, places.get(_ID, 0)) == wrong.row_id:
        return True
    others = [(places.get(heading, 0), value) for heading, value in wrong.others.items()]
    return bool(others) and all(same_plain(plain_cell(cells.get(c)), v) for c, v in others)
