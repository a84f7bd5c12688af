"""*Will it last?*: what the plan's own data say about each reason plans fail or succeed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from toolkit.plan.statuses import Statuses
from toolkit.rollup.counting import count_item, standing
from toolkit.rollup.figures import Item, SurveyFigure
from toolkit.rollup.tracked import Tracked
from toolkit.tables.column import Value
from toolkit.tables.record import Record
from toolkit.tables.snapshot import Snapshot


class Telling(Struct, frozen=True):
    """What a reading may look at.

    Attributes:
        snapshot: all tables.
        actions: the actions that are counted.
        item: the counts of the whole plan.
        surveys: the survey figures.
    """

    snapshot: Snapshot
    actions: tuple[Tracked, ...]
    item: Item
    surveys: tuple[SurveyFigure, ...]


def lasting_cells(
    snapshot: Snapshot,
    tracked: Sequence[Tracked],
    statuses: Statuses,
    surveys: tuple[SurveyFigure, ...],
) -> dict[tuple[str, str, str], Value]:
    """What the data say, for every line that names something the data can tell from."""
    if not len(snapshot["lasting"]):
        return {}
    actions = tuple(action for action in tracked if action.counted)
    item = count_item(map(standing, actions), statuses, name="")
    telling = Telling(snapshot, actions, item, surveys)
    cells: dict[tuple[str, str, str], Value] = {}
    for line in snapshot["lasting"].live():
        reading = TELLINGS.get(line.text("told_by").strip().casefold())
        if reading:
            cells[("lasting", line.id, "reading")] = reading(telling)
    return cells


def _owner_rate(telling: Telling) -> str:
    share = telling.item.owned
    return f"{share.n} of {share.of} actions have an owner"


def _freshness(telling: Telling) -> str:
    item = telling.item
    checked = f"{item.checked} of {item.in_play} actions checked this period"
    if item.freshness_days is None:
        return f"{checked}; none ever checked" if not item.checked else checked
    days = f"{item.freshness_days:g}"
    return f"{checked}; the typical live one was last looked at {days} days ago"


def _checked(telling: Telling) -> str:
    item = telling.item
    return f"{item.checked} of {item.in_play} actions checked this period"


def _size(telling: Telling) -> str:
    goals = sum(1 for goal in telling.snapshot["goals"].live() if goal.text("statement"))
    areas = sum(1 for _ in telling.snapshot["areas"].live())
    counts = ((areas, "area"), (goals, "goal"), (len(telling.actions), "action"))
    said = (f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts if n or word != "goal")
    return ", ".join(said)


def _measures(telling: Telling) -> str:
    measured = {record.text("of") for record in telling.snapshot["measures"].live()}
    goals = {goal.id: goal.text("ref") for goal in telling.snapshot["goals"].live()}
    with_one = sum(
        1
        for action in telling.actions
        if action.action.text_of("measures")
        or action.action.ref in measured
        or goals.get(action.goal_id) in measured
    )
    return f"{with_one} of {len(telling.actions)} actions have a measure"


def _resources(telling: Telling) -> str:
    named = sum(1 for action in telling.actions if action.action.text_of("resources"))
    return f"{named} of {len(telling.actions)} actions name the resources they need"


def _surveys(telling: Telling) -> str:
    rounds = len({figure.wave for figure in telling.surveys})
    return f"{rounds} survey round{'' if rounds == 1 else 's'} on record"


def _scan(telling: Telling) -> str:
    return _filled(telling, "scan", ("finding", "link"), "scan inputs", "say what they show")


def _indicators(telling: Telling) -> str:
    columns = ("indicator", "measure", "target")
    return _filled(telling, "indicators", columns, "indicators", "are filled in")


def _stages(telling: Telling) -> str:
    started = sum(1 for action in telling.actions if action.action.text_of("pdsa_stage"))
    return f"{started} of {len(telling.actions)} actions say where they are in Plan-Do-Study-Act"


def _balance(telling: Telling) -> str:
    seats = list(telling.snapshot["team_seats"].live())
    filled = sum(len(_names(seat)) for seat in seats)
    wanted = sum(round(float(str(seat["seats"]))) for seat in seats if seat["seats"] is not None)
    return f"{filled} of {wanted} seats of the plan team have a name"


def _names(seat: Record) -> list[str]:
    return [line for line in seat.text("members").splitlines() if line.strip()]


def _filled(telling: Telling, table: str, columns: Sequence[str], what: str, verb: str) -> str:
    records = list(telling.snapshot[table].live())
    done = sum(1 for record in records if any(record.text(column) for column in columns))
    return f"{done} of {len(records)} {what} {verb}"


TELLINGS: Mapping[str, Callable[[Telling], str]] = {
    "owner rate": _owner_rate,
    "freshness": _freshness,
    "checked this period": _checked,
    "number of goals and actions": _size,
    "measures": _measures,
    "resources": _resources,
    "survey rounds": _surveys,
    "scan": _scan,
    "indicators": _indicators,
    "pdsa stages": _stages,
    "plan team balance": _balance,
}
"""What *The data can tell from* may say, and how it is told."""
