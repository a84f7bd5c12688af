"""Ratings written as numbers: where the scale begins, where it ends, which end is the best."""

from __future__ import annotations

import re
from collections import Counter

from toolkit.survey.wording import number_in, plain

Reading = tuple[float, float, dict[str, float], str, tuple[str, ...], int, frozenset[str]]
"""Low, high, rating of each text, name, decisions, steps, texts that are no answer."""

_LEADING = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:[-–—=:.)]+\s*|\s+\(?|\()(?P<label>\D.*?)\)?")
_TRAILING = re.compile(r"(?P<label>\D*?)\s*[-–—=:(]\s*(\d+(?:[.,]\d+)?)\)?")
_OUT_OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|out of|of|de)\s*(\d+)", re.IGNORECASE)
_STARS = re.compile(r"[★⭐\ufe0f]+[☆\s]*")
_NUMBERED = re.compile(r"(\d+)\s*(?:stars?|points?|estrellas?|puntos?)", re.IGNORECASE)
_RANGE = re.compile(
    r"\(?\b(?:scale (?:of|from)|escala (?:de|del)|from|del?|rate)?\s*\b([01])\s*(?:to|a|al|-|–|—"
    r"|through|\.\.)\s*"
    r"(4|5|6|7|10)\b(?!\s*(?:years|anos|times))"
)
_POINTS = re.compile(r"\b(\d+)[ -](?:point|puntos?)\b")
_ENDS = re.compile(
    r"\b(\d{1,2})\s*(?:=|:|–|—|-|\bis\b|\bbeing\b|\bmeans\b|\bes\b|\bsignifica\b)\s*"
    r"\(?([^\d,;()=]{3,40})"
)
_BEST = re.compile(
    r"\b(?:best|highest|excellent|strongly agree|very satisfied|very useful|very good|always"
    r"|extremely|most|outstanding|mejor|excelente|totalmente de acuerdo|muy de acuerdo"
    r"|muy satisfech[oa]|muy util|siempre|high|agree|very relevant|very practical)\b"
)
_WORST = re.compile(
    r"\b(?:worst|lowest|poor|very poor|strongly disagree|very dissatisfied|not at all|not useful"
    r"|never|terrible|least|peor|deficiente|malo|muy malo|totalmente en desacuerdo"
    r"|muy en desacuerdo|muy insatisfech[oa]|nada|nunca|low|disagree|dissatisfied|unsatisfied)\b"
)


def number_scale(
    answers: Counter[str], headings: tuple[str, ...], points: int, *, zero_based: bool = False
) -> Reading | None:
    """The scale of answers that are numbers, alone or with words; None when it is none.

    Args:
        answers: how often each text was given.
        headings: the questions: "(1 = excellent, 5 = poor)" may stand there.
        points: the scale the plan speaks of, 0 when it does not.
        zero_based: the file's other questions count from 0.
    """
    numbers, labels, out_of = _numbers(answers)
    total = sum(answers.values())
    if sum(answers[text] for text in numbers) < 0.9 * total:
        return None
    values = set(numbers.values())
    if len(values) > 21 or min(values) < 0 or max(values) > 10:
        return None
    odd = sum(answers[text] for text, value in numbers.items() if value * 2 % 1)
    if odd > 0.2 * total or (odd and max(values) > 5):
        return None
    said: list[str] = []
    low, high = _ends(values, headings, out_of, points, zero_based, said)
    zeros: frozenset[str] = frozenset()
    if low == 0 and high in (5, 7):
        zeros = frozenset(text for text, value in numbers.items() if not value)
        gone = sum(answers[text] for text in zeros)
        said.append(f"0 was read as no answer ({gone}×), because {high:g} points begin with 1")
        numbers = {text: value for text, value in numbers.items() if value}
        low = 1.0
    elif low == 0 and high < 10:
        said.append(f"counted from 0 to {high:g}, read as 1 to {high + 1:g}")
        numbers = {text: value + 1 for text, value in numbers.items()}
        labels = {number + 1: label for number, label in labels.items()}
        low, high = 1.0, high + 1
    if _reversed(labels, headings, low, high):
        said.append(f"{low:g} is the best answer here, so the numbers were turned round")
        numbers = {text: low + high - value for text, value in numbers.items()}
    steps = round(high - low) + 1
    return low, high, numbers, f"numbers {low:g} to {high:g}", tuple(said), steps, zeros


def _numbers(answers: Counter[str]) -> tuple[dict[str, float], dict[float, str], int]:
    """The number of each text, the words beside numbers, and the end named in "4 of 5"."""
    numbers: dict[str, float] = {}
    labels: dict[float, str] = {}
    out_of = 0
    for text in answers:
        bare = text.strip()
        value = number_in(bare)
        if value is None and (found := _OUT_OF.fullmatch(bare)):
            value, out_of = number_in(found[1]), int(found[2])
        elif value is None and _STARS.fullmatch(bare):
            value = float(bare.count("★") + bare.count("⭐"))
        elif value is None and (found := _NUMBERED.fullmatch(bare)):
            value = float(found[1])
        elif value is None and (found := _LEADING.fullmatch(bare)):
            value = number_in(found[1])
            labels[value or 0.0] = found["label"]
        elif value is None and (found := _TRAILING.fullmatch(bare)):
            value = number_in(found[2])
            labels[value or 0.0] = found["label"]
        if value is not None:
            numbers[text] = value
    return numbers, labels, out_of


def _ends(
    values: set[float],
    headings: tuple[str, ...],
    out_of: int,
    points: int,
    zero_based: bool,
    said: list[str],
) -> tuple[float, float]:
    least, most = min(values), max(values)
    for heading in headings:
        flat = heading.casefold()
        if (found := _RANGE.search(flat)) and float(found[2]) >= most:
            return float(found[1]), float(found[2])
        named = int(found[1]) if (found := _POINTS.search(flat)) else 0
        if named in (3, 4, 5, 6, 7, 10) and least >= 1 and named >= most:
            return 1.0, float(named)
    if out_of >= most:
        return min(least, 1.0), float(out_of)
    if most > 7:
        return (0.0 if least < 1 else 1.0), 10.0
    if most > 5:
        if least < 1 and most <= 6:
            return 0.0, 6.0
        if points and points > 7:
            return min(least, 1.0), float(points)
        return (0.0 if least < 1 else 1.0), 7.0
    if least < 1 or (zero_based and most <= 4):
        return 0.0, 4.0 if most <= 4 else 5.0
    if most < 5 and points in (0, 5):
        said.append(f"nobody chose more than {most:g}; read as a 5-point scale")
    return 1.0, float(points if points >= most else 5)


def _reversed(labels: dict[float, str], headings: tuple[str, ...], low: float, high: float) -> bool:
    """Whether the words say that the lowest number is the best answer."""
    votes = 0
    for number, label in labels.items():
        votes += _vote(number, plain(label), low, high)
    for heading in headings:
        for found in _ENDS.finditer(heading.casefold()):
            votes += _vote(float(found[1]), plain(found[2]), low, high)
    return votes < 0


def _vote(number: float, words: str, low: float, high: float) -> int:
    """+1 when number and words point the same way, -1 when they point apart."""
    middle = (low + high) / 2
    if number == middle:
        return 0
    worst = bool(_WORST.search(words))
    best = not worst and bool(_BEST.search(words))
    if not (best or worst):
        return 0
    return 1 if (number > middle) == best else -1
