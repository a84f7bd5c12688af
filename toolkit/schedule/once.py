"""Work done once: the day it is due, from dates, stretches and meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from toolkit.schedule.doubt import NO_DOUBT, Doubt, likely, together, unsure
from toolkit.schedule.meeting import MeetingPhrase
from toolkit.schedule.nodes import AtMeeting, Item, Scan, Span, Yearless
from toolkit.schedule.reading import Kind
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.wording import day_words, inside, span_words, window_words

UNTIL = (Sense.UNTIL, Sense.TO)
_LONG = 300  # days: "by 2027" may mean its first or its last day


class Outcome(Struct, frozen=True):
    """A reading without its text.

    Attributes:
        kind: once, repeating, ongoing, as needed or unknown.
        words: the reading in plain words.
        doubt: how far it may be trusted.
        start: first day.
        due: last day.
        meeting: the meeting it is due at.
    """

    kind: Kind
    words: str
    doubt: Doubt = NO_DOUBT
    start: date | None = None
    due: date | None = None
    meeting: MeetingPhrase | None = None


def once(scan: Scan, items: Sequence[Item]) -> Outcome:
    """The reading of a part that has dates or one meeting and no rhythm."""
    meetings = [item for item in items if isinstance(item.node, AtMeeting)]
    points = _nested([_place(scan, item) for item in _with_years(items)])
    if meetings and not _single_day(points):
        undated = [item.node for item in items if isinstance(item.node, Yearless)]
        return _at_meeting(meetings, points, undated)
    found = [_led(*point) for point in points]
    if len(found) == 1:
        return found[0]
    joined = any(item.joined is Sense.OR for item in items)
    return _open_ended(points) or milestones(found, alternatives=joined)


def milestones(found: Sequence[Outcome], *, alternatives: bool = False) -> Outcome:
    """Several dates: due at the last one, unless the text offers a choice."""
    words = tuple(outcome.words for outcome in found)
    doubts = [outcome.doubt for outcome in found]
    dues = [outcome.due for outcome in found if outcome.due]
    starts = [day for outcome in found for day in (outcome.start, outcome.due) if day]
    if alternatives:
        doubts.append(unsure(f"Which is meant: {' or '.join(words)}?", *words))
    else:
        doubts = [replace(doubt, alternatives=()) for doubt in doubts]
        doubts.append(likely("several dates: the last one counts", *words))
    due = max(dues, default=None)
    start = min(starts, default=None)
    return Outcome(Kind.ONCE, "; ".join(words), together(doubts), start, due)


def placed(scan: Scan, node: Yearless) -> Span:
    """A stretch without a year: the next one on or after adoption (or today)."""
    start, end = node.window.ending_from(scan.base)
    which = "the first one after adoption" if scan.adopted else "the next one"
    doubt = together((node.doubt, likely(f"no year given: {which}")))
    if start < scan.base and scan.base - start > end - scan.base:
        doubt = together((doubt, _this_or_next(node, start)))
    plain = node.words == window_words(node.window)
    words = span_words(start, end) if plain else f"{node.words}: {span_words(start, end)}"
    return Span(start, end, words, doubt, node.ranged)


def _this_or_next(node: Yearless, start: date) -> Doubt:
    """Fall, read late in November: this one, of which little is left, or the next?"""
    years = (str(start.year), str(start.year + 1))
    return unsure(f"{node.words} of {years[0]}, or of {years[1]}?", *years)


def _place(scan: Scan, item: Item) -> tuple[Sense, Span]:
    node = item.node
    return item.lead, placed(scan, node) if isinstance(node, Yearless) else _span(node)


def _span(node: object) -> Span:
    if not isinstance(node, Span):
        raise TypeError(node)
    return node


def _with_years(items: Sequence[Item]) -> list[Item]:
    """Dates and stretches; "March and September 2027" and "Fall, 2026-27" share the year."""
    found = [item for item in items if isinstance(item.node, Span | Yearless)]
    spans = [item.node for item in found if isinstance(item.node, Span)]
    if not spans:
        return found
    return [replace(item, node=_borrow(item.node, spans[-1])) for item in found]


def _borrow(node: object, span: Span) -> Span | Yearless:
    if not isinstance(node, Yearless):
        return _span(node)
    start, end = node.window.beginning_in(span.start.year)
    if (span.end - span.start).days > _LONG:
        start, end = node.window.ending_from(span.start)
    return Span(start, end, span_words(start, end), together((node.doubt, likely())))


def _nested(points: list[tuple[Sense, Span]]) -> list[tuple[Sense, Span]]:
    """A stretch that contains another date only says in which year it lies."""
    inner: list[tuple[Sense, Span]] = []
    for lead, span in points:
        holds = [other for _, other in points if other is not span and _within(other, span)]
        twice = any((span.start, span.end) == (other.start, other.end) for _, other in inner)
        if not holds and not twice:
            inner.append((lead, span))
    return inner or points


def _within(inner: Span, outer: Span) -> bool:
    smaller = (inner.end - inner.start) < (outer.end - outer.start)
    return smaller and outer.start <= inner.start and inner.end <= outer.end


def _led(lead: Sense, span: Span) -> Outcome:
    """What "by", "before", "after", "from" or "until" make of a stretch."""
    words, start, due, doubt = span.words, span.start, span.end, span.doubt
    one_day = start == due
    if span.ranged and lead in (Sense.FROM, Sense.WITHIN):
        lead = Sense.FILLER
    if lead is Sense.AFTER:
        return _after(span)
    if lead is Sense.FROM:
        return _from(span)
    if lead is Sense.BEFORE:
        day = start - timedelta(days=1)
        return Outcome(
            Kind.ONCE,
            f"Before {inside(words)} (by {day_words(day)})",
            together((doubt, likely())),
            None,
            day,
        )
    if lead in (Sense.BY, Sense.UNTIL, Sense.TO, Sense.WITHIN):
        word = "Until" if lead in UNTIL else "By"
        if words.startswith("The beginning of"):
            return Outcome(Kind.ONCE, f"{word} {inside(words)}", doubt, None, start)
        extra = NO_DOUBT if one_day or lead is Sense.WITHIN else _by_stretch(span, lead)
        named = one_day or words.startswith(("Early", "Mid", "Late"))
        end = "" if named else "the end of "
        plain = inside(words)
        return Outcome(Kind.ONCE, f"{word} {end}{plain}", together((doubt, extra)), None, due)
    return Outcome(Kind.ONCE, words, doubt, start, due)


def _by_stretch(span: Span, lead: Sense) -> Doubt:
    """By 2027 is asked; by March 2027 is read as by its end, and says so."""
    if lead is Sense.TO:
        return likely()
    if (span.end - span.start).days < _LONG:
        return likely("", f"by {day_words(span.start)}")
    first, last = f"before {day_words(span.start)}", f"by {day_words(span.end)}"
    word = "Until" if lead is Sense.UNTIL else "By"
    return unsure(f"“{word} {inside(span.words)}”: {last}, or {first}?", last, first)


def _after(span: Span) -> Outcome:
    start = span.end + timedelta(days=1) if span.start != span.end else span.end
    doubt = unsure(f"After {inside(span.words)}: by which day should it be done?")
    words = f"After {inside(span.words)}, no last day given"
    return Outcome(Kind.ONCE, words, together((span.doubt, doubt)), start, None)


def _from(span: Span) -> Outcome:
    words = f"From {inside(span.words)}"
    question = f"{words}: is it ongoing from then, or should it be finished by some day?"
    doubt = together((span.doubt, unsure(question, "ongoing from then", "done by then")))
    return Outcome(Kind.ONGOING, words, doubt, span.start, None)


def _open_ended(points: Sequence[tuple[Sense, Span]]) -> Outcome | None:
    """From September 2026 until June 2027 is one stretch."""
    if len(points) != 2:
        return None
    (lead, first), (other, last) = points
    if lead is not Sense.FROM or other not in (*UNTIL, Sense.BY) or first.start > last.end:
        return None
    doubt = together((first.doubt, last.doubt))
    return Outcome(Kind.ONCE, span_words(first.start, last.end), doubt, first.start, last.end)


def _single_day(points: Sequence[tuple[Sense, Span]]) -> bool:
    return any(span.start == span.end for _, span in points)


def _at_meeting(
    items: Sequence[Item],
    points: Sequence[tuple[Sense, Span]],
    undated: Sequence[Yearless],
) -> Outcome:
    """Due at a meeting; a month or year beside it says which one."""
    item = items[0]
    node = item.node
    if not isinstance(node, AtMeeting):
        raise TypeError(node)
    phrase, doubts = node.phrase, [node.doubt]
    if any(lead in (Sense.BEFORE, Sense.AFTER) for lead, _ in points):
        doubts.append(unsure(f"Which day is meant: {phrase.words}, and what stands beside it?"))
    elif undated and not phrase.window:
        named = undated[0]
        words = f"{phrase.words} in {named.words}"
        phrase = replace(phrase, window=named.window, words=words)
        doubts.append(together((named.doubt, likely())))
    elif points and not phrase.span:
        span = points[-1][1]
        phrase = replace(phrase, span=(span.start, span.end), words=f"{phrase.words}, {span.words}")
        doubts.append(together((span.doubt, likely())))
    if len(items) > 1:
        doubts.append(unsure("Several meetings are named: which one counts?"))
    if item.lead is Sense.AFTER and not phrase.offset:
        doubts.append(unsure(f"After {phrase.words}: by which day should it be done?"))
        return Outcome(Kind.ONCE, f"After {phrase.words}", together(doubts))
    if item.lead is Sense.BEFORE and not phrase.offset:
        phrase = replace(phrase, offset=-1)
        return Outcome(
            Kind.ONCE, f"Before {phrase.words}", together([*doubts, likely()]), meeting=phrase
        )
    word = "" if phrase.offset else "By " if item.lead in (Sense.BY, *UNTIL) else "At "
    words = f"{word}{phrase.words}"
    return Outcome(Kind.ONCE, words[0].upper() + words[1:], together(doubts), meeting=phrase)
