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

    def put(self, content: bytes) -> str:
        """Keep a content; when this returns, a crash does not lose it."""
        name = content_hash(content)
        place = self._files.within(self._folder, name)
        if self._files.digest(place) == name:
            return name
        self._files.make_folder(self._folder)
        # A torn file of that name is what a crash left: it was never counted on.
        self._files.remove(place)
        self._files.write_new(place, content)
        self._files.sync_folder(self._folder)
        return name

    def get(self, name: str) -> bytes:
        """The content of that name."""
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
        """Whether that content is kept whole."""
        return self._files.digest(self._files.within(self._folder, name)) == name

    def prune(self, wanted: Container[str]) -> None:
        """Remove contents nobody needs any more."""
        for name in self._files.names(self._folder):
            if name not in wanted:
                self._files.remove(self._files.within(self._folder, name))
