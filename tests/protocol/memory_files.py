"""A disk in memory: names, files behind them, what a crash or a power cut leaves."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from toolkit.errors import BusyError
from toolkit.ports.content import content_hash


class Crash(BaseException):
    """The process is gone at this instant."""


class Torn(Exception):
    """A write stops half way; raised by the world, understood by the disk."""

    def __init__(self, then: BaseException) -> None:
        self.then = then


NOTHING = Crash("no trouble is reported")
"""The disk damages what is written and does not say so."""


class Inode:
    """A file without its name: a program may keep writing to it under whatever name."""

    def __init__(self, content: bytes, durable: bytes | None = None) -> None:
        self.content = content
        self.durable = content if durable is None else durable


class MemoryFiles:
    """``toolkit.ports.files.Files``, with a hook before every effect.

    ``swaps`` says how a folder's files are swapped: "exchange" (Linux, macOS), "replace" (Windows,
    in two moves, so that a crash can fall between them) or "copy" (no such call).
    """

    keeps_every_save = True

    def __init__(self, happen: Callable[[str], None], swap_of: Callable[[str], str]) -> None:
        self.inodes: dict[str, Inode] = {}
        self.happen = happen
        self._swap_of = swap_of
        self._unforced: list[dict[str, Inode]] = []

    # what people and programs do, without the tool -------------------------------------------

    def put(self, place: str, content: bytes) -> None:
        """Somebody saves by renaming a new file over the old one."""
        self._named()
        self.inodes[place] = Inode(content)
        self.force_names()

    def force_names(self) -> None:
        """Everything that was renamed so far is on the disk."""
        self._unforced.clear()

    def power_cut(self, kept: Callable[[int], int]) -> None:
        """Unforced contents are gone; of unforced names the first few survive."""
        if self._unforced:
            states = [*self._unforced, self.inodes]
            self.inodes = dict(states[kept(len(states))])
            self._unforced.clear()
        for inode in self.inodes.values():
            inode.content = inode.durable

    # the port --------------------------------------------------------------------------------

    def read(self, place: str) -> bytes:
        self.happen("read")
        return self._inode(place).content

    def digest(self, place: str) -> str:
        self.happen("digest")
        return content_hash(self.inodes[place].content) if place in self.inodes else ""

    def names(self, folder: str) -> tuple[str, ...]:
        start = folder + "/"
        found = (place[len(start) :] for place in self.inodes if place.startswith(start))
        return tuple(sorted(name for name in found if "/" not in name))

    def folders(self, folder: str) -> tuple[str, ...]:
        start = folder + "/"
        found = (place[len(start) :] for place in self.inodes if place.startswith(start))
        return tuple(sorted({name.partition("/")[0] for name in found if "/" in name}))

    def make_folder(self, folder: str) -> None:
        pass

    def write_new(self, place: str, content: bytes) -> None:
        if place in self.inodes:
            raise FileExistsError(place)
        self._named()
        inode = self.inodes[place] = Inode(b"", b"")
        try:
            self.happen("write")
        except Torn as torn:
            inode.content = inode.durable = content[: len(content) // 2]
            if torn.then is NOTHING:
                return
            raise torn.then from None
        inode.content = content
        self.happen("force")
        inode.durable = content

    def swap(self, new: str, target: str, victim: str) -> str:
        self.happen("swap")
        for place in (new, target):
            self._inode(place)
        assert victim not in self.inodes
        return {"exchange": self._exchange, "replace": self._replace, "copy": self._copy}[
            self._swap_of(target)
        ](new, target, victim)

    def _exchange(self, new: str, target: str, victim: str) -> str:
        self._named()
        self.inodes[new], self.inodes[target] = self.inodes[target], self.inodes[new]
        return new

    def _replace(self, new: str, target: str, victim: str) -> str:
        self._named()
        self.inodes[victim] = self.inodes.pop(target)
        self.happen("swap, half way")
        if target in self.inodes:
            raise BusyError("another program holds the file (Windows error 1177).", where=target)
        self._named()
        self.inodes[target] = self.inodes.pop(new)
        return victim

    def _copy(self, new: str, target: str, victim: str) -> str:
        stood = self._inode(target).content
        self.write_new(victim, stood)
        self.happen("swap, second look")
        if self._inode(target).content != stood:
            del self.inodes[victim]
            raise BusyError("somebody is saving the file right now.", where=target)
        self._named()
        self.inodes[target] = self.inodes.pop(new)
        return victim

    def rename(self, source: str, target: str) -> None:
        self.happen("rename")
        if target in self.inodes:
            raise FileExistsError(target)
        inode = self._inode(source)
        self._named()
        del self.inodes[source]
        self.inodes[target] = inode

    def remove(self, place: str) -> None:
        self.happen("remove")
        self._named()
        self.inodes.pop(place, None)

    def sync_folder(self, folder: str) -> None:
        self.happen("force names")
        self.force_names()

    def opened_by(self, place: str) -> str:
        lock = self.inodes.get(self.beside(place, f"~${self.name_of(place)}"))
        return lock.content.decode() if lock else ""

    def barred(self, place: str) -> str:
        return ""

    @contextmanager
    def lock(self, place: str, holder: str) -> Iterator[None]:
        yield

    def beside(self, place: str, name: str) -> str:
        return f"{self.folder_of(place)}/{name}"

    def within(self, folder: str, name: str) -> str:
        return f"{folder}/{name}"

    def folder_of(self, place: str) -> str:
        return place.rpartition("/")[0]

    def name_of(self, place: str) -> str:
        return place.rpartition("/")[2]

    def _inode(self, place: str) -> Inode:
        if place not in self.inodes:
            raise FileNotFoundError(errno.ENOENT, "no such file", place)
        return self.inodes[place]

    def _named(self) -> None:
        """Remember the names as they were before a change that is not forced yet."""
        self._unforced.append(dict(self.inodes))
