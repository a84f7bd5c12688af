"""What a roll-up holds: counts with their denominators, never an average of status words."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Share(Struct, frozen=True):
    """A count and what it is out of: a percentage is only ever printed with both."""

    n: int = 0
    of: int = 0


class Item(Struct, frozen=True):
    """The figures of the whole plan, one area, one goal or one person.

    Attributes:
        name: title of the area, statement of the goal, name of the person or role.
        ref: what people cite; the code for a role.
        id: record id, "" for the whole plan and for people.
        actions: counted actions (notes and retired rows are not; cancelled ones are).
        in_play: actions without the cancelled ones: what coverage is out of.
        reported: actions in play with a staff edit or a "no change" tick since the period began.
        checked: actions in play whose *Last checked* falls into this period.
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
    in_play: int = 0
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

    @property
    def values(self) -> dict[str, float | str | None]:
        """Every figure by its path in the JSON document, such as ``owned.n``."""
        return {
            "actions": self.actions,
            "not_reported": self.not_reported,
            "reported": self.reported,
            "checked": self.checked,
            "overdue": self.overdue,
            "due_soon": self.due_soon,
            "owned.n": self.owned.n,
            "owned.of": self.owned.of,
            "completion.n": self.completion.n,
            "completion.of": self.completion.of,
            "ongoing.n": self.ongoing.n,
            "ongoing.of": self.ongoing.of,
            "freshness_days": self.freshness_days,
            "word": self.word,
            **{f"by_status.{word}": count for word, count in self.by_status.items()},
        }

    def path(self, group: str) -> str:
        """Where the item stands in its group: ``areas[1]``, ``goals[1.2]``, ``people[ED]``."""
        return f"{group}[{self.ref or self.name}]"


class SurveyFigure(Struct, frozen=True):
    """One survey question of one measure in one round.

    Attributes:
        ref: goal or action the measure is for.
        measure: its wording.
        question: the question, "" for the measure as a whole.
        wave: the survey round, "typed" for a mean somebody typed.
        n: answers; None when not given.
        population: how many could have answered, None when not known.
        mean, low, high: mean and its 95 % interval; None below the floor of answers.
        top_two: share of the two best answers, 0–100; None below the floor.
        target: what the rule asks for, None without one.
        result: "Met", "Not met", or why there is none.
        typed: a person typed mean and n, no survey file stands behind them.
        measure_ref: ref of the measure.
        id: record that holds the figures.
        top_low, top_high: the share's Wilson interval, 0–100; None below the floor.
        change: the change since the round before, and whether it is clear; "" without one.
    """

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
    typed: bool = False
    measure_ref: str = ""
    id: str = ""
    top_low: float | None = None
    top_high: float | None = None
    change: str = ""

    @property
    def response_rate(self) -> float | None:
        """Answers out of all who could have answered, 0–100; None when that is not known."""
        if not self.population or self.n is None:
            return None
        return 100 * self.n / self.population


class Rollup(Struct, frozen=True):
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
