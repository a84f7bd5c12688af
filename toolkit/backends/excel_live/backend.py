"""The backend for workbooks that are open in Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.backends.excel_file.patching import Change, planned_changes
from toolkit.backends.excel_file.reading import read_book
from toolkit.backends.excel_live.changing import append_row, set_cell, undisturbed
from toolkit.backends.excel_live.live_book import LiveBook
from toolkit.backends.excel_live.running_excel import asking_excel, open_workbook
from toolkit.errors import BusyError, FileRefused
from toolkit.ports.backend import Landed
from toolkit.ports.content import content_hash
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.column import ColumnType
from toolkit.tables.copy import Copy
from toolkit.tables.schema import Schema, heading_key
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.tables.write import ROW_ID, CellWrite, RowWrite
from toolkit.xlsx import AppendRow, SetCell
from toolkit.xlsx.grid import cell_name


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

    def is_open(self, place: str) -> bool:
        """Whether a file is open in Excel now, so that it is to be changed there."""
        return open_workbook(place) is not None

    def read(self, place: str) -> Copy:
        """What the open workbook says now, saved or not."""
        with asking_excel(Path(place).name):
            return self._copy(_required(place), place)

    def write(self, place: str, planned: PlannedWrite, seen: Copy) -> Landed:
        """Carry out a plan cell by cell; what was typed since ``seen`` comes back as displaced."""
        with asking_excel(Path(place).name):
            book = _required(place)
            if planned.refill.replacement:
                queued = "it is open in Excel; it is renewed as a whole once it is closed"
                return Landed(self._copy(book, place), queued=queued)
            before = self._copy(book, place)
            read = LiveBook(book, self._percent)
            changes = planned_changes(read, _where_rows_stand(planned, before), self._schema)
            _require_no_formula(read, changes)
            with undisturbed(book):
                _carry_out(book, changes)
            displaced = () if before.content == seen.content else (before,)
            return Landed(self._copy(book, place), displaced)

    def _copy(self, book: Any, place: str) -> Copy:
        read = LiveBook(book, self._percent)
        copy = read_book(read, Path(place).name, self._schema)
        return replace(copy, content=content_hash(repr(copy).encode()))


def _required(place: str) -> Any:
    book = open_workbook(place)
    if book is None:
        raise BusyError(
            "it is not open in Excel any more.",
            where=Path(place).name,
            next_step="Run it again: a closed file is changed on the disk.",
        )
    return book


def _where_rows_stand(planned: PlannedWrite, now: Copy) -> PlannedWrite:
    """The plan with each row where its id stands now, and without rows that are there already."""
    places = {
        (table.table, row.id): row.row for table in now.tables for row in table.rows if row.id
    }

    def moved(write: CellWrite) -> CellWrite:
        if write.column == ROW_ID:
            return write
        return replace(write, row=places.get((write.table, write.id), write.row))

    def wanted(row: RowWrite) -> bool:
        return (row.table, row.id) not in places

    return replace(
        planned,
        cells=tuple(moved(write) for write in planned.cells),
        rows=tuple(row for row in planned.rows if wanted(row)),
    )


def _require_no_formula(read: LiveBook, changes: Sequence[Change]) -> None:
    """Refuse the whole plan when it would overwrite somebody's formula."""
    for change in changes:
        if isinstance(change, SetCell) and not change.over_formula:
            found = read.read(change.sheet).cells.get((change.row, change.column))
            if found is not None and found.formula is not None:
                raise FileRefused(
                    "formula",
                    f"a formula stands there (={found.formula[:60]}).",
                    where=f"{change.sheet}!{cell_name(change.row, change.column)}",
                    next_step="Replace the formula by its value, then run again.",
                )


def _carry_out(book: Any, changes: Sequence[Change]) -> None:
    """Cells and rows first, the stamp last; results of formulas are Excel's own business."""
    in_order = sorted(changes, key=lambda change: getattr(change, "sheet", "") == STAMP_SHEET)
    for change in in_order:
        if isinstance(change, SetCell):
            set_cell(book, change.sheet, change.row, change.column, change.value)
        elif isinstance(change, AppendRow):
            append_row(book, change.table, change.values)
