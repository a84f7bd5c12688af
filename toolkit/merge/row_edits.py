"""What one person changed in one row: nothing but the cells whose typed value differs."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.merge.view import ColumnReader, Place, View
from toolkit.tables.column import Value
from toolkit.tables.edit import Edit, EditState
from toolkit.tables.equality import is_blank, plainly_same, same
from toolkit.tables.raw import ABSENT

UNREADABLE = "unreadable"
"""Reason of an edit whose text the column cannot read."""


def row_edits(view: View, place: Place, row_id: str) -> list[Edit]:
    """The edits one row holds against what its file showed before."""
    return [
        edit
        for column in view.opinions
        for edit in cell_edits(
            view, place, row_id, view.readers[column.name], view.before(row_id, column)
        )
    ]


def untouched(view: View, place: Place, row_id: str) -> bool:
    """Whether a row plainly says what it said before: most rows do, and need no closer look."""
    record = view.records.get(row_id)
    if record is None or row_id in view.known:
        return False
    raws, cells = place.row.cells, record.cells
    try:
        texts = [raws[name].value for name in view.text_names]
    except KeyError:
        return False
    if texts != [cells.get(name) for name in view.text_names]:
        return False
    for name, reader in view.other_readers:
        raw, before = raws.get(name, ABSENT), cells.get(name)
        if before is None and reader.column.inherited:
            before = view.above(row_id, reader.column)
        if plainly_same(raw, before):
            continue
        reading = reader(raw)
        if not reading.readable or not (reading.value == before or same(reading.value, before)):
            return False
    return True


def cell_edits(
    view: View, place: Place, row_id: str, reader: ColumnReader, old: Value
) -> Iterator[Edit]:
    """The edit in one cell, if it is one: cells without an opinion and cosmetics are none.

    Args:
        view: the table of the copy.
        place: the row.
        row_id: the record it is.
        reader: of the cell's column.
        old: what the file showed in the cell before.
    """
    column = reader.column
    raw = place.row[column.name]
    if plainly_same(raw, old):
        return
    reading = reader(raw)
    if not reading.opinion or (reading.readable and same(reading.value, old)):
        return
    own = view.own_before(row_id, column.name) if column.inherited else old
    if reading.readable and is_blank(reading.value) and (raw.formula or own is None):
        return  # a formula's "" is no clearing, and emptying what is inherited changes nothing
    yield Edit(
        view.name,
        row_id,
        column.name,
        own,
        reading.value,
        view.source(place, column.name),
        view.baseline.number,
        EditState.TAKEN if reading.readable else EditState.WAITING,
        "" if reading.readable else UNREADABLE,
        "" if reading.readable else reading.text,
    )
