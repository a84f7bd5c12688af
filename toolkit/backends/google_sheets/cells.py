"""Cells of a Google sheet: from the API's form to ours and back.

Dates are numbers of days in Google too, but without Excel's 29 February 1900.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from toolkit.xlsx import Cell, CellKind, Value
from toolkit.xlsx.styles import GENERAL

Json = dict[str, Any]
Plain = str | int | float | bool | None
"""A value as the API takes it: dates are numbers."""

PERCENT = "0%"
DATE_PATTERN = "d mmm yyyy"
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (spreadsheets know no time zones)
_LAST_DAY = 2_958_466
_DATES = frozenset({"DATE", "DATE_TIME"})
_ERRORS = {"DIVIDE_BY_ZERO": "#DIV/0!", "N_A": "#N/A", "NULL_VALUE": "#NULL!", "VALUE": "#VALUE!",
           "REF": "#REF!", "NAME": "#NAME?", "NUM": "#NUM!"}  # fmt: skip


def cell_of(given: Json) -> Cell | None:
    """One cell of an answer; None when it holds nothing and its format says nothing."""
    formula = given.get("userEnteredValue", {}).get("formulaValue")
    behind = None if formula is None else str(formula).removeprefix("=")
    shape = given.get("effectiveFormat", {}).get("numberFormat", {}).get("type", "")
    form = PERCENT if shape == "PERCENT" else DATE_PATTERN if shape in _DATES else GENERAL
    value: Json = given.get("effectiveValue") or {}
    if not value:
        if behind is None and form == GENERAL:
            return None
        return Cell(CellKind.BLANK, None, behind, form)
    kind, plain = next(iter(value.items()))
    if kind == "numberValue":
        return _number(plain, shape, behind, form)
    if kind == "boolValue":
        return Cell(CellKind.BOOLEAN, bool(plain), behind, form)
    if kind == "errorValue":
        return Cell(CellKind.ERROR, _ERRORS.get(plain.get("type", ""), "#ERROR!"), behind, form)
    return Cell(CellKind.TEXT, str(plain), behind, form)


def _number(number: int | float, shape: str, behind: str | None, form: str) -> Cell:
    if shape == "TIME" and 0 <= number < 1:
        return Cell(CellKind.TEXT, str((_EPOCH + timedelta(days=number)).time()), behind, form)
    if form == DATE_PATTERN and (day := day_of(number)) is not None:
        return Cell(CellKind.DATE, day, behind, form)
    whole = isinstance(number, float) and number.is_integer() and abs(number) < 1e15
    return Cell(CellKind.NUMBER, int(number) if whole else number, behind, form)


def day_of(number: float) -> date | datetime | None:
    """The day, or the moment, a number of days stands for."""
    if not 0 <= number < _LAST_DAY:
        return None
    moment = _EPOCH + timedelta(milliseconds=round(number * 86_400_000))
    return moment.date() if moment.time() == datetime.min.time() else moment


def number_of(day: date) -> int | float:
    """The number of days Google keeps for a date."""
    if isinstance(day, datetime):
        passed = day.replace(tzinfo=None) - _EPOCH
        return passed.days + passed.seconds / 86_400 if passed.seconds else passed.days
    return (day - _EPOCH.date()).days


def plain_of(value: Value) -> Plain:
    """A value as the API takes it; "" clears a cell and counts as nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return number_of(value)
    return value if isinstance(value, str | bool | int | float) else str(value)


def plain_cell(cell: Cell | None) -> Plain:
    """What stands in a cell, to be compared with what was written there."""
    return None if cell is None else plain_of(cell.value)


def same_plain(left: Plain, right: Plain) -> bool:
    """Whether two plain values are the same: a tick is not the number one."""
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def print_of(value: Plain) -> str:
    """A short fingerprint of a value, for the log of a write."""
    form = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    return hashlib.sha256(json.dumps(form).encode()).hexdigest()[:12]


def extended(value: Plain) -> Json:
    """A plain value as the API's ExtendedValue: a text is never looked into."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    return {} if value is None else {"stringValue": value}


def written_cell(value: Value, stood: Cell | None) -> tuple[Json, bool]:
    """A cell to be written, and whether its number format has to change with it."""
    cell: Json = {}
    plain = plain_of(value)
    if plain is not None:
        cell["userEnteredValue"] = extended(plain)
    dated = stood is not None and stood.number_format == DATE_PATTERN
    if isinstance(value, date) and not dated:
        shape: Json = {"type": "DATE", "pattern": DATE_PATTERN}
    elif dated and isinstance(value, int | float) and not isinstance(value, bool):
        shape = {"type": "NUMBER", "pattern": "General"}
    else:
        return cell, False
    return {**cell, "userEnteredFormat": {"numberFormat": shape}}, True


def encode_cell(cell: Cell) -> list[Any]:
    """A cell as it is kept: kind, value, number format, formula."""
    value = plain_of(cell.value) if cell.kind is CellKind.DATE else cell.value
    kept: list[Any] = [cell.kind.value, value]
    if cell.formula is not None or cell.number_format != GENERAL:
        kept.append(cell.number_format)
    if cell.formula is not None:
        kept.append(cell.formula)
    return kept


def decode_cell(kept: list[Any]) -> Cell:
    """A kept cell."""
    kind = CellKind(kept[0])
    value = day_of(kept[1]) if kind is CellKind.DATE else kept[1]
    form = kept[2] if len(kept) > 2 else GENERAL
    return Cell(kind, value, kept[3] if len(kept) > 3 else None, form)


Cells = Mapping[tuple[int, int], Cell]
