"""Where each row of a sheet starts, and its number: a million rows in a fraction of a second."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from itertools import islice
from operator import lt

from toolkit.errors import FileRefused
from toolkit.xlsx.grid import MAX_ROW
from toolkit.xlsx.markup import ATTRIBUTES, attributes_of
from toolkit.xlsx.refused import damaged

_BLOCK = 512


class RowIndex:
    """The rows of a sheet in stored order; where one ends is looked up when somebody asks.

    Attributes:
        numbers: the number of each row.
        starts: the offset of each row.
        ordered: whether every row has a higher number than the one before it.
    """

    def __init__(self, part: str) -> None:
        self.numbers, self.starts, self.ordered = array("l"), array("l"), True
        self._part = part

    def fill(self, plain: bytes, prefix: bytes, start: int, stop: int) -> None:
        """Find the rows between two offsets.

        Args:
            plain: the sheet with comments and the like blanked out.
            prefix: what the sheet writes before its element names.
            start: where its rows begin.
            stop: where its rows end.

        Raises:
            FileRefused: for rows Excel's grid does not have.
        """
        name = re.escape(b"<" + prefix + b"row")
        row = re.compile(name + b'(?: r="([0-9]{1,7})")?(' + ATTRIBUTES + rb")\s*/?>")
        flood = re.compile(b"(" + name + rb"\s*/>)\1{%d,}" % _BLOCK)
        previous = 0
        while start < stop:
            starts: Sequence[int]
            numbers: Sequence[int]
            if empty := flood.match(plain, start, stop):
                start, starts = empty.end(), range(start, empty.end(), len(empty[1]))
                numbers = range(previous + 1, previous + 1 + len(starts))
            else:
                tags = list(islice(row.finditer(plain, start, stop), _BLOCK))
                if not tags:
                    return
                start, starts = tags[-1].end(), [tag.start() for tag in tags]
                numbers = self._numbers_of(tags, previous)
            self._add(numbers, starts, previous)
            previous = numbers[-1]

    def _add(self, numbers: Sequence[int], starts: Sequence[int], previous: int) -> None:
        lowest, highest = min(numbers), max(numbers)
        if lowest < 1 or highest > MAX_ROW:
            raise off_grid(f"row {highest if lowest else 0}", self._part)
        if len(self.starts) + len(starts) > MAX_ROW:
            raise off_grid("more rows than it has", self._part)
        if numbers[0] <= previous or not all(map(lt, numbers, numbers[1:])):
            self.ordered = False
        self.numbers.extend(numbers)
        self.starts.extend(starts)

    def _numbers_of(self, tags: list[re.Match[bytes]], previous: int) -> list[int]:
        """The rows' numbers; a row that does not say its own follows the one before it."""
        written = [tag[1] for tag in tags]
        if all(written):
            return [int(number) for number in written]
        numbers = []
        for number, tag in zip(written, tags, strict=True):
            previous = int(number) if number else self._number(tag[2], previous)
            numbers.append(previous)
        return numbers

    def _number(self, attributes: bytes, previous: int) -> int:
        text = attributes_of(attributes).get(b"r") if attributes else None
        if text is None:
            return previous + 1
        if not text.isdigit() or len(text) > 8:
            raise off_grid(f"row {text[:20].decode('ascii', 'replace')}", self._part)
        return int(text)


def off_grid(found: str, part: str) -> FileRefused:
    """The refusal of a cell or row that Excel's grid does not have."""
    return damaged(f"it has a cell outside Excel's grid ({found})", code="off-grid", where=part)
