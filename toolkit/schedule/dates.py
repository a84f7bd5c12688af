"""Dates with a month's name: May 14, 2027 · 14 May · June 2027 · first week of March."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from toolkit.schedule.doubt import NO_DOUBT, Doubt, likely, unsure
from toolkit.schedule.figures import full_year, is_year
from toolkit.schedule.nodes import Found, Point, Scan, Span, Yearless
from toolkit.schedule.numeric_dates import month_and_number, month_span
from toolkit.schedule.vocabulary import MONTH_NAMES, WEEKDAY_NAMES, Sense
from toolkit.schedule.window import Window, clamped, months
from toolkit.schedule.wording import day_words, month_day_words, span_words, window_words

_LINKS = ("-", "–", "—", "to", "through", "thru", "and", "&")


def month_first(scan: Scan, at: int) -> Found[Point] | None:
    """May 14, 2027 · May 14-16 · May 2027 · Sep-26 · May."""
    month = scan.at(at).number
    after = scan.skip(at + 1, "the", ",")
    day, end = _day(scan, after)
    if day:
        return _month_day(scan, month, (after, day, end))
    if found := _no_such_day(scan, after, at):
        return found
    year, end = full_year(scan, scan.skip(at + 1, "of", ",", "-", "de", "del", "/", "in", "("))
    if year:
        return Found(month_span(year, month), end)
    return _short_year(scan, month, at) or Found(
        Yearless(months(month), MONTH_NAMES[month - 1]), at + 1
    )


def day_first(scan: Scan, at: int) -> Found[Point] | None:
    """14 May 2027 · the 14th of May · 1st of July · 26-Sep."""
    day, after = _day(scan, at)
    after = scan.skip(after, "of", "de", "-", "day")
    if not day:
        return _no_such_day(scan, at, scan.skip(at + 1, "of", "de", "-", "day"))
    if scan.at(after).sense is not Sense.MONTH:
        return None
    month = scan.at(after).number
    year, end = full_year(scan, scan.skip(after + 1, ",", "of", "de", "del", "-"))
    if not year:
        return _yearless_day(month, day, after + 1)
    return _dated_day(year, month, day, end)


def weekday_first(scan: Scan, at: int) -> Found[Point] | None:
    """Friday, May 14, 2027: the weekday must fit."""
    after = scan.skip(at + 1, ",", "the")
    token = scan.at(after)
    finder = month_first if token.sense is Sense.MONTH else day_first
    if token.sense not in (Sense.MONTH, Sense.NUMBER, Sense.ORDINAL):
        return None
    found = finder(scan, after)
    if not found or not isinstance(found.node, Span) or found.node.start != found.node.end:
        return found if found and isinstance(found.node, Yearless) else None
    node = found.node
    if node.start.weekday() == scan.at(at).number:
        return found
    real = WEEKDAY_NAMES[node.start.weekday()]
    question = f"{node.words} is a {real}: which day is meant?"
    return Found(Span(node.start, node.end, node.words, unsure(question)), found.end)


def week_of_month(scan: Scan, at: int) -> Found[Point] | None:
    """First week of March, last day of June, last week in August 2027."""
    which, unit = scan.at(at).number, scan.at(at + 1)
    month_at = scan.skip(at + 2, "of", "in", "the")
    month = scan.at(month_at)
    if unit.value not in ("week", "day") or month.sense is not Sense.MONTH or which > 5:
        return None
    if unit.value == "day" and which != -1:
        return None
    year, end = full_year(scan, scan.skip(month_at + 1, ",", "of"))
    window = _week(month.number, which) if unit.value == "week" else _last_day(month.number)
    doubt = likely() if unit.value == "week" else NO_DOUBT
    if not year:
        return Found(Yearless(window, window_words(window), doubt), end)
    start, last = window.beginning_in(year)
    return Found(Span(start, last, span_words(start, last), doubt), end)


def _week(month: int, which: int) -> Window:
    if which in (-1, 5):
        return Window((month, 24), (month, 31))
    return Window((month, which * 7 - 6), (month, which * 7))


def _last_day(month: int) -> Window:
    return Window((month, 31), (month, 31))


def _day(scan: Scan, at: int) -> tuple[int, int]:
    """A day of a month and the place after it."""
    token = scan.at(at)
    small = token.sense in (Sense.NUMBER, Sense.ORDINAL) and 1 <= token.number <= 31
    counts = scan.at(at + 1).text in ("x", "times", "time") or scan.at(at + 1).sense is Sense.UNIT
    if small and not counts and (len(token.text) <= 2 or token.sense is Sense.ORDINAL):
        return token.number, at + 1
    return 0, at


def _month_day(scan: Scan, month: int, found: tuple[int, int, int]) -> Found[Point] | None:
    at, day, end = found
    last, last_end = _last_of_range(scan, end)
    year, after = full_year(scan, scan.skip(last_end, ",", "of", "-"))
    if year and last > day:
        return _day_range(year, month, (day, last), after)
    if year:
        return _dated_day(year, month, day, after)
    if last > day and scan.at(last_end).sense is not Sense.UNIT:
        window = Window((month, day), (month, last))
        return Found(Yearless(window, window_words(window)), last_end)
    if scan.at(at).sense is Sense.ORDINAL:
        return _yearless_day(month, day, end)
    node = month_and_number(scan, month, day)
    return Found(_excel_month(scan, at, node), end) if node else _impossible(month, day, end)


def _last_of_range(scan: Scan, at: int) -> tuple[int, int]:
    """The second day of "May 14-16"."""
    if scan.at(at).text not in _LINKS:
        return 0, at
    day, end = _day(scan, at + 1)
    return (day, end) if day and scan.at(end).text not in ("/", "-") else (0, at)


def _short_year(scan: Scan, month: int, at: int) -> Found[Point] | None:
    """Sep-26 as spreadsheets print it, when 26 can be no day is left to the day rules."""
    place = scan.skip(at + 1, "-", "/")
    token = scan.at(place)
    if place == at + 1 or token.sense is not Sense.NUMBER or len(token.text) != 2:
        return None
    node = month_and_number(scan, month, token.number)
    return Found(_excel_month(scan, place, node), place + 1) if node else None


def _excel_month(scan: Scan, at: int, node: Point) -> Point:
    """With a hyphen ("Sep-26") the month and year is the reading shown first."""
    if not isinstance(node, Yearless) or not node.doubt.question or scan.at(at - 1).text != "-":
        return node
    return month_span(2000 + scan.at(at).number, node.window.first[0], node.doubt)


def _dated_day(year: int, month: int, day: int, end: int) -> Found[Point] | None:
    if not is_year(year) or day > monthrange(year, month)[1]:
        return _impossible(month, day, end, year)
    found = date(year, month, day)
    return Found(Span(found, found, day_words(found)), end)


def _yearless_day(month: int, day: int, end: int) -> Found[Point] | None:
    if day > monthrange(2000, month)[1]:
        return _impossible(month, day, end)
    window = Window((month, day), (month, day))
    return Found(Yearless(window, month_day_words(month, day)), end)


def _day_range(year: int, month: int, days: tuple[int, int], end: int) -> Found[Point] | None:
    if days[1] > monthrange(year, month)[1]:
        return _impossible(month, days[1], end, year)
    start, last = (date(year, month, day) for day in days)
    return Found(Span(start, last, span_words(start, last)), end)


def _no_such_day(scan: Scan, at: int, month_at: int) -> Found[Point] | None:
    """32 February 2027: no month has such a day, but with a year behind it no doubt one is meant.

    Without the year the number may count anything ("40 March participants").
    """
    token, month = scan.at(at), scan.at(month_at)
    two_digits = token.sense in (Sense.NUMBER, Sense.ORDINAL) and 31 < token.number < 100
    if not two_digits or month.sense is not Sense.MONTH:
        return None
    year, end = full_year(scan, scan.skip(max(at, month_at) + 1, ",", "of", "de", "del", "-"))
    return _impossible(month.number, int(token.number), end, year) if year else None


def _impossible(month: int, day: int, end: int, year: int = 0) -> Found[Point]:
    """30 February: the month is kept, the day is asked."""
    name = f"{MONTH_NAMES[month - 1]} {year}" if year else MONTH_NAMES[month - 1]
    doubt: Doubt = unsure(f"{name} has no day {day}: which day is meant?")
    if not year:
        return Found(Yearless(months(month), name, doubt), end)
    start, last = clamped(year, month, 1), clamped(year, month, 31)
    return Found(Span(start, last, name, doubt), end)
