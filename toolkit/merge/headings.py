"""Columns under headings that are not ours: left alone, unless one is ours renamed."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.merge.hold import Hold, HoldCode
from toolkit.merge.line import source_in
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.view import ColumnReader, View
from toolkit.tables.column import Column
from toolkit.tables.copy import CopyTable, UnknownColumn
from toolkit.tables.equality import same

ALIKE = 0.9
FEWEST = 3
"""A strange column is ours renamed when this share of at least so many cells is the same."""


def renamed_headings(view: View) -> tuple[Hold, ...]:
    """For each of our columns that a sheet lacks and a strange column equals: hold that column."""
    holds = []
    for sheet in view.sheets:
        absent = [c for c in view.table.kept if c.name not in sheet.letters]
        for unknown in sheet.unknown:
            best = max(
                ((_alike(view, sheet, unknown, column), column) for column in absent),
                key=lambda pair: pair[0],
                default=None,
            )
            if best is not None and best[0] >= ALIKE:
                absent.remove(best[1])
                holds.append(_hold(view, sheet, unknown, best[1]))
    return tuple(holds)


def unknown_columns(view: View, renamed: tuple[Hold, ...]) -> Iterator[Note]:
    """One note for each strange column that is left alone."""
    asked = {hold.key for hold in renamed}
    for sheet in view.sheets:
        for unknown in sheet.unknown:
            if any(key.endswith(f"|{unknown.heading}") for key in asked):
                continue
            source = source_in(view.copy, sheet, f"{unknown.letter}{sheet.heading_row}")
            yield Note(
                f"{NoteCode.UNKNOWN_COLUMN}|{view.line}|{view.name}|{unknown.heading}",
                NoteCode.UNKNOWN_COLUMN,
                source,
                f'{source.place}: the column "{unknown.heading}" is left alone.',
                view.name,
                text=unknown.heading,
            )


def _alike(view: View, sheet: CopyTable, unknown: UnknownColumn, column: Column) -> float:
    """Share of the column's cells that the strange column says too; 0 when there are too few."""
    reader: ColumnReader = view.readers[column.name]
    filled = equal = 0
    for row in sheet.rows:
        before = view.before(row.id, column) if row.id in view.records else None
        if before is None:
            continue
        filled += 1
        raw = unknown.cells.get(row.row)
        equal += raw is not None and same(reader(raw).value, before)
    return equal / filled if filled >= FEWEST else 0.0


def _hold(view: View, sheet: CopyTable, unknown: UnknownColumn, column: Column) -> Hold:
    return Hold(
        f"{HoldCode.RENAMED}|{view.line}|{view.name}|{column.name}|{unknown.heading}",
        HoldCode.RENAMED,
        view.copy.file,
        view.line,
        f"{view.copy.file} › {sheet.sheet}!{unknown.letter}{sheet.heading_row}: the heading "
        f'"{unknown.heading}" stands where "{column.heading}" was, over nearly the same cells.',
        f'Accept "{unknown.heading}" as another name of "{column.heading}", or rename it back. '
        "Until then this column of this file does not count.",
        view.name,
        column.name,
    )
