"""A text where there is room for one line only."""

from __future__ import annotations


def one_line(text: str, limit: int) -> str:
    """A text on one line, cut with an ellipsis where it is longer than the room there is."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
