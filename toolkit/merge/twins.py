"""Rows that carry the same id, after somebody copied and pasted one."""

from __future__ import annotations

from collections.abc import Collection

from toolkit.merge.hold import Answer, Answers, Hold, HoldCode, answer_to
from toolkit.merge.identities import Identities
from toolkit.merge.line import is_line_of_copy
from toolkit.merge.new_row import NewRow, row_key
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.typed_row import typed_edits, typed_row
from toolkit.merge.view import Place, View
from toolkit.tables.equality import comparable, iso


def sort_out_twins(view: View, answers: Answers, known: Collection[Place] = ()) -> Identities:
    """Rows by id; an identical twin is asked about, twins that differ freeze their id here.

    Args:
        view: the table of the copy.
        answers: what the coordinator said.
        known: rows of which is known that they are not what their id says.
    """
    sure: dict[str, tuple[Place, ...]] = {}
    holds: list[Hold] = []
    notes: list[Note] = []
    new: list[NewRow] = []
    for row_id, places in view.rows.items():
        if known and len(places) > 1:
            places = tuple(place for place in places if place not in known)
        if len(places) == 1:
            sure[row_id] = places
            continue
        first, *others = places
        sure[row_id] = (first,)
        if len({_content(view, place) for place in places}) == 1:
            for number, twin in enumerate(others, start=1):
                note = _twin_note(view, row_id, twin, number)
                if answers.get(note.key) is Answer.NEW_ROW:
                    new.append(typed_row(view, twin, new, answers, wanted=True))
                else:
                    notes.append(note)
            continue
        hold = _twins_differ(view, row_id, places)
        if answer_to(answers, hold) is Answer.NEW_ROW:
            for twin in others:
                new.append(typed_row(view, twin, new, answers, wanted=True))
        else:
            sure[row_id] = places
            holds.append(hold)
    doubled = frozenset(note.id for note in notes)
    return Identities(sure, doubled, holds=tuple(holds), notes=tuple(notes), new_rows=tuple(new))


def _content(view: View, place: Place) -> tuple[str, ...]:
    """A row's cells as they read, to tell identical twins from twins that differ."""
    found = []
    for column in view.opinions:
        reading = view.read(place, column.name)
        value = comparable(reading.value)
        found.append(f"{type(value).__name__}:{iso(value)}" if reading.readable else reading.text)
    return tuple(found)


def _twin_note(view: View, row_id: str, twin: Place, number: int) -> Note:
    cells = {edit.column: edit.new for edit in typed_edits(view, twin)}
    return Note(
        f"{NoteCode.TWIN}|{row_id}|{row_key(view.line, view.name, cells, number)}",
        NoteCode.TWIN,
        view.source(twin),
        f"{view.source(twin).place}: this row is a copy of row {view.called(row_id)}, word for "
        f"word. Is it to become a new {view.table.record}? Until then it does not count.",
        view.name,
        row_id,
        choices=(Answer.NEW_ROW, Answer.LEAVE_OUT)
        if is_line_of_copy(view.line)
        else (Answer.NEW_ROW,),
    )


def _twins_differ(view: View, row_id: str, places: tuple[Place, ...]) -> Hold:
    *first, last = (str(place.row.row) for place in places)
    rows, both = f"{', '.join(first)} and {last}", "both" if len(places) == 2 else "all"
    return Hold(
        f"{HoldCode.DUPLICATED}|{view.line}|{view.name}|{row_id}",
        HoldCode.DUPLICATED,
        view.copy.file,
        view.line,
        f"{view.copy.file} › {places[0].sheet.sheet}: rows {rows} are {both} "
        f"{view.called(row_id)} (copied with the hidden id) and differ, so it is not clear which "
        "of them is the original.",
        "Say that the lower one is a new row, or let both count: where they differ you are asked.",
        view.name,
        id=row_id,
        choices=(Answer.NEW_ROW, Answer.LET_THROUGH),
        source=view.source(places[-1]),
    )
