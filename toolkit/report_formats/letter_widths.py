"""How wide texts are and how many lines they take, without asking any font."""

from __future__ import annotations

from collections.abc import Iterator

_CLASSES = (
    ("ijl|'!.,:;·•", 0.26),
    ("ftrI()[]/- \u00a0", 0.33),
    ("szJckvxy", 0.51),
    ("mwMW%@—…", 0.87),
    ("ABCDEFGHKLNOPQRSTUVXYZ&", 0.70),
)
_WIDTHS = {sign: width for signs, width in _CLASSES for sign in signs}
_USUAL, _FOREIGN = 0.56, 1.0
"""Shares of the letters' size, as in Arial and its kin; the safe side where fonts differ."""

_LATIN = 0x250


def width_of(text: str) -> float:
    """Width of a text on one line, by the size of its letters."""
    usual = (_WIDTHS.get(s, _USUAL if ord(s) < _LATIN else _FOREIGN) for s in text)
    return sum(usual)


def lines_of(text: str, size: float, room: float) -> int:
    """Lines a text takes in letters of a size, broken between words where it can be."""
    return sum(_lines(line, room / size) for line in text.split("\n"))


def _lines(text: str, room: float) -> int:
    count, used = 1, 0.0
    for width in _words(text):
        if used and used + width > room:
            count, used = count + 1, 0.0
        while width > room:  # a word longer than the line is broken within
            count, width = count + 1, width - room
        used += width + _WIDTHS[" "]
    return count


def _words(text: str) -> Iterator[float]:
    return (width_of(word) for word in text.split(" "))
