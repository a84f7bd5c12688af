"""The counts of any group of actions; each is one COUNTIFS over the All actions sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import median

from toolkit.plan.statuses import Statuses
from toolkit.rollup.figures import Item, Share
from toolkit.rollup.tracked import Tracked


def count_item(
    actions: Iterable[Tracked], statuses: Statuses, *, name: str, ref: str = "", record_id: str = ""
) -> Item:
    """Every figure of one group of actions (the plan, an area, a goal, a person)."""
    counted = [action for action in actions if action.counted]
    in_play = [action for action in counted if action.in_play]
    dated = [action for action in in_play if not action.ongoing]
    ongoing = [action for action in in_play if action.ongoing]
    return Item(
        name=name,
        ref=ref,
        id=record_id,
        actions=len(counted),
        in_play=len(in_play),
        reported=_count(in_play, lambda action: action.heard),
        checked=_count(in_play, lambda action: action.checked),
        by_status=_by_status(counted, statuses),
        not_reported=_count(counted, lambda action: action.status not in statuses.by_word),
        overdue=_count(counted, lambda action: action.overdue),
        due_soon=_count(counted, lambda action: action.due_soon),
        owned=Share(_count(in_play, lambda action: action.ownership.owned), len(in_play)),
        completion=Share(_count(dated, lambda action: action.complete), len(dated)),
        ongoing=Share(_count(ongoing, lambda action: action.checked), len(ongoing)),
        freshness_days=_freshness(counted),
    )


def _by_status(counted: Sequence[Tracked], statuses: Statuses) -> dict[str, int]:
    found = dict.fromkeys(statuses.by_word, 0)
    for action in counted:
        if action.status in found:
            found[action.status] += 1
    return found


def _freshness(counted: Sequence[Tracked]) -> float | None:
    days = [
        (action.moment.today - action.last_checked).days
        for action in counted
        if action.open and action.last_checked and action.last_checked <= action.moment.today
    ]
    return float(median(days)) if days else None


def _count(actions: Sequence[Tracked], wanted: Callable[[Tracked], bool]) -> int:
    return sum(1 for action in actions if wanted(action))
