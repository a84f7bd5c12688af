"""A workbook or Google sheet as it was read: rows of raw cells under recognised headings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, field

from toolkit.tables.raw import ABSENT, Raw
from toolkit.tables.stamp import Stamp


class CopyRow(Struct, frozen=True):
    """One row of a sheet view.

    Attributes:
        id: the text in its row-id cell, stripped; "" when there is none.
        row: 1-based sheet row, for addresses.
        cells: raw cells by column name; a recognised column is always there.
        hidden: the row is filtered out or hidden (it is read all the same).
    """

    id: str
    row: int
    cells: Mapping[str, Raw]
    hidden: bool = False

    def __getitem__(self, column: str) -> Raw:
        return self.cells.get(column, ABSENT)


class UnknownColumn(Struct, frozen=True):
    """A heading that is not one of the table's columns: left alone, listed.

    Attributes:
        heading: as it stands.
        letter: sheet column letters.
        cells: raw cells by sheet row, so that a renamed heading can be recognised by its values.
    """

    heading: str
    letter: str
    cells: Mapping[int, Raw] = field(default_factory=dict)


class CopyTable(Struct, frozen=True):
    """One table as one sheet shows it.

    Attributes:
        table: name of the table.
        sheet: sheet or tab name as it is now.
        letters: sheet column letters by column name: absent columns are no opinion.
        rows: in sheet order, blank rows left out.
        unknown: headings that are not ours.
        problem: why this sheet cannot be read (duplicate headings, no id column), "" when it can.
        heading_row: 1-based sheet row of the headings.
        lost: headings the sheet was made with and does not have any more.
        merged: addresses of cells of ours that are hidden under a merged area.
        beyond: first sheet row that looks like a row of the table but stands below it, after an
            empty one; 0 when there is none.
        unnamed: its rows where the column with the row ids is gone: only their words tell them.
    """

    table: str
    sheet: str
    letters: Mapping[str, str]
    rows: tuple[CopyRow, ...]
    unknown: tuple[UnknownColumn, ...] = ()
    problem: str = ""
    heading_row: int = 1
    lost: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    beyond: int = 0
    unnamed: tuple[CopyRow, ...] = ()

    def address(self, row: CopyRow, column: str) -> str:
        """Address such as ``I12``; the row alone when the column is absent."""
        return f"{self.letters.get(column, '')}{row.row}"


class Copy(Struct, frozen=True):
    """Everything one workbook or Google sheet says.

    Attributes:
        file: name as a person would say it.
        content: hash of the bytes or values read.
        stamp: None when it has none or a damaged one.
        tables: the views found.
        by: last saver or sender, "" when unknown.
        when: last saved, None when unknown.
        returned: it came back by mail or inbox, it is not the live file.
        again: further sheets that show a table of ``tables``: somebody's copies of a sheet.
        gone: names of tables the file was made with and shows nowhere any more.
        came_as: name of the file in which the very same content first came back; "" for ``file``.
    """

    file: str
    content: str
    stamp: Stamp | None
    tables: tuple[CopyTable, ...]
    by: str = ""
    when: datetime | None = None
    returned: bool = False
    again: tuple[CopyTable, ...] = ()
    gone: tuple[str, ...] = ()
    came_as: str = ""

    def table(self, name: str) -> CopyTable | None:
        """The view of one table, None when this copy does not show it."""
        for table in self.tables:
            if table.table == name:
                return table
        return None
