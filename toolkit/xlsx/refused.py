"""The typed reasons for which a cell or a workbook is left as it is."""

from __future__ import annotations

from toolkit.errors import FileRefused
from toolkit.xlsx.grid import cell_name


class CellRefused(FileRefused):
    """A change that would harm the workbook, so the whole set of changes was left out.

    Args:
        code: the stable name of the reason, such as ``formula``.
        sheet: the sheet's name.
        row: the cell's row, from 1; 0 when the reason is not one cell.
        column: the cell's column, from 1; 0 when the reason is not one cell.
        found: what stands in the way.
        next_step: what a person can do about it.

    Attributes:
        change: the change that was refused, one of those passed in; None before planning.
        others: the further refusals of the same set, when this one was raised for all.
    """

    def __init__(
        self, code: str, sheet: str, row: int, column: int, found: str, *, next_step: str = ""
    ) -> None:
        self.sheet = sheet
        self.row = row
        self.column = column
        self.change: object = None
        self.others: tuple[CellRefused, ...] = ()
        where = f"{sheet}!{cell_name(row, column)}" if row and column else sheet
        super().__init__(code, found, where=where, next_step=next_step)


def damaged(found: str, *, code: str = "damaged", where: str = "") -> FileRefused:
    """The refusal of a workbook whose inside does not hold together."""
    return FileRefused(
        code,
        found,
        where=where,
        next_step="Open it in Excel, save it as a new Excel workbook (.xlsx) and use that one.",
    )


def too_large(found: str, *, code: str, where: str = "") -> FileRefused:
    """The refusal of a workbook that would take too much time or memory."""
    return FileRefused(
        code,
        found,
        where=where,
        next_step="Copy the rows that matter into a new workbook and use that one.",
    )
