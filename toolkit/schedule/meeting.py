"""The rows of the *Meetings* sheet, and what a text says about one of them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from toolkit.schedule.window import Window
from toolkit.schedule.year import Basis


class Meeting(Struct, frozen=True):
    """A dated event of the organisation.

    Attributes:
        name: what people call it, such as "Fall meeting".
        date: the day; none when only its pattern is known.
        pattern: when it comes round, in words ("second Tuesday of each month").
        aliases: other names.
    """

    name: str
    date: date | None = None
    pattern: str = ""
    aliases: tuple[str, ...] = ()


class MeetingPhrase(Struct, frozen=True):
    """Which meeting a text means.

    Attributes:
        words: the phrase as read, such as "the 1st meeting of the year".
        noun: meeting, conference, symposium, …
        qualifiers: other words of its name, such as "board".
        ordinal: 1 for the first of the year, -1 for the last, 0 when not said.
        season: the season's word when it names one (a meeting's own name may carry it).
        window: the months or season in which it must lie; none when not said.
        basis: the year the ordinal counts in.
        span: the dated stretch in which it must lie; none when not said.
        offset: days between the meeting and the due day (negative: before it).
    """

    words: str
    noun: str = "meeting"
    qualifiers: tuple[str, ...] = ()
    ordinal: int = 0
    season: str = ""
    window: Window | None = None
    basis: Basis = Basis.OWN
    span: tuple[date, date] | None = None
    offset: int = 0
