"""Questions that seem to be worded the other way round: noticed, never turned unasked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from toolkit.survey.question import Question

_AGAINST = -0.3
_ENOUGH = 20


def contrary_questions(questions: Sequence[Question]) -> Iterator[str]:
    """A sentence for each rated question whose answers run against all the others."""
    rated = [(q, q.ratings(q.scale)) for q in questions if q.scale is not None]
    if len(rated) < 3:
        return
    for question, own in rated:
        others = [ratings for other, ratings in rated if other is not question]
        pairs = []
        for row, value in enumerate(own):
            beside = [r for ratings in others if (r := ratings[row]) is not None]
            if value is not None and beside:
                pairs.append((value, sum(beside) / len(beside)))
        if len(pairs) >= _ENOUGH and _correlation(pairs) < _AGAINST:
            yield (
                f'"{question.title}": whoever rates the other questions high rates this one low. '
                "If it is worded the other way round, add the word reversed to its line under "
                "survey: questions: in settings.yaml; it was not turned round"
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
