"""Places reached over a network, where one call reads and one call writes a whole spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field

from toolkit.ports.planned_write import PlannedWrite

if TYPE_CHECKING:
    from toolkit.ports.online_sheets import OnlineBook


class OnlineWrite(Struct, frozen=True):
    """What one view is to get.

    Attributes:
        replica: id of the view.
        content: the view as it was read, on which the write was planned.
        planned: the write.
    """

    replica: str
    content: bytes
    planned: PlannedWrite


class OnlineLanded(Struct, frozen=True):
    """What a write to one view came to.

    Attributes:
        landed: it is there; otherwise nothing of it is, and it is to be planned anew.
        after: the view right afterwards; b"" when that is not known.
        displaced: the view as it was read, with what people typed since into cells the write has
            changed; b"" when nobody did. A source on the view's old baseline.
        reason: why it did not land, as part of a sentence.
    """

    landed: bool
    after: bytes = b""
    displaced: bytes = b""
    reason: str = ""


class OnlineMade(Struct, frozen=True):
    """What setting up a spreadsheet came to.

    Attributes:
        title: of the spreadsheet.
        tabs: titles of new tabs.
        views: replica → content of views that were not there before.
    """

    title: str
    tabs: tuple[str, ...] = ()
    views: Mapping[str, bytes] = field(default_factory=dict)


class Online(Protocol):
    """``google_sheets``: a spreadsheet holds several *views*, each a replica of its own.

    A view's content is bytes like a file's: the same cells give the same bytes, and a
    ``FileBackend`` reads and patches them. ``write`` is one atomic step: everything or nothing of
    it is done, and what it overwrites is told. It leaves a mark, so that ``settle`` can say after
    a crash or a broken line whether it was done, and do the rest.
    """

    @property
    def calls(self) -> int:
        """How many requests this run has made."""
        ...

    def shown(self, address: str) -> str:
        """The name of a spreadsheet, as people know it; the address before it was read."""
        ...

    def read(self, address: str) -> Mapping[str, bytes]:
        """Every view in a spreadsheet, by replica.

        Raises BusyError when it cannot be reached for now, FileRefused when somebody must act.
        """
        ...

    def following(self, content: bytes, latest: str, known: bytes) -> bytes:
        """The content of a view just read, as it is kept.

        ``known`` itself, named ``latest``, when it says the same; otherwise a content that never
        was: a value put back makes the cells say what they said once, which must count again.
        """
        ...

    def refresh_wanted(self, address: str) -> bool:
        """Whether somebody has asked for a refresh in the sheet's menu."""
        ...

    def write(
        self, address: str, writes: Sequence[OnlineWrite], mark: str, note: str
    ) -> tuple[OnlineLanded, ...]:
        """Carry out the writes to one spreadsheet, each planned on what ``read`` last said.

        Args:
            mark: a text no other write has had.
            note: what the sheet's menu shows as the last result.

        Raises FileRefused when Google will never take it, BusyError when nobody knows whether it
        was done: ``settle`` tells.
        """
        ...

    def set_up(self, address: str, book: OnlineBook) -> OnlineMade:
        """Add what a spreadsheet lacks; what people have there stays as it is. Twice is once."""
        ...

    def create(self, title: str) -> str:
        """Make a spreadsheet; returns its address. A service account cannot (FileRefused)."""
        ...

    def settle(
        self, address: str, mark: str, seen: Mapping[str, bytes]
    ) -> Mapping[str, OnlineLanded] | None:
        """What became of an earlier write; None when it was never done.

        Args:
            mark: the mark it had.
            seen: replica → the view as it had been read for it.
        """
        ...
