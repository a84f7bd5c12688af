"""How letters leave the house: as drafts, or through the organisation's mail server."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from toolkit.report.blocks import Report


class Attachment(Struct, frozen=True):
    """A file that goes with a letter."""

    name: str
    content: bytes


class Letter(Struct, frozen=True):
    """One letter.

    Attributes:
        subject: its subject.
        to: addresses; none for a draft whose reader is not known yet.
        body: what it says; only the title and page one are written out.
        attachments: what goes with it.
        note: a line above everything else, "" for none.
    """

    subject: str
    to: tuple[str, ...]
    body: Report
    attachments: tuple[Attachment, ...] = ()
    note: str = ""


class CalendarDay(Struct, frozen=True):
    """A whole day in a calendar.

    Attributes:
        key: stays the same when the day moves, so that a calendar moves its entry.
        day: the day.
        title, words: what it says.
    """

    key: str
    day: date
    title: str
    words: str = ""


class Mailer(Protocol):
    """Makes drafts and sends letters.

    A letter has one message id for good: the same letter drafted, sent, or sent again after a
    failure is the same message, which mail servers and readers show once. No text of a letter can
    become a header, an address or markup. Sending goes over TLS to a server whose certificate is
    verified, or not at all.
    """

    @property
    def way(self) -> str:
        """Which server and sender letters go through, in words; "" when no server is set."""
        ...

    def message_id(self, letter: Letter) -> str:
        """The letter's fixed id."""
        ...

    def draft(self, letter: Letter) -> bytes:
        """The letter as a file that mail programs open as an unsent message.

        Raises UsageError for an address that is none.
        """
        ...

    def send(self, letter: Letter, at: datetime) -> tuple[str, ...]:
        """Send the letter; returns the addresses the server refused while it took others.

        Raises ToolkitError when the letter did not leave: nothing was sent then.
        """
        ...

    def calendar(self, days: Sequence[CalendarDay], at: datetime) -> bytes:
        """A file of days that calendars take in."""
        ...
