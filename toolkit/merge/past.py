"""What the ledger says about one cell: the memory that tells stale values from new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from toolkit.tables.column import Value
from toolkit.tables.edit import CellKey, Edit, EditState
from toolkit.tables.equality import same

Past = Callable[[CellKey, int], Sequence[Edit]]
"""Edits of a cell counted after the snapshot of that number, oldest first, in any state."""

WITHDRAWN = "withdrawn"
"""Reason of a *settled* edit whose own author changed the cell again: nobody has judged it."""


def no_past(_key: CellKey, _since: int) -> Sequence[Edit]:
    """The memory of a plan that has none yet."""
    return ()


def judged(edit: Edit) -> bool:
    """Whether the agreed state once held this edit's value, or the coordinator has seen it."""
    if edit.state is EditState.TAKEN:
        return True
    return edit.state is EditState.SETTLED and edit.reason != WITHDRAWN and not edit.text


def was_judged(past: Iterable[Edit], value: Value) -> bool:
    """Whether a value is an old acquaintance: held or settled in this past."""
    return any(judged(edit) and same(edit.new, value) for edit in past)


def last_taken(past: Sequence[Edit], value: Value) -> Edit | None:
    """The edit that last brought a value into the agreed state; None when that is forgotten."""
    for edit in reversed(past):
        if edit.state is EditState.TAKEN and same(edit.new, value):
            return edit
    return None
