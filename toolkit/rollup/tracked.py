"""One action as every roll-up sees it: its status, due day, owners and what was heard of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from toolkit.plan.statuses import Statuses, statuses_of
from toolkit.plan.view import Action, Plan
from toolkit.schedule.moment import Moment
from toolkit.schedule.ownership import Ownership, ownership_of
from toolkit.schedule.timing import UNDATED_KINDS, Timing, timing_of
from toolkit.tables.schema import Schema


class Tracked(Struct, frozen=True):
    """An action with what the tool works out about it.

    Attributes:
        action: the entry of the plan.
        area_id, goal_id: where it hangs.
        statuses: the plan's status words.
        timing: how its By When is read, and when it is due next.
        ownership: who answers for it.
        heard: a staff edit or a tick since the period began.
        moment: the day and period everything is measured on.
        status: the status word, "" when blank.
        counted: whether it is an action at all: lettered notes and retired rows are not.
        open: whether work on it goes on.
    """

    action: Action
    area_id: str
    goal_id: str
    statuses: Statuses
    timing: Timing
    ownership: Ownership
    heard: bool
    moment: Moment
    status: str
    counted: bool
    open: bool

    @property
    def in_play(self) -> bool:
        """Whether it stands in denominators: cancelled work does not."""
        return self.counted and not self.statuses.is_dropped(self.status)

    @property
    def complete(self) -> bool:
        """Whether it is finished as planned."""
        return self.counted and bool(self.status) and self.status == self.statuses.complete

    @property
    def ongoing(self) -> bool:
        """Whether it has no day to be finished by: ongoing, or only as needed."""
        return self.timing.kind in UNDATED_KINDS

    @property
    def overdue(self) -> bool:
        """Whether it is open and its day has passed."""
        return self._due() and self._next_due() < self.moment.today

    @property
    def due_soon(self) -> bool:
        """Whether it is open and its day is today or within the settings' days."""
        return self._due() and 0 <= self.days_left <= self.moment.due_soon_days

    @property
    def days_left(self) -> int:
        """Days until it is due, negative when past; 0 without a day."""
        due = self.timing.next_due
        return (due - self.moment.today).days if due else 0

    @property
    def last_checked(self) -> date | None:
        """The day somebody last looked at it, as far as files tell; None when nobody did."""
        found = self.action.record["last_checked"]
        return found if isinstance(found, date) else None

    @property
    def checked(self) -> bool:
        """Whether somebody looked at it in this period."""
        found = self.last_checked
        return found is not None and self.moment.period_start <= found <= self.moment.today

    def _due(self) -> bool:
        return self.open and not self.ongoing and self.timing.next_due is not None

    def _next_due(self) -> date:
        return self.timing.next_due or date.max


def tracked_actions(
    plan: Plan, schema: Schema, moment: Moment, last_edits: Mapping[str, date]
) -> tuple[Tracked, ...]:
    """Every entry of the plan, notes included, in plan order.

    Args:
        last_edits: day of the last staff edit by action id (``activity.last_staff_edits``).
    """
    statuses, found = statuses_of(schema), []
    for area in plan.areas:
        for goal in area.goals:
            for action in goal.actions:
                status, counted = action.record.text("status"), action.counted
                tracked = Tracked(
                    action=action,
                    area_id=area.id,
                    goal_id=goal.id,
                    statuses=statuses,
                    timing=_timing(action, statuses, moment),
                    ownership=ownership_of(action.text_of("who"), moment),
                    heard=_heard(action, moment, last_edits),
                    moment=moment,
                    status=status,
                    counted=counted,
                    open=counted and statuses.is_open(status),
                )
                found.append(tracked)
    return tuple(found)


def _timing(action: Action, statuses: Statuses, moment: Moment) -> Timing:
    checked = action.record["last_checked"]
    return timing_of(
        action.text_of("by_when"),
        moment,
        complete=bool(statuses.complete) and action.record["status"] == statuses.complete,
        last_checked=checked if isinstance(checked, date) else None,
        last_time=action.text_of("last_time"),
    )


def _heard(action: Action, moment: Moment, last_edits: Mapping[str, date]) -> bool:
    days = (action.record["last_checked"], last_edits.get(action.id))
    return any(isinstance(day, date) and moment.period_start <= day <= moment.today for day in days)
