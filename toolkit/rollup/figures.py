"""What a roll-up holds: counts with their denominators, never an average of status words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Share:
    """A count and what it is out of: a percentage is only ever printed with both."""

    n: int = 0
    of: int = 0


@dataclass(frozen=True)
class Item:
    """The figures of the whole plan, one area, one goal or one person.

    Attributes:
        name: title of the area, statement of the goal, name of the person or role.
        ref: what people cite; the code for a role.
        id: record id, "" for the whole plan and for people.
        actions: counted actions (notes and retired rows are not; cancelled ones are).
        reported: actions with a staff edit or a "no change" tick since the period began.
        checked: actions whose *Last checked* falls into this period.
        by_status: count by status word, in the plan's order, words nobody used left at 0.
        not_reported: actions with a blank status.
        overdue: open actions past their day (ongoing and as-needed ones never are).
        due_soon: open actions due within the settings' days.
        owned: actions with an owner (a whole membership alone is none).
        completion: complete ones, of the dated and repeating ones not cancelled.
        ongoing: checked this period, of the ongoing and as-needed actions.
        freshness_days: median days since last checked, live actions ever checked; None if none.
        word: a goal's word (the director's, else the worst reported status), "" for other items.
        word_by: "director" or "worst reported", "" without a word.
    """

    name: str
    ref: str = ""
    id: str = ""
    actions: int = 0
    reported: int = 0
    checked: int = 0
    by_status: Mapping[str, int] = field(default_factory=dict)
    not_reported: int = 0
    overdue: int = 0
    due_soon: int = 0
    owned: Share = Share()
    completion: Share = Share()
    ongoing: Share = Share()
    freshness_days: float | None = None
    word: str = ""
    word_by: str = ""


@dataclass(frozen=True, slots=True)
class SurveyFigure:
    """One survey measure in one round. Figures are None below the floor of answers."""

    ref: str
    measure: str
    question: str
    wave: str
    n: int | None
    population: int | None
    mean: float | None
    low: float | None
    high: float | None
    top_two: float | None
    target: float | None
    result: str


@dataclass(frozen=True)
class Rollup:
    """All figures of a plan at one snapshot.

    Attributes:
        overall: the whole plan.
        areas, goals, people: in the plan's order; people by number of actions.
        survey: one line per measure, question and round.
    """

    overall: Item
    areas: tuple[Item, ...]
    goals: tuple[Item, ...]
    people: tuple[Item, ...]
    survey: tuple[SurveyFigure, ...] = ()
