"""All figures of a plan at one snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from toolkit.plan.statuses import Statuses, statuses_of
from toolkit.plan.view import Goal, Plan, plan_of
from toolkit.rollup.counting import Standing, count_item, standing
from toolkit.rollup.figures import Item, Rollup
from toolkit.rollup.survey_figures import survey_figures
from toolkit.rollup.tracked import Tracked, tracked_actions
from toolkit.schedule.moment import Moment
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot

Counted = Sequence[tuple[Tracked, Standing]]
"""The actions that are counted, each with what is counted of it."""

_NO_EDITS: Mapping[str, date] = {}


def roll_up(
    snapshot: Snapshot,
    schema: Schema,
    moment: Moment,
    *,
    last_edits: Mapping[str, date] = _NO_EDITS,
    tracked: Sequence[Tracked] = (),
    plan: Plan | None = None,
) -> Rollup:
    """Count the plan: overall, by area, by goal, by person; and its survey figures.

    Args:
        last_edits: day of the last staff edit by action id (``activity.last_staff_edits``).
        tracked: the actions, where they are at hand; ``plan`` likewise.
    """
    plan = plan or plan_of(snapshot, schema)
    statuses = statuses_of(schema)
    tracked = tracked or tracked_actions(plan, schema, moment, last_edits)
    counted = [(action, standing(action)) for action in tracked if action.counted]
    return Rollup(
        overall=count_item((one for _, one in counted), statuses, name=plan.name),
        areas=_areas(plan, counted, statuses),
        goals=_goals(plan, counted, statuses),
        people=_people(counted, statuses),
        survey=survey_figures(snapshot, moment),
    )


def _areas(plan: Plan, counted: Counted, statuses: Statuses) -> tuple[Item, ...]:
    own = _grouped(counted, lambda action: action.area_id)
    return tuple(
        count_item(own[area.id], statuses, name=area.title, ref=area.number, record_id=area.id)
        for area in plan.areas
    )


def _goals(plan: Plan, counted: Counted, statuses: Statuses) -> tuple[Item, ...]:
    own = _grouped(counted, lambda action: action.goal_id)
    return tuple(_goal(goal, own[goal.id], statuses) for goal in plan.goals())


def _grouped(counted: Counted, key: Callable[[Tracked], str]) -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = defaultdict(list)
    for action, one in counted:
        found[key(action)].append(one)
    return found


def _goal(goal: Goal, own: Sequence[Standing], statuses: Statuses) -> Item:
    item = count_item(own, statuses, name=goal.statement, ref=goal.ref, record_id=goal.id)
    directors = goal.record.text("director_status")
    if directors:
        return replace(item, word=directors, word_by="director")
    word = statuses.worst(one.status for one in own)
    return replace(item, word=word, word_by="worst reported" if word else "")


def _people(counted: Counted, statuses: Statuses) -> tuple[Item, ...]:
    """One item per owner; an action with two owners counts for both."""
    names: dict[str, str] = {}
    own: dict[str, list[Standing]] = defaultdict(list)
    for action, one in counted:
        for owner in action.ownership.owners:
            names.setdefault(owner.code, owner.name)
            own[owner.code].append(one)
    items = (count_item(own[code], statuses, name=name, ref=code) for code, name in names.items())
    return tuple(sorted(items, key=lambda item: -item.actions))
