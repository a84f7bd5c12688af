"""Fiscal and school years, quarters and halves: FY26, SY 2026-27, 2025-26, Q3 2026, H1 FY27."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from toolkit.schedule.doubt import NO_DOUBT, Doubt, likely, unsure
from toolkit.schedule.figures import full_year, loose_year, loose_year_pair, year_pair
from toolkit.schedule.nodes import Found, Scan, Span
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.wording import span_words

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
    return Found(_fiscal(scan, year, federal=federal), end) if year else None


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
        return quarter
    span = Span(date(year, 1, 1), date(year, 12, 31), str(year), _calendar(scan, year))
    return Found(span, end)


def quarter_or_half(scan: Scan, at: int) -> Found[Span] | None:
    """Q3 2026 · third quarter of 2026 · 2nd half of FY27 · H1 2027."""
    which, months, after = _which(scan, at)
    if not which or which * months > 12:
        return None
    before, before_end = full_year(scan, at - 1)
    place = scan.skip(after, ",", "of", "the", "in", "-", "/", "(", "calendar", "year", "cy")
    inner = _inner_year(scan, place)
    if inner:
        return Found(_slice(inner.node, which, months), inner.end)
    if before and before_end == at:
        return Found(_slice(_plain_year(scan, before), which, months), after)
    return Found(_undated(scan, which, months), after)


def _which(scan: Scan, at: int) -> tuple[int, int, int]:
    """Which quarter (or half), its months, and the place after."""
    token, after = scan.at(at), scan.at(at + 1)
    letters = {"q": 3, "h": 6, "quarter": 3, "qtr": 3, "half": 6}
    if token.text in letters and after.sense is Sense.NUMBER and after.number <= 4:
        return after.number, letters[token.text], at + 2
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
    year, end = full_year(scan, at)
    if not year:
        return None
    explicit = scan.at(at - 1).text in ("year", "calendar", "cy")
    return Found(_plain_year(scan, year, explicit=explicit), end)


def _plain_year(scan: Scan, year: int, *, explicit: bool = False) -> Span:
    doubt = NO_DOUBT if explicit or scan.year.fiscal_month == 1 else unsure("?")
    return Span(date(year, 1, 1), date(year, 12, 31), str(year), doubt)


def _slice(whole: Span, which: int, months: int) -> Span:
    """One quarter or half of a year."""
    start, end = _cut(whole.start, which, months)
    part = f"Q{which}" if months == 3 else ("First half", "Second half")[which - 1]
    name = f"{part} of {whole.words.split(' (')[0]}"
    doubt: Doubt = whole.doubt
    if doubt.question == "?":
        other = f"quarter {which} of the fiscal year" if months == 3 else "half of the fiscal year"
        shown = span_words(start, end)
        doubt = unsure(f"Is {name} {shown} (calendar year), or {other}?", shown, other)
        doubt = NO_DOUBT if months == 6 else doubt
    return Span(start, end, f"{name} ({span_words(start, end)})", doubt)


def _cut(first: date, which: int, months: int) -> tuple[date, date]:
    start = first.replace(day=1) + relativedelta(months=(which - 1) * months)
    return start, start + relativedelta(months=months) - timedelta(days=1)


def _undated(scan: Scan, which: int, months: int) -> Span:
    """Q2 without a year: the next one in the fiscal year, asked."""
    for shift in (0, 1):
        fiscal = scan.year.fiscal(scan.base.year + shift + (scan.year.fiscal_month > 1))
        first = fiscal[0] - relativedelta(years=1)
        spans = [_cut(begin, which, months) for begin in (first, fiscal[0])]
        found = next((span for span in spans if span[1] >= scan.base), None)
        if found:
            break
    start, end = found or _cut(scan.base, 1, months)
    word = "quarter" if months == 3 else "half"
    question = f"Which year, and is it {word} {which} of the calendar, fiscal or school year?"
    return Span(
        start, end, f"{word.capitalize()} {which}: {span_words(start, end)}", unsure(question)
    )


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
