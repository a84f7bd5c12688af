"""The pieces a timing is made of, as the grammar's rules find them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from msgspec import Struct

from toolkit.schedule.doubt import NO_DOUBT, Doubt
from toolkit.schedule.meeting import MeetingPhrase
from toolkit.schedule.rule import Rule
from toolkit.schedule.tokens import Token
from toolkit.schedule.vocabulary import Sense
from toolkit.schedule.window import Window
from toolkit.schedule.year import Year


class Span(Struct, frozen=True):
    """A dated stretch of days, such as March 2027; ``ranged`` when both ends are given."""

    start: date
    end: date
    words: str
    doubt: Doubt = NO_DOUBT
    ranged: bool = False


class Yearless(Struct, frozen=True):
    """A stretch of the calendar without a year, such as September or 30 June."""

    window: Window
    words: str
    doubt: Doubt = NO_DOUBT
    plural: bool = False
    ranged: bool = False


class Every(Struct, frozen=True):
    """A rhythm, such as monthly; ``rule`` may already say where in the cycle it is due."""

    rule: Rule
    doubt: Doubt = NO_DOUBT


class AtMeeting(Struct, frozen=True):
    """A meeting; ``repeats`` when the phrase itself speaks of more than one."""

    phrase: MeetingPhrase
    repeats: bool = False
    doubt: Doubt = NO_DOUBT


class Mark(Struct, frozen=True):
    """A word that gives the kind (ongoing, as needed) or says that no date is set."""

    sense: Sense
    text: str
    start: date | None = None
    end: date | None = None
    doubt: Doubt = NO_DOUBT


Node = Span | Yearless | Every | AtMeeting | Mark
Point = Span | Yearless


class Scan(Struct, frozen=True):
    """One text being read, with what the reader may know.

    Attributes:
        tokens: the text, cut.
        year: the organisation's years.
        adopted: the day of adoption; none when not known.
        today: the day of reading.
    """

    tokens: tuple[Token, ...]
    year: Year
    adopted: date | None
    today: date

    @property
    def base(self) -> date:
        """The day from which a date without a year is looked for."""
        return self.adopted or self.today

    def at(self, place: int) -> Token:
        """The token at a place; an empty one beyond the end."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else _NOTHING

    def skip(self, place: int, *texts: str) -> int:
        """The first place from here on whose text is none of these."""
        while self.at(place).text in texts:
            place += 1
        return place


_NOTHING = Token("", "", Sense.BREAK, "", glued=False)


Piece_co = TypeVar("Piece_co", bound=Node, covariant=True)


class Found(Struct, Generic[Piece_co], frozen=True):
    """What a rule found, and the place after it."""

    node: Piece_co
    end: int


Finder = Callable[[Scan, int], Found[Node] | None]
PointFinder = Callable[[Scan, int], Found[Point] | None]


class Item(Struct, frozen=True):
    """A piece with the small word before it ("by", "before", "until", …).

    Attributes:
        lead: the sense of that word, FILLER when there was none.
        node: the piece.
        joined: the sense of the word that joins it to the piece before.
    """

    lead: Sense
    node: Node
    joined: Sense = Sense.FILLER


class Part(Struct, frozen=True):
    """One part of a text: its pieces and what was left over.

    Attributes:
        items: the pieces, in order.
        labels: left-over words that only name the work ("draft").
        strange: left-over words the grammar does not know.
        doubt: what other words cast on the whole ("about", "?").
        event: the words of an event it depends on, empty when none.
        negated: whether "not", "except" or the like turns what is said around.
    """

    items: tuple[Item, ...] = ()
    labels: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    doubt: Doubt = NO_DOUBT
    event: str = ""
    negated: bool = False
