"""One reading from the pieces of a part, and one from the parts of a text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from toolkit.schedule.doubt import Confidence, Doubt, likely, together, unsure
from toolkit.schedule.nodes import Item, Mark, Part, Scan, Span, Yearless
from toolkit.schedule.once import UNTIL, Outcome, milestones, once, placed
from toolkit.schedule.reading import Kind, Reading
from toolkit.schedule.repeating import is_list, is_repeating, repeating
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.wording import day_words, rule_words
from toolkit.schedule.wordlist import word_list

_PARTIAL = frozenset(word_list("draft initial pilot begin started hire starts"))
_LEADS = (Sense.BY, Sense.BEFORE, *UNTIL, Sense.WITHIN)
_TOO_STRANGE = 3  # unknown words beside a date, before the reading is asked about


def settle(scan: Scan, part: Part, text: str) -> Reading:
    """The reading of one part."""
    marks = {item.node.sense: item.node for item in part.items if isinstance(item.node, Mark)}
    timed = [item for item in part.items if not isinstance(item.node, Mark)]
    if is_repeating(timed) or is_list(timed):
        kept = [item for item in timed if not isinstance(item.node, Yearless)]
        reading = _repeating(scan, part, kept if part.negated else timed, text)
    elif Sense.ONGOING in marks:
        reading = _ongoing(scan, part, marks[Sense.ONGOING], text)
    elif timed:
        reading = _once(scan, timed, text)
    elif Sense.NEEDED in marks:
        return _judged(
            part,
            Reading(
                text, Kind.AS_NEEDED, Confidence.SURE, as_needed=True, words="Only when needed"
            ),
            (),
        )
    else:
        return _unknown(part, list(marks.values()), text)
    return _judged(part, _needed(reading, part), _mark_doubts(marks, timed))


def several(readings: Sequence[Reading], text: str) -> Reading:
    """The reading of a text with several timings, one on each line."""
    first = readings[0]
    if all(replace(each, text=text) == replace(first, text=text) for each in readings[1:]):
        return replace(first, text=text)
    if all(each.kind is Kind.ONCE and each.due for each in readings):
        found = [
            Outcome(each.kind, each.words, _doubt_of(each), each.start, each.due)
            for each in readings
        ]
        return _from_outcome(text, milestones(found))
    words = tuple(each.words for each in readings)
    question = f"Several timings stand here: {'; '.join(words)}. Which belongs to this action?"
    return Reading(
        text,
        Kind.UNKNOWN,
        Confidence.UNSURE,
        words="Several timings",
        question=question,
        alternatives=tuple(dict.fromkeys(words)),
    )


def _repeating(scan: Scan, part: Part, timed: Sequence[Item], text: str) -> Reading:
    rule, doubt = repeating(scan, timed)
    ongoing = any(
        isinstance(item.node, Mark) and item.node.sense is Sense.ONGOING for item in part.items
    )
    words = rule_words(rule)
    if ongoing:
        question = f"Is it ongoing, or due {words[0].lower()}{words[1:]}?"
        doubt = together((doubt, unsure(question, "Ongoing", words)))
        words = f"Ongoing; {words[0].lower()}{words[1:]}"
    kind = Kind.ONGOING if ongoing else Kind.REPEATING
    return _with_doubt(Reading(text, kind, Confidence.SURE, rule=rule, words=words), doubt)


def _ongoing(scan: Scan, part: Part, mark: Mark, text: str) -> Reading:
    """Ongoing, perhaps from a day or until one."""
    start, end, doubts = mark.start, mark.end, [mark.doubt]
    for item in part.items:
        if isinstance(item.node, Mark):
            continue
        span = _dated(scan, item)
        if not span:
            doubts.append(unsure("Is it ongoing, or due at that meeting?"))
            continue
        doubts.append(span.doubt)
        if item.lead in (*UNTIL, Sense.WITHIN):
            end = span.end
        elif item.lead is Sense.BY:
            end = span.end
            question = f"Is it ongoing, or due by {day_words(span.end)}?"
            doubts.append(unsure(question, "ongoing", f"due by {day_words(span.end)}"))
        elif item.lead is Sense.FILLER and part.items[0].node is mark and _short(span):
            end = span.end
            question = (
                f"Is it ongoing until {day_words(span.end)}, or from {day_words(span.start)}?"
            )
            doubts.append(unsure(question))
        elif item.lead is Sense.FROM or _short(span):
            start = span.start
            doubts.append(likely())
        else:
            start, end = span.start, span.end
            doubts.append(likely())
    words = "Ongoing"
    words += f" from {day_words(start)}" if start else ""
    words += f" until {day_words(end)}" if end else ""
    reading = Reading(text, Kind.ONGOING, Confidence.SURE, start=start, due=end, words=words)
    return _with_doubt(reading, together(doubts))


def _short(span: Span) -> bool:
    """A season or less."""
    return span.end - span.start <= timedelta(days=93)


def _dated(scan: Scan, item: Item) -> Span | None:
    if isinstance(item.node, Yearless):
        return placed(scan, item.node)
    return item.node if isinstance(item.node, Span) else None


def _once(scan: Scan, timed: Sequence[Item], text: str) -> Reading:
    return _from_outcome(text, once(scan, timed))


def _from_outcome(text: str, outcome: Outcome) -> Reading:
    reading = Reading(
        text,
        outcome.kind,
        Confidence.SURE,
        start=outcome.start,
        due=outcome.due,
        words=outcome.words,
        meeting=outcome.meeting,
    )
    return _with_doubt(reading, outcome.doubt)


def _needed(reading: Reading, part: Part) -> Reading:
    needed = [item for item in part.items if _is_needed(item)]
    if not needed:
        return reading
    joined = needed[0].joined
    found = replace(reading, as_needed=True, words=f"{reading.words}, if needed")
    if reading.kind is Kind.ONCE:
        question = f"Is it due then ({reading.words}), or only when needed?"
        doubt = unsure(question, reading.words, "only when needed")
        return _with_doubt(replace(found, kind=Kind.AS_NEEDED), doubt)
    if reading.kind is not Kind.REPEATING:
        return _with_doubt(found, likely())
    if joined is Sense.AND:
        return _with_doubt(reading, likely("and whenever needed"))
    return found if joined is Sense.FILLER else _with_doubt(found, likely())


def _is_needed(item: Item) -> bool:
    return isinstance(item.node, Mark) and item.node.sense is Sense.NEEDED


def _mark_doubts(marks: dict[Sense, Mark], timed: Sequence[Item]) -> tuple[Doubt, ...]:
    """To be determined, soon or done beside a date make the date doubtful."""
    doubts = []
    by = any(item.lead in (Sense.BY, Sense.BEFORE) for item in timed)
    for sense, mark in marks.items():
        settled = sense in (Sense.ONGOING, Sense.NEEDED) or (sense is Sense.STATUS and by)
        if not settled:
            asked = f"“{mark.text}” stands beside it: is the timing settled?"
            doubts.append(unsure(mark.doubt.question or asked))
    return tuple(doubts)


def _unknown(part: Part, marks: Sequence[Mark], text: str) -> Reading:
    """No date was found: say why, and ask."""
    shown = " ".join(text.split())
    asked = next((mark.doubt.question for mark in marks if mark.doubt.question), "")
    sense = marks[0].sense if marks else Sense.UNKNOWN
    if part.event:
        words, question = "Depends on an event", f"Which day is expected for “{part.event}”?"
    elif asked:
        words, question = f"Not known yet: {marks[0].text}", asked
    elif sense is Sense.OPEN:
        words, question = "No date yet", f"“{shown}”: when should it be done?"
    elif sense is Sense.VAGUE:
        words, question = "No day given", f"“{shown}”: by which day, or how often?"
    elif sense is Sense.STATUS:
        words = "A status, not a date"
        question = f"“{shown}” is a status: when was or is it due?"
    else:
        words, question = "Not understood", f"“{shown}” was not understood: when is it due?"
    kind = Kind.ONCE if asked else Kind.UNKNOWN
    return Reading(text, kind, Confidence.UNSURE, words=words, question=question)


def _judged(part: Part, reading: Reading, doubts: Sequence[Doubt]) -> Reading:
    """Weigh what was left over: unknown words make a reading likely, many make it unsure."""
    extra = [part.doubt, *doubts]
    if part.negated and reading.kind is Kind.ONCE:
        reading = replace(reading, words="Not clear", start=None, due=None, meeting=None)
    if part.event:
        reading = replace(reading, meeting=None)
        extra.append(unsure(f"Which day is expected for “{part.event}”?"))
    bare = reading.kind is Kind.ONCE and not any(item.lead in _LEADS for item in part.items)
    dated = any(isinstance(item.node, Span) for item in part.items)
    if len(part.strange) > (1 if bare and not dated else _TOO_STRANGE):
        extra.append(unsure(f"Is this reading right: {reading.words}?"))
    elif part.strange or {label.casefold() for label in part.labels} & _PARTIAL:
        extra.append(likely())
    return _with_doubt(reading, together(extra))


def _doubt_of(reading: Reading) -> Doubt:
    return Doubt(reading.confidence, "", reading.question, reading.alternatives)


def _with_doubt(reading: Reading, doubt: Doubt) -> Reading:
    whole = together((_doubt_of(reading), doubt))
    words = _with_note(reading.words, doubt.note)
    question = whole.question if whole.confidence is Confidence.UNSURE else ""
    if whole.confidence is Confidence.UNSURE and not question:
        question = f"Is this reading right: {words}?"
    return replace(
        reading,
        confidence=whole.confidence,
        words=words,
        question=question,
        alternatives=whole.alternatives,
    )


def _with_note(words: str, note: str) -> str:
    if not note:
        return words
    return f"{words[:-1]}; {note})" if words.endswith(")") else f"{words} ({note})"
