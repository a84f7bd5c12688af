"""One sync at a time: a lock the system itself lets go of when the run ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from toolkit.errors import BusyError

_LOCKED_BYTE = 1 << 30
"""Windows locks a stretch of bytes: one far behind the text, so that others can read the text."""


@contextmanager
def workspace_lock(
    place: str, holder: str, try_lock: Callable[[int], bool] | None = None
) -> Iterator[None]:
    """Hold the workspace while the block runs.

    The file stays when the lock is gone: its presence means nothing, a process id in it could be
    anybody's by now; only the system's lock counts. The text in it says who to ask.

    Args:
        place: the lock file, on a local disk.
        holder: who runs what, since when, in words.
        try_lock: takes the system's lock on an open file, without waiting.
    """
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        if not (try_lock or system_try_lock())(handle):
            raise BusyError(
                f"another run is at work here ({_holder(handle)}).",
                where=place,
                next_step="Wait until it has finished, then run this again.",
            )
        os.ftruncate(handle, 0)
        os.write(handle, holder.encode())
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    text = os.read(handle, 500).decode(errors="replace").strip()
    return text or "it does not say who"


def system_try_lock(platform: str = sys.platform, module: Any = None) -> Callable[[int], bool]:
    """Takes this system's lock.

    Args:
        platform: ``sys.platform``.
        module: stands for ``msvcrt`` or ``fcntl``.
    """
    if platform == "win32":
        return _windows_try_lock(module or __import__("msvcrt"))
    return _posix_try_lock(module or __import__("fcntl"))


def _windows_try_lock(msvcrt: Any) -> Callable[[int], bool]:
    def try_lock(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

    return try_lock


def _posix_try_lock(fcntl: Any) -> Callable[[int], bool]:
    def try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    return try_lock
