"""The lines under survey: questions: in settings.yaml: which question answers which measure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from toolkit.survey.fitting import likeness, part_of
from toolkit.survey.question import Question
from toolkit.survey.wording import plain

_REVERSED = frozenset({"reversed", "reverse", "turned"})
_NOTHING = frozenset({"none", "no", "nothing", "-", ""})
_POINTS = re.compile(r"\bof (\d{1,2})\b")
_SAME = 0.92
_NEAR = 0.75


class Target(Struct, frozen=True):
    """What a line says of its question.

    Attributes:
        refs: the measures, by the goal or action they are for.
        word: what it asks about, "" when that is clear.
        turned: its worst answer is the best.
        points: the scale's number of points, 0 when it is not said.
    """

    refs: tuple[str, ...] = ()
    word: str = ""
    turned: bool = False
    points: int = 0


def target_of(text: str) -> Target | None:
    """The right side of a line: "1.1, 1.2: usefulness reversed", "4.2b of 4"; None for "none"."""
    if plain(text) in _NOTHING:
        return None
    points = _POINTS.search(text)
    refs: list[str] = []
    words: list[str] = []
    turned = False
    for part in re.split(r"[,;:\s]+", _POINTS.sub("", text).strip()):
        if plain(part) in _REVERSED:
            turned = True
        elif any(sign.isdigit() for sign in part):
            refs.append(part)
        elif part:
            words.append(part)
    return Target(tuple(refs), " ".join(words), turned, int(points[1]) if points else 0)


def named_question(text: str, rated: Sequence[Question], said: list[str]) -> Question | None:
    """The question a line means: word for word, or so nearly that it can be no other."""
    wanted = plain(text)
    for question in rated:
        own = (question.title, part_of(question), f"{question.title} column {question.letter}")
        if wanted and wanted in map(plain, own):
            return question
    close = [q for q in rated if likeness(text, q.title) > _SAME]
    if len(close) != 1:
        return None
    said.append(
        f'settings.yaml speaks of "{text}"; "{close[0].title}" was taken for it, '
        "the wording has changed a little"
    )
    return close[0]


def near_names(settings: Mapping[str, str], rated: Sequence[Question]) -> dict[str, Question]:
    """Lines that mean no question of the file, with the question that may be meant."""
    found = {}
    for text in settings:
        if named_question(text, rated, []) is None:
            near = max(rated, key=lambda q: likeness(text, q.title), default=None)
            if near is not None and likeness(text, near.title) > _NEAR:
                found[text] = near
    return found
