"""Seasons: Spring 2027, Fall, Winter 2026-27, Fall semester 2026."""

from __future__ import annotations

from datetime import date

from toolkit.schedule.doubt import Doubt, likely, unsure
from toolkit.schedule.figures import full_year, year_pair
from toolkit.schedule.nodes import Found, Point, Scan, Span, Yearless
from toolkit.schedule.vocabulary import SEASON_MONTHS
from toolkit.schedule.window import Window, months
from toolkit.schedule.wording import span_words

_BREAKS = ("break", "recess", "vacation", "holiday", "holidays")
_TERMS = ("semester", "semesters", "term")


def season(scan: Scan, at: int) -> Found[Point] | None:
    """A season, with its year or years when they are given."""
    name = str(scan.at(at).value)
    after = at + 1
    if scan.at(after).text in _BREAKS:
        return Found(_break(name, scan.at(after).text), after + 1)
    term = scan.at(after).text in _TERMS and name in ("fall", "spring")
    if term:
        after += 1
    place = scan.skip(after, ",", "of", "in", "the", "(")
    first, last, end = year_pair(scan, place)
    if first and last == first + 1:
        return Found(_in_school_year(name, first), end)
    year, end = full_year(scan, place)
    if year and term:
        return Found(_semester_in(scan, name, year), end)
    if year:
        return Found(_in_year(name, year), end)
    plural = scan.at(at).text in ("falls", "autumns", "springs", "summers", "winters")
    node = Yearless(season_window(name), name.capitalize(), likely(), plural)
    return Found(node, after)


def _break(name: str, word: str) -> Yearless:
    """Winter break is not winter; its days are asked."""
    window = Window((12, 20), (1, 3)) if name == "winter" else season_window(name)
    question = f"On which days is {name} {word}?"
    return Yearless(window, f"{name.capitalize()} {word}", unsure(question))


def _semester_in(scan: Scan, name: str, year: int) -> Span:
    """Fall semester: from the start of school to December; spring: from January to its end."""
    school = scan.year.school(year if name == "fall" else year - 1)
    start, end = school[0], date(year, 12, 31)
    if name == "spring":
        start, end = date(year, 1, 1), school[1]
    return Span(start, end, f"{name.capitalize()} semester {year}", likely())


def season_window(name: str) -> Window:
    """The months of a season."""
    return months(*SEASON_MONTHS[name])


def season_in(name: str, year: int, doubt: Doubt | None = None) -> Span:
    """A season that begins in a calendar year."""
    start, end = season_window(name).beginning_in(year)
    words = f"{name.capitalize()} {year} ({span_words(start, end)})"
    return Span(start, end, words, doubt or likely())


def _in_school_year(name: str, first: int) -> Span:
    """Winter 2026-27 begins in 2026; spring of 2026-27 lies in 2027."""
    if name == "winter":
        span = season_in(name, first)
        years = f"Winter {first}–{first % 100 + 1:02d}"
        return Span(
            span.start, span.end, f"{years} ({span_words(span.start, span.end)})", span.doubt
        )
    return season_in(name, first if name == "fall" else first + 1)


def _in_year(name: str, year: int) -> Span:
    if name != "winter":
        return season_in(name, year)
    early, late = f"January and February {year}", f"December {year} to February {year + 1}"
    doubt = unsure(f"Which winter is meant: {early}, or {late}?", early, late)
    early_end = season_window(name).beginning_in(year - 1)[1]
    return Span(date(year, 1, 1), early_end, f"Winter {year}", doubt)
