"""Questions that seem to be worded the other way round: noticed, never turned unasked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from toolkit.survey.question import Question

_AGAINST = -0.4
_ENOUGH = 20


def contrary_questions(questions: Sequence[Question]) -> Iterator[str]:
    """A sentence for each rated question whose answers run against all the others."""
    rated = [(q, q.ratings(q.scale)) for q in questions if q.scale is not None]
    if len(rated) < 3:
        return
    rows = list(zip(*(ratings for _, ratings in rated), strict=True))
    sums = [sum(r for r in row if r is not None) for row in rows]
    counts = [sum(r is not None for r in row) for row in rows]
    against: list[str] = []
    for question, own in rated:
        pairs = [
            (value, (total - value) / (count - 1))
            for value, total, count in zip(own, sums, counts, strict=True)
            if value is not None and count > 1
        ]
        if len(pairs) >= _ENOUGH and _correlation(pairs) < _AGAINST:
            against.append(question.title)
    # Where half of them run against the rest, nobody can tell which half is meant.
    if 2 * len(against) < len(rated):
        yield from (
            f'"{title}": whoever rates the other questions high rates this one low. '
            "If it is worded the other way round, add the word reversed to its line under "
            "survey: questions: in settings.yaml; it was not turned round"
            for title in against
        )


def _correlation(pairs: Sequence[tuple[float, float]]) -> float:
    count = len(pairs)
    mean_a = sum(a for a, _ in pairs) / count
    mean_b = sum(b for _, b in pairs) / count
    both = sum((a - mean_a) * (b - mean_b) for a, b in pairs)
    size = math.sqrt(
        sum((a - mean_a) ** 2 for a, _ in pairs) * sum((b - mean_b) ** 2 for _, b in pairs)
    )
    return both / size if size else 0.0
