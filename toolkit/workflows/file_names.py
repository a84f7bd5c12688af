"""Names of files that no program can print or keep: bytes of another system's alphabet."""

from __future__ import annotations

from toolkit.errors import FileRefused


def shown_name(name: str) -> str:
    """A name as people can be told it: what cannot be shown is a question mark."""
    return name.encode("utf-8", "replace").decode()


def require_name(name: str) -> None:
    """Raise FileRefused when a name cannot be told, so that nobody could find the file by it."""
    if shown_name(name) != name:
        raise FileRefused(
            "name",
            "its name holds a sign that cannot be shown (here a question mark).",
            where=shown_name(name),
            next_step="Rename the file, then run sync again.",
        )
