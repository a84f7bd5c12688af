"""What changed between two meetings: completed, slipped, newly red, recovered, added, dropped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from toolkit.plan.view import plan_of
from toolkit.rollup.tracked import Tracked, tracked_actions
from toolkit.schedule.moment import Moment
from toolkit.schedule.wording import day_words
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot


class Change(Struct, frozen=True):
    """One action that changed.

    Attributes:
        action: as it is now (as it was, when it is gone).
        was, now: what changed, such as ``On track`` and ``Off track``; ``was`` is "" for a row
            that is new or gone.
    """

    action: Tracked
    was: str
    now: str

    @property
    def words(self) -> str:
        """``On track → Off track``."""
        return f"{self.was} → {self.now}" if self.was else self.now


class Since(Struct, frozen=True):
    """The changes since the previous meeting, each action under what matters most.

    Attributes:
        known: whether there is an earlier state to compare with.
        completed: finished since.
        newly_red: worst status now, not so then.
        slipped: its day passed, or its status worsened.
        recovered: out of trouble.
        added, dropped: new rows; rows retired or cancelled.
        re_dated: By When changed.
    """

    known: bool = False
    completed: tuple[Change, ...] = ()
    newly_red: tuple[Change, ...] = ()
    slipped: tuple[Change, ...] = ()
    recovered: tuple[Change, ...] = ()
    added: tuple[Change, ...] = ()
    dropped: tuple[Change, ...] = ()
    re_dated: tuple[Change, ...] = ()


def changes_since(
    before: Snapshot | None,
    before_moment: Moment | None,
    now: Sequence[Tracked],
    schema: Schema,
) -> Since:
    """Compare two states; without an earlier one nothing is claimed."""
    if before is None or before_moment is None:
        return Since()
    earlier = tracked_actions(plan_of(before, schema), schema, before_moment, {})
    then = {action.action.id: action for action in earlier if action.counted}
    current = {action.action.id: action for action in now if action.counted}
    found: dict[str, list[Change]] = {name: [] for name, _ in _KINDS}
    for row_id, action in current.items():
        if row_id not in then:
            found["added"].append(Change(action, "", "new"))
            continue
        for name, test in _KINDS:
            if moved := test(then[row_id], action):
                found[name].append(Change(action, *moved))
                break
    gone = [Change(old, "", "taken out") for row_id, old in then.items() if row_id not in current]
    found["dropped"] += gone
    return Since(known=True, **_tuples(found))


def _tuples(found: Mapping[str, list[Change]]) -> dict[str, tuple[Change, ...]]:
    return {name: tuple(changes) for name, changes in found.items()}


_Moved = tuple[str, str] | None
"""What it was and what it is now; None when that kind of change did not happen."""


def _completed(then: Tracked, now: Tracked) -> _Moved:
    return _statuses(then, now) if now.complete and not then.complete else None


def _dropped(then: Tracked, now: Tracked) -> _Moved:
    return _statuses(then, now) if then.in_play and not now.in_play else None


def _newly_red(then: Tracked, now: Tracked) -> _Moved:
    return _statuses(then, now) if _is_red(now) and not _is_red(then) else None


def _recovered(then: Tracked, now: Tracked) -> _Moved:
    better = _rank(now) > _rank(then) > 0
    return _statuses(then, now) if better and _in_trouble(then) and not _in_trouble(now) else None


def _slipped(then: Tracked, now: Tracked) -> _Moved:
    if now.open and 0 < _rank(now) < _rank(then):
        return _statuses(then, now)
    if now.overdue and not then.overdue and now.timing.next_due:
        return "", f"was due on {day_words(now.timing.next_due)}"
    return None


def _re_dated(then: Tracked, now: Tracked) -> _Moved:
    was, is_now = then.action.text_of("by_when"), now.action.text_of("by_when")
    return (was or "no date", is_now or "no date") if was != is_now else None


def _added(then: Tracked, now: Tracked) -> _Moved:
    return _statuses(then, now) if now.in_play and not then.in_play else None


_KINDS: tuple[tuple[str, Callable[[Tracked, Tracked], _Moved]], ...] = (
    ("completed", _completed),
    ("dropped", _dropped),
    ("newly_red", _newly_red),
    ("recovered", _recovered),
    ("slipped", _slipped),
    ("re_dated", _re_dated),
    ("added", _added),
)


def _statuses(then: Tracked, now: Tracked) -> tuple[str, str]:
    return then.status or "not reported", now.status or "not reported"


def _rank(action: Tracked) -> int:
    return action.statuses.rank(action.status)


def _is_red(action: Tracked) -> bool:
    return action.open and _rank(action) == 1


def _in_trouble(action: Tracked) -> bool:
    return action.statuses.colour(action.status) in ("red", "amber", "violet")
