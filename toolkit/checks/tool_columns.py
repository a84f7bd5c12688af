"""Columns the tool writes: a future day under Last checked, cells typed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding, FindingClass, Severity, Spot
from toolkit.tables.column import Column, ColumnType, Owner, Value
from toolkit.tables.copy import Copy, CopyRow, CopyTable
from toolkit.tables.equality import plainly_same, same
from toolkit.tables.reading import read

CHECKED_AHEAD = FindingClass(
    "last-checked-future",
    Severity.WARNING,
    "Last checked lies in the future",
    "The day is not counted until it has come. Type x under No change instead: the tool writes the "
    "day.",
    '{heading} "{value}" lies after {today}; type x under No change and let the tool write the day',
)
TOOL_TYPED = FindingClass(
    "tool-column-typed",
    Severity.WARNING,
    "A cell the tool writes was typed over",
    "It is put right at the next sync.",
    '{heading} is written by the tool; "{value}" will be put back to "{suggestion}"',
)
CLASSES = (CHECKED_AHEAD, TOOL_TYPED)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Tool columns that say something else than the state their file was written from."""
    for copy, view, schema in evidence.views():
        kept = [c for c in schema.kept if c.owner is Owner.TOOL and c.name in view.letters]
        for row in view.rows:
            record = evidence.snapshot.record(view.table, row.id)
            if record is None:
                continue
            for column in kept:
                known = record[column.name]
                if not plainly_same(row[column.name], known) or isinstance(known, date):
                    yield from _cell(evidence, copy, view, row, known, column)


def _cell(
    evidence: Evidence,
    copy: Copy,
    view: CopyTable,
    row: CopyRow,
    known: Value,
    column: Column,
) -> Iterator[Finding]:
    reading = read(column, row[column.name])
    if not reading.opinion:
        return
    cell, ref = view.address(row, column.name), str(row["ref"].value or "")
    spot = Spot(copy.file, view.sheet, cell, view.table, row.id, column.name, ref)
    today = evidence.moment.today
    if column.type is ColumnType.DATE and str(reading.value or "") > today.isoformat():
        yield CHECKED_AHEAD.at(spot, value=reading.text, heading=column.heading, today=today)
        return
    up_to_date = copy.stamp and copy.stamp.baseline == evidence.snapshot.number
    if up_to_date and (reading.problem or not same(reading.value, known)):
        yield TOOL_TYPED.at(
            spot, value=reading.text, suggestion=str(known or ""), heading=column.heading
        )
