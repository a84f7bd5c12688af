"""The cells the tool works out anew at every sync; nothing of it is kept in history."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from toolkit.plan.statuses import statuses_of
from toolkit.plan.view import Plan, plan_of
from toolkit.rollup.balance import balance_cells
from toolkit.rollup.figures import SurveyFigure
from toolkit.rollup.flag import NOT_COUNTED, flag_of
from toolkit.rollup.lasting import lasting_cells
from toolkit.rollup.survey_cells import measure_cells, survey_cells
from toolkit.rollup.survey_figures import survey_figures
from toolkit.rollup.tracked import Tracked, tracked_actions
from toolkit.schedule.moment import Moment
from toolkit.tables.column import Value
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot

Surveys = tuple[SurveyFigure, ...]
CellKey = tuple[str, str, str]
"""Table, record id, column."""
RowKey = tuple[str, str]
"""Table, record id."""

_NO_EDITS: Mapping[str, date] = {}


def computed_cells(
    snapshot: Snapshot,
    schema: Schema,
    moment: Moment,
    *,
    conflicts: Collection[CellKey] = frozenset(),
    last_edits: Mapping[str, date] = _NO_EDITS,
    tracked: Sequence[Tracked] = (),
    plan: Plan | None = None,
) -> Mapping[RowKey, Mapping[str, Value]]:
    """Every computed cell that is not blank, by record and column.

    Args:
        conflicts: the cells with two answers, as (table, id, column).
        last_edits: day of the last staff edit by action id (``activity.last_staff_edits``).
        tracked: the actions, where they are at hand; ``plan`` likewise.
    """
    plan = plan or plan_of(snapshot, schema)
    tracked = tracked or tracked_actions(plan, schema, moment, last_edits)
    surveys = survey_figures(snapshot, moment)
    disputed = {row for table, row, _ in conflicts if table == "actions"}
    found: dict[RowKey, dict[str, Value]] = {}
    goals = {goal.id: goal.title for goal in plan.goals()}
    columns = schema["actions"].by_name
    for action in tracked:
        cells = _action_cells(action, goals, disputed)
        found["actions", action.action.id] = _filled(cells, columns)
    for record in snapshot["actions"]:
        if record.retired:
            found["actions", record.id] = _filled({"flag": NOT_COUNTED}, columns)
    others = {
        **_survey(plan, tracked, surveys),
        **measure_cells(snapshot, surveys),
        **balance_cells(snapshot),
        **lasting_cells(snapshot, tracked, statuses_of(schema), surveys),
    }
    for (table, record_id, column), value in others.items():
        if table in schema:
            cell = _filled({column: value}, schema[table].by_name)
            found.setdefault((table, record_id), {}).update(cell)
    return found


def _filled(cells: Mapping[str, Value], columns: Collection[str]) -> dict[str, Value]:
    """The cells that say something and stand in a column of the plan."""
    return {
        column: value
        for column, value in cells.items()
        if value is not None and value != "" and column in columns
    }


def _action_cells(
    action: Tracked, goals: Mapping[str, str], disputed: Collection[str]
) -> dict[str, Value]:
    goal = goals.get(action.goal_id)
    if not action.counted:
        return {"goal": goal}
    timing, ownership = action.timing, action.ownership
    return {
        "goal": goal,
        "next_due": timing.next_due,
        "flag": flag_of(action, two_answers=action.action.id in disputed),
        "reading": _reading(action),
        "by_when_kind": timing.kind,
        "owned": "yes" if ownership.owned else "no",
        "owners": ownership.listed,
        "reported": "yes" if action.heard else "no",
    }


def _reading(action: Tracked) -> str:
    """How By When is read, with the question where it is in doubt."""
    return " ? ".join(part for part in (action.timing.words, action.timing.question) if part)


def _survey(plan: Plan, tracked: Sequence[Tracked], surveys: Surveys) -> dict[CellKey, Value]:
    if not surveys:
        return {}
    goals = {goal.id: goal.ref for goal in plan.goals()}
    found: dict[CellKey, Value] = {}
    for action in tracked:
        if action.counted:
            refs = (action.action.ref, goals.get(action.goal_id, ""))
            for column, value in survey_cells(surveys, refs):
                found[("actions", action.action.id, column)] = value
    return found
