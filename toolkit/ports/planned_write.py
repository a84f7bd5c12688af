"""What the tool is about to write in one place, decided before anything is touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.tables.column import Value
from toolkit.tables.stamp import Stamp

ROW_ID = "(row id)"
"""Column name of the hidden cell that holds a row's identity: minted ids are written there."""


@dataclass(frozen=True, slots=True)
class CellWrite:
    """One cell to be written.

    Attributes:
        table: name of the table the sheet shows.
        id: the row's id; the id to be written when ``column`` is ``ROW_ID``.
        row: sheet row in the content the write was planned on.
        column: stable column name, or ``ROW_ID``.
        value: typed value; None clears the cell.
    """

    table: str
    id: str
    row: int
    column: str
    value: Value


@dataclass(frozen=True, slots=True)
class RowWrite:
    """One row to be added at the end of a table.

    Attributes:
        table: name of the table the sheet shows.
        id: the row's id.
        cells: typed values by column name; blank ones may be left out.
    """

    table: str
    id: str
    cells: Mapping[str, Value] = field(default_factory=dict)


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
