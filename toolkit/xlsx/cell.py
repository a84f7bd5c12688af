"""One cell as it is read: what kind of value it shows, and whether a formula stands behind it."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import Enum
from typing import NamedTuple

from toolkit.xlsx.styles import GENERAL, is_percent

Value = str | int | float | bool | datetime | date | time | None


class CellKind(Enum):
    """What a cell shows."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    ERROR = "error"


class Cell(NamedTuple):
    """One stored cell; a named tuple because a sheet may hold a million of them.

    Attributes:
        kind: what it shows.
        value: the text, number, truth value, date, or the error's code; None when blank.
        formula: the formula behind it without the equals sign; None when there is none, empty
            when its text cannot be told.
        number_format: the format code its numbers are shown in.
    """

    kind: CellKind
    value: Value
    formula: str | None = None
    number_format: str = GENERAL

    @property
    def uncalculated(self) -> bool:
        """Whether there is a formula whose result nobody has stored."""
        return self.formula is not None and self.kind is CellKind.BLANK

    @property
    def is_percent_format(self) -> bool:
        """Whether its number is shown as a percentage."""
        return is_percent(self.number_format)


NOTHING = Cell(CellKind.BLANK, None)
