"""What every nasty export is made of: people, their true ratings, and cells as tools write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

START = datetime(2027, 4, 1, 8, 0)
AGREE = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
ACUERDO = ("Totalmente en desacuerdo", "En desacuerdo", "Ni de acuerdo ni en desacuerdo",
           "De acuerdo", "Totalmente de acuerdo")  # fmt: skip

Row = Sequence[object]


@dataclass(frozen=True)
class Nasty:
    """An export, and what it truly says.

    Attributes:
        name, data: the file.
        truth: the ratings that count of each rated question, as the answers were drawn.
        respondents: people who count.
        comments: texts people wrote that are kept.
        high: the best rating of each question, 5 where it is not named.
        low: the worst rating of each question, 1 where it is not named.
        words: which question answers the plan's relevance, practicality and usefulness.
        says: what has to be among the decisions.
        layout: which tool wrote it.
    """

    name: str
    data: bytes
    truth: Mapping[str, Sequence[float]]
    respondents: int
    layout: str
    comments: int = 0
    high: Mapping[str, float] = field(default_factory=dict)
    low: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    says: tuple[str, ...] = ()

    def on_five(self, title: str) -> list[float]:
        """A question's ratings brought to 1 … 5, as the plan's rule asks."""
        low, high = self.low.get(title, 1), self.high.get(title, 5)
        return [1 + 4 * (rating - low) / (high - low) for rating in self.truth[title]]


class Crowd:
    """People who answer: every draw is noted as the truth, unless it is not to count."""

    def __init__(self, seed: int, lean: float = 1.0) -> None:
        self.chance = Random(seed)
        self.truth: dict[str, list[float]] = {}
        self._lean = lean

    def rate(
        self,
        title: str,
        labels: Sequence[object],
        values: Sequence[float] | None = None,
        *,
        blank: float = 0.0,
        gone: Sequence[object] = (),
        counts: bool = True,
    ) -> object:
        """One answer: a label, or a blank, or one of the texts that are no answer."""
        noted = self.truth.setdefault(title, [])
        if self.chance.random() < blank:
            return self.chance.choice(["", *gone])
        weights = [1 + self._lean * place * place for place in range(len(labels))]
        place = self.chance.choices(range(len(labels)), weights)[0]
        if counts:
            noted.append(values[place] if values else place + 1)
        return labels[place]

    def some(self, options: Sequence[str]) -> list[str]:
        """Several of the options, in their order."""
        taken = self.chance.sample(range(len(options)), self.chance.randint(1, len(options)))
        return [options[place] for place in sorted(taken)]


def moment(person: int) -> datetime:
    """When a person sent the answers."""
    return START + timedelta(hours=3 * person, seconds=7 * person % 60)
