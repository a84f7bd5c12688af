"""Places in the year: end of the school year, 1st of the year, first semester, this fall."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from toolkit.schedule.doubt import Doubt, likely, unsure
from toolkit.schedule.nodes import Found, Point, Scan, Span, Yearless
from toolkit.schedule.seasons import season_in
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.window import Window, last_day, months
from toolkit.schedule.wording import month_day_words, span_words
from toolkit.schedule.year import Basis

_KINDS = {"school": Basis.SCHOOL, "academic": Basis.SCHOOL, "sy": Basis.SCHOOL}
_KINDS |= {"fiscal": Basis.FISCAL, "fy": Basis.FISCAL, "calendar": Basis.CALENDAR}
_KINDS |= {"plan": Basis.OWN, "program": Basis.OWN, "membership": Basis.OWN}
_WHOLE = {"eoy": (Basis.OWN, "end"), "eofy": (Basis.FISCAL, "end"), "yearend": (Basis.OWN, "end")}
_WHOLE |= {"midyear": (Basis.OWN, "mid"), "boy": (Basis.OWN, "start")}
_EDGE_WORDS = {"end": "end", "ending": "end", "beginning": "start", "start": "start", "mid": "mid"}
_EDGE_WORDS |= {"middle": "mid", "begin": "start", "opening": "start"}
_NAMED = {"mid": "middle", "start": "beginning"}
_SMALL = ("of", "the", "a", "each", "every", "our", "current", "new", "-", "in", "to")


def year_edge(scan: Scan, at: int) -> Found[Point] | None:
    """End of the school year · year-end · beginning of the fiscal year · mid-year · EOY."""
    whole = _WHOLE.get(scan.at(at).text)
    if whole:
        return Found(_edge(scan, *whole), at + 1)
    before = _EDGE_WORDS.get(scan.at(at).text, "")
    place = scan.skip(at + 1, *_SMALL) if before else at
    basis = _KINDS.get(scan.at(place).text)
    place += basis is not None
    if scan.at(place).text == "year" or (before and scan.at(place - 1).text == "school"):
        place += scan.at(place).text == "year"
    else:
        return None
    if scan.at(place).sense is Sense.NUMBER and scan.at(place).number < 100:
        return None
    after = scan.skip(place, "-")
    suffix = _EDGE_WORDS.get(scan.at(after).text, "")
    if not before and not suffix:
        return None
    place = place if before else after + 1
    return Found(_edge(scan, basis or Basis.OWN, before or suffix, named=bool(basis)), place)


def first_of_year(scan: Scan, at: int) -> Found[Point] | None:
    """1st of the year: a day of some year, or its first meeting? It is asked."""
    school = _day_of_school(scan, at)
    if school or scan.at(at).number != 1 or scan.at(at + 1).text not in ("of", "day"):
        return school
    place = scan.skip(at + 1, "day", "of", "the", "each", "every", "a", "new")
    basis = _KINDS.get(scan.at(place).text)
    place += basis is not None
    if scan.at(place).text != "year":
        return None
    return Found(_edge(scan, basis or Basis.OWN, "first", named=bool(basis)), place + 1)


def _day_of_school(scan: Scan, at: int) -> Found[Point] | None:
    """First day of school, last day of the school year."""
    place = scan.skip(at + 2, "of", "the")
    which = scan.at(at).number
    if scan.at(at + 1).text != "day" or scan.at(place).text != "school" or which not in (1, -1):
        return None
    opening, close = scan.year.school_start, scan.year.school_end
    window = Window(opening, opening) if which == 1 else Window(close, close)
    words = f"The {'first' if which == 1 else 'last'} day of school"
    return Found(Yearless(window, words, likely()), scan.skip(place + 1, "year"))


def semester(scan: Scan, at: int) -> Found[Point] | None:
    """First semester: from the start of school to December; second: January to its end."""
    which, unit = scan.at(at).number, scan.at(at + 1).value
    if unit != "semester" or which not in (1, 2):
        return None
    opening, close = scan.year.school_start, scan.year.school_end
    window = Window(opening, (12, 31)) if which == 1 else Window((1, 1), close)
    words = f"The {'first' if which == 1 else 'second'} semester"
    doubt = likely("first semester read as ending in December")
    return Found(Yearless(window, words, doubt), at + 2)


def relative_stretch(scan: Scan, at: int) -> Found[Point] | None:
    """This fall, next year, next month: counted from a day nobody knows, so it is asked."""
    further = scan.at(at).text == "next"
    after = scan.at(at + 1)
    basis = _KINDS.get(after.text)
    place = at + 1 + (basis is not None)
    unit = scan.at(place)
    span = _relative(scan, unit.text, basis or Basis.OWN, further=further)
    if after.sense in (Sense.SEASON, Sense.MONTH):
        span = _next_named(scan, at + 1)
    if not span:
        return None
    written = " ".join(scan.at(each).written for each in range(at, place + 1))
    question = f"“{written}” depends on when it was written: is {span.words} meant?"
    return Found(Span(span.start, span.end, span.words, unsure(question)), place + 1)


def _relative(scan: Scan, unit: str, basis: Basis, *, further: bool) -> Span | None:
    if unit == "month":
        first = scan.base.replace(day=1) + relativedelta(months=int(further))
        return _stretch(first, last_day(first.year, first.month))
    if unit == "year":
        day = scan.base + relativedelta(years=int(further))
        if basis is Basis.SCHOOL:
            return _stretch(*scan.year.school(scan.year.containing(day, basis)[0].year))
        return _stretch(*scan.year.containing(day, basis))
    return None


def _next_named(scan: Scan, at: int) -> Span:
    token = scan.at(at)
    if token.sense is Sense.SEASON:
        name = str(token.value)
        years = (scan.base.year - 1, scan.base.year, scan.base.year + 1)
        return next(span for year in years if (span := season_in(name, year)).end >= scan.base)
    return _stretch(*months(token.number).ending_from(scan.base))


def _stretch(start: date, end: date) -> Span:
    return Span(start, end, span_words(start, end))


def _edge(scan: Scan, basis: Basis, edge: str, *, named: bool = False) -> Yearless:
    window = _edge_window(scan, basis, edge)
    return Yearless(window, _edge_name(basis, edge), _edge_doubt(scan, (basis, edge), named=named))


def _edge_name(basis: Basis, edge: str) -> str:
    opening = {"end": "The end of", "start": "The beginning of", "mid": "The middle of"}
    return f"{opening.get(edge, 'The first day of')} the {basis.value}"


def _edge_window(scan: Scan, basis: Basis, edge: str) -> Window:
    first = scan.year.first_month(basis)
    opening = scan.year.school_start if basis is Basis.SCHOOL else (first, 1)
    if edge == "first":
        return Window(opening, opening)
    if edge == "start":
        return Window(opening, (opening[0], 31))
    if edge == "mid":
        month = (first + 4) % 12 + 1
        return Window((month, 31), (month, 31))
    if basis is Basis.SCHOOL:
        return Window(scan.year.school_end, scan.year.school_end)
    month = (first - 2) % 12 + 1
    return Window((month, 31), (month, 31))


def _edge_doubt(scan: Scan, place: tuple[Basis, str], *, named: bool) -> Doubt:
    """The bare "year" of an organisation whose fiscal year is not the calendar's is asked."""
    basis, edge = place
    if named:
        return likely() if basis is Basis.SCHOOL or edge != "end" else likely("")
    if edge == "first":
        own = month_day_words(scan.year.own_month, 1)
        options = dict.fromkeys((own, "1 January", "the 1st meeting of the year"))
        return unsure("“1st of the year”: which day is meant?", *options)
    if scan.year.own_month == 1:
        return likely("calendar year")
    shown = [_edge_window(scan, each, edge) for each in (basis, Basis.CALENDAR, Basis.SCHOOL)]
    days = [month_day_words(*_month_end(window)) for window in shown]
    return unsure(f"Which year's {_NAMED.get(edge, edge)} is meant?", *dict.fromkeys(days))


def _month_end(window: Window) -> tuple[int, int]:
    month, day = window.last
    return month, last_day(2001, month).day if day == 31 else day
