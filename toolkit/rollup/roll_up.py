"""All figures of a plan at one snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from toolkit.plan.statuses import Statuses, statuses_of
from toolkit.plan.view import Goal, Plan, plan_of
from toolkit.rollup.counting import count_item
from toolkit.rollup.figures import Item, Rollup
from toolkit.rollup.survey_figures import survey_figures
from toolkit.rollup.tracked import Tracked, tracked_actions
from toolkit.schedule.moment import Moment
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot

_NO_EDITS: Mapping[str, date] = {}


def roll_up(
    snapshot: Snapshot,
    schema: Schema,
    moment: Moment,
    *,
    last_edits: Mapping[str, date] = _NO_EDITS,
) -> Rollup:
    """Count the plan: overall, by area, by goal, by person; and its survey figures.

    Args:
        last_edits: day of the last staff edit by action id (``activity.last_staff_edits``).
    """
    plan = plan_of(snapshot, schema)
    statuses = statuses_of(schema)
    tracked = tracked_actions(plan, schema, moment, last_edits)
    return Rollup(
        overall=count_item(tracked, statuses, name=plan.name),
        areas=_areas(plan, tracked, statuses),
        goals=tuple(_goal(goal, tracked, statuses) for goal in plan.goals()),
        people=_people(tracked, statuses),
        survey=survey_figures(snapshot, moment),
    )


def _areas(plan: Plan, tracked: Sequence[Tracked], statuses: Statuses) -> tuple[Item, ...]:
    return tuple(
        count_item(
            (action for action in tracked if action.area_id == area.id),
            statuses,
            name=area.title,
            ref=area.number,
            record_id=area.id,
        )
        for area in plan.areas
    )


def _goal(goal: Goal, tracked: Sequence[Tracked], statuses: Statuses) -> Item:
    own = [action for action in tracked if action.goal_id == goal.id]
    item = count_item(own, statuses, name=goal.statement, ref=goal.ref, record_id=goal.id)
    directors = goal.record.text("director_status")
    if directors:
        return replace(item, word=directors, word_by="director")
    word = statuses.worst(action.status for action in own if action.counted)
    return replace(item, word=word, word_by="worst reported" if word else "")


def _people(tracked: Sequence[Tracked], statuses: Statuses) -> tuple[Item, ...]:
    """One item per owner; an action with two owners counts for both."""
    names = {owner.code: owner.name for action in tracked for owner in action.ownership.owners}
    items = [
        count_item(
            (action for action in tracked if code in action.ownership.codes),
            statuses,
            name=name,
            ref=code,
        )
        for code, name in names.items()
    ]
    return tuple(sorted(items, key=lambda item: -item.actions))
