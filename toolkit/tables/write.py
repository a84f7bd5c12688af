"""What the tool is about to write in one place: single cells, and rows added at the end."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from toolkit.tables.column import Value

ROW_ID = "(row id)"
"""Column name of the hidden cell that holds a row's identity: minted ids are written there."""


class CellWrite(Struct, frozen=True):
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


class RowWrite(Struct, frozen=True):
    """One row to be added at the end of a table.

    Attributes:
        table: name of the table the sheet shows.
        id: the row's id.
        cells: typed values by column name; blank ones are left out.
    """

    table: str
    id: str
    cells: Mapping[str, Value] = field(default_factory=dict)
