"""A planned write in the running Excel: every cell read back, all of it or none; never saved."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time

from toolkit.backends.excel_file.patching import Change
from toolkit.backends.excel_live.changing import (
    grow,
    next_row,
    require_short,
    set_cell,
    shrink,
)
from toolkit.backends.excel_live.live_book import LiveBook
from toolkit.errors import FileRefused
from toolkit.tables.stamp import STAMP_SHEET
from toolkit.xlsx import AppendRow, CellKind, SetCell
from toolkit.xlsx.cell import NOTHING, Cell, Value
from toolkit.xlsx.grid import cell_name


class TypedMeanwhile(Exception):
    """A cell that was to be written does not hold any more what it held."""


def carry_out(read: LiveBook, changes: Sequence[Change], *, watchful: bool = False) -> None:
    """Cells and rows first, then a look at what Excel made of them, and the stamp last.

    Results of formulas are Excel's own business. Raises FileRefused when a cell must stay, or when
    Excel did not take a value as it was given, TypedMeanwhile when somebody was quicker: everything
    is as it was then.

    Args:
        read: the workbook as the changes were planned on.
        changes: the single changes.
        watchful: people can type all the while, so look at each cell just before writing it.
    """
    cells = [change for change in changes if isinstance(change, SetCell)]
    rows = [change for change in changes if isinstance(change, AppendRow)]
    contents = [change for change in cells if change.sheet != STAMP_SHEET]
    for change in contents:
        _require_no_formula(read, change)
        require_short(change.sheet, change.row, change.column, change.value)
    written: list[SetCell] = []
    added: list[str] = []
    try:
        for row in rows:
            new = next_row(read.book, row.table, row.values)
            grow(read.book, row.table)
            added.append(row.table)
            _set_all(read, new, written, watchful=watchful)
        _set_all(read, contents, written, watchful=watchful)
        _require_taken(read, written)
    except Exception:
        # What cannot be put back is the planned value under the old stamp: heard once more, and
        # found to be what is agreed already.
        with suppress(Exception):
            _put_back(read, written, added)
        raise
    for change in cells:
        if change.sheet == STAMP_SHEET:
            _set(read, change)


def _set_all(
    read: LiveBook, changes: Iterable[SetCell], written: list[SetCell], *, watchful: bool
) -> None:
    for change in changes:
        if watchful and read.now(change.sheet, change.row, change.column) != _shown(read, change):
            raise TypedMeanwhile
        written.append(change)
        _set(read, change)


def _require_no_formula(read: LiveBook, change: SetCell) -> None:
    found = _cell(read, change)
    if found.formula is not None and not change.over_formula:
        raise FileRefused(
            "formula",
            f"a formula stands there (={found.formula[:60]}).",
            where=_where(change),
            next_step="Replace the formula by its value, then run again.",
        )


def _require_taken(read: LiveBook, written: Iterable[SetCell]) -> None:
    """Read everything back: Excel makes its own sense of what it is given."""
    again = read.again()
    for change in written:
        found = _cell(again, change)
        if not _holds(found, change.value):
            raise FileRefused(
                "not-taken",
                f"given {_said(change.value)}, Excel holds {_said(found.value)}.",
                where=_where(change),
                next_step="Look at the cell's number format and at macros of the workbook; "
                "it was left as it was.",
            )


def _put_back(read: LiveBook, written: Sequence[SetCell], added: Sequence[str]) -> None:
    """Give every cell what it held before, the last first."""
    for change in reversed(written):
        _set(read, SetCell(change.sheet, change.row, change.column, _cell(read, change).value))
    for table in added:
        shrink(read.book, table)


def _set(read: LiveBook, change: SetCell) -> None:
    set_cell(read.book, change.sheet, change.row, change.column, change.value)


def _cell(read: LiveBook, change: SetCell) -> Cell:
    return read.read(change.sheet).cells.get((change.row, change.column)) or NOTHING


def _shown(read: LiveBook, change: SetCell) -> Value:
    return _cell(read, change).value


def _where(change: SetCell) -> str:
    return f"{change.sheet}!{cell_name(change.row, change.column)}"


def _said(value: Value) -> str:
    if value is None:
        return "nothing"
    kind = "text" if isinstance(value, str) else "date" if isinstance(value, date) else "value"
    return f'the {kind} "{str(value)[:60]}"'


def _holds(found: Cell, wanted: Value) -> bool:
    if wanted is None or wanted == "":
        return found.value is None or found.value == ""
    if isinstance(wanted, bool) or isinstance(found.value, bool):
        return found.value is wanted
    if isinstance(wanted, date):
        return found.kind is CellKind.DATE and _moment(found.value) == _moment(wanted)
    if isinstance(wanted, int | float):
        if not isinstance(found.value, int | float):
            return False
        # A cell shown as money hands out four decimals.
        close = math.isclose(found.value, wanted, rel_tol=1e-12)
        return close or found.value == round(wanted, 4)
    return found.kind is CellKind.TEXT and found.value == wanted


def _moment(value: Value) -> datetime | None:
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time()) if isinstance(value, date) else None
