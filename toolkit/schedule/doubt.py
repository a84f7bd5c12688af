"""How far a reading may be trusted, and what to ask when it may not."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from msgspec import Struct


class Confidence(Enum):
    """Sure: one meaning. Likely: shown, not asked. Unsure: a question is asked."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


_ORDER = (Confidence.SURE, Confidence.LIKELY, Confidence.UNSURE)


class Doubt(Struct, frozen=True):
    """What keeps a reading from being certain.

    Attributes:
        confidence: how far the reading may be trusted.
        note: a few words shown beside the reading, such as "no year given: the next one".
        question: a plain question, empty unless unsure.
        alternatives: other readings, in plain words.
    """

    confidence: Confidence = Confidence.SURE
    note: str = ""
    question: str = ""
    alternatives: tuple[str, ...] = ()


NO_DOUBT = Doubt()


def likely(note: str = "", *alternatives: str) -> Doubt:
    """A reading that is shown with a note, without a question."""
    return Doubt(Confidence.LIKELY, note, "", alternatives)


def unsure(question: str, *alternatives: str, note: str = "") -> Doubt:
    """A reading that must be asked about."""
    return Doubt(Confidence.UNSURE, note, question, alternatives)


def together(doubts: Iterable[Doubt]) -> Doubt:
    """Everything doubtful about several parts of one text: the worst confidence wins."""
    found = tuple(doubt for doubt in doubts if doubt != NO_DOUBT)
    if len(found) < 2:
        return found[0] if found else NO_DOUBT
    worst = max((_ORDER.index(doubt.confidence) for doubt in found), default=0)
    notes = dict.fromkeys(note for doubt in found for note in doubt.note.split("; ") if note)
    questions = [doubt.question for doubt in found if doubt.question]
    others = dict.fromkeys(other for doubt in found for other in doubt.alternatives)
    return Doubt(_ORDER[worst], "; ".join(notes), " ".join(questions[:1]), tuple(others))
