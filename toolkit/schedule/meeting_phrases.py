"""Meetings in a text: 1st meeting of the year, Fall mtg, By Sept board meeting."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from toolkit.schedule.doubt import NO_DOUBT, Doubt, likely
from toolkit.schedule.meeting import MeetingPhrase
from toolkit.schedule.nodes import AtMeeting, Found, Mark, Point, Scan, Span, Yearless
from toolkit.schedule.plan_years import length_at
from toolkit.schedule.ranges import stretch
from toolkit.schedule.tokens import Token
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.wording import ordinal_words
from toolkit.schedule.year import Basis

_SHORT = {"mtg": "meeting", "mtgs": "meeting", "symposia": "symposium", "assemblies": "assembly"}
_BASES = {"fiscal": Basis.FISCAL, "school": Basis.SCHOOL, "academic": Basis.SCHOOL}
_BASES |= {"calendar": Basis.CALENDAR, "fy": Basis.FISCAL}
_YEAR_FILL = ("the", "our", "new", "plan", "program", "membership", "each", "every", "a", "of")
_LONGEST = 9  # words of a meeting's name that may stand before its noun


class _Name(Struct, frozen=True):
    """What stands before the noun of a meeting."""

    ordinal: int = 0
    when: Point | None = None
    qualifiers: tuple[str, ...] = ()
    repeats: bool = False
    every_one: bool = False
    next_one: bool = False


def meeting_phrase(scan: Scan, at: int) -> Found[AtMeeting] | None:
    """A meeting with its ordinal, season, month, name and year."""
    name, noun_at = _before_noun(scan, at)
    noun = scan.at(noun_at)
    if noun.sense is not Sense.MEETING:
        return None
    name = replace(name, repeats=name.repeats or _is_plural(noun))
    basis, when, end, each_year = _after_noun(scan, noun_at + 1)
    when = _both(name.when, when)
    ordinal = name.ordinal
    phrase = MeetingPhrase(
        words=_words(name, _singular(noun.text), when, basis),
        noun=_singular(noun.text),
        qualifiers=name.qualifiers,
        ordinal=ordinal,
        season=_season(when),
        window=when.window if isinstance(when, Yearless) else None,
        basis=basis or Basis.OWN,
        span=(when.start, when.end) if isinstance(when, Span) else None,
    )
    repeats = name.repeats or each_year or (bool(basis) and not phrase.span)
    return Found(AtMeeting(phrase, repeats, _doubt(name, when, basis, each_year=each_year)), end)


def offset_meeting(scan: Scan, at: int) -> Found[AtMeeting] | None:
    """Two weeks before the spring conference, 30 days after the annual meeting."""
    length, end = length_at(scan, scan.skip(at, "within", "at", "least", "the"))
    after = scan.at(end)
    if not length or not (after.sense in (Sense.BEFORE, Sense.AFTER) or after.text == "of"):
        return None
    found = meeting_phrase(scan, scan.skip(end + 1, "the", "each", "every", "our"))
    if not found:
        return None
    days = -length.before() if after.sense is Sense.BEFORE else length.before()
    side = "before" if days < 0 else "after"
    phrase = found.node.phrase
    words = f"{length.words()} {side} {phrase.words}"
    each = any(scan.at(place).sense is Sense.EACH for place in range(end, found.end))
    node = replace(found.node, phrase=replace(phrase, words=words, offset=days))
    return Found(replace(node, repeats=node.repeats or each), found.end)


def _before_noun(scan: Scan, at: int) -> tuple[_Name, int]:
    name, start = _Name(), at
    while at - start < _LONGEST and scan.at(at).sense is not Sense.MEETING:
        step = _step(scan, at, name, opening=at == start)
        if not step:
            break
        name, at = step
    return name, at


def _step(scan: Scan, at: int, name: _Name, *, opening: bool) -> tuple[_Name, int] | None:
    token = scan.at(at)
    if token.sense is Sense.EACH:
        return replace(name, repeats=True, every_one=True), at + 1
    if token.text in ("the", "of", "our", "'") and (not opening or token.text in ("the", "our")):
        return name, at + 1
    if token.text in ("next", "upcoming", "coming", "following"):
        return replace(name, next_one=True), at + 1
    when = _when(scan, at)
    if when and not name.when:
        return replace(name, when=when.node), when.end
    if token.sense is Sense.ORDINAL:
        return replace(name, ordinal=token.number), at + 1
    if _is_qualifier(token):
        return replace(name, qualifiers=(*name.qualifiers, _spoken(token))), at + 1
    return None


def _when(scan: Scan, at: int) -> Found[Point] | None:
    """The season, month or year in a meeting's name; a full date is left to the date rules."""
    if scan.at(at).sense not in (Sense.MONTH, Sense.SEASON, Sense.NUMBER, Sense.FISCAL):
        return None
    found = stretch(scan, at)
    if not found or isinstance(found.node, Mark):
        return None
    node = found.node
    one_day = node.start == node.end if isinstance(node, Span) else node.window.one_day
    exact = one_day and scan.at(at).sense is not Sense.ORDINAL
    return None if exact else Found(node, found.end)


def _is_qualifier(token: Token) -> bool:
    """A body's name, "annual", or a name in capitals such as IMEC."""
    named = token.sense is Sense.UNKNOWN and token.written[:1].isupper() and token.text.isalpha()
    return token.sense is Sense.GROUP or token.text in ("annual", "school", "strategic") or named


def _spoken(token: Token) -> str:
    """Names in capitals keep them."""
    return token.written if token.written.isupper() else token.text


def _after_noun(scan: Scan, at: int) -> tuple[Basis | None, Point | None, int, bool]:
    """What follows the noun: "of the fiscal year", "in March 2027", "each year"."""
    place = scan.skip(at, "of", "in", "for", "the", "held", ",", "during")
    if place > at and scan.at(place).text in ("each year", "every year"):
        return Basis.OWN, None, place + 1, True
    basis_at = scan.skip(place, *_YEAR_FILL)
    basis = _BASES.get(scan.at(basis_at).text)
    year_at = basis_at + (basis is not None)
    if scan.at(year_at).text in ("year", "years") and scan.at(place - 1).text != ",":
        each = scan.at(year_at - 1 - (basis is not None)).sense is Sense.EACH
        return basis or Basis.OWN, None, year_at + 1, each
    if place == at or scan.at(place - 1).text == ",":
        year = _when(scan, place) if scan.at(place).sense is Sense.NUMBER else None
        return None, year.node if year else None, year.end if year else at, False
    when = _when(scan, scan.skip(place, "each", "every"))
    each = scan.at(place).sense is Sense.EACH
    return (None, when.node, when.end, each) if when else (None, None, at, False)


def _is_plural(noun: Token) -> bool:
    return noun.text != _singular(noun.text) and noun.text != "mtg"


def _both(before: Point | None, after: Point | None) -> Point | None:
    """Fall conference 2026: the season before the noun, the year after it."""
    if not (isinstance(before, Yearless) and isinstance(after, Span)):
        return after or before
    start, end = before.window.beginning_in(after.start.year)
    if not after.start <= start <= after.end:
        start, end = before.window.beginning_in(after.end.year)
    return Span(start, end, f"{before.words} {start.year}", after.doubt)


def _singular(noun: str) -> str:
    return _SHORT.get(noun, noun.removesuffix("s"))


def _season(when: Point | None) -> str:
    if when is None:
        return ""
    word = when.words.split()[0].casefold()
    return word if word in ("spring", "summer", "fall", "winter") else ""


def _words(name: _Name, noun: str, when: Point | None, basis: Basis | None) -> str:
    """The phrase in plain words, such as "the 1st board meeting of the fiscal year"."""
    qualifiers = " ".join(name.qualifiers)
    each = "each" if name.repeats and not name.ordinal else "the"
    time = when.words.split(" (")[0] if when else ""
    nth = ordinal_words(name.ordinal) if name.ordinal else ""
    pieces = [each, nth, "next" if name.next_one else "", "" if nth else time, qualifiers, noun]
    pieces.append(f"in {time}" if nth and time else "")
    pieces.append(f"of the {basis.value}" if basis else "")
    return " ".join(piece for piece in pieces if piece)


def _doubt(name: _Name, when: Point | None, basis: Basis | None, *, each_year: bool) -> Doubt:
    if name.next_one:
        return likely("counted from when it was written")
    if isinstance(when, Span) or each_year or name.every_one:
        return NO_DOUBT
    if name.repeats or basis:
        return likely("read as every year" if when or basis else "read as every one")
    return likely()
