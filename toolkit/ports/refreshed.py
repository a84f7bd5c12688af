"""What the Refresh button gets back: cells for the workbook that is open, and one sentence."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

Shown = str | int | float | bool | date | None
"""What a cell is to show; a ``datetime`` is a date with its time of day, None clears the cell."""


class ShownCell(Struct, frozen=True):
    """One cell of the open workbook.

    Attributes:
        sheet: the sheet's name.
        cell: address such as ``I12``.
        value: what it shows from now on; text stays text whatever it looks like.
    """

    sheet: str
    cell: str
    value: Shown


class ShownTable(Struct, frozen=True):
    """An Excel Table that has become longer.

    Attributes:
        sheet: the sheet's name.
        area: what it covers from now on (``A5:F48``).
        table: the table's name.
        last_row: its last row before, so that a program that cannot make tables longer leaves the
            cells below it alone.
    """

    sheet: str
    area: str
    table: str
    last_row: int


class Refreshed(Struct, frozen=True):
    """What one press of the button came to.

    Attributes:
        sentence: what changed and what needs a person, in one or two plain sentences.
        cells: what the workbook that was pressed in still has to show, its stamp included.
        tables: its tables that have to grow first.
    """

    sentence: str
    cells: tuple[ShownCell, ...] = ()
    tables: tuple[ShownTable, ...] = ()
