"""Stretches from one point to another: March 2015–June 2017, Summer/Fall 2026, May – June."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from msgspec.structs import replace

from toolkit.schedule.doubt import Doubt, likely, together, unsure
from toolkit.schedule.nodes import Found, Mark, Point, Scan, Span, Yearless
from toolkit.schedule.points import point
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.window import Window
from toolkit.schedule.wording import span_words, window_words

_LINKS = ("-", "–", "—", "to", "through", "thru", "until", "till", "hasta", "al", "up to")
_ENDLESS = ("present", "now", "forward", "beyond", "onward", "onwards", "on", "date")


def stretch(scan: Scan, at: int) -> Found[Point | Mark] | None:
    """A point, or the stretch from it to a second one."""
    first = point(scan, at)
    if not first:
        return None
    token = scan.at(first.end)
    between = scan.at(at - 1).text == "between"
    if token.text in _LINKS or (between and token.sense is Sense.AND):
        return _linked(scan, first) or Found(first.node, first.end)
    if token.text in ("/", "&", "and", "or"):
        return _adjacent(scan, first) or Found(first.node, first.end)
    if token.text in ("onward", "onwards", "forward") or (
        token.text == "and" and scan.at(first.end + 1).text in _ENDLESS
    ):
        end = first.end + 1 + (token.text == "and")
        return Found(_endless(scan, first.node), end)
    return Found(first.node, first.end)


def _linked(scan: Scan, first: Found[Point]) -> Found[Point | Mark] | None:
    after = scan.skip(first.end + 1, "the", "end", "of", "-", "by")
    second = point(scan, first.end + 1) or point(scan, after)
    if second:
        chained = _linked(scan, second) if scan.at(second.end).text in ("–", "—") else None
        if chained and not isinstance(chained.node, Mark):
            second = Found(chained.node, chained.end)
        return Found(_joined(first.node, second.node), second.end)
    token = scan.at(after)
    if token.sense is Sense.ONGOING or token.text in _ENDLESS:
        return Found(_endless(scan, first.node), after + 1)
    return None


def _adjacent(scan: Scan, first: Found[Point]) -> Found[Point | Mark] | None:
    """May/June and "May and June" are one stretch; Fall/Spring are two."""
    token = scan.at(first.end + 1)
    if scan.at(first.end).text == "and" and token.text in ("onward", "onwards", "beyond"):
        return Found(_endless(scan, first.node), first.end + 2)
    if token.sense is Sense.ONGOING and scan.at(first.end).text != "/":
        return Found(_endless(scan, first.node), first.end + 2)
    second = point(scan, first.end + 1)
    if not second:
        return None
    whole = _joined(first.node, second.node)
    if not _touch(first.node, second.node):
        return None
    if scan.at(first.end).text == "or":
        whole = replace(whole, doubt=together((whole.doubt, likely())))
    return Found(whole, second.end)


def _joined(first: Point, last: Point) -> Point:
    doubt = together((_quiet(first.doubt), last.doubt))
    if isinstance(last, Yearless):
        if isinstance(first, Yearless):
            window = Window(first.window.first, last.window.last)
            return Yearless(window, window_words(window), doubt, ranged=True)
        start, end = first.start, last.window.ending_from(first.start)[1]
        doubt = together((doubt, likely()))
    else:
        start, end = _start_before(first, last.end), last.end
    if start > end:
        return _backwards(first, last)
    return Span(start, end, _range_words(first, last, (start, end)), doubt, ranged=True)


def _backwards(first: Point, last: Point) -> Span:
    """June 2017-March 2015: one of the two is a slip."""
    spans = [node for node in (first, last) if isinstance(node, Span)]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    question = f"{first.words} comes after {last.words}: which dates are meant?"
    return Span(start, end, span_words(start, end), unsure(question))


def _quiet(doubt: Doubt) -> Doubt:
    """What was doubtful about the beginning, without the question only an end deserves."""
    return likely(doubt.note) if doubt.question.startswith("Is ") else doubt


def _range_words(first: Point, last: Point, days: tuple[date, date]) -> str:
    both = isinstance(first, Span) and isinstance(last, Span)
    if both and first.words.startswith("Year ") and last.words.startswith("Year "):
        return f"{first.words} to {last.words}"
    return span_words(*days)


def _start_before(first: Point, end: date) -> date:
    """A beginning without a year takes it from the end."""
    if isinstance(first, Span):
        return first.start
    start, _ = first.window.beginning_in(end.year)
    return start - relativedelta(years=1) if start > end else start


def _touch(first: Point, last: Point) -> bool:
    """Whether the second begins within a few days of the first one's end."""
    if isinstance(last, Span):
        end = first.end if isinstance(first, Span) else _end_before(first, last)
        return _close(end, last.start, last.end)
    if isinstance(first, Span):
        return False
    end = first.window.beginning_in(2001)[1]
    return any(_close(end, *last.window.beginning_in(year)) for year in (2001, 2002))


def _close(end: date, start: date, last: date) -> bool:
    """June/July 15 touches too: its second half names a day of the next month."""
    near = 31 if start == last and start.month == end.month % 12 + 1 else 3
    return abs((start - end).days) <= near


def _end_before(first: Yearless, last: Span) -> date:
    ends = (first.window.beginning_in(last.start.year - back)[1] for back in (0, 1))
    return next((end for end in ends if end <= last.start + timedelta(days=3)), date.min)


def _endless(scan: Scan, first: Point) -> Mark:
    """October - ongoing: it begins then and has no end."""
    start = first.start if isinstance(first, Span) else first.window.ending_from(scan.base)[0]
    doubt = together((first.doubt, likely() if isinstance(first, Yearless) else first.doubt))
    return Mark(Sense.ONGOING, "ongoing", start=start, doubt=doubt)
