"""The pieces of one part of a text, in order, with the small words before them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from toolkit.schedule import recurrence as often
from toolkit.schedule.doubt import Doubt, likely, together, unsure
from toolkit.schedule.meeting_phrases import meeting_phrase, offset_meeting
from toolkit.schedule.nodes import Finder, Found, Item, Mark, Node, Part, Scan, Span
from toolkit.schedule.plan_years import counted, numbered_year, of_plan
from toolkit.schedule.ranges import stretch
from toolkit.schedule.tokens import Token
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.weekdays import day_of_month, every_weekday, weekday_of_month
from toolkit.schedule.wording import day_words

_RULES: Mapping[Sense, tuple[Finder, ...]] = {
    Sense.NUMBER: (often.times_per, stretch, counted, offset_meeting, meeting_phrase),
    Sense.ORDINAL: (
        weekday_of_month,
        day_of_month,
        stretch,
        numbered_year,
        counted,
        meeting_phrase,
    ),
    Sense.EACH: (often.every_unit, often.every_window, every_weekday, meeting_phrase),
    Sense.ADVERB: (often.adverb, meeting_phrase),
    Sense.AMBIGUOUS: (often.two_ways,),
    Sense.TIMES: (often.times_per,),
    Sense.PARITY: (often.parity,),
    Sense.UNIT: (numbered_year, stretch),
    Sense.UNKNOWN: (numbered_year, stretch, meeting_phrase),
    Sense.GROUP: (meeting_phrase,),
    Sense.MEETING: (meeting_phrase,),
    Sense.MONTH: (stretch, meeting_phrase),
    Sense.SEASON: (often.plural_season, stretch, meeting_phrase),
    Sense.WEEKDAY: (stretch, every_weekday),
    Sense.PART: (often.edge_of_each, stretch),
    Sense.FROM: (often.edge_of_each, stretch),
    Sense.WITHIN: (counted, offset_meeting),
    Sense.FILLER: (counted, stretch),
    Sense.FISCAL: (stretch, meeting_phrase),
    Sense.SCHOOL: (stretch, meeting_phrase),
    Sense.QUARTER: (stretch,),
    Sense.HALF: (stretch,),
    Sense.THIS: (stretch, meeting_phrase, counted),
    Sense.DOTTED: (stretch,),
    Sense.SIGN: (stretch,),
}
_LEADS = frozenset(
    (Sense.BY, Sense.BEFORE, Sense.AFTER, Sense.UNTIL, Sense.FROM, Sense.WITHIN, Sense.TO)
)
_MARKS = frozenset((Sense.ONGOING, Sense.NEEDED, Sense.OPEN, Sense.VAGUE, Sense.STATUS))
_JOINS = frozenset((Sense.AND, Sense.OR, Sense.THEN))
_NAMES = frozenset((Sense.LABEL, Sense.GROUP, Sense.ADOPTION, Sense.MEETING))
_FROM_NOW = ("now", "present", "immediately", "today", "current")
_QUIET = frozenset((Sense.FILLER, Sense.BREAK))


class _Gathering(Struct):
    """What has been read of a part so far."""

    items: list[Item] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    event: list[str] = field(default_factory=list)
    eventful: bool = False
    lead: Sense = Sense.FILLER
    joined: Sense = Sense.FILLER

    def take(self, node: Node) -> None:
        """Keep a piece with the words that led to it."""
        self.items.append(Item(self.lead, node, self.joined))
        self.lead = self.joined = Sense.FILLER


def part_of(scan: Scan) -> Part:
    """Read one part of a text."""
    state = _Gathering()
    at = 0
    while at < len(scan.tokens):
        found = _longest(scan, at)
        if found:
            state.take(found.node)
            _note_mended(state, scan.tokens[at : found.end])
            at = found.end
        else:
            _plain(scan, state, at)
            at += 1
    strange, event = tuple(state.strange), " ".join(state.event) if state.eventful else ""
    doubt = together(state.doubts)
    negated = any(token.sense is Sense.AGAINST for token in scan.tokens)
    return Part(tuple(state.items), tuple(state.labels), strange, doubt, event, negated)


def _longest(scan: Scan, at: int) -> Found[Node] | None:
    rules = _RULES.get(scan.at(at).sense, ())
    found = [hit for hit in (rule(scan, at) for rule in rules) if hit]
    return max(found, key=lambda hit: hit.end, default=None)


def _plain(scan: Scan, state: _Gathering, at: int) -> None:
    """A token that begins no piece: a leading or joining word, a mark, or left over."""
    token = scan.at(at)
    _note_mended(state, (token,))
    if token.text in _FROM_NOW and scan.at(at + 1).text in ("-", "–", "—", "to", "through"):
        state.lead = Sense.TO
    elif token.sense in _LEADS:
        state.lead = token.sense
        if token.sense in (Sense.AFTER, Sense.BEFORE):
            state.event = state.event if state.eventful else []
            state.event.append(token.written)
    elif token.sense in _MARKS:
        state.take(Mark(token.sense, token.written))
    elif token.sense is Sense.ADOPTION and state.lead is Sense.AFTER and of_plan(scan, at):
        state.lead, state.event, state.eventful = Sense.FILLER, [], False
        state.take(_adoption(scan))
    elif token.sense in _JOINS:
        state.joined = token.sense
    elif not _cast_doubt(state, token):
        _left_over(state, token)


def _adoption(scan: Scan) -> Span | Mark:
    """Upon adoption: due on that day, when it is known."""
    if not scan.adopted:
        return Mark(Sense.OPEN, "adoption", doubt=unsure("On which day was the plan adopted?"))
    words = f"On adoption ({day_words(scan.adopted)})"
    return Span(scan.adopted, scan.adopted, words, likely())


def _cast_doubt(state: _Gathering, token: Token) -> bool:
    if token.sense is Sense.ROUGH or token.text in ("~", "≈"):
        state.doubts.append(likely(f"“{token.written}”"))
        return True
    if token.sense is Sense.AGAINST:
        state.doubts.append(unsure(f"What does “{token.written}” mean for the date?"))
        return True
    if token.text in ("?", "¿"):
        state.doubts.append(unsure("The text has a question mark: is the timing settled?"))
        return True
    return False


def _left_over(state: _Gathering, token: Token) -> None:
    if token.text == "/":
        state.joined = Sense.AND if state.joined is Sense.FILLER else state.joined
    elif token.sense in _QUIET or token.sense is Sense.SIGN:
        if state.event and token.sense is Sense.FILLER and state.lead is not Sense.FILLER:
            state.event.append(token.written)
    else:
        (state.labels if token.sense in _NAMES else state.strange).append(token.written)
        if state.lead in (Sense.AFTER, Sense.BEFORE):
            state.event.append(token.written)
            state.eventful = True


def _note_mended(state: _Gathering, read: tuple[Token, ...]) -> None:
    state.doubts.extend(
        likely(f"“{token.written}” read as {token.text}") for token in read if token.mended
    )
