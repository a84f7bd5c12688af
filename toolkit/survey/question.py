"""One question of a survey round, as it was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from toolkit.survey.figures import Figures, figures_of
from toolkit.survey.scale import Scale


class Kind(StrEnum):
    """What kind of answers a question has."""

    RATED = "rated"
    CHOICE = "one choice"
    SEVERAL = "several choices"
    COMMENT = "comments"
    NUMBER = "number"
    PERSONAL = "personal"
    EMPTY = "no answers"


class Question(Struct, frozen=True):
    """One question.

    Attributes:
        title: the question, with its statement when it is part of a matrix.
        letter: its column in the file.
        kind: what kind of answers it has.
        answers: one text a respondent that counts, "" for none and for "not applicable".
        scale: how answers become ratings; None when they do not.
        no_answer: how often each text for "no answer" was given; not in n.
        blank, unreadable: not in n either.
        choices: how often each answer was chosen (choices only).
    """

    title: str
    letter: str
    kind: Kind
    answers: tuple[str, ...]
    scale: Scale | None = None
    no_answer: Mapping[str, int] = field(default_factory=dict)
    blank: int = 0
    unreadable: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, int] = field(default_factory=dict)

    @property
    def not_applicable(self) -> int:
        """How many said that there is no answer."""
        return sum(self.no_answer.values())

    def ratings(self, scale: Scale) -> tuple[float | None, ...]:
        """One rating a respondent, None where there is none."""
        return tuple(scale.ratings.get(answer) for answer in self.answers)

    def figures(self, population: int | None = None, scale: Scale | None = None) -> Figures:
        """The question's figures, on its own scale unless another is given."""
        used = scale or self.scale
        if used is None:
            return Figures(0, population)
        counts: Counter[float] = Counter()
        for answer, count in Counter(self.answers).items():
            if answer in used.ratings:
                counts[used.ratings[answer]] += count
        return figures_of(counts, used.top_two_above, population)
