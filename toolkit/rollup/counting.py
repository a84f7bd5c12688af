"""The counts of any group of actions; each is one COUNTIFS over the All actions sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from toolkit.plan.statuses import Statuses
from toolkit.rollup.figures import Item, Share
from toolkit.rollup.tracked import Tracked


class Standing(NamedTuple):
    """What figures count of one action; that of most actions is shared with many others.

    Attributes:
        status: the status word, "" when blank.
        in_play, ongoing, heard, checked, overdue, due_soon, owned, complete: as of ``Tracked``.
        age: days since somebody last looked at it, while work on it goes on; -1 when nobody did.
    """

    status: str
    in_play: bool
    ongoing: bool
    heard: bool
    checked: bool
    overdue: bool
    due_soon: bool
    owned: bool
    complete: bool
    age: int


def standing(action: Tracked) -> Standing:
    """What figures count of an action."""
    checked, today = action.last_checked, action.moment.today
    looked_at = checked is not None and checked <= today and action.open
    return Standing(
        action.status,
        action.in_play,
        action.ongoing,
        action.heard,
        action.checked,
        action.overdue,
        action.due_soon,
        action.ownership.owned,
        action.complete,
        (today - checked).days if checked is not None and looked_at else -1,
    )


def count_item(
    counted: Iterable[Standing],
    statuses: Statuses,
    *,
    name: str,
    ref: str = "",
    record_id: str = "",
) -> Item:
    """Every figure of one group of counted actions (the plan, an area, a goal, a person)."""
    found = Counter(counted)

    def count(wanted: Callable[[Standing], bool]) -> int:
        return sum(number for one, number in found.items() if wanted(one))

    in_play = count(lambda one: one.in_play)
    ages = [one.age for one in found.elements() if one.age >= 0]
    return Item(
        name=name,
        ref=ref,
        id=record_id,
        actions=found.total(),
        in_play=in_play,
        reported=count(lambda one: one.in_play and one.heard),
        checked=count(lambda one: one.in_play and one.checked),
        by_status={word: _of_status(found, word) for word in statuses.by_word},
        not_reported=count(lambda one: one.status not in statuses.by_word),
        overdue=count(lambda one: one.overdue),
        due_soon=count(lambda one: one.due_soon),
        owned=Share(count(lambda one: one.in_play and one.owned), in_play),
        completion=Share(
            count(lambda one: one.in_play and not one.ongoing and one.complete),
            count(lambda one: one.in_play and not one.ongoing),
        ),
        ongoing=Share(
            count(lambda one: one.in_play and one.ongoing and one.checked),
            count(lambda one: one.in_play and one.ongoing),
        ),
        freshness_days=_median(ages),
    )


def _median(ages: Sequence[int]) -> float | None:
    """The one in the middle (``statistics`` takes longer to load than a workbook to read)."""
    if not ages:
        return None
    ordered, half = sorted(ages), len(ages) // 2
    return (ordered[half] + ordered[~half]) / 2


def _of_status(found: Counter[Standing], word: str) -> int:
    return sum(number for one, number in found.items() if one.status == word)
