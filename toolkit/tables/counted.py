"""A number with its noun, as every sentence of the tool says it."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """``1 action``, ``26 actions``; ``many`` where an s behind the noun will not do."""
    return f"{number} {one if number == 1 else many or one + 's'}"
