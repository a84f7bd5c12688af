"""How one action's By When is read at a moment, and the day it is due next."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from toolkit.schedule.doubt import Confidence
from toolkit.schedule.due import next_due
from toolkit.schedule.moment import Moment
from toolkit.schedule.read import read_by_when
from toolkit.schedule.reading import Kind, Reading
from toolkit.tables.dates import dates_in

UNDATED_KINDS = frozenset({Kind.ONGOING.value, Kind.AS_NEEDED.value})
"""Kinds of By When that are never overdue and stay out of the completion count."""


class Timing(Struct, frozen=True):
    """The reading of a By When with its day.

    Attributes:
        kind: once, repeating, ongoing, as needed or unknown (blank, or still asked about).
        next_due: the day it is due: a missed day of the running cycle, else the next one; None
            when there is none or it cannot be told.
        words: the reading in plain words, "" when there is no text.
        question: what to ask, "" when nothing is in doubt.
        alternatives: other readings, in plain words.
        source: where the day comes from, or what is missing to tell it.
    """

    kind: str = Kind.UNKNOWN.value
    next_due: date | None = None
    words: str = ""
    question: str = ""
    alternatives: tuple[str, ...] = ()
    source: str = ""

    @property
    def needs_meeting(self) -> bool:
        """Whether its day is missing only because no fitting meeting has a date."""
        dated = self.kind in (Kind.ONCE.value, Kind.REPEATING.value)
        return dated and self.next_due is None


def timing_of(
    text: str,
    moment: Moment,
    *,
    complete: bool = False,
    last_checked: date | None = None,
    last_time: str = "",
) -> Timing:
    """Read one By When.

    Args:
        text: the text as people wrote it.
        complete: the work of this cycle is finished.
        last_checked: the day somebody last looked at it; None when nobody did.
        last_time: what the last cycle ended with, such as ``Complete, 12 May 2027``.
    """
    done = _last_done(moment, last_checked, last_time, complete=complete)
    key = (timing_of, text, done)
    if key not in moment.worked_out:
        moment.worked_out[key] = _timing(text, moment, done)
    found: Timing = moment.worked_out[key]
    return found


def _timing(text: str, moment: Moment, last_done: date | None) -> Timing:
    if not text.strip():
        return Timing()
    reading = read_by_when(text, year=moment.year, adopted=moment.adopted, today=moment.today)
    if reading.confidence is Confidence.UNSURE:
        # What is still asked about is never counted as dated, ongoing or late.
        return Timing(
            words=reading.words,
            question=reading.question or f"“{text.strip()}”: when is it due?",
            alternatives=reading.alternatives,
        )
    due = next_due(
        reading,
        today=moment.today,
        meetings=moment.meetings,
        year=moment.year,
        last_done=last_done,
    )
    return Timing(
        kind=_kind(reading),
        next_due=due.missed or due.date,
        words=reading.words,
        alternatives=reading.alternatives,
        source=due.words,
    )


def _kind(reading: Reading) -> str:
    """As needed wins over a rhythm: it is done only when somebody needs it."""
    return Kind.AS_NEEDED.value if reading.as_needed else reading.kind.value


def _last_done(
    moment: Moment, last_checked: date | None, last_time: str, *, complete: bool
) -> date | None:
    """The day the work was last finished, as far as the row tells."""
    if complete:
        return min(last_checked or moment.today, moment.today)
    word, _, day = last_time.partition(",")
    found = dates_in(day)
    return found[0] if word.strip() == "Complete" and len(found) == 1 else None
