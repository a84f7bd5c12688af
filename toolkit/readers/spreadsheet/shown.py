"""A cell's value as people see it."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from toolkit.xlsx import Cell, CellKind

_CURRENCY = re.compile(r"[$€£¥]")


def shown(cell: Cell) -> str:
    """The words a cell shows; dates as YYYY-MM-DD, months and years where no day is shown."""
    if cell.kind is CellKind.BLANK or cell.value is None:
        return ""
    found = cell.value
    if isinstance(found, bool):
        return "TRUE" if found else "FALSE"
    if isinstance(found, datetime | date):
        return _day(found, cell.number_format)
    if isinstance(found, time):
        return found.isoformat("minutes")
    if isinstance(found, int | float):
        return _number(float(found), cell)
    return str(found)


def _day(day: date, code: str) -> str:
    plain = re.sub(r"\[[^\]]*\]|\"[^\"]*\"", "", code).casefold()
    if "d" not in plain and "y" in plain and "m" in plain:
        return f"{day:%B %Y}"
    return day.isoformat()[:10]


def _number(number: float, cell: Cell) -> str:
    if cell.is_percent_format:
        return f"{number * 100:.10g}%"
    sign = _CURRENCY.search(cell.number_format)
    if sign:
        places = 0 if number == int(number) else 2
        return f"{sign[0]}{number:,.{places}f}"
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else f"{number:.10g}"
