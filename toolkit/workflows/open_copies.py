"""Returned copies in which something still waits: heard again at every sync until it is answered.

Their files may have been put away, renamed or deleted meanwhile; what they say is kept with
history, so that no question about a copy can be lost before somebody has answered it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from toolkit.merge.hold import HELD, Answer, Answers, Hold, under_hold
from toolkit.merge.line import is_line_of_copy
from toolkit.merge.past import WITHDRAWN
from toolkit.merge.sorted_edits import GONE
from toolkit.tables.edit import Edit, EditState
from toolkit.tables.encoding import Json
from toolkit.workflows.sides import Side


def left_out(side: Side, answers: Answers) -> Side:
    """What a copy says without what the coordinator has left out for good."""
    if not side.found.copy.returned:
        return side  # what stands in a live file cannot be left out: it would be written over
    gone = [hold for hold in side.edits.holds if answers.get(hold.key) is Answer.LEAVE_OUT]
    rows = {r.key for r in side.edits.new_rows if answers.get(r.key) is Answer.LEAVE_OUT}
    notes = tuple(
        note for note in side.edits.notes if answers.get(note.key) is not Answer.LEAVE_OUT
    )
    if not gone and not rows and len(notes) == len(side.edits.notes):
        return side
    edits = replace(
        side.edits,
        edits=tuple(edit for edit in side.edits.edits if under_hold(edit, tuple(gone)) is None),
        holds=tuple(hold for hold in side.edits.holds if hold not in gone),
        new_rows=()
        if any(hold.whole_file for hold in gone)
        else tuple(row for row in side.edits.new_rows if row.key not in rows),
        notes=notes,
    )
    return replace(side, edits=edits)


def encode_copies(sides: Iterable[Side], holds: Sequence[Hold]) -> Mapping[str, Json]:
    """The copies in which something waits after this sync, as items of a commit."""
    return {
        side.found.copy.content: {"file": side.found.copy.file, "held": side.edits.held}
        for side in sides
        if side.found.copy.returned and _waits(side, holds)
    }


def _waits(side: Side, holds: Sequence[Hold]) -> bool:
    held = any(hold.line == side.edits.line and hold.file == side.found.copy.file for hold in holds)
    return held or any(note.choices for note in side.edits.notes)


def no_longer_said(waiting: Iterable[Edit], sides: Iterable[Side]) -> tuple[Edit, ...]:
    """Held edits of copies that are not heard any more: a mended copy has taken their place."""
    heard = {side.found.copy.content for side in sides}
    return tuple(
        replace(edit, state=EditState.SETTLED, reason=WITHDRAWN)
        for edit in waiting
        if edit.reason.startswith(HELD)
        and edit.reason != GONE
        and is_line_of_copy(edit.source.replica)
        and edit.source.content not in heard
    )
