"""The next day on which something is due, and where that day comes from."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from toolkit.schedule.calendar_of_meetings import due_day, matching, missing_words
from toolkit.schedule.cycles import counted_from, cycles_from
from toolkit.schedule.doubt import Confidence
from toolkit.schedule.due_in_cycle import DueInCycle, dues_in
from toolkit.schedule.meeting import Meeting, MeetingPhrase
from toolkit.schedule.reading import Kind, Reading
from toolkit.schedule.rule import Rule
from toolkit.schedule.wording import day_words
from toolkit.schedule.year import Year

_SHORT = 80  # days: shorter cycles are called missed only when a last time is known
_MOST_CYCLES = 800  # two years of days; enough for every rhythm people write


class Due(Struct, frozen=True):
    """When something is due next.

    Attributes:
        date: the day; none when there is none, or when it cannot be told.
        words: where the day comes from, or what is missing.
        certain: whether the day follows from the text and *Meetings* without a guess.
        missed: the day in the running cycle that passed without its being done; none otherwise.
    """

    date: datetime.date | None
    words: str
    certain: bool = False
    missed: datetime.date | None = None


def next_due(
    reading: Reading,
    *,
    today: date,
    meetings: Sequence[Meeting],
    year: Year,
    last_done: date | None = None,
) -> Due:
    """The next due day of a reading.

    Args:
        reading: the reading.
        today: the day from which repeating work looks ahead.
        meetings: the rows of the *Meetings* sheet.
        year: the organisation's years.
        last_done: the day the work was last finished; its cycle then counts as done.
    """
    if reading.kind is Kind.REPEATING and reading.rule:
        return _repeating(reading, reading.rule, (today, last_done), (meetings, year))
    if reading.kind is Kind.ONGOING:
        until = f", until {day_words(reading.due)}" if reading.due else ""
        return Due(None, f"Ongoing: no due date{until}", certain=_sure(reading))
    if reading.kind is Kind.AS_NEEDED:
        return Due(None, "Only when needed: no due date", certain=_sure(reading))
    if reading.meeting:
        return _once_at(reading, reading.meeting, today, (meetings, year))
    if reading.due:
        return Due(reading.due, reading.words, certain=_sure(reading))
    return Due(None, reading.question or "No timing given")


def _sure(reading: Reading) -> bool:
    return reading.confidence is Confidence.SURE


def _once_at(
    reading: Reading,
    phrase: MeetingPhrase,
    today: date,
    calendar: tuple[Sequence[Meeting], Year],
) -> Due:
    """The first fitting meeting on or after adoption (or today)."""
    base = reading.counted_from or today
    if phrase.span:
        base = phrase.span[0]
    matches = matching(phrase, *calendar)
    found = next((match for match in matches if match.day >= base), None)
    if not found:
        return Due(None, missing_words(phrase))
    source = f"{phrase.words.removeprefix('the ')}: {found.words()}"
    return Due(due_day(found, phrase), source, certain=found.exact and _sure(reading))


def _repeating(
    reading: Reading,
    rule: Rule,
    days: tuple[date, date | None],
    calendar: tuple[Sequence[Meeting], Year],
) -> Due:
    today, last_done = days
    counted = counted_from(rule, today, last_done, calendar[1])
    missing, missed = "", _missed(reading, counted, days, calendar)
    last = _last_day(counted, calendar[0])
    for number, cycle in enumerate(cycles_from(counted, today, *calendar)):
        if number > _MOST_CYCLES or (number and cycle[0] > last):
            break
        for found in dues_in(counted, cycle, *calendar):
            if found.date is None:
                missing = missing or found.words
            elif _is_next(rule, found, days):
                certain = found.certain and not missing and _sure(reading)
                return Due(found.date, found.words, certain, missed)
    return Due(None, missing or _ended(rule), missed=missed)


def _last_day(rule: Rule, meetings: Sequence[Meeting]) -> date:
    """No cycle that begins after this day can hold a due day."""
    until = rule.until or date.max
    if not rule.meeting:
        return until
    return min(until, max((meeting.date for meeting in meetings if meeting.date), default=date.min))


def _is_next(rule: Rule, found: DueInCycle, days: tuple[date, date | None]) -> bool:
    """Not past, not done already, and within what the text allows."""
    today, last_done = days
    if found.date is None or found.date < today or _is_done(found, last_done):
        return False
    after = rule.since is None or found.date >= rule.since
    return after and (rule.until is None or found.date <= rule.until)


def _is_done(found: DueInCycle, last_done: date | None) -> bool:
    return last_done is not None and last_done >= found.opens


def _missed(
    reading: Reading,
    rule: Rule,
    days: tuple[date, date | None],
    calendar: tuple[Sequence[Meeting], Year],
) -> date | None:
    """The running cycle's day, when it has passed and the work was not done in the cycle.

    Nothing is called missed before adoption, or when neither adoption nor a last time is known.
    """
    today, last_done = days
    since = rule.since or reading.counted_from or last_done
    cycle = next(cycles_from(rule, today, *calendar), None)
    if not since or not cycle or reading.confidence is Confidence.UNSURE:
        return None
    if not last_done and (cycle[1] - cycle[0]).days < _SHORT:
        return None
    past = [
        found.date
        for found in dues_in(rule, cycle, *calendar)
        if found.date
        and found.certain
        and since <= found.date < today
        and not _is_done(found, last_done)
    ]
    return max(past, default=None)


def _ended(rule: Rule) -> str:
    if rule.until:
        return f"Ended on {day_words(rule.until)}"
    return missing_words(rule.meeting) if rule.meeting else "No next date"
