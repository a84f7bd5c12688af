"""How wide an interval has to be when few people answered: the quantile of Student's t."""

from __future__ import annotations

import math

_MANY = 1000.0
"""From here on the series in 1/df is exact to twelve digits."""


def t_quantile(share: float, df: float) -> float:
    """The value below which ``share`` of Student's t with ``df`` degrees of freedom lies.

    Args:
        share: above 0.5 and below 1, such as 0.975.
        df: above 0, not necessarily whole.
    """
    from statistics import NormalDist

    normal = NormalDist().inv_cdf(share)
    if df >= _MANY:
        return _series(normal, df)
    low, high = 0.0, max(2.0, 2 * normal)
    while _upper_tail(high, df) > 1 - share:
        low, high = high, 2 * high
    guess = min(max(_series(normal, df), low), high) if df >= 3 else (low + high) / 2
    for _ in range(200):
        miss = _upper_tail(guess, df) - (1 - share)
        low, high = (guess, high) if miss > 0 else (low, guess)
        step = guess + miss / _density(guess, df)
        closer = step if low < step < high else (low + high) / 2
        if abs(closer - guess) <= 1e-15 * closer:
            return closer
        guess = closer
    return guess


def _series(z: float, df: float) -> float:
    """Cornish–Fisher: the normal quantile with four corrections in 1/df."""
    one = (z**3 + z) / 4
    two = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    three = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    four = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + one / df + two / df**2 + three / df**3 + four / df**4


def _density(t: float, df: float) -> float:
    head = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - math.log(df * math.pi) / 2
    return math.exp(head - (df + 1) / 2 * math.log1p(t * t / df))


def _upper_tail(t: float, df: float) -> float:
    """The share above t, through the regularised incomplete beta function."""
    x = df / (df + t * t)
    return _incomplete_beta(df / 2, 0.5, x, t * t / (df + t * t)) / 2


def _incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """I_x(a, b); ``rest`` is 1 - x, given apart because it may be tiny."""
    if x >= 1:
        return 1.0
    head = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(head + a * math.log(x) + b * math.log(rest))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, rest) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function (Lentz's method)."""
    tiny = 1e-300
    c, d = 1.0, 1 / ((1 - (a + b) * x / (a + 1)) or tiny)
    value = d
    for m in range(1, 2000):
        for top in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / ((1 + top * d) or tiny)
            c = (1 + top / c) or tiny
            value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return value
