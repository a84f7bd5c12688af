"""How far each area had come, month by month: what the small columns in Summary are drawn from."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from toolkit.ports.book_maker import MONTHS_SHOWN
from toolkit.ports.history import History
from toolkit.workflows.state import Past, State

_SETTING = "completion by month"


def completion_kept(history: History) -> Past:
    """Area id → (day, percent complete) at the last sync of each of the last months."""
    return {
        area: tuple((date.fromisoformat(day), percent) for day, percent in points)
        for area, points in _kept(history)["areas"].items()
    }


def completion_with(history: History, state: State) -> Past:
    """The same with this state as its month's last, when it is a new one."""
    kept, at = completion_kept(history), state.snapshot.at
    if at is None or _kept(history)["snapshot"] == state.snapshot.number:
        return kept
    day = at.date()
    now = {
        area.id: ((day, round(100 * area.completion.n / area.completion.of)),)
        for area in state.rollup.areas
        if area.completion.of
    }
    return {
        area.id: tuple(sorted((*_but(kept.get(area.id, ()), day), *now.get(area.id, ()))))[
            -MONTHS_SHOWN:
        ]
        for area in state.rollup.areas
    }


def keep_completion(history: History, state: State) -> None:
    """Keep it; nothing is written for a state that is kept already."""
    if _kept(history)["snapshot"] != state.snapshot.number:
        areas = {
            area: [(day.isoformat(), percent) for day, percent in points]
            for area, points in state.past.items()
        }
        kept = {"snapshot": state.snapshot.number, "areas": areas}
        history.set_setting(_SETTING, json.dumps(kept))


def _but(points: tuple[tuple[date, float], ...], day: date) -> list[tuple[date, float]]:
    return [point for point in points if (point[0].year, point[0].month) != (day.year, day.month)]


def _kept(history: History) -> dict[str, Any]:
    text = history.setting(_SETTING)
    kept: dict[str, Any] = json.loads(text) if text else {"snapshot": 0, "areas": {}}
    return kept
