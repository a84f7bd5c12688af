"""Contents of several kinds behind one door: each is read by what its first bytes say it is."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.ports.backend import FileBackend
from toolkit.ports.drawn import NO_OUTLINE, Drawn, Outline
from toolkit.ports.planned_write import PlannedWrite, Refill
from toolkit.tables.copy import Copy


class ByContent:
    """See ``ports.backend.FileBackend``.

    Args:
        usual: reads every content no other backend knows.
        others: first bytes → backend.
    """

    def __init__(self, usual: FileBackend, others: Mapping[bytes, FileBackend]) -> None:
        self._usual = usual
        self._others = others
        self.name = usual.name
        self.suffixes = usual.suffixes

    def read(self, content: bytes, file: str) -> Copy:
        """What a content says."""
        return self._for(content).read(content, file)

    def patch(self, content: bytes, planned: PlannedWrite) -> bytes:
        """The content with the plan carried out."""
        return self._for(content).patch(content, planned)

    def refill(self, content: bytes, wanted: Drawn, known: Outline = NO_OUTLINE) -> Refill:
        """What makes the sheets nobody edits show what a freshly made workbook shows."""
        return self._for(content).refill(content, wanted, known)

    def _for(self, content: bytes) -> FileBackend:
        for start, backend in self._others.items():
            if content.startswith(start):
                return backend
        return self._usual
