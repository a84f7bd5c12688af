"""Sheets and columns: missing, renamed, unreadable, or somebody's own."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding, FindingClass, Severity, Spot, listed
from toolkit.tables.column import Column
from toolkit.tables.copy import Copy, CopyTable, UnknownColumn
from toolkit.tables.equality import comparable_text
from toolkit.tables.reading import read
from toolkit.tables.schema import TableSchema, heading_key

SHEET_UNREADABLE = FindingClass(
    "sheet-unreadable",
    Severity.ERROR,
    "A sheet that cannot be read",
    "Two columns have one heading, or the row ids are gone. Nothing of the sheet is taken.",
    "this sheet cannot be read: {value}",
)
COLUMNS_MISSING = FindingClass(
    "columns-missing",
    Severity.WARNING,
    "Columns that are no longer there",
    "What they held stays in the plan; nobody can edit it in this file until they are back.",
    "columns are missing: {value}; bring them back (undo), or run generate for a fresh file",
)
HEADING_RENAMED = FindingClass(
    "heading-renamed",
    Severity.QUESTION,
    "A heading that was renamed",
    "The values fit a column that is gone. Restore the heading, or confirm the new name in Needs "
    "you; until then that column waits.",
    'heading "{value}" is new and looks like "{suggestion}" renamed; restore the old heading',
)
COLUMNS_OWN = FindingClass(
    "columns-own",
    Severity.QUESTION,
    "Columns staff added",
    "They are left alone and not read. A plan may take one in under `columns:`.",
    "own columns, left alone and not read: {value}",
)
CLASSES = (SHEET_UNREADABLE, COLUMNS_MISSING, HEADING_RENAMED, COLUMNS_OWN)


def check(evidence: Evidence) -> Iterator[Finding]:
    """What is wrong with the sheets themselves."""
    for copy in evidence.copies:
        for view in copy.tables:
            if view.problem:
                spot = Spot(copy.file, view.sheet, table=view.table)
                yield SHEET_UNREADABLE.at(spot, value=view.problem)
    for copy, view, schema in evidence.views():
        yield from _columns(evidence, copy, view, schema)


def _columns(
    evidence: Evidence, copy: Copy, view: CopyTable, schema: TableSchema
) -> Iterator[Finding]:
    lost = [schema.by_heading.get(heading_key(heading)) for heading in view.lost]
    missing = [column for column in lost if column is not None]
    own = list(view.unknown)
    for unknown in view.unknown:
        renamed = _renamed(evidence, view, unknown, missing)
        if not renamed and len(missing) == len(own) == 1:
            renamed = missing[0] if _fits(missing[0], unknown) else None
        if renamed:
            missing.remove(renamed)
            own.remove(unknown)
            spot = _head(copy, view, unknown.letter)
            yield HEADING_RENAMED.at(spot, value=unknown.heading, suggestion=renamed.heading)
    if missing:
        headings = listed(tuple(f'"{column.heading}"' for column in missing))
        yield COLUMNS_MISSING.at(_head(copy, view), value=headings)
    if own:
        names = listed(tuple(f'"{unknown.heading}"' for unknown in own))
        yield COLUMNS_OWN.at(_head(copy, view, own[0].letter), value=names)


def _renamed(
    evidence: Evidence, view: CopyTable, unknown: UnknownColumn, missing: list[Column]
) -> Column | None:
    """The missing column an unknown heading stands for: by its values, else by its spelling."""
    from difflib import get_close_matches

    for column in missing:
        known = {
            row.row: comparable_text(evidence.snapshot[view.table][row.id].text(column.name))
            for row in view.rows
            if row.id in evidence.snapshot[view.table]
        }
        filled = {row: text for row, text in known.items() if text}
        same = sum(
            1
            for row, text in filled.items()
            if row in unknown.cells and comparable_text(str(unknown.cells[row].value or "")) == text
        )
        if len(filled) >= 3 and same >= 0.6 * len(filled):
            return column
    headings = {column.heading.casefold(): column for column in missing}
    close = get_close_matches(unknown.heading.casefold(), list(headings), n=1, cutoff=0.8)
    return headings[close[0]] if close else None


def _fits(column: Column, unknown: UnknownColumn) -> bool:
    """Whether the only strange column can be the only one lost: all that stands in it is read."""
    readings = [read(column, raw) for raw in unknown.cells.values()]
    said = any(reading.value is not None for reading in readings)
    return said and all(reading.readable for reading in readings)


def _head(copy: Copy, view: CopyTable, letter: str = "") -> Spot:
    cell = f"{letter}{view.heading_row}" if letter else ""
    return Spot(copy.file, view.sheet, cell, view.table)
