"""Days, stretches and rhythms in plain words."""

from __future__ import annotations

from datetime import date

from toolkit.schedule.meeting import MeetingPhrase
from toolkit.schedule.rule import Rule, Unit
from toolkit.schedule.vocabulary import MONTH_NAMES, WEEKDAY_NAMES
from toolkit.schedule.window import Window, last_day
from toolkit.schedule.year import Basis

_PACES = {
    (Unit.DAY, 1, 1): "Every day",
    (Unit.WEEK, 1, 1): "Every week",
    (Unit.MONTH, 1, 1): "Every month",
    (Unit.MONTH, 3, 1): "Every quarter",
    (Unit.MONTH, 4, 1): "Three times a year",
    (Unit.MONTH, 6, 1): "Twice a year",
    (Unit.YEAR, 1, 1): "Every year",
    (Unit.MEETING, 1, 1): "At every meeting",
}
_TIMES = {1: "once", 2: "twice"}


def day_words(day: date) -> str:
    """A day as people say it: 14 May 2027."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year}"


def month_day_words(month: int, day: int) -> str:
    """A day without a year: 30 June."""
    return f"{min(day, last_day(2000, month).day)} {MONTH_NAMES[month - 1]}"


def inside(words: str) -> str:
    """Words inside a sentence: "The end of FY27" becomes "the end of FY27"."""
    plain = words.startswith(("The ", "Early ", "Mid ", "Late ", "First ", "Second "))
    return words[0].lower() + words[1:] if plain else words


def ordinal_words(number: int) -> str:
    """1st, 2nd, 3rd, 4th …; last for -1."""
    if number < 0:
        return "last"
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def span_words(start: date, end: date) -> str:
    """A stretch of days as people say it: March 2027, or 1 Jul 2026 to 30 Jun 2027."""
    if start == end:
        return day_words(start)
    whole = start.day == 1 and end == last_day(end.year, end.month)
    if whole and (start.year, start.month) == (end.year, end.month):
        return month_words(start)
    if whole and (start.month, end.month, start.year) == (1, 12, end.year):
        return str(end.year)
    if whole and start.year == end.year:
        return f"{MONTH_NAMES[start.month - 1]} to {month_words(end)}"
    if whole:
        return f"{month_words(start)} to {month_words(end)}"
    return f"{day_words(start)} to {day_words(end)}"


def month_words(day: date) -> str:
    """A month and its year: March 2027."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def window_words(window: Window) -> str:
    """A yearless stretch: September, September to November, or 30 June."""
    (first, first_day), (last, final_day) = window.first, window.last
    if window.one_day:
        return month_day_words(first, first_day)
    if first_day == 1 and final_day == 31:
        if first == last:
            return MONTH_NAMES[first - 1]
        return f"{MONTH_NAMES[first - 1]} to {MONTH_NAMES[last - 1]}"
    final = final_day if final_day < 31 else last_day(2001, last).day
    return f"{month_day_words(first, first_day)} to {month_day_words(last, final)}"


def pace_words(rule: Rule) -> str:
    """A rhythm: Every quarter; Every 3 years."""
    known = _PACES.get((rule.unit, rule.every, rule.times))
    if known:
        return known.replace("year", rule.basis.value) if rule.unit is Unit.YEAR else known
    unit = rule.unit.value
    if rule.times > 1:
        count = _TIMES.get(rule.times, f"{rule.times} times")
        span = f"a {unit}" if rule.every == 1 else f"every {rule.every} {unit}s"
        if (unit, rule.every) == ("month", 3):
            span = "a quarter"
        return f"{count} {span}".capitalize()
    return f"Every {rule.every} {unit}s"


def rule_words(rule: Rule) -> str:
    """A whole recurrence rule: Every year, at the 1st meeting of the year."""
    if rule.basis is Basis.SCHOOL and len(rule.windows) > 1:
        ends = [month_day_words(*window.last) for window in rule.windows]
        return f"Every semester, by {_listed(ends)}"
    pieces = [pace_words(rule)]
    if rule.weekdays:
        pieces.append(f"on {_listed([_weekday_words(each) for each in rule.weekdays])}")
    if rule.days:
        pieces.append(f"on {_listed([_month_day(day) for day in rule.days])}")
    if rule.windows:
        pieces.append(_listed([_window_place(window) for window in rule.windows]))
    if rule.meeting:
        pieces.append(_meeting_place(rule.meeting))
    if rule.at_start:
        pieces.append("at its beginning")
    if rule.within:
        pieces.append(f"{window_words(rule.within)} only")
    if rule.anchor and rule.every == 2 and rule.basis is Basis.CALENDAR and not rule.since:
        pieces.append("in odd years" if rule.anchor.year % 2 else "in even years")
    if rule.since:
        pieces.append(f"from {day_words(rule.since)}")
    if rule.until:
        pieces.append(f"until {day_words(rule.until)}")
    if rule.unit is Unit.MEETING and rule.meeting:
        place = _meeting_place(rule.meeting)
        pieces = [place[0].upper() + place[1:], *pieces[2:]]
    return ", ".join(pieces)


def _meeting_place(phrase: MeetingPhrase) -> str:
    return phrase.words if phrase.offset else f"at {phrase.words}"


def _window_place(window: Window) -> str:
    if window.one_day:
        return f"on {window_words(window)}"
    whole = window.first[1] == 1 and window.last[1] == 31
    return f"{'in' if whole else 'within'} {window_words(window)}"


def _weekday_words(weekday: tuple[int, int]) -> str:
    which, day = weekday
    return f"the {ordinal_words(which)} {WEEKDAY_NAMES[day]}" if which else WEEKDAY_NAMES[day]


def _month_day(day: int) -> str:
    return "its last day" if day < 0 else f"the {ordinal_words(day)}"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
