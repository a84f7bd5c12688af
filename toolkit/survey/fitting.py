"""Whether a question asks about a word of the plan: "relevance" and "How relevant …?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from toolkit.survey.question import Question
from toolkit.survey.wording import plain

_SAME_STEM = 0.6
_STEM = 4
_SYNONYMS = {
    "usefulness": ("util", "utei", "helpful"),
    "practicality": ("pratic", "pratiq"),
    "value": ("valor", "valio", "valeur", "worth"),
    "effectiveness": ("eficac", "eficaz", "eficien", "efficac"),
    "quality": ("calidad", "qualit"),
    "relevance": ("pertinen",),
    "satisfaction": ("satisf",),
    "importance": ("importan",),
}
_PART = re.compile(r".*\[(.+)\]", re.DOTALL)


def fits(word: str, title: str) -> bool:
    """Whether a question asks about a word."""
    stems = (plain(word), *_SYNONYMS.get(plain(word), ()))
    words = plain(title).split()
    return any(
        _common(stem, other) >= max(_STEM, _SAME_STEM * min(len(stem), len(other)))
        or (place and other.startswith(stem))
        for place, stem in enumerate(stems)
        for other in words
    )


def fitting(word: str, questions: Sequence[Question]) -> list[Question]:
    """The questions about a word, the statement of a matrix before its heading."""
    if not word:
        return list(questions)
    exact = [q for q in questions if plain(q.title) == plain(word)]
    parts = [q for q in questions if (part := part_of(q)) and fits(word, part)]
    whole = [q for q in questions if not part_of(q) and fits(word, q.title)]
    return exact or parts or whole


def part_of(question: Question) -> str:
    """The statement of a matrix question, "" when it is none."""
    found = _PART.fullmatch(question.title)
    return found[1] if found else ""


def likeness(one: str, two: str) -> float:
    """How alike two wordings are, 0 to 1."""
    return SequenceMatcher(None, plain(one), plain(two)).ratio()


def _common(one: str, two: str) -> int:
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        count += 1
    return count
