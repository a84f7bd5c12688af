"""The scale of a question, found in what people answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.survey.degrees import degrees
from toolkit.survey.labels import readings_of
from toolkit.survey.number_scale import Told, number_scale
from toolkit.survey.word_scales import INTENSITIES, WORD_SCALES
from toolkit.survey.wording import number_in

_ENOUGH = 20
"""Answers from which on a step nobody chose says something about the scale."""
_FEW = 5
_COVERED = 0.9
"""A scale has to explain this share of the answers; the rest is said to be unreadable."""

_MOST_STEPS = 11
"""More steps than 0 to 10 are a slider."""


class Scale(Struct, frozen=True):
    """How answers become ratings.

    Attributes:
        low, high: the scale's ends.
        ratings: the rating of each answer text, as it stands in the file.
        name: how people would name it, such as "agreement in words".
        decisions: what had to be decided, a sentence each.
        steps: number of steps.
        no_answer: texts that stand for no answer.
    """

    low: float
    high: float
    ratings: Mapping[str, float]
    name: str
    decisions: tuple[str, ...] = ()
    steps: int = 0
    no_answer: frozenset[str] = frozenset()

    @property
    def top_two_above(self) -> float | None:
        """Ratings above it are the two best steps; None on a slider, which has no steps."""
        if self.steps > _MOST_STEPS:
            return None
        return self.high - 1.5 * (self.high - self.low) / max(self.steps - 1, 1)

    def on(self, points: int) -> Scale:
        """The same scale stretched or shrunk to 1 … ``points``."""
        factor = (points - 1) / (self.high - self.low)
        ratings = {text: 1 + (rating - self.low) * factor for text, rating in self.ratings.items()}
        return replace(self, low=1.0, high=float(points), ratings=ratings)

    def ending(self, points: int) -> Scale:
        """The same ratings on a scale that ends elsewhere: nobody gave the best answer."""
        if self.high == points or not self.low < points <= _MOST_STEPS:
            return self
        name = f"numbers {self.low:g} to {points}"
        return replace(self, high=float(points), name=name, steps=round(points - self.low) + 1)

    def turned(self) -> Scale:
        """The same scale with its best and worst end exchanged."""
        ends = self.low + self.high
        return replace(self, ratings={text: ends - r for text, r in self.ratings.items()})


class Seen(Struct, frozen=True):
    """What the columns that share a scale hold.

    Attributes:
        answers: how often each text was given, "not applicable" left out.
        headings: the questions and statements.
        points: the scale the plan speaks of, 0 when it does not.
        zero_based: the file's other questions count from 0.
    """

    answers: Counter[str]
    headings: tuple[str, ...] = ()
    points: int = 0
    zero_based: bool = field(default=False)


def scale_of(seen: Seen) -> Scale | None:
    """The scale that explains the answers; None when there is none."""
    if not seen.answers:
        return None
    told = Told(seen.headings, seen.points, seen.zero_based)
    ratings = number_scale(seen.answers, told)
    if ratings is not None:
        return Scale(*ratings)
    return _word_scale(seen) or _mixed_scale(seen)


def _mixed_scale(seen: Seen) -> Scale | None:
    """Answers in words from some and in numbers from others, on one and the same scale."""
    bare = Counter({text: n for text, n in seen.answers.items() if number_in(text) is not None})
    words = seen.answers - bare
    if not bare or not words:
        return None
    one = number_scale(bare, Told(seen.headings, seen.points, seen.zero_based))
    two = _word_scale(replace(seen, answers=words))
    if one is None or two is None or (one[0], one[1]) != (two.low, two.high):
        return None
    said = ("some answered in words and some in numbers; both were read on one scale",)
    return replace(
        two,
        ratings={**two.ratings, **one[2]},
        decisions=(*two.decisions, *one[4], *said),
        no_answer=one[6],
    )


def _word_scale(seen: Seen) -> Scale | None:
    labels = {text: readings_of(text) for text in seen.answers}
    total = sum(seen.answers.values())
    fitting = []
    for order, (name, size, steps) in enumerate(_sets_of_steps(labels)):
        places = {text: step for text, ways in labels.items() if (step := _step(ways, steps)) >= 0}
        covered = sum(seen.answers[text] for text in places)
        if covered >= _COVERED * total:
            used = set(places.values())
            whole = len(used) == size and covered >= _ENOUGH
            worth = (-covered, len(places) - len(used), not whole, size if whole else 0, order)
            fitting.append((worth, name, size, places))
    if not fitting:
        return None
    (_, _, missing, _, _), name, size, places = min(fitting, key=lambda fit: fit[0])
    used = set(places.values())
    # Everybody may agree strongly; a few people saying "good" somewhere are no scale.
    if len(used) < 2 and (name == "degree" or total < _FEW):
        return None
    if size > 3 and used == _OPPOSITES.get((name, size)) and total >= _ENOUGH:
        return None
    ratings = {text: float(place + 1) for text, place in places.items()}
    said = []
    if missing and size != 5:
        said.append(f"the words fit a scale of {size} steps, not all of which were chosen")
    return Scale(1.0, float(size), ratings, f"{name} in words, {size} steps", tuple(said), size)


_OPPOSITES = {("agreement", 5): {1, 3}, ("satisfaction", 5): {1, 3}, ("likelihood", 5): {1, 3}}
"""Agree or disagree alone, from many people, is a yes or a no and has no mean."""


def _sets_of_steps(
    labels: Mapping[str, tuple[str, ...]],
) -> Iterable[tuple[str, int, Mapping[str, int]]]:
    """Every set of answer words with the step of each word it knows; the usual ones first."""
    words = tuple(dict.fromkeys(way for ways in labels.values() for way in ways))
    for scale in WORD_SCALES:
        steps = {w: step for w in words for step, known in enumerate(scale.steps) if w in known}
        if steps:
            yield scale.name, len(scale.steps), steps
    for ladder in INTENSITIES:
        if steps := degrees(words, ladder):
            yield "degree", len(ladder), steps


def _step(ways: tuple[str, ...], steps: Mapping[str, int]) -> int:
    """The step of an answer: as it stands, else by its parts when they say the same; else -1."""
    if ways and ways[0] in steps:
        return steps[ways[0]]
    found = {steps[way] for way in ways if way in steps}
    return found.pop() if len(found) == 1 else -1
