"""What the tool is about to write in one place, decided before anything is touched."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.tables.stamp import Stamp
from toolkit.tables.write import CellWrite, RowWrite


@dataclass(frozen=True, slots=True)
class FigureWrite:
    """The known result of a formula that stands in a cell: the formula itself stays.

    Attributes:
        sheet: name of the sheet.
        row, column: from 1.
        value: the figure Python computed.
    """

    sheet: str
    row: int
    column: int
    value: str | int | float | bool | None


@dataclass(frozen=True)
class PlannedWrite:
    """Everything one write changes in one place, and nothing else changes.

    Attributes:
        stamp: the stamp it will carry; its baseline is the snapshot the place then shows.
        cells: cells to be written, each at most once.
        rows: rows to be added, in order.
        figures: results of formulas, stored so that a program that does not calculate shows them.
    """

    stamp: Stamp
    cells: tuple[CellWrite, ...] = ()
    rows: tuple[RowWrite, ...] = ()
    figures: tuple[FigureWrite, ...] = ()

    @property
    def size(self) -> int:
        """How many cells it writes, those of added rows included."""
        return len(self.cells) + sum(len(row.cells) for row in self.rows)
