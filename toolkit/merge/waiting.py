"""Edits that wait for a person: which are new, which still stand, which their authors took back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.hold import HELD
from toolkit.merge.past import WITHDRAWN
from toolkit.tables.column import Value
from toolkit.tables.edit import CellKey, Edit, EditState
from toolkit.tables.equality import comparable, same
from toolkit.tables.reading import Reading
from toolkit.tables.snapshot import Snapshot

Mark = tuple[CellKey, str, str, Value, str]
"""One waiting opinion: the cell, whose line says it, and what (typed value or text)."""


def mark_of(edit: Edit) -> Mark:
    """What makes two waiting edits the same opinion, whenever they were read."""
    plain = comparable(edit.new)
    return (edit.key, edit.source.replica, type(plain).__name__, plain, edit.text)


def still_waiting(
    before: Sequence[Edit],
    now: Sequence[Edit],
    decided: Iterable[Edit],
    sides: Sequence[CopyEdits],
    head: Snapshot,
) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """Bring the list of waiting edits up to date.

    Args:
        before: open when the sync began.
        now: waiting as read in this sync.
        decided: edits of this sync that no longer wait.
        sides: the copies read in this sync.
        head: the agreed state, to tell rows that are not in it.

    Returns:
        All edits that wait afterwards, and the lines for the ledger: newly waiting ones, and those
        that were taken back.
    """
    by_line: dict[str, list[CopyEdits]] = {}
    for side in sides:
        by_line.setdefault(side.line, []).append(side)
    produced = {mark_of(edit): edit for edit in now}
    over = {mark_of(edit) for edit in decided} - produced.keys()
    known: dict[Mark, Edit] = {}
    lines: list[Edit] = []
    for edit in before:
        mark = mark_of(edit)
        if mark in over:
            continue
        if mark in produced or _still_said(edit, by_line.get(edit.source.replica, []), head):
            known[mark] = edit
        else:
            lines.append(replace(edit, state=EditState.SETTLED, reason=WITHDRAWN))
    for mark, edit in produced.items():
        if mark not in known or known[mark].reason != edit.reason:
            known[mark] = edit
            lines.append(edit)
    return tuple(known.values()), tuple(lines)


def _still_said(edit: Edit, sides: Sequence[CopyEdits], head: Snapshot) -> bool:
    """Whether what waits still stands; also when nobody has looked, or the cell is not shown.

    Only the file it stood in can take it back: another copy of the same person cannot.
    """
    sides = [side for side in sides if side.live or side.copy.content == edit.source.content]
    if not sides:
        return True
    if edit.reason.startswith(HELD) or head.record(edit.table, edit.id) is None:
        return False  # as long as it is held it is read anew every time
    said = [reading for side in sides for reading in side.says(*edit.key)]
    return not said or any(_says(reading, edit) for reading in said)


def _says(reading: Reading, edit: Edit) -> bool:
    if edit.text:
        return reading.text == edit.text
    return reading.readable and same(reading.value, edit.new)
