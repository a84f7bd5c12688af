"""What stands in one cell, before any column has read it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class RawKind(StrEnum):
    """What a cell holds. The last four give no opinion: they are never an edit."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"
    ERROR = "error"
    UNCALCULATED = "formula without a value"
    SHADOW = "inside a merged cell"
    ABSENT = "absent"


class Raw(Struct, frozen=True):
    """One cell's content as the file, sheet or tab holds it.

    Attributes:
        kind: what it is.
        value: the content; for ERROR its code ("#REF!"); None when there is none.
        percent: the cell is shown as a percentage, so 0.5 means 50.
        formula: the content was computed by a formula in the cell.
        serial_1904: bare numbers count days from 1904 (old Mac workbooks), not 1900.
    """

    kind: RawKind
    value: str | bool | int | float | date | datetime | None = None
    percent: bool = False
    formula: bool = False
    serial_1904: bool = False

    @property
    def silent(self) -> bool:
        """Whether the cell says nothing about its value (never an edit, never a clearing)."""
        kind = self.kind
        if kind is RawKind.TEXT or kind is RawKind.BLANK:  # nearly every cell
            return False
        return kind in _SILENT


_SILENT = frozenset({RawKind.ERROR, RawKind.UNCALCULATED, RawKind.SHADOW, RawKind.ABSENT})

BLANK = Raw(RawKind.BLANK)
ABSENT = Raw(RawKind.ABSENT)


def raw_of(value: str | bool | int | float | date | datetime | None) -> Raw:
    """The raw cell a plain Python value stands for (memory tables, Google values, tests)."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return BLANK
    if isinstance(value, bool):
        return Raw(RawKind.TRUTH, value)
    if isinstance(value, str):
        return Raw(RawKind.TEXT, value)
    if isinstance(value, int | float):
        return Raw(RawKind.NUMBER, value)
    return Raw(RawKind.DATE, value)
