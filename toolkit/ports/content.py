"""The name of a content: equal bytes, equal name."""

from __future__ import annotations

import hashlib
from collections.abc import Container
from typing import Protocol


def content_hash(content: bytes) -> str:
    """The name under which a file's bytes are known for ever (SHA-256, hexadecimal)."""
    return hashlib.sha256(content).hexdigest()


class Contents(Protocol):
    """Keeps every source by its content before anything tries to understand it.

    What ``put`` has returned for is on the disk: a crash afterwards does not lose it. The same
    content twice is kept once. ``get`` checks that what it found is what was put.
    """

    def put(self, content: bytes) -> str:
        """Keep a content; returns its name. Raises OSError when the disk does not take it."""
        ...

    def lend(self, content: bytes) -> str:
        """Have a content at hand in this run only; returns its name. It is known already, and
        whoever lends it has it kept elsewhere."""
        ...

    def get(self, name: str) -> bytes:
        """The content of that name. Raises HistoryError when it is missing or damaged."""
        ...

    def has(self, name: str) -> bool:
        """Whether that content is kept."""
        ...

    def prune(self, wanted: Container[str]) -> None:
        """Remove every content but these and what this run has put."""
        ...
