"""Fiscal and school years, quarters and halves: FY26, SY 2026-27, 2025-26, Q3 2026, H1 FY27."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from toolkit.schedule.doubt import NO_DOUBT, Doubt, likely, unsure
from toolkit.schedule.figures import full_year, loose_year, loose_year_pair, year_pair
from toolkit.schedule.nodes import Found, Point, Scan, Span, Yearless
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.window import months
from toolkit.schedule.wording import inside, span_words, window_words

_FEDERAL_MONTH = 10


def fiscal_year(scan: Scan, at: int) -> Found[Span] | None:
    """FY26 · FY 2025-26 · fiscal year 2027 · FFY27."""
    federal = scan.at(at).text in ("ffy", "federal")
    after = scan.skip(at, "federal", "ffy", "fiscal", "fy", "year", "years", "-", "'", "of", ",")
    if after == at + 1 and scan.at(at).text in ("federal", "fiscal"):
        return None
    first, last, end = loose_year_pair(scan, after)
    if first and last > first + 1:
        return _years_range(scan, (first, last), end)
    if first:
        return Found(_fiscal(scan, last, federal=federal), end)
    year, end = loose_year(scan, after)
    if not year:
        return None
    which, size, past = _which(scan, scan.skip(end, ",", "-", "/"))
    whole = _fiscal(scan, year, federal=federal)
    inner = which and scan.at(past).text not in ("-", "–", "to", "/", "and")
    return Found(_slice(whole, which, size), past) if inner else Found(whole, end)


def school_year(scan: Scan, at: int) -> Found[Span] | None:
    """SY 2026-27 · school year 2026-27 · SY27 (asked: begins or ends in 2027?)."""
    after = scan.skip(at, "sy", "ay", "school", "academic", "year", "'", "of", ",")
    if after == at + 1 and scan.at(at).text in ("school", "academic"):
        return None
    first, last, end = loose_year_pair(scan, after)
    if first and last == first + 1:
        return Found(_school(scan, first), end)
    year, end = loose_year(scan, after)
    if not year or first:
        return None
    one, other = _school(scan, year - 1), _school(scan, year)
    question = f"Is it the school year that ends or the one that begins in {year}?"
    doubt = unsure(question, one.words, other.words)
    return Found(Span(one.start, one.end, one.words, doubt), end)


def paired_years(scan: Scan, at: int) -> Found[Span] | None:
    """2025-26 is one year of the organisation; 2022-26 is five calendar years."""
    first, last, end = year_pair(scan, at)
    if not first:
        return None
    after = scan.skip(end, "(", "the")
    texts = (scan.at(after).text, scan.at(after + 1).text)
    if texts[0] in ("school", "academic", "sy") and last == first + 1:
        return Found(_school(scan, first), after + 1 + (texts[1] == "year"))
    if texts[0] in ("fiscal", "fy") and last == first + 1:
        return Found(_fiscal(scan, last), after + 1 + (texts[1] == "year"))
    if last == first + 1:
        return Found(_own_year(scan, first), end)
    span = Span(
        date(first, 1, 1), date(last, 12, 31), f"{first} to {last}", _calendar(scan, first, last)
    )
    return Found(span, end)


def bare_year(scan: Scan, at: int) -> Found[Span] | None:
    """2027: the calendar year, unless "fiscal" or "school year" stands beside it."""
    year, end = full_year(scan, at)
    if not year:
        return None
    if scan.at(end).text in ("fiscal", "fy"):
        return Found(_fiscal(scan, year), end + 1 + (scan.at(end + 1).text == "year"))
    if scan.at(end).text == "calendar" and scan.at(end + 1).text == "year":
        return Found(Span(date(year, 1, 1), date(year, 12, 31), str(year)), end + 2)
    quarter = quarter_or_half(scan, end)
    if quarter and isinstance(quarter.node, Span) and scan.at(end).sense is Sense.QUARTER:
        return Found(quarter.node, quarter.end)
    span = Span(date(year, 1, 1), date(year, 12, 31), str(year), _calendar(scan, year))
    return Found(span, end)


def calendar_year(scan: Scan, at: int) -> Found[Span] | None:
    """Calendar year 2027, CY27."""
    place = scan.skip(at, "calendar", "cy", "year", "'")
    year, end = loose_year(scan, place)
    if scan.at(at).text not in ("calendar", "cy") or not year:
        return None
    return Found(Span(date(year, 1, 1), date(year, 12, 31), str(year)), end)


def quarter_or_half(scan: Scan, at: int) -> Found[Point] | None:
    """Q3 2026 · third quarter of 2026 · 2nd half of FY27 · H1 2027."""
    which, size, after = _which(scan, at)
    if not which or which * size > 12:
        return None
    before, before_end = full_year(scan, at - 1)
    place = scan.skip(after, ",", "of", "the", "in", "-", "/", "(", "calendar", "year", "cy")
    inner = _inner_year(scan, place)
    if inner:
        return Found(_slice(inner.node, which, size), inner.end)
    if before and before_end == at:
        return Found(_slice(_plain_year(scan, before), which, size), after)
    return Found(_undated(scan, which, size), after)


def _which(scan: Scan, at: int) -> tuple[int, int, int]:
    """Which quarter (or half), its months, and the place after."""
    token, after = scan.at(at), scan.at(at + 1)
    letters = {"q": 3, "h": 6, "quarter": 3, "qtr": 3, "half": 6}
    if token.text in letters and after.sense is Sense.NUMBER and after.number <= 4:
        return after.number, letters[token.text], at + 2
    if (
        token.sense is Sense.NUMBER
        and token.number <= 4
        and after.text in ("q", "h")
        and after.glued
    ):
        return token.number, letters[after.text], at + 2
    if token.sense is Sense.ORDINAL and after.text in letters:
        which = 12 // letters[after.text] if token.number < 0 else token.number
        return which, letters[after.text], at + 2
    return 0, 0, at


def _inner_year(scan: Scan, at: int) -> Found[Span] | None:
    token = scan.at(at)
    if token.sense is Sense.FISCAL:
        return fiscal_year(scan, at)
    if token.sense is Sense.SCHOOL:
        return school_year(scan, at)
    pair = paired_years(scan, at)
    if pair:
        return pair
    short = scan.at(at - 1).text in ("q", "h") and token.glued
    year, end = loose_year(scan, at) if short else full_year(scan, at)
    if not year:
        return None
    explicit = scan.at(at - 1).text in ("year", "calendar", "cy")
    return Found(_plain_year(scan, year, explicit=explicit), end)


def _plain_year(scan: Scan, year: int, *, explicit: bool = False) -> Span:
    doubt = NO_DOUBT if explicit or scan.year.fiscal_month == 1 else unsure("?")
    return Span(date(year, 1, 1), date(year, 12, 31), str(year), doubt)


def _slice(whole: Span, which: int, size: int) -> Span:
    """One quarter or half of a year."""
    start, end = _cut(whole.start, which, size)
    part = f"Q{which}" if size == 3 else ("First half", "Second half")[which - 1]
    name = f"{part} of {inside(whole.words.split(' (')[0])}"
    doubt: Doubt = whole.doubt
    if doubt.question == "?":
        other = f"quarter {which} of the fiscal year" if size == 3 else "half of the fiscal year"
        shown = span_words(start, end)
        doubt = unsure(f"Is {name} {shown} (calendar year), or {other}?", shown, other)
        doubt = likely("calendar year") if size == 6 else doubt
    return Span(start, end, f"{name} ({span_words(start, end)})", doubt)


def _cut(first: date, which: int, size: int) -> tuple[date, date]:
    start = first.replace(day=1) + relativedelta(months=(which - 1) * size)
    return start, start + relativedelta(months=size) - timedelta(days=1)


def _undated(scan: Scan, which: int, size: int) -> Yearless:
    """Q2 without a year: of the fiscal year, asked when that is not the calendar year."""
    begin, end = _cut(scan.year.fiscal(2002)[0], which, size)
    other_begin, other_end = _cut(date(2001, 1, 1), which, size)
    window = months(begin.month, end.month)
    part = f"quarter {which}" if size == 3 else ("the first half", "the second half")[which - 1]
    shown, other = window_words(window), window_words(months(other_begin.month, other_end.month))
    doubt = likely() if shown == other else unsure(f"Is {part} {shown}, or {other}?", shown, other)
    return Yearless(window, f"{part[0].upper()}{part[1:]}", doubt)


def _fiscal(scan: Scan, year: int, *, federal: bool = False) -> Span:
    start, end = scan.year.fiscal(year, _FEDERAL_MONTH if federal else 0)
    name = f"{'Federal FY' if federal else 'FY'}{year % 100:02d}"
    doubt = NO_DOUBT if federal else likely()
    return Span(start, end, f"{name} ({span_words(start, end)})", doubt)


def _school(scan: Scan, first: int) -> Span:
    start, end = scan.year.school(first)
    words = f"The {first}–{(first + 1) % 100:02d} school year ({span_words(start, end)})"
    return Span(start, end, words, likely())


def _own_year(scan: Scan, first: int) -> Span:
    """2025-26: the fiscal year when it crosses New Year, else the school year."""
    school = _school(scan, first)
    both = f"{first} and {first + 1}, to 31 Dec {first + 1}"
    if scan.year.fiscal_month == 1:
        return Span(school.start, school.end, school.words, likely("", both))
    start, end = scan.year.fiscal(first + 1)
    words = f"The {first}–{(first + 1) % 100:02d} year ({span_words(start, end)})"
    return Span(start, end, words, likely("", school.words, both))


def _years_range(scan: Scan, years: tuple[int, int], end: int) -> Found[Span]:
    first, last = scan.year.fiscal(years[0])[0], scan.year.fiscal(years[1])[1]
    words = f"FY{years[0] % 100:02d} to FY{years[1] % 100:02d} ({span_words(first, last)})"
    return Found(Span(first, last, words, likely()), end)


def _calendar(scan: Scan, *years: int) -> Doubt:
    if scan.year.fiscal_month == 1:
        return likely()
    fiscal = [_fiscal(scan, year).words for year in years]
    return likely("calendar year" if len(years) == 1 else "calendar years", " to ".join(fiscal))
