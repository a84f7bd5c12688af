"""What each live file was left with in its worked-out cells, from one sync to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field, json

from toolkit.merge.note import Note
from toolkit.merge.planned import Plan
from toolkit.merge.worked_out import Marks, marks_of, typed_over_worked_out
from toolkit.ports.history import History
from toolkit.tables.copy import Copy
from toolkit.tables.schema import Schema
from toolkit.workflows.deliver import is_written
from toolkit.workflows.sides import Side

_SETTING = "worked-out cells of "
_NOTHING = Plan()


class _Left(Struct, frozen=True):
    """What a file was left with, and the syncs it may be stamped with since."""

    stamps: tuple[int, ...] = ()
    marks: Marks = field(default_factory=Marks)


def typed_into(
    history: History, sides: Sequence[Side], plans: Mapping[str, Plan]
) -> Iterator[Note]:
    """What people typed into worked-out cells of live files since these were last looked at.

    A file that is older or newer than what is remembered of it tells nothing.
    """
    for side in sides:
        if is_written(side) and _has_changed(side) and plans[side.found.replica].cells:
            left, stamp = _left(history, side.found.replica), side.found.copy.stamp
            if stamp is not None and stamp.baseline in left.stamps:
                yield from typed_over_worked_out(side.edits, plans[side.found.replica], left.marks)


def note_left(
    history: History,
    schema: Schema,
    sides: Sequence[Side],
    plans: Mapping[str, Plan],
    number: int,
) -> None:
    """Remember what the files say, and what they are about to say in the sync of that number."""
    for side in sides:
        if is_written(side):
            plan = plans[side.found.replica]
            if _has_changed(side) or plan.cells or plan.rows:
                note_cells(history, schema, side.found.copy, number, plan)


def note_cells(
    history: History, schema: Schema, copy: Copy, number: int, plan: Plan = _NOTHING
) -> None:
    """Remember it of one file."""
    if copy.stamp is not None:
        left = _Left((copy.stamp.baseline, number), marks_of(copy, schema, plan))
        name, text = _SETTING + copy.stamp.replica, json.encode(left).decode()
        if history.setting(name) != text:
            history.set_setting(name, text, forced=False)


def _has_changed(side: Side) -> bool:
    return side.baseline is None or side.baseline.content != side.found.copy.content


def _left(history: History, replica: str) -> _Left:
    text = history.setting(_SETTING + replica)
    return json.decode(text, type=_Left) if text else _Left()
