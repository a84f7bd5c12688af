"""A dry run looks and keeps nothing: not even what it has read."""

from __future__ import annotations

from collections.abc import Container

from msgspec.structs import replace

from toolkit.ports.content import Contents, content_hash
from toolkit.workflows.session import Session


class _Unkept:
    """``toolkit.ports.content.Contents`` that forgets what was put into it when the run ends."""

    def __init__(self, kept: Contents) -> None:
        self._kept = kept
        self._read: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        """Remember a content for this run."""
        name = content_hash(content)
        self._read[name] = content
        return name

    def lend(self, content: bytes) -> str:
        """Remember a content for this run."""
        return self.put(content)

    def get(self, name: str) -> bytes:
        """The content of that name."""
        return self._read[name] if name in self._read else self._kept.get(name)

    def has(self, name: str) -> bool:
        """Whether that content is at hand."""
        return name in self._read or self._kept.has(name)

    def prune(self, wanted: Container[str]) -> None:
        """A run that only looks removes nothing."""


def looking(session: Session, *, dry_run: bool) -> Session:
    """The session of a run that may only look, when it may only look."""
    return replace(session, contents=_Unkept(session.contents)) if dry_run else session
