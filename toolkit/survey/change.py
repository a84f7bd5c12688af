"""Whether a mean really moved since the last round, or may have moved by chance alone."""

from __future__ import annotations

import math

from msgspec import Struct

from toolkit.survey.figures import CONFIDENCE, Figures, standard_error
from toolkit.survey.student_t import t_quantile


class Change(Struct, frozen=True):
    """The difference of two means.

    Attributes:
        by: new mean less old.
        low, high: its 95 % interval (Welch).
        clear: zero is outside the interval.
    """

    by: float
    low: float
    high: float
    clear: bool


def change_between(before: Figures, after: Figures) -> Change | None:
    """The change of a mean between two rounds; None when it cannot be told.

    The rounds are taken as independent: nobody is followed from one to the next.
    """
    if before.mean is None or after.mean is None or before.sd is None or after.sd is None:
        return None
    by = after.mean - before.mean
    errors = [standard_error(f.sd or 0.0, f.n, f.population) ** 2 for f in (before, after)]
    total = sum(errors)
    if not total:
        return Change(by, by, by, clear=by != 0)
    df = total**2 / sum(e**2 / (f.n - 1) for e, f in zip(errors, (before, after), strict=True))
    half = t_quantile(CONFIDENCE, df) * math.sqrt(total)
    return Change(by, by - half, by + half, clear=abs(by) > half)
