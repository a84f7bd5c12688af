"""What a table is, and the set of tables a plan uses."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cached_property, lru_cache

from msgspec import Struct, field

from toolkit.tables.column import Column, ColumnType

ROW_ID_HEADING = "Row id"
"""Heading of the hidden sheet column that carries a record's identity in every view."""


@lru_cache(4096)
def heading_key(heading: str) -> str:
    """A heading as it is compared: NFC, one space between words, no case."""
    return " ".join(unicodedata.normalize("NFC", heading).split()).casefold()


class TableSchema(Struct, frozen=True, dict=True):
    """The columns and place of one table.

    Attributes:
        name: stable name ("actions").
        title: what people call it ("Action grid").
        record: what one record is called ("action").
        columns: in the order people see them.
        parent: name of the table its records hang under, "" at the top.
        grows: whether people may add rows.
        alone: nothing else of ours stands below it on its sheet.
        about: the column that names, by its ref, the record of another table a record is about:
            it is shown where that one is; "" when records are not about others.
        names_parent: the column that shows which record one hangs under: what people type there
            in a new row is where they want it; "" when no column does.
    """

    name: str
    title: str
    record: str
    columns: tuple[Column, ...]
    parent: str = ""
    grows: bool = True
    alone: bool = True
    about: str = ""
    names_parent: str = ""

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Columns by stable name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def by_heading(self) -> Mapping[str, Column]:
        """Columns by compared heading, aliases included; the heading itself wins over an alias."""
        found: dict[str, Column] = {}
        for column in self.columns:
            for alias in column.aliases:
                found.setdefault(heading_key(alias), column)
        for column in self.columns:
            found[heading_key(column.heading)] = column
        return found

    @cached_property
    def ref_column(self) -> str:
        """Name of the column its records are cited by, "" when they are not."""
        return next((c.name for c in self.columns if c.type is ColumnType.REF), "")

    @cached_property
    def inherited(self) -> frozenset[str]:
        """Names of the columns that show what stands above where they are blank."""
        return frozenset(column.name for column in self.columns if column.inherited)

    @property
    def sheet_table(self) -> str:
        """Name of the Excel Table that shows this table: survives a renamed sheet."""
        return "tbl" + "".join(part.capitalize() for part in self.name.split("_"))

    @cached_property
    def kept(self) -> tuple[Column, ...]:
        """The columns history keeps."""
        return tuple(column for column in self.columns if not column.computed)

    @cached_property
    def computed(self) -> frozenset[str]:
        """Names of the columns that are worked out anew at every sync."""
        return frozenset(column.name for column in self.columns if column.computed)


class Schema(Struct, frozen=True):
    """All tables of a plan, by name, parents before children."""

    tables: Mapping[str, TableSchema] = field(default_factory=dict)

    def __getitem__(self, name: str) -> TableSchema:
        return self.tables[name]

    def __contains__(self, name: str) -> bool:
        return name in self.tables

    def for_sheet_table(self, sheet_table: str) -> TableSchema | None:
        """The table an Excel Table of this name shows (case aside); None when it is not ours."""
        wanted = sheet_table.casefold()
        for table in self.tables.values():
            if table.sheet_table.casefold() == wanted:
                return table
        return None
