"""Where a cell is: rows and columns counted from 1, and the rectangles they form."""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MAX_TEXT = 32_767

_USUAL_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,5})")
_USUAL_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMN_RANGE = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROW_RANGE = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")
COLUMN_NUMBERS: dict[bytes, int] = {}


def column_number(letters: bytes) -> int:
    """The number of a column written in capital letters; 0 when there is no such column."""
    number = COLUMN_NUMBERS.get(letters)
    if number is None:
        number = 0
        for code in letters[:4]:
            number = number * 26 + code - 64
        if len(letters) > 3 or number > MAX_COLUMN:
            number = 0
        COLUMN_NUMBERS[letters] = number
    return number


def column_letters(column: int) -> str:
    """The letters of a column number, as Excel shows them."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The name of a cell, such as ``I12``."""
    return f"{column_letters(column)}{row}"


def in_grid(row: int, column: int) -> bool:
    """Whether Excel has such a cell at all."""
    return 1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN


class Area(NamedTuple):
    """A rectangle of cells, corners included.

    Attributes:
        top: first row, from 1.
        left: first column, from 1.
        bottom: last row.
        right: last column.
    """

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, text: str) -> Area | None:
        """The rectangle written as ``A1``, ``A1:C9``, ``A:C`` or ``2:5``; None when it is none."""
        if usual := _USUAL_CELL.fullmatch(text):
            row, column = int(usual[2]), _letters(usual[1])
            return cls(row, column, row, column) if column else None
        if usual := _USUAL_AREA.fullmatch(text):
            left, top, right, bottom = usual.groups()
            return cls._ordered(int(top), _letters(left), int(bottom), _letters(right))
        first, _, last = text.strip().partition(":")
        start = _REFERENCE.fullmatch(first)
        end = _REFERENCE.fullmatch(last or first)
        if start and end:
            return cls._ordered(int(start[2]), _letters(start[1]), int(end[2]), _letters(end[1]))
        if columns := _COLUMN_RANGE.fullmatch(text.strip()):
            return cls._ordered(1, _letters(columns[1]), MAX_ROW, _letters(columns[2]))
        if rows := _ROW_RANGE.fullmatch(text.strip()):
            return cls._ordered(int(rows[1]), 1, int(rows[2]), MAX_COLUMN)
        return None

    @classmethod
    def _ordered(cls, top: int, left: int, bottom: int, right: int) -> Area | None:
        if top > bottom:
            top, bottom = bottom, top
        if left > right:
            left, right = right, left
        if top < 1 or left < 1 or bottom > MAX_ROW or right > MAX_COLUMN:
            return None
        return cls(top, left, bottom, right)

    def has(self, row: int, column: int) -> bool:
        """Whether the cell lies in the rectangle."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        """Whether the two rectangles share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    @property
    def is_one_cell(self) -> bool:
        """Whether the rectangle is a single cell."""
        return self.top == self.bottom and self.left == self.right

    def __str__(self) -> str:
        first = cell_name(self.top, self.left)
        return first if self.is_one_cell else f"{first}:{cell_name(self.bottom, self.right)}"


def _letters(text: str) -> int:
    return column_number(text.upper().encode())
