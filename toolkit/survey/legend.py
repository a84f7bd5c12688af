"""Which end of a scale of numbers is the best, by the words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from toolkit.survey.wording import plain

_BESIDE = re.compile(
    r"(?<![\w.])(?P<number>\d{1,2})\s*(?P<sign>=|:|–|—|-|\(|\bis\b|\bbeing\b|\bmeans\b|\bes\b"
    r"|\bsignifica\b)\s*\(?(?P<words>[^\d,;()=]{3,40})"
)
_BEST = re.compile(
    r"\b(?:best|highest|excellent|strongly agree|completely agree|very satisfied|satisfied"
    r"|very useful|very good|good|always|extremely|most|outstanding|mejor|excelente"
    r"|totalmente de acuerdo|muy de acuerdo|muy satisfech[oa]|muy util|muy buen[oa]|siempre|high"
    r"|agree|very relevant|very practical|very important|very likely|tout a fait d accord"
    r"|tres satisfaite?|concordo totalmente|muito satisfeit[oa])\b"
)
_WORST = re.compile(
    r"\b(?:worst|lowest|poor|very poor|bad|strongly disagree|very dissatisfied|not at all"
    r"|not useful|not satisfied|never|terrible|least|peor|deficiente|malo|muy malo"
    r"|totalmente en desacuerdo|muy en desacuerdo|muy insatisfech[oa]|nada|nunca|low|disagree"
    r"|dissatisfied|unsatisfied|very unlikely|unlikely|pas du tout|discordo totalmente"
    r"|pas d accord|tres insatisfaite?)\b"
)


def best_is_lowest(
    labels: Mapping[float, str], texts: Iterable[str], low: float, high: float
) -> bool:
    """Whether the words say that the lowest number is the best answer.

    Args:
        labels: words beside numbers in the answers themselves.
        texts: headings and notes, which may hold "(1 = excellent, 5 = poor)".
        low, high: the scale's ends.
    """
    votes = sum(_vote(number, plain(label), low, high) for number, label in labels.items())
    for text in texts:
        votes += sum(_votes_of(text, low, high))
    return votes < 0


def names_kinds(text: str) -> bool:
    """Whether a heading gives numbers for kinds of people or things, not for ratings.

    "Role (1 = Director, 2 = Recruiter, 3 = Teacher)": three numbers or more, and no word that
    says better or worse.
    """
    found = [m for m in _BESIDE.finditer(text.casefold()) if m["sign"] in ("=", ":")]
    words = [plain(match["words"]) for match in found]
    return len(words) >= 3 and not any(_BEST.search(w) or _WORST.search(w) for w in words)


def _votes_of(text: str, low: float, high: float) -> Iterator[int]:
    found = [m for m in _BESIDE.finditer(text.casefold()) if low <= int(m["number"]) <= high]
    # "1 - How good was the food?" counts questions and says nothing of the scale.
    if len(found) == 1 and not found[0].start() and found[0]["sign"] != "=":
        return
    for match in found:
        yield _vote(float(match["number"]), plain(match["words"]), low, high)


def _vote(number: float, words: str, low: float, high: float) -> int:
    """+1 when number and words point the same way, -1 when they point apart."""
    middle = (low + high) / 2
    worst = bool(_WORST.search(words))
    best = not worst and bool(_BEST.search(words))
    if number == middle or not (best or worst):
        return 0
    return 1 if (number > middle) == best else -1
