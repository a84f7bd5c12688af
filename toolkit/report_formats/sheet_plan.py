"""Which tables of a report share a sheet of its extract, and what the sheets are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from toolkit.report.blocks import Report, Section, Table, TableColumn, TableRow

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_LONGEST_NAME = 31
_RESERVED = frozenset({"history"})


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """One sheet of tables with the same columns.

    Attributes:
        name: what its tab says.
        columns: their columns.
        rows: section and caption of its table, and the row.
    """

    name: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, str, TableRow], ...]


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
    rows = tuple(
        (section.title, table.caption, row) for section, table in found for row in table.rows
    )
    # "Actions of goal 1.1" and "Actions of goal 1.2" share a sheet called "Actions of goal".
    words = [table.caption.split() for _, table in found]
    shared = takewhile(lambda same: len(set(same)) == 1, zip(*words, strict=False))
    wanted = " ".join(same[0] for same in shared) or found[0][0].title
    return PlannedSheet(sheet_name(wanted, names), found[0][1].columns, rows)


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
