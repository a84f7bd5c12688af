"""The due day within one cycle of a rule."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from toolkit.schedule.calendar_of_meetings import due_day, matching, missing_words
from toolkit.schedule.meeting import Meeting, MeetingPhrase
from toolkit.schedule.rule import Rule, Unit
from toolkit.schedule.seasons import season_window
from toolkit.schedule.vocabulary import SEASON_MONTHS
from toolkit.schedule.window import clamped, last_day
from toolkit.schedule.wording import day_words, rule_words, span_words, window_words
from toolkit.schedule.year import Basis, Year

_FRIDAY = 4
_YEAR = 366

Cycle = tuple[date, date]


class DueInCycle(Struct, frozen=True):
    """When something is due within a cycle, and where that comes from.

    Attributes:
        date: the day; none when its meeting has no date yet.
        words: where the day comes from, or which date is missing.
        certain: whether the day follows from the text and *Meetings* without a guess.
        opens: the first day that counts as work for this due day.
    """

    date: datetime.date | None
    words: str
    certain: bool
    opens: datetime.date


def dues_in(
    rule: Rule, cycle: Cycle, meetings: Sequence[Meeting], year: Year
) -> tuple[DueInCycle, ...]:
    """The due days of one cycle, in order; none when the rule does not run in it."""
    if rule.meeting:
        phrase = _in_its_window(rule, rule.meeting, cycle)
        return (_at_meeting(phrase, cycle, meetings, year),)
    days, certain = _days(rule, cycle, year)
    running = [day for day in sorted(days) if not rule.within or rule.within.holds(day)]
    opens = [cycle[0], *(day + timedelta(days=1) for day in running)]
    return tuple(
        DueInCycle(day, _source(rule, day, certain=certain), certain, first)
        for day, first in zip(running, opens, strict=False)
    )


def _days(rule: Rule, cycle: Cycle, year: Year) -> tuple[list[date], bool]:
    """The due days of a cycle, and whether the text itself names them."""
    if rule.weekdays and rule.unit is Unit.WEEK:
        return [_weekday_from(cycle[0], day) for _, day in rule.weekdays], True
    if rule.weekdays:
        return list(_nth_weekdays(rule, cycle)), True
    if rule.windows:
        return list(_window_ends(rule, cycle)), True
    if rule.days:
        return [_day_of(cycle[1], day) for day in rule.days], True
    if rule.unit is Unit.MONTH and (rule.every, rule.times) == (1, 2):
        return [cycle[1].replace(day=15), cycle[1]], False
    starts = rule.at_start or (rule.since is not None and rule.unit in (Unit.DAY, Unit.WEEK))
    if rule.unit is Unit.WEEK and rule.every == 1:
        return [cycle[0] if rule.at_start else _weekday_from(cycle[0], _FRIDAY)], False
    if rule.unit is Unit.YEAR and rule.basis is Basis.SCHOOL and not rule.at_start:
        return [date(cycle[1].year, *year.school_end)], False
    daily = rule.unit is Unit.DAY and rule.every == 1
    return [cycle[0] if starts else cycle[1]], daily


def _source(rule: Rule, day: date, *, certain: bool) -> str:
    if certain:
        return rule_words(rule)
    return (
        f"{rule_words(rule)} (no day given: {'from' if rule.at_start else 'by'} {day_words(day)})"
    )


def _nth_weekdays(rule: Rule, cycle: Cycle) -> Iterator[date]:
    """The first Tuesday (and so on) of the cycle's last month, or of the month it names."""
    month = cycle[1]
    if rule.windows:
        month = next(_window_ends(rule, cycle), month)
    for which, weekday in rule.weekdays:
        if which < 0:
            end = last_day(month.year, month.month)
            yield end - timedelta(days=(end.weekday() - weekday) % 7)
            continue
        first = _weekday_from(month.replace(day=1), weekday)
        day = first + timedelta(days=7 * (max(which, 1) - 1))
        if day.month == month.month:
            yield day


def _weekday_from(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _window_ends(rule: Rule, cycle: Cycle) -> Iterator[date]:
    """Where the rule's months end within the cycle; of a cycle of years only its last year."""
    for window in rule.windows:
        ends = (
            window.beginning_in(year)[1] for year in range(cycle[0].year - 1, cycle[1].year + 1)
        )
        inside = [end for end in ends if cycle[0] <= end <= cycle[1]]
        yield from inside[-1:]


def _day_of(month: date, day: int) -> date:
    return clamped(month.year, month.month, 31 if day < 0 else day)


def _in_its_window(rule: Rule, phrase: MeetingPhrase, cycle: Cycle) -> MeetingPhrase:
    """Of Fall and Spring meetings, the one with whose months this cycle ends."""
    for window in rule.windows:
        if window.ending_from(cycle[0])[1] == cycle[1]:
            named = (name for name in SEASON_MONTHS if season_window(name) == window)
            season = next(named, "")
            words = f"{phrase.words} in {window_words(window)}"
            return replace(phrase, window=window, season=season, words=words)
    return phrase


def _at_meeting(
    phrase: MeetingPhrase, cycle: Cycle, meetings: Sequence[Meeting], year: Year
) -> DueInCycle:
    """The meeting of this cycle that the phrase means."""
    first = cycle[0]
    if (cycle[1] - cycle[0]).days > _YEAR:
        first = year.containing(cycle[1], phrase.basis)[0]
    fitting = [
        match for match in matching(phrase, meetings, year) if first <= match.day <= cycle[1]
    ]
    if not fitting:
        return DueInCycle(None, missing_words(phrase, span_words(first, cycle[1])), False, cycle[0])
    words = f"{phrase.words.removeprefix('the ').removeprefix('each ')}: {fitting[0].words()}"
    return DueInCycle(due_day(fitting[0], phrase), words, fitting[0].exact, cycle[0])
