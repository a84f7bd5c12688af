"""Every source, kept by its content before anything tries to understand it."""

from __future__ import annotations

from collections.abc import Container

from toolkit.errors import HistoryError
from toolkit.ports.content import content_hash
from toolkit.ports.files import Files


class ContentStore:
    """``toolkit.ports.content.Contents`` as files named by their hash.

    Args:
        files: the disk.
        folder: where they are kept, on the same local disk as history.
    """

    def __init__(self, files: Files, folder: str) -> None:
        self._files = files
        self._folder = folder
        self._lent: dict[str, bytes] = {}
        self._heard: set[str] = set()

    def put(self, content: bytes) -> str:
        """Keep a content; when this returns, a crash does not lose it."""
        name = content_hash(content)
        self._heard.add(name)
        place = self._files.within(self._folder, name)
        if self._files.digest(place) == name:
            return name
        self._files.make_folder(self._folder)
        # A torn file of that name is what a crash left: it was never counted on.
        self._files.remove(place)
        self._files.write_new(place, content)
        self._files.sync_folder(self._folder)
        return name

    def lend(self, content: bytes) -> str:
        """Have a content at hand in this run only."""
        name = content_hash(content)
        self._lent[name] = content
        return name

    def get(self, name: str) -> bytes:
        """The content of that name."""
        if name in self._lent:
            return self._lent[name]
        place = self._files.within(self._folder, name)
        try:
            content = self._files.read(place)
        except FileNotFoundError:
            content = b""
        if content_hash(content) != name:
            raise HistoryError(
                "a kept copy of a workbook is missing or damaged.",
                where=place,
                next_step="Run sync again; if this message stays, restore the folder from a "
                "backup.",
            )
        return content

    def has(self, name: str) -> bool:
        """Whether that content is kept whole, or at hand."""
        place = self._files.within(self._folder, name)
        return name in self._lent or self._files.digest(place) == name

    def prune(self, wanted: Container[str]) -> None:
        """Remove contents nobody needs any more; those of this run would only come again."""
        for name in self._files.names(self._folder):
            if name not in wanted and name not in self._heard:
                self._files.remove(self._files.within(self._folder, name))
