"""What the tool understood from one By When text."""

from __future__ import annotations

from datetime import date
from enum import Enum

from msgspec import Struct

from toolkit.schedule.doubt import Confidence
from toolkit.schedule.meeting import MeetingPhrase
from toolkit.schedule.rule import Rule


class Kind(Enum):
    """What sort of timing it is; ongoing and as-needed work is never overdue."""

    ONCE = "once"
    REPEATING = "repeating"
    ONGOING = "ongoing"
    AS_NEEDED = "as needed"
    UNKNOWN = "unknown"


class Reading(Struct, frozen=True):
    """The reading shown beside a By When text; the text itself always stays.

    Attributes:
        text: the text as people wrote it.
        kind: once, repeating, ongoing, as needed or unknown.
        confidence: sure, likely, or unsure (then ``question`` is asked).
        start: first day, when the text gives a stretch.
        due: last day, for work done once; the end of ongoing work that has one.
        rule: how it comes round; none unless it repeats.
        as_needed: whether it is done only when needed, even if it also repeats.
        words: the reading in plain words.
        question: what to ask, empty when nothing is in doubt.
        alternatives: other ways to read the text, in plain words.
        meeting: the meeting by which work done once is due; none when it names none.
        counted_from: the day of adoption, none when it is not known.
    """

    text: str
    kind: Kind
    confidence: Confidence
    start: date | None = None
    due: date | None = None
    rule: Rule | None = None
    as_needed: bool = False
    words: str = ""
    question: str = ""
    alternatives: tuple[str, ...] = ()
    meeting: MeetingPhrase | None = None
    counted_from: date | None = None
