"""How one action's By When is read at a moment, and the day it is due next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from toolkit.schedule.moment import Moment
from toolkit.tables.dates import dates_in


@dataclass(frozen=True, slots=True)
class Timing:
    """The reading of a By When with its day.

    Attributes:
        kind: once, repeating, ongoing, as needed or unknown.
        next_due: the day it is due; None for ongoing and unknown ones.
        words: the reading in plain words, "" when there is no text.
        question: what to ask, "" when nothing is in doubt.
        alternatives: other readings, in plain words.
    """

    kind: str = "unknown"
    next_due: date | None = None
    words: str = ""
    question: str = ""
    alternatives: tuple[str, ...] = ()
    source: str = ""

    @property
    def needs_meeting(self) -> bool:
        """Whether the day is only missing because *Meetings* has none."""
        return self.kind in ("once", "repeating") and self.next_due is None


UNDATED_KINDS = frozenset({"ongoing", "as needed"})


def timing_of(
    text: str,
    moment: Moment,
    *,
    complete: bool = False,
    last_checked: date | None = None,
    last_time: str = "",
) -> Timing:
    low = text.strip().casefold()
    if not low:
        return Timing()
    if "needed" in low:
        return Timing("as needed", None, "As needed")
    if "ongoing" in low:
        return Timing("ongoing", None, "Ongoing")
    found = dates_in(text)
    if len(found) == 1:
        return Timing("once", found[0], f"On {found[0]}")
    if re.search("month|annual|every|each|mtg|year|1st", low):
        step = relativedelta(months=1 if "month" in low else 12)
        day = moment.period_start + relativedelta(day=31)
        while complete and day < moment.today:
            day += step
        return Timing("repeating", day, "Repeating")
    return Timing("unknown", None, "", f'"{text}" is not understood: when is it due?')
