"""Three ways to put a new file in an old one's place without destroying what stood there.

Each is given the one system call it rests on, so that every branch runs in tests on any system.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from toolkit.errors import BusyError
from toolkit.ports.content import content_hash


class Swap(Protocol):
    """Puts ``new`` at ``target``; returns where what stood there is kept.

    ``keeps_every_save`` says whether a save at the very last moment is kept too.
    """

    keeps_every_save: bool

    def __call__(self, new: str, target: str, victim: str) -> str:
        """Swap."""
        ...


class SwapUnsupported(Exception):
    """This disk has no such call; nothing has happened."""


_EXCHANGE_LINUX = 2
_EXCHANGE_MAC = 2
_AT_FOLDER = -100
_NO_SUCH_CALL = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY, errno.EXDEV}
)

# Windows error numbers (winerror.h).
_NO_SUCH_FILE = frozenset({2, 3})
_NOT_SUPPORTED = frozenset({1, 50, 87})
_NAMES_UNCHANGED = frozenset({5, 32, 33, 1175, 1176})
_MOVED_AWAY = 1177
_HIDDEN = 2


class ExchangeSwap:
    """Linux and macOS: the two names change places in one instant.

    Args:
        exchange: the system call; returns 0 or an ``errno``.
    """

    keeps_every_save = True

    def __init__(self, exchange: Callable[[str, str], int]) -> None:
        self._exchange = exchange

    def __call__(self, new: str, target: str, victim: str) -> str:  # noqa: ARG002
        """Afterwards ``new`` holds what stood at ``target``."""
        shutil.copymode(target, new)
        failed = self._exchange(new, target)
        if failed in _NO_SUCH_CALL:
            raise SwapUnsupported
        if failed:
            raise OSError(failed, os.strerror(failed), target)
        return new


class ReplaceSwap:
    """Windows: ReplaceFileW, which keeps what it replaces and the file's rights.

    Args:
        replace: the system call; target, new, victim → 0 or a Windows error number.
        pause: waits between attempts: virus scanners, indexers and OneDrive hold files briefly.
    """

    keeps_every_save = True

    def __init__(
        self, replace: Callable[[str, str, str], int], pause: Callable[[float], None]
    ) -> None:
        self._replace = replace
        self._pause = pause

    def __call__(self, new: str, target: str, victim: str) -> str:
        """Afterwards ``victim`` holds what stood at ``target``."""
        failed = 0
        for attempt in range(5):
            failed = self._replace(target, new, victim)
            if not failed:
                return victim
            if failed == _MOVED_AWAY and Path(target).exists():
                break  # somebody has saved a new file there: theirs stays, and ours can wait
            if failed == _MOVED_AWAY:
                Path(victim).rename(target)
            elif failed not in _NAMES_UNCHANGED:
                break
            self._pause(0.1 * 2**attempt)
        raise _windows_failure(failed, target)


def _windows_failure(failed: int, target: str) -> Exception:
    if failed in _NOT_SUPPORTED:
        return SwapUnsupported()
    if failed in _NO_SUCH_FILE:
        return FileNotFoundError(errno.ENOENT, "no such file", target)
    if failed in _NAMES_UNCHANGED or failed == _MOVED_AWAY:
        return BusyError(
            f"another program holds the file (Windows error {failed}).",
            where=target,
            next_step="Close it there; the next sync writes what is waiting.",
        )
    return OSError(errno.EIO, f"Windows error {failed}", target)


class CopySwap:
    """Disks without such a call: copy what stands there, look again, rename.

    A save between the second look and the rename is lost; the window is a few microseconds on a
    local disk, and the user is told that it exists.
    """

    keeps_every_save = False

    def __init__(self, write_new: Callable[[str, bytes], None]) -> None:
        self._write_new = write_new

    def __call__(self, new: str, target: str, victim: str) -> str:
        """Afterwards ``victim`` is a copy of what stood at ``target``."""
        stood = Path(target).read_bytes()
        self._write_new(victim, stood)
        shutil.copymode(target, new)
        if content_hash(Path(target).read_bytes()) != content_hash(stood):
            Path(victim).unlink()
            raise BusyError("somebody is saving the file right now.", where=target)
        Path(new).replace(target)
        return victim


def system_swap(
    pause: Callable[[float], None], *, platform: str = sys.platform, load: Any = ctypes.CDLL
) -> Swap | None:
    """The swap this system offers; None when it has no such call.

    Args:
        pause: waits that many seconds.
        platform: ``sys.platform``.
        load: opens a system library, as ``ctypes.CDLL`` and ``ctypes.WinDLL`` do.
    """
    try:
        if platform == "win32":
            return ReplaceSwap(_windows_replace(load), pause)
        if platform == "darwin":
            return ExchangeSwap(_mac_exchange(load))
        if platform == "linux":
            return ExchangeSwap(_linux_exchange(load))
    except (AttributeError, OSError):
        return None
    return None


def _linux_exchange(load: Any) -> Callable[[str, str], int]:
    rename = load(None, use_errno=True).renameat2

    def exchange(left: str, right: str) -> int:
        names = (_AT_FOLDER, os.fsencode(left), _AT_FOLDER, os.fsencode(right), _EXCHANGE_LINUX)
        return ctypes.get_errno() if rename(*names) else 0

    return exchange


def _mac_exchange(load: Any) -> Callable[[str, str], int]:
    rename = load(None, use_errno=True).renamex_np

    def exchange(left: str, right: str) -> int:
        failed = rename(os.fsencode(left), os.fsencode(right), _EXCHANGE_MAC)
        return ctypes.get_errno() if failed else 0

    return exchange


def _windows_replace(load: Any) -> Callable[[str, str, str], int]:
    library = load("kernel32", use_last_error=True)
    text = ctypes.c_wchar_p
    library.ReplaceFileW.argtypes = (
        text,
        text,
        text,
        ctypes.c_ulong,
        ctypes.c_void_p,
        ctypes.c_void_p,
    )
    last_error = getattr(ctypes, "get_last_error", lambda: library.GetLastError())

    def replace(target: str, new: str, victim: str) -> int:
        if not library.ReplaceFileW(target, new, victim, 0, None, None):
            return int(last_error())
        # Elsewhere a leading dot keeps it out of sight of the people who work in the folder.
        library.SetFileAttributesW(victim, _HIDDEN)
        return 0

    return replace
