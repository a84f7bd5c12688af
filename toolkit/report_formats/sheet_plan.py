"""Which tables of a report share a sheet of its extract, and what the sheets are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec import Struct

from toolkit.report.blocks import JOINT, Line, Report, Section, Table, TableColumn, TableRow

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_LONGEST_NAME = 31
_RESERVED = frozenset({"history"})


class PlannedSheet(Struct, frozen=True):
    """One sheet of tables with the same columns.

    Attributes:
        name: what its tab says.
        columns: one for each part of the tables' columns.
        rows: the section and the caption of its table, and the row.
    """

    name: str
    columns: tuple[PlannedColumn, ...]
    rows: tuple[tuple[Section, str, TableRow], ...]


class PlannedColumn(Struct, frozen=True):
    """One column of a sheet: a figure needs a cell of its own to have a link of its own.

    Attributes:
        heading: what stands above it.
        place: the table's column it is from.
        part: the part of the lines that goes into it.
        column: the table's column.
    """

    heading: str
    place: int
    part: str
    column: TableColumn

    def of(self, row: TableRow) -> Line:
        """What goes into this column, of a row."""
        return tuple(piece for piece in row.cells[self.place] if piece.part == self.part)


def planned_sheets(report: Report, taken: str) -> tuple[PlannedSheet, ...]:
    """A sheet for each kind of table, in reading order; ``taken`` is the first sheet's name."""
    groups: dict[tuple[str, ...], list[tuple[Section, Table]]] = {}
    for section, table in _tables(report):
        groups.setdefault(tuple(c.heading for c in table.columns), []).append((section, table))
    names = {taken.casefold()}
    return tuple(_sheet(found, names) for found in groups.values())


def _tables(report: Report) -> Iterator[tuple[Section, Table]]:
    for section in (*report.page_one, *report.sections):
        for block in section.blocks:
            if isinstance(block, Table):
                yield section, block


def _sheet(found: list[tuple[Section, Table]], names: set[str]) -> PlannedSheet:
    rows = tuple((section, table.caption, row) for section, table in found for row in table.rows)
    # "Actions of goal 1.1" and "Actions of goal 1.2" share a sheet called "Actions of goal".
    words = [table.caption.split() for _, table in found]
    shared = takewhile(lambda same: len(set(same)) == 1, zip(*words, strict=False))
    wanted = " ".join(same[0] for same in shared) or found[0][0].title
    columns = tuple(_columns(found[0][1].columns, [row for _, _, row in rows]))
    return PlannedSheet(sheet_name(wanted, names), columns, rows)


def _columns(columns: Sequence[TableColumn], rows: Sequence[TableRow]) -> Iterator[PlannedColumn]:
    for place, column in enumerate(columns):
        found = dict.fromkeys(piece.part for row in rows for piece in row.cells[place])
        found.pop(JOINT, None)
        whole = "" in found or not found
        for part in found or ("",):
            named = f"{column.heading}: {part}" if part and whole else part or column.heading
            yield PlannedColumn(named, place, part, column)


def sheet_name(wanted: str, names: set[str]) -> str:
    """A name Excel accepts that no other sheet has; it is added to ``names``."""
    plain = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("' ")
    name = plain[:_LONGEST_NAME].strip("' ") or "Table"
    if name.casefold() in _RESERVED:
        name = f"{name} 1"
    count = 2
    while name.casefold() in names:
        name = f"{plain[: _LONGEST_NAME - 4].strip()} {count}".strip()
        count += 1
    names.add(name.casefold())
    return name
