"""The real disk of this computer."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from toolkit.errors import BusyError, disk_trouble
from toolkit.ports.clock import Clock
from toolkit.ports.content import content_hash
from toolkit.stores.owner_file import (
    SOMEBODY,
    excel_owner,
    excel_owner_name,
    libreoffice_lock_name,
    libreoffice_owner,
    with_age,
)
from toolkit.stores.swap_calls import CopySwap, Swap, SwapUnsupported, system_swap
from toolkit.stores.system_clock import SystemClock
from toolkit.stores.workspace_lock import workspace_lock

_HELD = frozenset({5, 32, 33})
"""Windows: access denied, sharing violation, lock violation."""

_LINK = (
    "it is a link to a file elsewhere, which a write would cut: put the file itself here, or name "
    "its folder in settings"
)

_Result = TypeVar("_Result")


class LocalFiles:
    """``toolkit.ports.files.Files`` on this computer.

    Args:
        clock: waits between attempts at a file another program holds for a moment.
        swap: the system's swap; None to use what this system offers.
    """

    def __init__(self, clock: Clock | None = None, swap: Swap | None = None) -> None:
        self._clock = clock or SystemClock()
        self._copy_swap = CopySwap(self.write_new)
        self._swap: Swap = swap or system_swap(self._clock.pause) or self._copy_swap
        self.keeps_every_save = self._swap.keeps_every_save

    def read(self, place: str) -> bytes:
        """All bytes of a file."""
        return self._patiently(place, Path(place).read_bytes)

    def digest(self, place: str) -> str:
        """``content_hash`` of the file as it is now; "" when there is no such file."""
        try:
            return content_hash(self.read(place))
        except (FileNotFoundError, NotADirectoryError):
            return ""

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of the files in a folder, sorted."""
        try:
            with os.scandir(folder) as found:
                return tuple(sorted(entry.name for entry in found if entry.is_file()))
        except FileNotFoundError:
            return ()

    def folders(self, folder: str) -> tuple[str, ...]:
        """Names of the folders in a folder, links left out, sorted."""
        try:
            with os.scandir(folder) as found:
                inner = (entry.name for entry in found if entry.is_dir(follow_symlinks=False))
                return tuple(sorted(inner))
        except FileNotFoundError:
            return ()

    def make_folder(self, folder: str) -> None:
        """Make a folder and those above it."""
        Path(folder).mkdir(parents=True, exist_ok=True)

    def write_new(self, place: str, content: bytes) -> None:
        """Make a new file and force it to the disk."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(place, flags, 0o644), "wb") as file:
            file.write(content)
            file.flush()
            _force(file.fileno())

    def swap(self, new: str, target: str, victim: str) -> str:
        """Put ``new`` at ``target`` and keep what stood there; returns where it is kept."""
        if Path(target).is_symlink():
            raise BusyError(f"{_LINK}.", where=target)
        try:
            return self._swap(new, target, victim)
        except SwapUnsupported:
            # Some network disks refuse the call: from here on the slower way, and say so.
            self._swap = self._copy_swap
            self.keeps_every_save = False
            return self._swap(new, target, victim)

    def rename(self, source: str, target: str) -> None:
        """Move a file within its disk, never over another."""
        if Path(target).exists():
            raise FileExistsError(target)
        self._patiently(source, lambda: Path(source).rename(target))

    def remove(self, place: str) -> None:
        """Remove a file; one that is gone already is fine."""
        self._patiently(place, lambda: Path(place).unlink(missing_ok=True))

    def sync_folder(self, folder: str) -> None:
        """Force the folder's names to the disk; Windows does so by itself and offers no call."""
        if sys.platform == "win32":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            # Some network disks refuse this call; the files themselves are forced already.
            with suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)

    def opened_by(self, place: str) -> str:
        """Who has the file open in Excel or LibreOffice, by the lock file beside it."""
        name = self.name_of(place)
        for lock_name, person in (
            (excel_owner_name(name), excel_owner),
            (libreoffice_lock_name(name), libreoffice_owner),
        ):
            lock = Path(self.beside(place, lock_name))
            try:
                named = person(lock.read_bytes())
                saved = datetime.fromtimestamp(lock.stat().st_mtime, self._clock.now().tzinfo)
                return with_age(named, saved, self._clock.now(), lock_name)
            except FileNotFoundError:
                continue
            except OSError:
                # Excel may keep its owner file from being read: it is open, that is all we learn.
                return SOMEBODY
        return ""

    def barred(self, place: str) -> str:
        """Why a file cannot be replaced, as far as can be seen without trying; "" otherwise."""
        if Path(place).is_symlink():
            return _LINK
        if not os.access(Path(place).parent, os.W_OK):
            return disk_trouble(PermissionError(errno.EACCES, ""))
        return ""

    def lock(self, place: str, holder: str) -> AbstractContextManager[None]:
        """Hold a place for this run."""
        return workspace_lock(place, holder)

    def beside(self, place: str, name: str) -> str:
        """The place of another name in the same folder."""
        return str(Path(place).with_name(name))

    def within(self, folder: str, name: str) -> str:
        """The place of a name in a folder."""
        return str(Path(folder) / name)

    def folder_of(self, place: str) -> str:
        """The folder a file is in."""
        return str(Path(place).parent)

    def name_of(self, place: str) -> str:
        """The file's own name."""
        return Path(place).name

    def _patiently(self, place: str, action: Callable[[], _Result]) -> _Result:
        """Try again for about three seconds while another program holds the file."""
        for attempt in range(6):
            try:
                return action()
            except PermissionError as error:
                if getattr(error, "winerror", None) not in _HELD:
                    raise
                self._clock.pause(0.05 * 2**attempt)
        raise BusyError(
            "another program holds the file.",
            where=place,
            next_step="Close it there, then run this again.",
        )


def _force(handle: int) -> None:
    """Force a file to the disk itself: on macOS plain fsync stops at the drive's own memory."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)
