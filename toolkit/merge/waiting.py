"""Edits that wait for a person: which are new, which still stand, which their authors took back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.past import WITHDRAWN
from toolkit.tables.column import Value
from toolkit.tables.edit import CellKey, Edit, EditState
from toolkit.tables.equality import comparable, same
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
    sides: Mapping[str, CopyEdits],
    head: Snapshot,
) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """Bring the list of waiting edits up to date.

    Args:
        before: open when the sync began.
        now: waiting as read in this sync.
        decided: edits of this sync that no longer wait.
        sides: the copies read in this sync, by line.
        head: the agreed state, to tell rows that are not in it.

    Returns:
        All edits that wait afterwards, and the lines for the ledger: newly waiting ones, and those
        that were taken back.
    """
    produced = {mark_of(edit): edit for edit in now}
    over = {mark_of(edit) for edit in decided} - produced.keys()
    known: dict[Mark, Edit] = {}
    lines: list[Edit] = []
    for edit in before:
        mark = mark_of(edit)
        if mark in over:
            continue
        if mark in produced or _still_said(edit, sides.get(edit.source.replica), head):
            known[mark] = edit
        else:
            lines.append(replace(edit, state=EditState.SETTLED, reason=WITHDRAWN))
    for mark, edit in produced.items():
        if mark not in known or known[mark].reason != edit.reason:
            known[mark] = edit
            lines.append(edit)
    return tuple(known.values()), tuple(lines)


def _still_said(edit: Edit, side: CopyEdits | None, head: Snapshot) -> bool:
    if side is None:
        return True
    if head.record(edit.table, edit.id) is None:
        return False
    said = side.says(*edit.key)
    if not said:
        return True
    return any(
        reading.text == edit.text
        if edit.text
        else reading.readable and same(reading.value, edit.new)
        for reading in said
    )
