"""How often something comes round."""

from __future__ import annotations

from datetime import date
from enum import Enum

from msgspec import Struct

from toolkit.schedule.meeting import MeetingPhrase
from toolkit.schedule.window import Window
from toolkit.schedule.year import Basis


class Unit(Enum):
    """What a rule counts in; MEETING means every meeting the phrase fits."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    MEETING = "meeting"


class Rule(Struct, frozen=True):
    """A recurrence: every ``every`` ``unit``\\ s, and where in it the due day lies.

    Attributes:
        unit: what is counted.
        every: how many units make one cycle.
        times: how often within a cycle.
        windows: the parts of the year in which it is due, empty when not said.
        days: days of the month, -1 for the last, empty when not said.
        weekdays: (which one in the month, weekday from Monday = 0); which = 0 means each week.
        meeting: the meeting it is due at; none when not said.
        within: the part of the year in which the rule runs at all; none for all year.
        basis: the year that annual, quarterly and similar cycles follow.
        at_start: due at the beginning of the cycle rather than at its end.
        since: the first day the text allows; none when not said.
        until: the last day the text allows; none when not said.
        anchor: a day from which longer cycles are counted; none when nobody has said.
    """

    unit: Unit
    every: int = 1
    times: int = 1
    windows: tuple[Window, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    meeting: MeetingPhrase | None = None
    within: Window | None = None
    basis: Basis = Basis.OWN
    at_start: bool = False
    since: date | None = None
    until: date | None = None
    anchor: date | None = None
