"""Everybody's edits, sorted into those that may count, those that wait and mere events."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from toolkit.merge.conflict import canonical
from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.hold import HELD, under_hold
from toolkit.merge.past import WITHDRAWN, Past
from toolkit.tables.column import MergePolicy
from toolkit.tables.edit import EVENT, CellKey, Edit, EditState
from toolkit.tables.equality import is_blank
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot

GONE = f"{HELD}the row is not in the plan"
"""Reason of an edit of a row the agreed state does not have."""

RETIRED = "the row does not count any more"
"""Reason of an edit of a row that was retired: it counts when the row is put back."""


class SortedEdits(Struct, frozen=True):
    """Edits of all copies, each in one pile.

    Attributes:
        contending: readable edits by cell, in canonical order.
        waiting: unreadable and held ones.
        events: ticks to be consumed.
    """

    contending: Mapping[CellKey, Sequence[Edit]]
    waiting: tuple[Edit, ...]
    events: tuple[Edit, ...]


def each_once(sides: Iterable[CopyEdits]) -> tuple[CopyEdits, ...]:
    """The copies in one order, whatever order they came in; equal contents of one line once."""
    found: dict[tuple[str, str, int], CopyEdits] = {}
    for side in sorted(sides, key=lambda side: side.copy.file):
        found.setdefault((side.line, side.copy.content or side.copy.file, side.baseline), side)
    return tuple(found[name] for name in sorted(found))


def sort_edits(
    sides: Sequence[CopyEdits],
    head: Snapshot,
    schema: Schema,
    past: Past,
    restored: Collection[tuple[str, str]] = (),
) -> SortedEdits:
    """Put every edit of every copy on its pile.

    Args:
        restored: retired rows (table and id) that count again from this sync on.
    """
    contending: dict[CellKey, list[Edit]] = {}
    waiting: list[Edit] = []
    events: list[Edit] = []
    for side in sides:
        for edit in side.edits:
            if (hold := under_hold(edit, side.holds)) is not None:
                waiting.append(_waits(edit, hold.reason_of_edit()))
            elif (record := head.record(edit.table, edit.id)) is None:
                waiting.append(_waits(edit, GONE))
            elif edit.state is EditState.WAITING:
                if not _dismissed(edit, past):
                    waiting.append(edit)
            elif schema[edit.table].by_name[edit.column].merge is MergePolicy.EVENT:
                events.append(edit)
            elif record.retired and (edit.table, edit.id) not in restored:
                waiting.append(_waits(edit, RETIRED))
            else:
                contending.setdefault(edit.key, []).append(edit)
    for edits in contending.values():
        edits.sort(key=canonical)
    return SortedEdits(
        contending, tuple(sorted(waiting, key=canonical)), tuple(_consumed(events, past))
    )


def _waits(edit: Edit, reason: str) -> Edit:
    return replace(edit, state=EditState.WAITING, reason=reason)


def _dismissed(edit: Edit, past: Past) -> bool:
    """Whether the coordinator has answered this very text already (the file was open since)."""
    return any(
        other.state is EditState.SETTLED
        and other.reason != WITHDRAWN
        and other.text == edit.text
        and other.source.replica == edit.source.replica
        for other in past(edit.key, edit.baseline)
    )


def _consumed(events: list[Edit], past: Past) -> Iterable[Edit]:
    for edit in sorted(events, key=canonical):
        known = any(
            other.source.content == edit.source.content
            and other.source.replica == edit.source.replica
            for other in past(edit.key, edit.baseline)
        )
        if not is_blank(edit.new) and not (known and edit.source.content):
            yield replace(edit, state=EditState.TAKEN, reason=EVENT)
