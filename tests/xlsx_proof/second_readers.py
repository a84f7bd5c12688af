"""The readers of other people, asked what they see in a workbook before and after a change."""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Callable
from typing import Any

from tests.xlsx_proof.judge import Done
from tests.xlsx_proof.limits import limited
from tests.xlsx_proof.plain_reader import PlainBook

Seen = dict[str, dict[str, Any]]
CELL_CAP = 20_000_000


def seen_by_calamine(data: bytes, book: PlainBook) -> Seen:
    """Values of every worksheet by python-calamine, which must not be let loose on a wide sheet."""
    import python_calamine

    for sheet in book.sheets:
        rows = max((row for row, _ in sheet.cells), default=0)
        columns = max((column for _, column in sheet.cells), default=0)
        if rows * columns > CELL_CAP:
            raise ValueError("too wide a box for calamine")
    opened = python_calamine.load_workbook(io.BytesIO(data))
    found: Seen = {}
    for name in opened.sheet_names:
        if name not in {sheet.name for sheet in book.sheets}:
            continue
        rows = opened.get_sheet_by_name(name).to_python(skip_empty_area=False)
        found[name] = {
            f"{row},{column}": _plain(value)
            for row, values in enumerate(rows, 1)
            for column, value in enumerate(values, 1)
            if value != ""
        }
    return found


def seen_by_openpyxl(data: bytes, book: PlainBook) -> Seen:
    """Values and formulas of every worksheet by openpyxl."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        opened = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: {
            f"{row},{column}": _plain(cell.value)
            for (row, column), cell in sheet._cells.items()
            if cell.value is not None
        }
        for sheet in opened.worksheets
    }


def _plain(value: Any) -> Any:
    """A value as JSON can hold it, dates as the serial number Excel stores."""
    from openpyxl.utils.datetime import to_excel

    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        try:
            return ["date", round(float(to_excel(value)), 6)]
        except (ValueError, TypeError, OverflowError):
            return ["date", str(value)]
    return sorted((key, str(what)) for key, what in vars(value).items())


def asked(
    reader: Callable[[bytes, PlainBook], Seen], data: bytes, book: PlainBook
) -> tuple[str, Seen]:
    """What the reader saw, in a child of its own; a reason instead when it could not."""
    outcome = limited(
        lambda: reader(data, book), memory=3 << 30, processor_seconds=60, patience=120
    )
    if outcome.ending == "answered":
        return "", outcome.answer
    return f"{outcome.ending}: {outcome.detail.strip().splitlines()[-1][:160]}", {}


def differences(before: Seen, after: Seen, done: Done, formulas: set[str]) -> list[str]:
    """Cells that differ though nobody changed them; emptied results of formulas do not count."""
    found = []
    for name, cells in before.items():
        touched = {f"{row},{column}" for row, column in done.cells.get(name, {})}
        added = {str(row) for row in done.rows.get(name, ())}
        touched |= {f"{row},{column}" for row, column in done.moved.get(name, {})}
        now = after.get(name, {})
        for at in cells.keys() | now.keys():
            if at in touched or at.split(",")[0] in added or cells.get(at) == now.get(at):
                continue
            if f"{name}!{at}" in formulas and at not in now:
                continue
            found.append(f"{name}!{at}: {cells.get(at)!r} became {now.get(at)!r}"[:200])
    found += [f"sheet {name!r} is gone" for name in before.keys() - after.keys()]
    return found


def wrong_values(after: Seen, done: Done) -> list[str]:
    """Changed cells in which the reader does not see what was written."""
    found = []
    for name, cells in done.cells.items():
        for (row, column), value in cells.items():
            seen = after.get(name, {}).get(f"{row},{column}")
            if not _same(seen, value):
                found.append(f"{name}!{row},{column}: {seen!r} instead of {value!r}"[:200])
    return found


def _same(seen: Any, value: Any) -> bool:
    if isinstance(value, float):
        if isinstance(seen, list) and len(seen) == 2 and isinstance(seen[1], float):
            return abs(seen[1] - value) < 1463 or abs(seen[1] - value) < 1e-5
        return isinstance(seen, float) and abs(seen - value) < 1e-9
    return bool(seen == value)
