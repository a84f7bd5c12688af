"""What one person changed in one row: nothing but the cells whose typed value differs."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.merge.view import ColumnReader, Place, View
from toolkit.tables.column import Value
from toolkit.tables.edit import Edit, EditState
from toolkit.tables.equality import is_blank, same
from toolkit.tables.raw import ABSENT
from toolkit.tables.record import Record

UNREADABLE = "unreadable"
"""Reason of an edit whose text the column cannot read."""

_EMPTY = Record("")


def row_edits(view: View, place: Place, row_id: str) -> list[Edit]:
    """The edits one row holds against what its file showed before."""
    cells = view.records.get(row_id, _EMPTY).cells
    edits: list[Edit] = []
    known = view.known.get(row_id)
    raws = place.row.cells
    for reader in view.plain_readers:
        name = reader.column.name
        raw = raws.get(name, ABSENT)
        old = cells.get(name)
        # The same text is the same value in every type of column; most cells end here.
        if raw.value == old and (old is None or old.__class__ is str) and known is None:
            continue
        old = view.before(row_id, reader.column)
        edits += cell_edits(view, place, row_id, reader, old)
    for reader in view.careful_readers:
        old = view.before(row_id, reader.column)
        edits += cell_edits(view, place, row_id, reader, old)
    return edits


def cell_edits(
    view: View, place: Place, row_id: str, reader: ColumnReader, old: Value
) -> Iterator[Edit]:
    """The edit in one cell, if it is one: cells without an opinion and cosmetics are none."""
    column = reader.column
    raw = place.row[column.name]
    reading = reader(raw)
    if not reading.opinion or (reading.readable and same(reading.value, old)):
        return
    if (
        reading.readable
        and is_blank(reading.value)
        and (raw.formula or _inherits(view, row_id, column.name))
    ):
        return
    yield Edit(
        view.name,
        row_id,
        column.name,
        _own(view, row_id, column.name, old),
        reading.value,
        view.source(place, column.name),
        view.baseline.number,
        EditState.TAKEN if reading.readable else EditState.WAITING,
        "" if reading.readable else UNREADABLE,
        "" if reading.readable else reading.text,
    )


def _inherits(view: View, row_id: str, column: str) -> bool:
    """Whether a cell showed what stands above it: emptying it changes nothing."""
    return view.table.by_name[column].inherited and view.own_before(row_id, column) is None


def _own(view: View, row_id: str, column: str, shown: Value) -> Value:
    return view.own_before(row_id, column) if view.table.by_name[column].inherited else shown
