"""What is overdue and what falls due before the next meeting, most pressing first."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from toolkit.rollup.tracked import Tracked


class DueList(Struct, frozen=True):
    """The dated work that wants attention.

    Attributes:
        overdue: open actions past their day, the longest first.
        coming: open actions due from today to the next meeting (or within the settings' days).
    """

    overdue: tuple[Tracked, ...]
    coming: tuple[Tracked, ...]


def due_list(actions: Iterable[Tracked]) -> DueList:
    """Sort the open, dated actions by their day."""
    ordered = sorted(
        (action for action in actions if action.open and not action.ongoing),
        key=lambda action: action.days_left,
    )
    return DueList(
        overdue=tuple(action for action in ordered if action.overdue),
        coming=tuple(action for action in ordered if _comes(action)),
    )


def _comes(action: Tracked) -> bool:
    due = action.timing.next_due
    return due is not None and action.moment.today <= due <= action.moment.horizon
