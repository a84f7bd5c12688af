"""What the tool is about to write in one place, decided before anything is touched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from toolkit.ports.drawn import NO_OUTLINE, Dress, Outline
from toolkit.tables.stamp import Stamp
from toolkit.tables.write import CellWrite, RowWrite


class FigureWrite(Struct, frozen=True):
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


class FillWrite(Struct, frozen=True):
    """One cell of a sheet nobody edits, such as a figure of the summary.

    Attributes:
        sheet: name of the sheet.
        row, column: from 1.
        value: None clears the cell.
    """

    sheet: str
    row: int
    column: int
    value: str | int | float | bool | date | None


class FillRow(Struct, frozen=True):
    """One row added to a sheet table nobody edits.

    Attributes:
        sheet_table: name of the Excel Table.
        values: by heading.
        results: of the formulas it takes over from the row above, by heading.
    """

    sheet_table: str
    values: Mapping[str, str | int | float | bool | date | None]
    results: Mapping[str, str | int | float | bool | date | None] = field(default_factory=dict)


class DressWrite(Struct, frozen=True):
    """Link and letters of one cell of a sheet nobody edits; its value stays.

    Attributes:
        sheet: name of the sheet.
        row, column: from 1.
        dress: what the cell shall have.
    """

    sheet: str
    row: int
    column: int
    dress: Dress


class HeightWrite(Struct, frozen=True):
    """How high a row of a sheet nobody edits must be for its texts.

    Attributes:
        sheet: name of the sheet.
        row: from 1.
        points: the height.
    """

    sheet: str
    row: int
    points: float


class Refill(Struct, frozen=True):
    """What brings the sheets nobody edits up to date.

    Attributes:
        figures: results of our formulas, all of them: writing a cell empties those it feeds.
        renewed: how many of them the workbook shows wrongly now.
        fills: cells.
        rows: rows for tables that have become longer.
        dresses: links and letters that go with the values.
        heights: of rows that say something else now.
        redressed: how many links, letters and heights the workbook shows wrongly now.
        notes: what could not be brought up to date, as sentences.
        replacement: the whole new workbook, when nobody has touched the old one and single cells
            do not make it a new one; else empty.
        outline: what the workbook is made with then; empty when people have touched it.
    """

    figures: tuple[FigureWrite, ...] = ()
    renewed: int = 0
    fills: tuple[FillWrite, ...] = ()
    rows: tuple[FillRow, ...] = ()
    dresses: tuple[DressWrite, ...] = ()
    heights: tuple[HeightWrite, ...] = ()
    redressed: int = 0
    notes: tuple[str, ...] = ()
    replacement: bytes = b""
    outline: Outline = NO_OUTLINE

    def __bool__(self) -> bool:
        return bool(self.renewed or self.fills or self.rows or self.redressed or self.replacement)


NO_REFILL = Refill()


class PlannedWrite(Struct, frozen=True):
    """Everything one write changes in one place, and nothing else changes.

    Attributes:
        stamp: the stamp it will carry; its baseline is the snapshot the place then shows.
        cells: cells to be written, each at most once.
        rows: rows to be added, in order.
        refill: what else brings sheets nobody edits up to date.
    """

    stamp: Stamp
    cells: tuple[CellWrite, ...] = ()
    rows: tuple[RowWrite, ...] = ()
    refill: Refill = NO_REFILL

    @property
    def size(self) -> int:
        """How many cells it writes, those of added rows included."""
        return len(self.cells) + sum(len(row.cells) for row in self.rows)
