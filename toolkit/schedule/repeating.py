"""Work that comes round: one rule made of a rhythm, months, meetings and limits."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from toolkit.schedule.cycles import first_due_from
from toolkit.schedule.doubt import NO_DOUBT, Doubt, likely, together, unsure
from toolkit.schedule.meeting import MeetingPhrase
from toolkit.schedule.nodes import AtMeeting, Every, Item, Scan, Span, Yearless
from toolkit.schedule.once import UNTIL, placed
from toolkit.schedule.rule import Rule, Unit
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.window import Window
from toolkit.schedule.wording import pace_words, window_words
from toolkit.schedule.year import Basis

_MONTH_LONG = 31
_COUNTED = "the first time counted from adoption"


def is_repeating(items: Sequence[Item]) -> bool:
    """Whether a part has a rhythm, or speaks of meetings that come round."""
    return any(
        isinstance(item.node, Every) or (isinstance(item.node, AtMeeting) and item.node.repeats)
        for item in items
    )


def is_list(items: Sequence[Item]) -> bool:
    """Several months or seasons without any year, which more often come round than not."""
    undated = [item for item in items if isinstance(item.node, Yearless)]
    choice = any(item.joined is Sense.OR for item in items)
    return len(undated) > 1 and len(undated) == len(items) and not choice


def repeating(scan: Scan, items: Sequence[Item]) -> tuple[Rule, Doubt]:
    """The rule of a part, and what is doubtful about it."""
    rule, doubt = _rhythm(items)
    doubts = [doubt]
    if is_list(items):
        doubts.append(unsure("Is it due then every year, or once only?", "every year", "once"))
    for item in items:
        if isinstance(item.node, Span):
            rule, doubt = _limited(rule, item.lead, item.node)
            doubts.append(doubt)
        elif isinstance(item.node, AtMeeting):
            doubts.append(item.node.doubt if not _has_rhythm(items) else NO_DOUBT)
    open_ended = [item for item in items if isinstance(item.node, Yearless)]
    rule, doubt = _in_windows(scan, rule, open_ended)
    rule, anchoring = _anchored(scan, rule)
    return rule, together((*doubts, doubt, anchoring))


def _has_rhythm(items: Sequence[Item]) -> bool:
    return any(isinstance(item.node, Every) for item in items)


def _rhythm(items: Sequence[Item]) -> tuple[Rule, Doubt]:
    """The rule of the rhythm words and the meeting together."""
    everys = [item for item in items if isinstance(item.node, Every)]
    meetings = [item.node for item in items if isinstance(item.node, AtMeeting)]
    rule, doubt = _one_rule(everys)
    if not meetings:
        return rule or Rule(Unit.YEAR), doubt
    phrase, leading = _before_it(meetings[0].phrase, _lead_of(items))
    doubt = together((doubt, leading))
    if len(meetings) > 1 and meetings[1].phrase != meetings[0].phrase:
        doubt = together((doubt, unsure("Several meetings are named: which one counts?")))
    if rule and len(rule.windows) == 1 and not phrase.window:
        words = f"{phrase.words} in {window_words(rule.windows[0])}"
        phrase = replace(phrase, window=rule.windows[0], words=words)
        rule = replace(rule, windows=())
    if rule:
        return replace(rule, meeting=phrase), doubt
    yearly = phrase.ordinal or phrase.window or phrase.span
    return Rule(Unit.YEAR if yearly else Unit.MEETING, meeting=phrase), doubt


def _lead_of(items: Sequence[Item]) -> Sense:
    return next(item.lead for item in items if isinstance(item.node, AtMeeting))


def _before_it(phrase: MeetingPhrase, lead: Sense) -> tuple[MeetingPhrase, Doubt]:
    """Each year before the conference: due the day before it; after it is asked."""
    if phrase.offset or lead not in (Sense.BEFORE, Sense.AFTER):
        return phrase, NO_DOUBT
    if lead is Sense.AFTER:
        return phrase, unsure(f"After {phrase.words}: by which day should it be done?")
    return replace(phrase, offset=-1, words=f"the day before {phrase.words}"), likely()


def _one_rule(items: Sequence[Item]) -> tuple[Rule | None, Doubt]:
    """Several rhythms in one text: "monthly, first Tuesday" is one, "monthly/quarterly" not."""
    rule: Rule | None = None
    doubts: list[Doubt] = []
    for item in items:
        if not isinstance(item.node, Every):
            continue
        doubts.append(item.node.doubt)
        merged = _merged(rule, item.node.rule) if rule else item.node.rule
        if not merged or (rule and item.joined in (Sense.AND, Sense.OR) and merged != rule):
            words = tuple(pace_words(each) for each in (rule, item.node.rule) if each)
            doubts.append(unsure(f"Two rhythms: {' or '.join(words)}?", *words))
        rule = merged or rule
    return rule, together(doubts)


def _merged(one: Rule, other: Rule) -> Rule | None:
    """Two rhythms as one rule; none when they contradict each other."""
    if one == other or _plain_year(other):
        return one
    if _plain_year(one):
        return other
    if (one.unit, one.every) == (other.unit, other.every):
        if one.windows and other.windows:
            return replace(one, windows=(*one.windows, *other.windows))
        fuller, plain = (one, other) if one.weekdays or one.days or one.windows else (other, one)
        return fuller if not (plain.weekdays or plain.days) else None
    if other.windows and one.unit is Unit.YEAR:
        return replace(one, windows=other.windows)
    if one.windows and other.unit is Unit.YEAR:
        return replace(other, windows=one.windows)
    return None


def _plain_year(rule: Rule) -> bool:
    return rule.unit is Unit.YEAR and rule.every == 1 and not (rule.windows or rule.weekdays)


def _limited(rule: Rule, lead: Sense, span: Span) -> tuple[Rule, Doubt]:
    """A dated stretch beside a rhythm: its beginning, its end, or its first time."""
    if lead in (Sense.FROM, Sense.AFTER):
        return _starting(rule, span)
    if lead in UNTIL:
        return replace(rule, until=span.end), span.doubt
    one_year = 300 < (span.end - span.start).days < 370
    if one_year and rule.unit is Unit.YEAR and rule.every > 1:
        return _starting(rule, span)
    if (span.end - span.start).days > _MONTH_LONG:
        limited = replace(rule, since=span.start, until=span.end, anchor=span.start)
        return limited, together((span.doubt, likely()))
    note = likely("first time as dated")
    if rule.unit is not Unit.YEAR:
        return replace(rule, since=span.start, anchor=span.start), note
    windows = rule.windows or ((_window_of(span),) if not rule.meeting else ())
    doubt = together((span.doubt, note))
    return replace(rule, since=span.start, anchor=span.start, windows=windows), doubt


def _starting(rule: Rule, span: Span) -> tuple[Rule, Doubt]:
    """Annually from September 2026: every September; every 3 years from 2027: first in 2027."""
    rule = replace(rule, since=span.start, anchor=span.start)
    if rule.unit is not Unit.YEAR or rule.windows or rule.meeting:
        return rule, _no_question(span.doubt)
    if (span.end - span.start).days <= _MONTH_LONG:
        return replace(rule, windows=(_window_of(span),)), together((span.doubt, likely()))
    calendar = (span.start.month, span.start.day, span.end.month) == (1, 1, 12)
    return replace(rule, basis=Basis.CALENDAR if calendar else rule.basis), span.doubt


def _window_of(span: Span) -> Window:
    last = span.end.day if span.start == span.end else 31
    return Window((span.start.month, span.start.day), (span.end.month, last))


def _no_question(doubt: Doubt) -> Doubt:
    return doubt if doubt.question else likely(doubt.note) if doubt.note else NO_DOUBT


def _in_windows(scan: Scan, rule: Rule, items: Sequence[Item]) -> tuple[Rule, Doubt]:
    """Months and seasons beside a rhythm: when in the year, or only during them."""
    if not items:
        return rule, NO_DOUBT
    nodes = [item.node for item in items if isinstance(item.node, Yearless)]
    doubt = together(_shown(node) for node in nodes)
    windows = tuple(node.window for node in nodes)
    if len(items) == 1 and items[0].lead in UNTIL:
        span = placed(scan, nodes[0])
        return replace(rule, until=span.end), span.doubt
    if rule.meeting:
        return _meeting_in(rule, windows, doubt)
    if rule.unit is Unit.YEAR:
        return replace(rule, windows=(*rule.windows, *windows)), doubt
    if rule.unit is Unit.MONTH and rule.every * len(windows) == 12:
        yearly = Rule(Unit.YEAR, windows=windows, since=rule.since, until=rule.until)
        return yearly, doubt
    if len(windows) == 1 and rule.every == 1:
        return replace(rule, within=windows[0]), doubt
    named = " and ".join(window_words(window) for window in windows)
    question = f"{pace_words(rule)}, but {named}: when is it due?"
    return rule, together((doubt, unsure(question)))


def _shown(node: Yearless) -> Doubt:
    return node.doubt


def _meeting_in(rule: Rule, windows: tuple[Window, ...], doubt: Doubt) -> tuple[Rule, Doubt]:
    if not rule.meeting or (rule.unit is not Unit.YEAR and rule.meeting.window):
        return rule, together((doubt, unsure("Several times are named: which one counts?")))
    if len(windows) > 1 or rule.meeting.window:
        return _meetings_in(rule, rule.meeting, windows), together((doubt, likely()))
    meeting = rule.meeting
    words = f"{meeting.words} in {window_words(windows[0])}"
    unit = Unit.YEAR if rule.unit is Unit.MEETING else rule.unit
    phrase = replace(meeting, window=windows[0], words=words)
    return replace(rule, unit=unit, meeting=phrase), doubt


def _meetings_in(rule: Rule, meeting: MeetingPhrase, windows: tuple[Window, ...]) -> Rule:
    """Fall and Spring meetings: one in each of these parts of the year."""
    every = (*windows, *((meeting.window,) if meeting.window else ()))
    names = " ".join((*meeting.qualifiers, meeting.noun))
    phrase = replace(meeting, window=None, season="", words=f"each {names}")
    return replace(rule, unit=Unit.YEAR, windows=every, meeting=phrase)


def _anchored(scan: Scan, rule: Rule) -> tuple[Rule, Doubt]:
    """Every 3 years: counted from which year? From adoption when it is known."""
    long_cycle = rule.every > 1 and rule.unit in (Unit.YEAR, Unit.WEEK, Unit.DAY)
    if not long_cycle or rule.anchor:
        return rule, NO_DOUBT
    anchor = scan.year.plan_start or scan.adopted
    if anchor:
        return replace(rule, anchor=first_due_from(rule, anchor)), likely(_COUNTED)
    return rule, unsure(f"{pace_words(rule)}: when is (or was) the first time?")
