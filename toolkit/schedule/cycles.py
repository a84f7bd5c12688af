"""The cycles of repeating work: in each one it is to be done once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from msgspec.structs import replace

from toolkit.schedule.calendar_of_meetings import matching
from toolkit.schedule.meeting import Meeting
from toolkit.schedule.reading import Reading
from toolkit.schedule.rule import Rule, Unit
from toolkit.schedule.window import Window
from toolkit.schedule.year import Basis, Year

Cycle = tuple[date, date]

_EPOCH = 1990
_LAST_START = date(2200, 1, 1)
_ONE = timedelta(days=1)


def cycle_of(reading: Reading, on: date, meetings: Sequence[Meeting], year: Year) -> Cycle | None:
    """First and last day of the cycle in which a day falls; none for work that does not repeat."""
    if reading.rule is None:
        return None
    rule = counted_from(reading.rule, on, None, year)
    return next(cycles_from(rule, on, meetings, year), None)


def counted_from(rule: Rule, on: date, last_done: date | None, year: Year) -> Rule:
    """The rule with a day from which longer cycles are counted: the last time, or now."""
    if rule.anchor or rule.every == 1 or rule.unit not in (Unit.YEAR, Unit.WEEK, Unit.DAY):
        return rule
    if last_done and rule.unit is Unit.YEAR:
        return replace(rule, anchor=year.containing(last_done, rule.basis)[0])
    return replace(rule, anchor=last_done or first_due_from(rule, on))


def first_due_from(rule: Rule, day: date) -> date:
    """A day in the first year in which a longer cycle counted from a day is due."""
    if rule.unit is not Unit.YEAR or rule.windows or rule.meeting:
        return day
    return day + relativedelta(years=rule.every) - _ONE


def cycles_from(rule: Rule, on: date, meetings: Sequence[Meeting], year: Year) -> Iterator[Cycle]:
    """The cycle in which a day falls, and those after it."""
    if rule.unit is Unit.MEETING:
        yield from _between_meetings(rule, on, meetings, year)
    elif rule.unit is Unit.YEAR and len(rule.windows) > 1 and rule.every == 1:
        yield from _between_windows(rule.windows, on)
    elif rule.unit in (Unit.DAY, Unit.WEEK):
        yield from _weeks_or_days(rule, on, year)
    else:
        yield from _months_or_years(rule, on, year)


def _months_or_years(rule: Rule, on: date, year: Year) -> Iterator[Cycle]:
    size = rule.every * (12 if rule.unit is Unit.YEAR else 1)
    first = _first_cycle(rule, year)
    behind = (on.year - first.year) * 12 + on.month - first.month
    start = first + relativedelta(months=behind // size * size)
    while start < _LAST_START:
        following = start + relativedelta(months=size)
        yield start, following - _ONE
        start = following


def _first_cycle(rule: Rule, year: Year) -> date:
    """The first day of some cycle; a longer one ends with a year in which it is due."""
    if not rule.anchor or rule.unit is not Unit.YEAR:
        return date(_EPOCH, year.first_month(rule.basis), 1)
    first = rule.windows[0].ending_from(rule.anchor)[1] if rule.windows else rule.anchor
    return year.containing(first, rule.basis)[0] - relativedelta(years=rule.every - 1)


def _weeks_or_days(rule: Rule, on: date, year: Year) -> Iterator[Cycle]:
    size = rule.every * (7 if rule.unit is Unit.WEEK else 1)
    first = rule.anchor or year.containing(on, Basis.OWN)[0]
    if rule.unit is Unit.WEEK:
        first -= timedelta(days=first.weekday())
    start = first + timedelta(days=(on - first).days // size * size)
    while start < _LAST_START:
        yield start, start + timedelta(days=size) - _ONE
        start += timedelta(days=size)


def _between_windows(windows: Sequence[Window], on: date) -> Iterator[Cycle]:
    """Fall and spring: each cycle ends with one of them."""
    past = (
        window.beginning_in(year)[1]
        for window in windows
        for year in range(on.year - 2, on.year + 1)
    )
    previous, day = max(end for end in past if end < on), on
    while day < _LAST_START:
        end = min(window.ending_from(day)[1] for window in windows)
        yield previous + _ONE, end
        previous, day = end, end + _ONE


def _between_meetings(
    rule: Rule, on: date, meetings: Sequence[Meeting], year: Year
) -> Iterator[Cycle]:
    """Each cycle ends with a meeting; the days after the last dated one are no cycle yet."""
    if not rule.meeting:
        return
    days = [match.day for match in matching(rule.meeting, meetings, year)]
    previous = max((day for day in days if day < on), default=None)
    for day in days:
        if day >= on:
            yield (previous + _ONE if previous else min(on, day)), day
            previous = day
