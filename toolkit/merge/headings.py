"""Columns under headings that are not ours: left alone, unless one is ours renamed."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from toolkit.merge.hold import Hold, HoldCode
from toolkit.merge.identities import Identities
from toolkit.merge.line import source_in
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.row_edits import cell_edits
from toolkit.merge.view import ColumnReader, Place, View
from toolkit.tables.column import Column
from toolkit.tables.copy import CopyTable, UnknownColumn
from toolkit.tables.edit import Edit
from toolkit.tables.equality import same
from toolkit.tables.raw import BLANK

ALIKE = 0.9
FEWEST = 3
"""A strange column is ours renamed when this share of at least so many cells is the same."""


class Renamed(Struct, frozen=True):
    """One of our columns under a heading that is not ours.

    Attributes:
        hold: what holds it.
        sheet: where it stands.
        unknown: the strange column.
        column: the column it is taken for.
    """

    hold: Hold
    sheet: CopyTable
    unknown: UnknownColumn
    column: Column


def renamed_headings(view: View) -> tuple[Renamed, ...]:
    """Each of our columns that a sheet lacks and that a strange column of the sheet equals."""
    found = []
    for sheet in view.sheets:
        absent = [c for c in view.table.kept if c.name not in sheet.letters]
        for unknown in sheet.unknown:
            shares = [(_alike(view, sheet, unknown, column), column) for column in absent]
            share, column = max(shares, key=lambda pair: pair[0], default=(0.0, None))
            if column is not None and share >= ALIKE:
                absent.remove(column)
                hold = _hold(view, sheet, unknown, column, "over nearly the same cells")
                found.append(Renamed(hold, sheet, unknown, column))
        known = {id(renamed.unknown) for renamed in found}
        left = [unknown for unknown in sheet.unknown if id(unknown) not in known]
        found += _only_one(view, sheet, absent, left)
    return tuple(found)


def _only_one(
    view: View, sheet: CopyTable, absent: list[Column], left: list[UnknownColumn]
) -> Iterator[Renamed]:
    """The one strange column for the one that is lost: too few cells were filled to compare."""
    lost = [column for column in absent if column.heading in sheet.lost]
    if len(lost) != 1 or len(left) != 1:
        return
    [column], [unknown] = lost, left
    readings = [view.readers[column.name](raw) for raw in unknown.cells.values()]
    if any(reading.value is not None for reading in readings) and all(
        reading.readable for reading in readings
    ):
        hold = _hold(view, sheet, unknown, column, "and nothing in it speaks against it")
        yield Renamed(hold, sheet, unknown, column)


def edits_under(view: View, rows: Identities, renamed: Renamed) -> Iterator[Edit]:
    """What people typed under a renamed heading: recorded, so that it waits with its column."""
    name = renamed.column.name
    sheet = replace(renamed.sheet, letters={name: renamed.unknown.letter})
    for row_id, place in rows.rows():
        if place.sheet is renamed.sheet:
            raw = renamed.unknown.cells.get(place.row.row, BLANK)
            there = Place(sheet, replace(place.row, cells={name: raw}))
            before = view.before(row_id, renamed.column)
            yield from cell_edits(view, there, row_id, view.readers[name], before)


def unknown_columns(view: View, renamed: tuple[Renamed, ...]) -> Iterator[Note]:
    """One note for each strange column that is left alone."""
    for sheet in view.sheets:
        for unknown in sheet.unknown:
            if any(unknown is other.unknown for other in renamed):
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


def _hold(view: View, sheet: CopyTable, unknown: UnknownColumn, column: Column, why: str) -> Hold:
    source = source_in(view.copy, sheet, f"{unknown.letter}{sheet.heading_row}")
    return Hold(
        f"{HoldCode.RENAMED}|{view.line}|{view.name}|{column.name}|{unknown.heading}",
        HoldCode.RENAMED,
        view.copy.file,
        view.line,
        f'{source.place}: the heading "{unknown.heading}" stands where "{column.heading}" was, '
        f"{why}.",
        f'Accept "{unknown.heading}" as another name of "{column.heading}", or rename it back. '
        "Until then this column of this file does not count.",
        view.name,
        column.name,
        source=source,
    )
