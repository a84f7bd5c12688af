"""What the tool is about to write in one place, decided before anything is touched."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.tables.stamp import Stamp
from toolkit.tables.write import CellWrite, RowWrite

@dataclass(frozen=True, slots=True)
class FigureWrite:
    """The result of one of our own formulas, so that viewers that do not calculate show it right.

    Attributes:
        sheet: sheet the formula is in.
        row, column: 1-based; the formula itself is not touched.
        value: what it comes to, as Python computed it.
    """

    sheet: str
    row: int
    column: int
    value: str | int | float


@dataclass(frozen=True)
class PlannedWrite:
    """Everything one write changes in one place, and nothing else changes.

    Attributes:
        stamp: the stamp it will carry; its baseline is the snapshot the place then shows.
        cells: cells to be written, each at most once.
        rows: rows to be added, in order.
        figures: results of our own formulas.
    """

    stamp: Stamp
    cells: tuple[CellWrite, ...] = ()
    rows: tuple[RowWrite, ...] = ()
    figures: tuple[FigureWrite, ...] = ()

    @property
    def size(self) -> int:
        """How many cells it writes, those of added rows included."""
        return len(self.cells) + sum(len(row.cells) for row in self.rows)
