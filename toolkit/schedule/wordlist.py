"""Lists of words, written as people would read them."""

from __future__ import annotations


def word_list(text: str) -> tuple[str, ...]:
    """The words of a list written as one text."""
    return tuple(text.split())


def saying_list(text: str) -> tuple[str, ...]:
    """The expressions of a list written as one text, with a bar between two."""
    return tuple(text.split("|"))
