"""Dates in figures: 2027-05-14, 5/14/2027, 14.5.2027, 6/30, 05/2027."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from toolkit.schedule.doubt import NO_DOUBT, Doubt, likely, unsure
from toolkit.schedule.figures import could_be_year, full_year, is_year
from toolkit.schedule.nodes import Found, Point, Scan, Span, Yearless
from toolkit.schedule.tokens import Token
from toolkit.schedule.vocabulary import MONTH_NAMES, Sense
from toolkit.schedule.window import Window, last_day, months
from toolkit.schedule.wording import day_words, month_day_words, month_words
from toolkit.schedule.year import DateOrder

_JOINTS = ("/", "-", "–")
_EPOCH = date(1899, 12, 30)  # the day 0 of spreadsheets


def three_figures(scan: Scan, at: int) -> Found[Point] | None:
    """2027-05-14, 5/14/2027, 5-14-27, with or without a clock time after it."""
    figures = [scan.at(place) for place in (at, at + 2, at + 4)]
    joints = [scan.at(place) for place in (at + 1, at + 3)]
    if any(token.sense is not Sense.NUMBER or not token.text.isdigit() for token in figures):
        return None
    if joints[0].text not in _JOINTS or joints[0].text != joints[1].text:
        return None
    if not all(token.glued for token in (*figures[1:], *joints)) and joints[0].text != "/":
        return None
    texts = [token.text for token in figures]
    span = _date(scan, texts) or _no_such_day(texts)
    return Found(span, after_clock(scan, at + 5)) if span else None


def compact(scan: Scan, at: int) -> Found[Point] | None:
    """20270514, as some systems write dates."""
    text = scan.at(at).text
    span = _sure_date(int(text[:4]), int(text[4:6]), int(text[6:])) if len(text) == 8 else None
    return Found(Span(span.start, span.end, span.words, likely()), at + 1) if span else None


def dotted(scan: Scan, at: int) -> Found[Point] | None:
    """14.5.2027, 2027.05.14 or 05.2027; a decimal such as 1.5 is no date."""
    figures = scan.at(at).text.split(".")
    if len(figures) == 3:
        span = _date(scan, figures)
        return Found(span, at + 1) if span else None
    if len(figures) == 2 and is_year(int(figures[1])) and 1 <= int(figures[0]) <= 12:
        return Found(month_span(int(figures[1]), int(figures[0])), at + 1)
    if len(figures) == 2 and is_year(int(figures[0])) and figures[1] == "0":
        year = int(figures[0])
        return Found(Span(date(year, 1, 1), date(year, 12, 31), str(year), likely()), at + 1)
    return None


def two_figures(scan: Scan, at: int) -> Found[Point] | None:
    """6/30 (a day), 05/2027 (a month), 2027-05 (a month); 6/27 may be either and is asked."""
    first, joint, second = scan.at(at), scan.at(at + 1), scan.at(at + 2)
    if second.sense is not Sense.NUMBER or not (joint.glued and second.glued):
        return None
    if not (first.text.isdigit() and second.text.isdigit()):
        return None
    slash = joint.text == "/"
    if slash and is_year(second.number) and 1 <= first.number <= 12:
        return Found(month_span(second.number, first.number), at + 3)
    if joint.text in _JOINTS and full_year(scan, at)[0] and len(second.text) == 2:
        return _year_month(first, second, at)
    return _slashed(scan, first.number, second.number, at) if slash else None


def _slashed(scan: Scan, first: int, second: int, at: int) -> Found[Point] | None:
    if max(first, second) <= 12 and min(first, second) >= 1:
        return Found(_either_order(scan, first, second), at + 3)
    month, number = (second, first) if first > 12 else (first, second)
    node = month_and_number(scan, month, number)
    return Found(node, at + 3) if node else None


def month_span(year: int, month: int, doubt: Doubt = NO_DOUBT) -> Span:
    """A whole month."""
    first = date(year, month, 1)
    return Span(first, last_day(year, month), month_words(first), doubt)


def month_and_number(scan: Scan, month: int, number: int) -> Yearless | Span | None:
    """A month and a small number: usually its day, but June 27 may be June 2027."""
    if not 1 <= month <= 12 or not 1 <= number <= 99:
        return None
    days = monthrange(2000, month)[1]
    if number > days:
        if number <= 31:
            name = MONTH_NAMES[month - 1]
            question = f"{name} has no day {number}: which day is meant?"
            return Yearless(months(month), name, unsure(question))
        if not could_be_year(scan, number):
            return None
        other = month_span(2000 + number, month)
        return Span(other.start, other.end, other.words, likely("two figures read as the year"))
    words = month_day_words(month, number)
    window = Window((month, number), (month, number))
    if could_be_year(scan, number) and number != days:
        other_words = month_span(2000 + number, month).words
        question = f"Is it {words}, or {other_words}?"
        return Yearless(window, words, unsure(question, words, other_words))
    return Yearless(window, words)


def after_clock(scan: Scan, at: int) -> int:
    """The place after a time of day, which does not matter here."""
    if scan.at(at).text == "t" and scan.at(at).glued:
        at += 1
    if scan.at(at).sense is Sense.NUMBER and scan.at(at + 1).text == ":":
        while scan.at(at).sense in (Sense.NUMBER, Sense.DOTTED) or scan.at(at).text == ":":
            at += 1
        while scan.at(at).text in ("am", "pm", "a", "p", "m", "z"):
            at += 1
    return at


def serial_day(number: int) -> date | None:
    """The day a spreadsheet means by a bare number; none outside 1990 to 2100."""
    day = _EPOCH + timedelta(days=number) if 0 < number < 100_000 else _EPOCH
    return day if is_year(day.year) else None


def _date(scan: Scan, figures: list[str]) -> Span | None:
    if len(figures[0]) == 4:
        return _sure_date(int(figures[0]), int(figures[1]), int(figures[2]))
    if len(figures[2]) not in (2, 4) or max(len(figures[0]), len(figures[1])) > 2:
        return None
    year = int(figures[2]) + (2000 if len(figures[2]) == 2 else 0)
    first, second = int(figures[0]), int(figures[1])
    order = scan.year.date_order
    if first == second or second > 12 or (first <= 12 and order is DateOrder.MONTH_FIRST):
        return _sure_date(year, first, second)
    if first > 12 or order is DateOrder.DAY_FIRST:
        return _sure_date(year, second, first)
    return _asked_date(_sure_date(year, first, second), _sure_date(year, second, first))


def _no_such_day(figures: list[str]) -> Span | None:
    """2/29/2027: the year is kept, the day is asked."""
    year = int(figures[0] if len(figures[0]) == 4 else figures[2])
    if not is_year(year):
        return None
    question = f"“{'/'.join(figures)}” is not a day of {year}: which day is meant?"
    return Span(date(year, 1, 1), date(year, 12, 31), f"Some day in {year}", unsure(question))


def _asked_date(shown: Span | None, other: Span | None) -> Span | None:
    if not shown or not other:
        return shown or other
    question = f"Is it {shown.words} or {other.words}?"
    return Span(shown.start, shown.end, shown.words, unsure(question, shown.words, other.words))


def _sure_date(year: int, month: int, day: int) -> Span | None:
    if not is_year(year) or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    found = date(year, month, day)
    return Span(found, found, day_words(found))


def _year_month(first: Token, second: Token, at: int) -> Found[Point] | None:
    """2027-05 is May 2027; 2026-27 is left to the year pairs; 2011-12 could be either."""
    if not 1 <= second.number <= 12:
        return None
    span = month_span(first.number, second.number)
    pair = first.number // 100 * 100 + second.number
    if pair != first.number + 1:
        return Found(span, at + 3)
    years = f"the {first.number}–{second.text} year"
    doubt = unsure(f"Is it {span.words}, or {years}?", span.words, years)
    return Found(month_span(first.number, second.number, doubt), at + 3)


def _either_order(scan: Scan, first: int, second: int) -> Yearless:
    """3/4 is 4 March or 3 April; the setting decides, else it is asked."""
    month_first = scan.year.date_order is not DateOrder.DAY_FIRST
    month, day = (first, second) if month_first else (second, first)
    words = month_day_words(month, day)
    window = Window((month, day), (month, day))
    if scan.year.date_order is not DateOrder.ASK or first == second:
        return Yearless(window, words)
    other = month_day_words(day, month)
    return Yearless(window, words, unsure(f"Is it {words} or {other}?", words, other))
