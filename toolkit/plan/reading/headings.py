"""Column headings recognised by their meaning."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from toolkit.plan.reading.column_words import COLUMN_PHRASES
from toolkit.plan.reading.vocabulary import LEVEL_HEADINGS
from toolkit.plan.reading.wordings import plain

_MOST_SIGNS = 90
_SURE = 8.0
_LONGEST = 12  # words; more is a sentence, not a heading


class Meaning(Struct, frozen=True):
    """What a heading stands for.

    Attributes:
        kind: by_when, who, resources, measures, reporting, status, own, ref, level; "" unknown.
        height: of a level, 1 the highest; 0 for everything else.
        weight: how sure, 0 to about 20.
        whole: the heading says nothing else.
    """

    kind: str = ""
    height: int = 0
    weight: float = 0.0
    whole: bool = False


UNKNOWN = Meaning()


@lru_cache(maxsize=4096)
def meaning_of(heading: str) -> Meaning:
    """The best meaning of a heading; UNKNOWN when it is empty, too long or says nothing known."""
    said = plain(heading)
    count = len(said.split())
    if not count or len(heading) > _MOST_SIGNS:
        return UNKNOWN
    if count > _LONGEST:
        return _explained(heading)
    best = UNKNOWN
    for kind, phrases in _PHRASES.items():
        for phrase, (height, weight) in phrases.items():
            if f" {phrase} " in f" {said} ":
                share = len(phrase.split()) / count
                score = weight * (0.35 + 0.65 * share) + _head_bonus(said, phrase)
                if score > best.weight:
                    best = Meaning(kind, height, score, share > 0.99)
    return best if best.weight >= 3.0 else UNKNOWN


def _explained(heading: str) -> Meaning:
    """Of "Time Frame: S (0-2 years), L (5 years)" what stands before the explanation."""
    name = re.split(r"\s*[:(]", heading.strip(), maxsplit=1)[0]
    found = meaning_of(name) if name and name != heading.strip() else UNKNOWN
    return found if found.weight >= _SURE else UNKNOWN


def _head_bonus(said: str, phrase: str) -> float:
    """The last noun rules: a "goal indicator" is an indicator; "of" and "for" turn it round."""
    head = said
    for joint in (" of ", " for ", " to "):
        head = head.partition(joint)[0]
    return 1.0 if head.endswith(phrase) else 0.0


def _phrases() -> dict[str, dict[str, tuple[int, int]]]:
    known = {
        kind: {plain(phrase): (0, weight) for phrase, weight in phrases.items()}
        for kind, phrases in COLUMN_PHRASES.items()
    }
    known["level"] = {plain(phrase): (height, 8) for phrase, height in LEVEL_HEADINGS.items()}
    return known


_PHRASES = _phrases()
