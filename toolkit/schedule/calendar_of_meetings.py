"""Which meeting a phrase means, from the rows of the *Meetings* sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from toolkit.schedule.meeting import Meeting, MeetingPhrase
from toolkit.schedule.tokens import tokens
from toolkit.schedule.vocabulary import MONTH_NAMES, Sense
from toolkit.schedule.wording import day_words
from toolkit.schedule.wordlist import word_list
from toolkit.schedule.year import Year

# Words that say which body meets; a list of meetings seldom repeats them in each name.
_BODY_WORDS = frozenset(
    word_list("regular general full business member members council membership")
)

_SMALL_BODIES = frozenset(word_list("board committee executive staff directors trustees cabinet"))


class Match(Struct, frozen=True):
    """A dated meeting that fits a phrase.

    Attributes:
        meeting: the row of the sheet.
        day: its date.
        exact: whether every word of the phrase is in the meeting's name.
    """

    meeting: Meeting
    day: date
    exact: bool

    def words(self) -> str:
        """Its name and date, for the place that shows where a due day comes from."""
        return f"{self.meeting.name or 'meeting'}, {day_words(self.day)}"


def matching(phrase: MeetingPhrase, meetings: Sequence[Meeting], year: Year) -> tuple[Match, ...]:
    """All meetings a phrase fits, in the order of their dates."""
    named = [match for match in _dated(meetings) if _fits_name(phrase, match.meeting)]
    exact = bool(named)
    if not named:
        named = _loosely(phrase, meetings)
    if phrase.span:
        first, last = phrase.span
        named = [match for match in named if first <= match.day <= last]
    groups = _groups(phrase, [match for match in named if _fits_time(phrase, match)], year)
    chosen = [match for group in groups for match in _best(phrase, group)]
    exact = exact and not _assumes_annual(phrase, chosen)
    return tuple(replace(match, exact=exact and match.exact) for match in chosen)


def _assumes_annual(phrase: MeetingPhrase, chosen: Sequence[Match]) -> bool:
    """ "Annual conference" was taken to be a conference that is not called annual."""
    names = [_words(match.meeting.name) for match in chosen]
    return "annual" in phrase.qualifiers and any("annual" not in words for words in names)


def _loosely(phrase: MeetingPhrase, meetings: Sequence[Meeting]) -> list[Match]:
    """ "September board meeting" may mean the September meeting, when no name says whose it is."""
    if not (phrase.window or phrase.ordinal or phrase.span) or "annual" in phrase.qualifiers:
        return []
    loose = replace(phrase, qualifiers=())
    named = [match for match in _dated(meetings) if _fits_name(loose, match.meeting)]
    return [match for match in named if not _words(match.meeting.name) & _SMALL_BODIES]


def missing_words(phrase: MeetingPhrase, where: str = "") -> str:
    """Which date is missing in *Meetings*, in plain words."""
    name = phrase.words.removeprefix("the ").removeprefix("each ")
    time = f" ({where})" if where else ""
    return f"No date in Meetings for “{name}”{time}: add it there"


def _dated(meetings: Sequence[Meeting]) -> list[Match]:
    dated = [Match(meeting, meeting.date, exact=True) for meeting in meetings if meeting.date]
    return sorted(dated, key=lambda match: (match.day, match.meeting.name))


def _fits_name(phrase: MeetingPhrase, meeting: Meeting) -> bool:
    return any(_fits(phrase, name) for name in (meeting.name, *meeting.aliases))


def _fits(phrase: MeetingPhrase, name: str) -> bool:
    words = _words(name)
    if phrase.noun != "meeting" and phrase.noun not in words:
        return False
    return all(_qualifies(word, words, phrase) for word in phrase.qualifiers)


def _qualifies(qualifier: str, words: frozenset[str], phrase: MeetingPhrase) -> bool:
    """ "Council meeting" fits any meeting that is not another body's."""
    if qualifier.casefold() in words or qualifier.isupper():
        return True
    if qualifier in _BODY_WORDS:
        return not words & _SMALL_BODIES
    return qualifier == "annual" and phrase.noun != "meeting"


@lru_cache(maxsize=1024)
def _words(name: str) -> frozenset[str]:
    found = set()
    for token in tokens(name):
        found.add(token.text)
        found.add(token.text.removesuffix("s"))
        if token.text in ("mtg", "mtgs"):
            found.add("meeting")
        if token.sense in (Sense.SEASON, Sense.MONTH):
            found.add(_name_of(token.value))
    return frozenset(found)


def _name_of(value: object) -> str:
    return MONTH_NAMES[value - 1].casefold() if isinstance(value, int) else str(value)


def _fits_time(phrase: MeetingPhrase, match: Match) -> bool:
    """In the season or month: a meeting's own name counts before its date."""
    if not phrase.window:
        return True
    words = _words(match.meeting.name)
    if phrase.season:
        named = words & {"spring", "summer", "fall", "winter"}
        return phrase.season in named if named else phrase.window.holds(match.day)
    inside = phrase.window.holds(match.day)
    months = {MONTH_NAMES[month - 1].casefold() for month in _months_of(phrase)}
    return inside or bool(words & months)


def _months_of(phrase: MeetingPhrase) -> Iterator[int]:
    if phrase.window:
        month, last = phrase.window.first[0], phrase.window.last[0]
        while month != last:
            yield month
            month = month % 12 + 1
        yield last


def _groups(phrase: MeetingPhrase, matches: Sequence[Match], year: Year) -> list[list[Match]]:
    """The meetings of each year, or of each time the phrase's months come round."""
    groups: dict[date, list[Match]] = {}
    for match in matches:
        first, _ = year.containing(match.day, phrase.basis)
        if phrase.window:
            first = phrase.window.ending_from(match.day)[0]
        groups.setdefault(first, []).append(match)
    return list(groups.values())


def _best(phrase: MeetingPhrase, group: Sequence[Match]) -> list[Match]:
    """The meetings of one group that fit best: by name before date, general before a board's."""
    rank = max(_rank(phrase, match) for match in group)
    best = [match for match in group if _rank(phrase, match) == rank]
    if phrase.qualifiers:
        return _nth(phrase, best)
    if not phrase.ordinal and not phrase.window:
        mixed = any(_words(match.meeting.name) & _SMALL_BODIES for match in best)
        return [replace(match, exact=not mixed) for match in best]
    general = [match for match in best if not _words(match.meeting.name) & _SMALL_BODIES] or best
    called = [match for match in general if phrase.noun in _words(match.meeting.name)] or general
    chosen = _nth(phrase, called)
    same = [match.day for match in chosen] == [match.day for match in _nth(phrase, best)]
    return [replace(match, exact=same) for match in chosen]


def _nth(phrase: MeetingPhrase, group: Sequence[Match]) -> list[Match]:
    if not phrase.ordinal:
        return list(group)
    place = phrase.ordinal - 1 if phrase.ordinal > 0 else -1
    return [group[place]] if place < len(group) else []


def _rank(phrase: MeetingPhrase, match: Match) -> int:
    """How much of the phrase the meeting's own name says."""
    words = _words(match.meeting.name)
    months = {MONTH_NAMES[month - 1].casefold() for month in _months_of(phrase)}
    named = phrase.season in words if phrase.season else bool(words & months)
    return 2 * named + (phrase.noun in words and bool(phrase.window))


def due_day(match: Match, phrase: MeetingPhrase) -> date:
    """The day that counts, some days before or after the meeting when the text says so."""
    return match.day + timedelta(days=phrase.offset)
