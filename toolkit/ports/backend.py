"""The places where people edit: files the tool can replace, and live places it can only call."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from toolkit.ports.drawn import NO_OUTLINE, Drawn, Outline
from toolkit.ports.planned_write import PlannedWrite, Refill
from toolkit.tables.copy import Copy


class FileBackend(Protocol):
    """A kind of file that holds sheet views of tables: ``memory``, ``excel_file``.

    Both methods are bytes in, result out: no paths, no clock, no state; the write protocol does
    the rest. For every content ``c`` that ``read`` accepts and every plan ``p`` made on it:

    * ``read(patch(c, p))`` differs from ``read(c)`` in the planned cells, the added rows (at the
      end of their table, in order) and the stamp, and in nothing else; formula results may change;
    * a row is found by its sheet row and must still carry its id; otherwise ``FileRefused``;
    * an empty plan changes only the stamp; the same plan on the same content gives the same bytes;
    * text is written as text, whatever it looks like; a text no cell can hold is ``FileRefused``.
    """

    @property
    def name(self) -> str:
        """``excel_file`` and so on, as in settings."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of the files it reads, lower case, with the dot."""
        ...

    def read(self, content: bytes, file: str) -> Copy:
        """What a content says; ``file`` is its name for messages.

        Raises FileRefused, with the reason and what to do, when it must not or cannot be read.
        """
        ...

    def patch(self, content: bytes, planned: PlannedWrite) -> bytes:
        """The content with the plan carried out."""
        ...

    def refill(self, content: bytes, wanted: Drawn, known: Outline = NO_OUTLINE) -> Refill:
        """What makes the sheets nobody edits show what a freshly made workbook would show.

        Sheets of tables people edit are left out, except the results of our own formulas.
        ``known`` is what the content was made with, when nobody has touched it since.
        """
        ...


class Landed(Struct, frozen=True):
    """What a write to a live place came to.

    Attributes:
        copy: the place as read back afterwards.
        displaced: states of the place that held something nobody had read, overwritten by this
            write or found beside it: each is a source on the baseline it had before.
        queued: why nothing was written (open, offline, too busy), "" when it landed.
        again: nothing was written because somebody has typed there since the place was read; to
            gather it once more at once is worth while.
    """

    copy: Copy
    displaced: tuple[Copy, ...] = ()
    queued: str = ""
    again: bool = False


class LiveBackend(Protocol):
    """A place that is changed cell by cell while people look on: ``google_sheets``, ``excel_live``.

    ``write`` finds rows by id, not by position, and reads the cells it is about to change first.
    A cell somebody has typed in since ``seen`` is either left alone (then nothing is written and
    ``Landed.again`` says so) or, where the place allows no such thing, reported as displaced. The
    stamp lands together with the cells or after them, never before, so that the stamp found after
    a crash says whether the write landed. Writing the same plan twice is the same as once: no row
    doubled.
    """

    @property
    def name(self) -> str:
        """``google_sheets`` and so on, as in settings."""
        ...

    def serves(self, place: str) -> bool:
        """Whether a place is to be read and written through this backend now.

        Raises BusyError when it cannot be told for now.
        """
        ...

    def read(self, place: str) -> Copy:
        """What the place says now; ``content`` is for the caller to fill in.

        Raises BusyError when it cannot be reached for now, FileRefused when it never will be.
        """
        ...

    def refill(self, place: str, wanted: Drawn) -> Refill:
        """What makes the sheets nobody edits show what this freshly made workbook shows.

        Results of formulas are left out: a live place works them out by itself.
        """
        ...

    def write(self, place: str, planned: PlannedWrite, seen: Copy) -> Landed:
        """Carry out a plan that was made on ``seen``.

        Raises BusyError or FileRefused when nothing of it is left in the place.
        """
        ...
