"""One date or stretch of time, with "early", "mid", "late" or "end of" before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from toolkit.schedule import dates, fiscal, numeric_dates, seasons, year_points
from toolkit.schedule.doubt import NO_DOUBT, Doubt, likely, together
from toolkit.schedule.nodes import Found, Point, PointFinder, Scan, Span, Yearless
from toolkit.schedule.plan_years import numbered_year
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.window import Window, last_day
from toolkit.schedule.wording import inside, span_words, window_words


def _plan_year(scan: Scan, at: int) -> Found[Point] | None:
    """Year 2, when it is known on which day the plan began."""
    found = numbered_year(scan, at)
    return Found(found.node, found.end) if found and isinstance(found.node, Span) else None


_FINDERS: Mapping[Sense, tuple[PointFinder, ...]] = {
    Sense.MONTH: (dates.month_first,),
    Sense.WEEKDAY: (dates.weekday_first,),
    Sense.SEASON: (seasons.season,),
    Sense.FISCAL: (fiscal.fiscal_year, year_points.year_edge),
    Sense.SCHOOL: (fiscal.school_year, year_points.year_edge),
    Sense.QUARTER: (fiscal.quarter_or_half,),
    Sense.HALF: (fiscal.quarter_or_half,),
    Sense.UNIT: (fiscal.quarter_or_half, year_points.year_edge, _plan_year),
    Sense.PART: (year_points.year_edge,),
    Sense.FROM: (year_points.year_edge,),
    Sense.ORDINAL: (
        dates.day_first,
        dates.week_of_month,
        fiscal.quarter_or_half,
        year_points.first_of_year,
        year_points.semester,
    ),
    Sense.DOTTED: (numeric_dates.dotted,),
    Sense.NUMBER: (
        numeric_dates.three_figures,
        numeric_dates.two_figures,
        numeric_dates.compact,
        dates.day_first,
        fiscal.paired_years,
        fiscal.quarter_or_half,
        fiscal.bare_year,
    ),
    Sense.SIGN: (fiscal.bare_year,),
    Sense.FILLER: (fiscal.calendar_year,),
    Sense.THIS: (year_points.relative_stretch,),
    Sense.UNKNOWN: (year_points.year_edge,),
}
_ONE = timedelta(days=1)
_EDGES = {"start": "start", "beginning": "start", "begin": "start"}
_PART_LINKS = ("-", "–", "to", "/", "or")


def point(scan: Scan, at: int) -> Found[Point] | None:
    """The longest date or stretch that begins at a place."""
    whole = _longest(scan, at)
    narrowed = _narrowed(scan, at)
    if narrowed and (not whole or narrowed.end >= whole.end):
        return narrowed
    return whole


def _longest(scan: Scan, at: int) -> Found[Point] | None:
    finders = _FINDERS.get(scan.at(at).sense, ())
    found = [hit for hit in (finder(scan, at) for finder in finders) if hit]
    best = max(found, key=lambda hit: hit.end, default=None)
    if best and isinstance(best.node, Span) and best.node.start == best.node.end:
        return Found(best.node, numeric_dates.after_clock(scan, best.end))
    return best


def _narrowed(scan: Scan, at: int) -> Found[Point] | None:
    """Early fall, mid-June, end of FY27, beginning of September."""
    part, after = _part(scan, at)
    if not part:
        return None
    second, place = "", after
    if scan.at(after).text in _PART_LINKS:
        second, place = _part(scan, after + 1)
    place = place if second else after
    edge = scan.at(at).text in _EDGES
    inner_at = scan.skip(place, "-", "of", "the", "in", "to", "part", "half", "a")
    if edge and "of" not in [scan.at(each).text for each in range(after, inner_at)]:
        return None
    inner = _longest(scan, inner_at)
    if not inner:
        return None
    node = narrow(inner.node, part)
    return Found(_until(node, narrow(inner.node, second)) if second else node, inner.end)


def _part(scan: Scan, at: int) -> tuple[str, int]:
    token = scan.at(at)
    if token.sense is Sense.PART:
        return str(token.value), at + 1
    if token.sense is Sense.FROM and token.text in _EDGES:
        return _EDGES[token.text], at + 1
    return "", at


def narrow(node: Point, part: str) -> Point:
    """The early, middle or late part, the beginning or the end of a stretch."""
    if isinstance(node, Span):
        start, end = _cut(node.start, node.end, part)
        doubt = together((node.doubt, _part_doubt(part)))
        words = f"{_worded(part, node.words.split(' (')[0])} ({span_words(start, end)})"
        return Span(start, end, words, doubt)
    first, last = node.window.beginning_in(2001)
    start, end = _cut(first, last, part)
    final = 31 if end == last_day(end.year, end.month) else end.day
    opening = final if start == end else start.day
    window = Window((start.month, opening), (end.month, final))
    doubt = together((node.doubt, _part_doubt(part)))
    return Yearless(window, _worded(part, node.words), doubt, node.plural)


def _part_doubt(part: str) -> Doubt:
    return NO_DOUBT if part == "end" else likely()


def _worded(part: str, words: str) -> str:
    opening = {"end": "The end of", "start": "The beginning of"}.get(part, part.capitalize())
    return f"{opening}{'-' if part == 'mid' else ' '}{inside(words)}"


def _cut(start: date, end: date, part: str) -> tuple[date, date]:
    length = (end - start).days + 1
    if part == "end":
        return end, end
    if length <= 31:
        return _cut_month(start, end, part)
    if part == "start":
        return start, min(end, last_day(start.year, start.month))
    third = max(1, round(length / 91.25))
    if part == "early":
        return start, start + relativedelta(months=third) - _ONE
    if part == "mid":
        return start + relativedelta(months=third), end - relativedelta(months=third)
    return end + _ONE - relativedelta(months=third), end


def _cut_month(start: date, end: date, part: str) -> tuple[date, date]:
    """Mid-June is about 15 June; early June its first ten days, late June the rest after 20."""
    if (end - start).days < 27 or part not in ("early", "start", "mid", "late"):
        return start, end
    if part == "mid":
        return start.replace(day=15), start.replace(day=15)
    if part == "late":
        return start.replace(day=21), end
    return start, start.replace(day=10)


def _until(first: Point, last: Point) -> Point:
    if isinstance(first, Span) and isinstance(last, Span):
        doubt = together((first.doubt, last.doubt))
        return Span(first.start, last.end, span_words(first.start, last.end), doubt)
    if isinstance(first, Yearless) and isinstance(last, Yearless):
        window = Window(first.window.first, last.window.last)
        return Yearless(window, window_words(window), together((first.doubt, last.doubt)))
    return first
