"""Ratings written as numbers: where the scale begins, where it ends, which end is the best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from toolkit.survey.legend import best_is_lowest
from toolkit.survey.no_answer import codes_for_nothing
from toolkit.survey.wording import plain
from toolkit.survey.written_number import written_number

Reading = tuple[float, float, dict[str, float], str, tuple[str, ...], int, frozenset[str]]
"""Low, high, rating of each text, name, decisions, steps, texts that are no answer."""

_RANGE = re.compile(
    r"(?:\b(?:scale (?:of|from)|escala (?:de|del)|from|del?|rate|rating|between|de)\s*|[(\[]\s*)?"
    r"(?<![\w.,])([01])\s*(?:to|a|al|à|bis|through|and|y|\.\.)\s*(100|10|[3-9])\b"
    r"|(?:\b(?:scale (?:of|from)?|escala (?:de|del)?|rate|rating|points?)\s*|[(\[]\s*)"
    r"([01])\s*[-–—]\s*(100|10|[3-9])(?![\w.,]|\s*(?:years|anos|times))"
)
_POINTS = re.compile(r"\b(\d+)[ -](?:point|puntos?)\b")
_RECOMMEND = re.compile(r"\brec+om+[ae]n[dt]")
_SHARE = 0.9
"""Of the answers have to be numbers."""


class Told(Struct, frozen=True):
    """What is known of a scale before its numbers are looked at.

    Attributes:
        headings: the questions, and notes beside the table: a scale may be named there.
        points: the scale the plan speaks of, 0 when it does not.
        zero_based: the file's other questions count from 0.
    """

    headings: tuple[str, ...] = ()
    points: int = 0
    zero_based: bool = False


def number_scale(answers: Counter[str], told: Told) -> Reading | None:
    """The scale of answers that are numbers, alone or with words; None when it is none."""
    found = {text: number for text in answers if (number := written_number(text))}
    total = sum(answers.values())
    if not found or sum(answers[text] for text in found) < _SHARE * total:
        return None
    if sum(answers[text] for text, number in found.items() if number.percent) >= _SHARE * total:
        return _shares({text: n.value for text, n in found.items() if n.percent})
    numbers = {text: number.value for text, number in found.items() if not number.percent}
    codes = codes_for_nothing(numbers, answers)
    said = [_code_words(codes)] if codes else []
    numbers = {text: value for text, value in numbers.items() if text not in codes}
    if _range_of(told.headings) == (0.0, 100.0) and all(0 <= v <= 100 for v in numbers.values()):
        low, high, ratings, name, more, steps, _ = _shares(numbers)
        return low, high, ratings, name, (*said, *more), steps, codes
    if not _may_be_ratings(numbers, answers):
        return None
    labels = {n.value: n.label for text, n in found.items() if n.label and text in numbers}
    out_of = max((n.out_of for n in found.values()), default=0)
    low, high = _ends(set(numbers.values()), told, out_of, said)
    return _reading(numbers, labels, told, (low, high), said, codes)


def _reading(
    numbers: Mapping[str, float],
    labels: Mapping[float, str],
    told: Told,
    ends: tuple[float, float],
    said: list[str],
    gone: frozenset[str],
) -> Reading:
    low, high = ends
    ratings = dict(numbers)
    if low == 0 and high in (5, 7) and (_range_of(told.headings) or (1, 0))[0]:
        zeros = frozenset(text for text, value in ratings.items() if not value)
        said.append(f"0 was read as no answer, because {high:g} points begin with 1")
        ratings = {text: value for text, value in ratings.items() if value}
        gone, low = gone | zeros, 1.0
    elif low == 0 and high < 10:
        said.append(f"counted from 0 to {high:g}, read as 1 to {high + 1:g}")
        ratings = {text: value + 1 for text, value in ratings.items()}
        labels = {number + 1: label for number, label in labels.items()}
        low, high = 1.0, high + 1
    if best_is_lowest(labels, told.headings, low, high):
        said.append(f"{low:g} is the best answer here, so the numbers were turned round")
        ratings = {text: low + high - value for text, value in ratings.items()}
    steps = round(high - low) + 1
    return low, high, ratings, f"numbers {low:g} to {high:g}", tuple(said), steps, gone


def _shares(numbers: Mapping[str, float]) -> Reading:
    """A slider: from nothing to a hundred per cent."""
    ratings = {text: value for text, value in numbers.items() if 0 <= value <= 100}
    return 0.0, 100.0, ratings, "per cent, 0 to 100", (), 101, frozenset()


def _code_words(codes: Iterable[str]) -> str:
    return f"{' and '.join(sorted(codes))} was read as no answer: a code far from all ratings"


def _may_be_ratings(numbers: Mapping[str, float], answers: Counter[str]) -> bool:
    """Whether the numbers lie within 0 to 10, mostly whole or half."""
    values = set(numbers.values())
    if not values or len(values) > 21 or min(values) < 0 or max(values) > 10:
        return False
    total = sum(answers[text] for text in numbers)
    odd = sum(answers[text] for text, value in numbers.items() if value * 2 % 1)
    return odd <= 0.2 * total and not (odd and max(values) > 5)


def _range_of(headings: Iterable[str]) -> tuple[float, float] | None:
    """The ends a heading names, as in "from 1 to 7"."""
    for heading in headings:
        if found := _RANGE.search(heading.casefold()):
            return float(found[1] or found[3]), float(found[2] or found[4])
    return None


def _ends(values: set[float], told: Told, out_of: int, said: list[str]) -> tuple[float, float]:
    least, most = min(values), max(values)
    for heading in told.headings:
        named = _range_of([heading])
        if named and named[0] <= least and most <= named[1]:
            return named
        points = _POINTS.search(heading.casefold())
        if points and 3 <= int(points[1]) <= 10 and least >= 1 and int(points[1]) >= most:
            return 1.0, float(points[1])
    if out_of >= most:
        return min(least, 1.0), float(out_of)
    if most > 7:
        asked = any(_RECOMMEND.search(plain(heading)) for heading in told.headings)
        if most < 10:
            said.append(f"nobody chose more than {most:g}; read as a 10-point scale")
        return (0.0 if least < 1 or asked else 1.0), 10.0
    return _unnamed_ends(least, most, told, said)


def _unnamed_ends(least: float, most: float, told: Told, said: list[str]) -> tuple[float, float]:
    points = told.points
    if most > 5:
        if least < 1 and most <= 6:
            return 0.0, 6.0
        if points > 7:
            return min(least, 1.0), float(points)
        return (0.0 if least < 1 else 1.0), 7.0
    if least < 1 or (told.zero_based and most <= 4):
        return 0.0, 4.0 if most <= 4 else 5.0
    high = max(points, 5)
    if most < 5 or high > 5:
        said.append(
            f"nobody chose more than {most:g}; read as a {high}-point scale (another number of "
            f'points: "of {most:g}" behind the question\'s line in settings.yaml)'
        )
    return 1.0, float(high)
