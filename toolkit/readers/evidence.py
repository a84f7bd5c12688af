"""Whether a short text reads as a By When or a Who: evidence for columns without headings."""

from __future__ import annotations

from datetime import date

from toolkit.schedule import Confidence, Key, Kind, PartyKind, Year, read_by_when, read_who

_LONGEST = 60
_ANY_DAY = date(2026, 1, 1)  # a day to read from; what is asked is only whether it is a timing
_NOBODY_KNOWN = Key()


def is_timing(text: str) -> bool:
    """Whether the text surely or likely is a By When."""
    said = " ".join(text.split())
    if not said or len(said) > _LONGEST:
        return False
    reading = read_by_when(said, year=Year(), adopted=None, today=_ANY_DAY)
    return reading.kind is not Kind.UNKNOWN and (
        reading.confidence is not Confidence.UNSURE or any(sign.isdigit() for sign in said)
    )


def is_party(text: str) -> bool:
    """Whether the text names a role, a body or a person."""
    said = " ".join(text.split())
    if not said or len(said) > _LONGEST:
        return False
    known = (PartyKind.ROLE, PartyKind.BODY, PartyKind.PERSON, PartyKind.MEMBERSHIP)
    return any(
        party.kind in known for party in read_who(said, key=_NOBODY_KNOWN, people=()).parties
    )
