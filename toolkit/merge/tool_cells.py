"""Cells only the tool writes: put right when typed over, and said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.merge.line import is_live
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.view import Place, View
from toolkit.tables.column import Column, Owner
from toolkit.tables.equality import iso, same


def typed_over(view: View, rows: Iterable[tuple[str, Place]]) -> Iterator[Note]:
    """One note for every kept cell of the tool's own that no longer says what the tool wrote."""
    own = [
        column
        for column in view.table.kept
        if column.owner is Owner.TOOL and view.shows(column.name)
    ]
    for row_id, place in rows:
        record = view.records.get(row_id)
        now = view.head.record(view.name, row_id)
        if now is not None and now.retired:
            continue  # such a row is marked
        for column in own if record else ():
            raw = place.row[column.name]
            before = view.before(row_id, column)
            if raw.value == before or raw.silent:
                continue
            reading = view.readers[column.name](raw)
            if reading.readable and same(reading.value, before):
                continue
            then = "is put right" if is_live(view.copy) else "does not count"
            said = (
                f'"{column.heading}" is written by the tool; "{reading.text}" was '
                f'typed over "{iso(before)}" and {then}.'
            )
            yield typed_over_note(view, place, row_id, column, said, reading.text)


def typed_over_note(
    view: View, place: Place, row_id: str, column: Column, said: str, text: str
) -> Note:
    """What is told of one cell: where it is, what became of it, and what had been typed."""
    source = view.source(place, column.name)
    return Note(
        f"{NoteCode.TYPED_OVER}|{view.line}|{view.name}|{row_id}|{column.name}",
        NoteCode.TYPED_OVER,
        source,
        f"{source.place}: {said}",
        view.name,
        row_id,
        column.name,
        text,
    )
