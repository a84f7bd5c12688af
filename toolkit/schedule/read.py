"""By When text → reading. The text always stays; what is unsure is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from toolkit.schedule.doubt import Confidence, together
from toolkit.schedule.items import part_of
from toolkit.schedule.nodes import Part, Scan
from toolkit.schedule.numeric_dates import serial_day
from toolkit.schedule.reading import Kind, Reading
from toolkit.schedule.settle import settle, several
from toolkit.schedule.tokens import Token, tokens
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.wording import day_words
from toolkit.schedule.year import Year

_LONGEST = 150  # tokens; a longer text is a paragraph, not a timing
_NOT_GIVEN = frozenset(("n/a", "na", "n.a.", "none", "nil", "x", "-", "--", "---", "–", "—", "_"))


def read_by_when(text: str, *, year: Year, adopted: date | None, today: date) -> Reading:
    """Read one By When text; any text gives a reading.

    Args:
        text: the text as people wrote it.
        year: the organisation's years.
        adopted: the day of adoption, none when it is not known.
        today: the day of reading, from which a date without a year is looked for
            when the day of adoption is not known.
    """
    return _read(text, year, adopted, today)


@lru_cache(maxsize=8192)
def _read(text: str, year: Year, adopted: date | None, today: date) -> Reading:
    plain = text.strip()
    if not plain:
        return Reading(text, Kind.UNKNOWN, Confidence.UNSURE)
    if plain.casefold() in _NOT_GIVEN:
        question = f"“{plain}”: is it ongoing, as needed, or has it a date?"
        return Reading(text, Kind.UNKNOWN, Confidence.UNSURE, words="No date", question=question)
    cut = tokens(text)
    serial = _spreadsheet_day(cut)
    if serial:
        return _asked_number(text, plain, serial)
    reading = _read_parts(Scan(cut[:_LONGEST], year, adopted, today), text)
    return replace(reading, counted_from=adopted)


def _read_parts(scan: Scan, text: str) -> Reading:
    scans = [replace(scan, tokens=part) for part in _parts(scan.tokens)]
    parts = [(each, part_of(each)) for each in scans]
    timed = [(each, part) for each, part in parts if part.items]
    if len(timed) > 1 and "\n" not in text.strip():
        joined = _joined([part for _, part in parts])
        if _belong_together(timed):
            return settle(scan, joined, text)
    if len(timed) <= 1:
        return settle(scan, _joined([part for _, part in parts]), text)
    return several([settle(each, part, text) for each, part in timed], text)


def _belong_together(timed: Sequence[tuple[Scan, Part]]) -> bool:
    """A rhythm or "as needed" after a semicolon belongs to what stands before it."""
    kinds = [settle(scan, part, "").kind for scan, part in timed]
    return len(kinds) == 2 and len(set(kinds)) == 2


def _joined(parts: Sequence[Part]) -> Part:
    """All parts as one."""
    return Part(
        items=tuple(item for part in parts for item in part.items),
        labels=tuple(label for part in parts for label in part.labels),
        strange=tuple(word for part in parts for word in part.strange),
        doubt=together(part.doubt for part in parts),
        event=next((part.event for part in parts if part.event), ""),
        negated=any(part.negated for part in parts),
    )


def _parts(cut: Sequence[Token]) -> list[tuple[Token, ...]]:
    parts: list[list[Token]] = [[]]
    for token in cut:
        if token.sense is Sense.BREAK:
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts if part] or [()]


def _spreadsheet_day(cut: Sequence[Token]) -> date | None:
    """The day a bare five-figure number may stand for."""
    if len(cut) != 1 or cut[0].sense is not Sense.NUMBER or len(cut[0].text) != 5:
        return None
    return serial_day(cut[0].number)


def _asked_number(text: str, plain: str, day: date) -> Reading:
    words = day_words(day)
    question = f"“{plain}” is a bare number: does it stand for {words}?"
    return Reading(
        text,
        Kind.UNKNOWN,
        Confidence.UNSURE,
        words="A bare number",
        question=question,
        alternatives=(words,),
    )
