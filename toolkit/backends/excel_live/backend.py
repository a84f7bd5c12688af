"""The backend for workbooks that are open in Excel."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from toolkit.backends.excel_file.patching import planned_changes
from toolkit.backends.excel_file.reading import read_book
from toolkit.backends.excel_file.refilling import refill_between
from toolkit.backends.excel_live.live_book import LiveBook
from toolkit.backends.excel_live.running_excel import asking_excel, open_workbook
from toolkit.backends.excel_live.undisturbed import undisturbed
from toolkit.backends.excel_live.writing import TypedMeanwhile, carry_out
from toolkit.errors import BusyError
from toolkit.ports.backend import Landed
from toolkit.ports.drawn import Drawn
from toolkit.ports.planned_write import PlannedWrite, Refill
from toolkit.tables.column import ColumnType
from toolkit.tables.copy import Copy, CopyRow
from toolkit.tables.schema import Schema, heading_key
from toolkit.tables.write import ROW_ID, CellWrite, RowWrite

RENEWED_WHOLE = "it is open in Excel; it is renewed as a whole once it is closed"
TYPING = "somebody is typing in it"


class ExcelLive:
    """Open workbooks, by the full path of their file; see ``ports.backend.LiveBackend``."""

    name = "excel_live"

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._percent = {
            heading_key(heading)
            for table in schema.tables.values()
            for column in table.columns
            if column.type is ColumnType.PERCENT
            for heading in (column.heading, *column.aliases)
        }

    def serves(self, place: str) -> bool:
        """Whether a file is open in Excel now, so that it is to be changed there."""
        return open_workbook(place) is not None

    def read(self, place: str) -> Copy:
        """What the open workbook says now, saved or not."""
        with asking_excel(Path(place).name):
            return self._copy(self._opened(place), place)

    def refill(self, place: str, wanted: Drawn) -> Refill:
        """What makes its sheets nobody edits show what a fresh workbook shows."""
        with asking_excel(Path(place).name):
            found = refill_between(self._opened(place), wanted, self._schema)
        # Excel calculates by itself.
        return replace(found, figures=(), renewed=0)

    def write(self, place: str, planned: PlannedWrite, seen: Copy) -> Landed:
        """Carry out a plan cell by cell, unless somebody has typed in those cells since."""
        with asking_excel(Path(place).name):
            read = self._opened(place)
            if planned.refill.replacement:
                return Landed(self._copy(read, place), queued=RENEWED_WHOLE)
            with undisturbed(read.book) as alone:
                before = self._copy(read, place)
                if _typed_since(seen, before, planned):
                    return Landed(before, queued=TYPING, again=True)
                changes = planned_changes(read, _where_rows_stand(planned, before), self._schema)
                try:
                    carry_out(read, changes, watchful=not alone)
                except TypedMeanwhile:
                    return Landed(self._copy(read.again(), place), queued=TYPING, again=True)
                return Landed(self._copy(read.again(), place))

    def _opened(self, place: str) -> LiveBook:
        book = open_workbook(place)
        if book is None:
            raise BusyError(
                "it is not open in Excel any more.",
                where=Path(place).name,
                next_step="Run it again: a closed file is changed on the disk.",
            )
        return LiveBook(book, self._percent)

    def _copy(self, read: LiveBook, place: str) -> Copy:
        return read_book(read, Path(place).name, self._schema)


class _Rows:
    """The rows of a copy by id and by place."""

    def __init__(self, copy: Copy) -> None:
        rows = [(table.table, row) for table in copy.tables for row in table.rows]
        self._at = {(table, row.row): row for table, row in rows}
        self._called = {(table, row.id): row for table, row in rows if row.id}

    def has(self, row: RowWrite) -> bool:
        """Whether a row stands there already."""
        return (row.table, row.id) in self._called

    def at(self, write: CellWrite) -> CopyRow | None:
        """The row at the place a write names."""
        return self._at.get((write.table, write.row))

    def of(self, write: CellWrite) -> CopyRow | None:
        """The row a write means: where it was if it is still there, else wherever its id stands."""
        there = self.at(write)
        stays = there is not None and there.id == write.id
        return there if stays else self._called.get((write.table, write.id))


def _where_rows_stand(planned: PlannedWrite, now: Copy) -> PlannedWrite:
    """The plan with each row where its id stands now, and without rows that are there already."""
    rows = _Rows(now)
    nameless = _nameless(planned)

    def moved(write: CellWrite) -> CellWrite:
        found = None if (write.table, write.row) in nameless else rows.of(write)
        return write if found is None else replace(write, row=found.row)

    return replace(
        planned,
        cells=tuple(map(moved, planned.cells)),
        rows=tuple(row for row in planned.rows if not rows.has(row)),
    )


def _typed_since(seen: Copy, now: Copy, planned: PlannedWrite) -> bool:
    """Whether a cell that is to be written says something else than when the write was planned.

    A row without an id is known by its place alone: there every cell of it counts.
    """
    old, new, nameless = _Rows(seen), _Rows(now), _nameless(planned)
    for write in planned.cells:
        if (write.table, write.row) in nameless:
            if old.at(write) != new.at(write):
                return True
            continue
        before, after = old.of(write), new.of(write)
        if before is None or after is None or before[write.column] != after[write.column]:
            return True
    return False


def _nameless(planned: PlannedWrite) -> frozenset[tuple[str, int]]:
    """Places of rows that get their id with this plan."""
    return frozenset((w.table, w.row) for w in planned.cells if w.column == ROW_ID)
