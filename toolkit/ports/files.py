"""The operating system's files, one small call at a time."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol


class Files(Protocol):
    """What the write protocol needs of a disk. Places are full paths as text.

    Every method is one step that either happened or did not, so that a test can stop the world
    before and after each. Failures are ``OSError`` with its usual number (disk full, input/output
    error, ``FileNotFoundError``); a file another program holds so that it cannot be read or
    replaced at all is ``BusyError``, after a bounded retry.

    ``swap`` is the heart: when it returns, ``target`` holds what ``new`` held, and everything that
    stood at ``target`` up to that instant stands at the place it returns: nobody's save is ever
    destroyed. When the system has no such call it copies, looks again and renames, and
    ``keeps_every_save`` is False: a save within that last moment is not kept, and the user is told.
    Whatever happens in between, each of the two contents stands whole at one of the three places.
    """

    keeps_every_save: bool

    def read(self, place: str) -> bytes:
        """All bytes of a file."""
        ...

    def digest(self, place: str) -> str:
        """``content_hash`` of the file as it is now; "" when there is no such file."""
        ...

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of the files in a folder, sorted; none when there is no such folder."""
        ...

    def folders(self, folder: str) -> tuple[str, ...]:
        """Names of the folders in a folder, links left out, sorted; none when there is none."""
        ...

    def make_folder(self, folder: str) -> None:
        """Make a folder and those above it; an existing one is fine."""
        ...

    def write_new(self, place: str, content: bytes) -> None:
        """Make a new file and force it to the disk. Raises FileExistsError when there is one."""
        ...

    def swap(self, new: str, target: str, victim: str) -> str:
        """Put ``new`` at ``target`` and keep what stood there; returns where it is kept.

        That is ``new`` or ``victim``, as the system can. All three are in one folder, nothing
        stands at ``victim`` yet. Raises FileNotFoundError when ``target`` is gone.
        """
        ...

    def rename(self, source: str, target: str) -> None:
        """Move a file within its disk. Raises FileExistsError rather than replace one."""
        ...

    def remove(self, place: str) -> None:
        """Remove a file; one that is gone already is fine."""
        ...

    def sync_folder(self, folder: str) -> None:
        """Force the folder's names to the disk, where the system can."""
        ...

    def opened_by(self, place: str) -> str:
        """Who has the file open in Excel or LibreOffice, by the lock file beside it.

        "" when nobody; "somebody" when the lock file names no one. A left-over lock file misleads,
        so this only postpones a write, it never refuses a file for good; a lock file older than a
        day is named, to be deleted when nobody has the file open.
        """
        ...

    def barred(self, place: str) -> str:
        """Why a file cannot be replaced, as far as can be seen without trying; "" otherwise."""
        ...

    def lock(self, place: str, holder: str) -> AbstractContextManager[None]:
        """Hold a place for this run; the system lets go of it even when the run is killed.

        Raises BusyError that names the present holder.
        """
        ...

    def beside(self, place: str, name: str) -> str:
        """The place of another name in the same folder."""
        ...

    def within(self, folder: str, name: str) -> str:
        """The place of a name in a folder."""
        ...

    def folder_of(self, place: str) -> str:
        """The folder a file is in."""
        ...

    def name_of(self, place: str) -> str:
        """The file's own name."""
        ...
