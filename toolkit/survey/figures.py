"""The figures of one rated question, each with what it may and may not tell."""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec import Struct

from toolkit.survey.student_t import t_quantile

CONFIDENCE = 0.975
"""Upper end of a two-sided 95 % interval."""


class Figures(Struct, frozen=True):
    """What a question's answers amount to.

    Attributes:
        n: answers counted; "not applicable" and blanks are not.
        population: how many could have answered; None when not known.
        mean, sd: None without answers; sd needs two.
        low, high: the mean's 95 % interval; None when it cannot be told.
        top_two, top_low, top_high: share of the two best answers with its Wilson interval, 0–100.
    """

    n: int = 0
    population: int | None = None
    mean: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None
    top_two: float | None = None
    top_low: float | None = None
    top_high: float | None = None

    @property
    def response_rate(self) -> float | None:
        """Answers out of all who could have answered, 0–100."""
        return 100 * self.n / self.population if self.population else None


def figures_of(
    counts: Mapping[float, int], top_two_above: float | None, population: int | None = None
) -> Figures:
    """The figures of ratings.

    Args:
        counts: how often each rating was given.
        top_two_above: ratings above it are the two best steps; None on a scale without steps.
        population: how many could have answered.
    """
    n = sum(counts.values())
    if not n:
        return Figures(0, population)
    mean = math.fsum(rating * count for rating, count in counts.items()) / n
    squares = math.fsum((rating - mean) ** 2 * count for rating, count in counts.items())
    sd = math.sqrt(squares / (n - 1)) if n > 1 else None
    low, high = mean_interval(mean, sd, n, population)
    if top_two_above is None:
        return Figures(n, population, mean, sd, low, high)
    best = sum(count for rating, count in counts.items() if rating > top_two_above)
    top_low, top_high = share_interval(best, n)
    shares = (100 * best / n, 100 * top_low, 100 * top_high)
    return Figures(n, population, mean, sd, low, high, *shares)


def standard_error(sd: float, n: int, population: int | None) -> float:
    """How far the mean of n answers typically is from the mean of all who could have answered."""
    return sd / math.sqrt(n) * finite_correction(n, population)


def finite_correction(n: int, population: int | None) -> float:
    """Less uncertainty when many of a small membership answered: 0 when all did."""
    if not population or population <= 1 or n > population:
        return 1.0
    return math.sqrt((population - n) / (population - 1))


def mean_interval(
    mean: float, sd: float | None, n: int, population: int | None = None
) -> tuple[float | None, float | None]:
    """The mean's 95 % t interval with finite-population correction; Nones for one answer."""
    if sd is None or n < 2:
        return None, None
    half = t_quantile(CONFIDENCE, n - 1) * standard_error(sd, n, population)
    return mean - half, mean + half


def share_interval(successes: int, n: int) -> tuple[float, float]:
    """The Wilson 95 % interval of a share, 0 to 1: honest even when few answered."""
    from statistics import NormalDist

    z = NormalDist().inv_cdf(CONFIDENCE)
    share = successes / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)
