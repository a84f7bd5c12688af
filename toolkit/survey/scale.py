"""The scale of a question, found in what people answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from toolkit.survey.number_scale import number_scale
from toolkit.survey.word_scales import INTENSITIES, WORD_SCALES
from toolkit.survey.wording import plain

_ENOUGH = 20
"""Answers from which on a step nobody chose says something about the scale."""
_FEW = 5
_COVERED = 0.9
"""A scale has to explain this share of the answers; the rest is said to be unreadable."""


@dataclass(frozen=True)
class Scale:
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

    def on(self, points: int) -> Scale:
        """The same scale stretched or shrunk to 1 … ``points``."""
        factor = (points - 1) / (self.high - self.low)
        ratings = {text: 1 + (rating - self.low) * factor for text, rating in self.ratings.items()}
        return replace(self, low=1.0, high=float(points), ratings=ratings)

    def turned(self) -> Scale:
        """The same scale with its best and worst end exchanged."""
        ends = self.low + self.high
        return replace(self, ratings={text: ends - r for text, r in self.ratings.items()})


@dataclass(frozen=True)
class Seen:
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
    ratings = number_scale(seen.answers, seen.headings, seen.points, zero_based=seen.zero_based)
    if ratings is not None:
        return Scale(*ratings)
    return _word_scale(seen)


def _word_scale(seen: Seen) -> Scale | None:
    labels = {text: plain(text) for text in seen.answers}
    total = sum(seen.answers.values())
    fitting = []
    for order, ((name, size), places) in enumerate(_readings(tuple(labels.values()))):
        covered = sum(n for text, n in seen.answers.items() if labels[text] in places)
        if covered >= _COVERED * total:
            used = {places[label] for label in labels.values() if label in places}
            whole = len(used) == size and covered >= _ENOUGH
            known = sum(1 for label in set(labels.values()) if label in places)
            worth = (-covered, known - len(used), not whole, size if whole else 0, order)
            fitting.append((worth, name, size, places))
    if not fitting:
        return None
    (_, _, missing, _, _), name, size, places = min(fitting, key=lambda fit: fit[0])
    used_steps = {places[label] for label in labels.values() if label in places}
    # Everybody may agree strongly; a few people saying "good" somewhere are no scale.
    if len(used_steps) < 2 and (name == "degree" or total < _FEW):
        return None
    ratings = {t: float(places[label] + 1) for t, label in labels.items() if label in places}
    said = []
    if missing and size != 5:
        said.append(f"the words fit a scale of {size} steps, not all of which were chosen")
    return Scale(1.0, float(size), ratings, f"{name} in words, {size} steps", tuple(said), size)


def _readings(
    labels: tuple[str, ...],
) -> Iterable[tuple[tuple[str, int], Mapping[str, int]]]:
    """Every set of answer words with the step of each label it knows; the usual ones first."""
    for scale in WORD_SCALES:
        places = {
            label: step
            for label in labels
            for step, ways in enumerate(scale.steps)
            if label in ways
        }
        if places:
            yield (scale.name, len(scale.steps)), places
    for steps in INTENSITIES:
        places = _intensities(labels, steps)
        if places:
            yield ("degree", len(steps)), places


def _intensities(labels: tuple[str, ...], steps: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """Labels as a word of degree and an adjective: "not at all useful" … "extremely useful"."""
    ways = sorted(((way, step) for step, group in enumerate(steps) for way in group),
                  key=lambda pair: -len(pair[0]))  # fmt: skip
    found: dict[str, int] = {}
    adjectives: dict[str, int] = {}
    bare: list[str] = []
    for label in labels:
        if len(label.split()) > 6:
            continue
        for way, step in ways:
            if not way:
                bare.append(label)
            elif label == way or label.startswith(way + " ") or _joined(label, way):
                found[label] = step
                rest = label.removeprefix(way).strip()
                adjectives[rest] = adjectives.get(rest, 0) + 1
                break
    if len(adjectives) > 6:
        return {}
    plain_step = next((step for way, step in ways if not way), None)
    if plain_step is not None:
        found.update({label: plain_step for label in bare if label in adjectives})
    return found


def _joined(label: str, way: str) -> bool:
    """Whether a prefix is part of the word: "very unhelpful"."""
    return way.endswith(("un", "in")) and label.startswith(way) and len(label) > len(way) + 3
