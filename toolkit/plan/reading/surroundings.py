"""What the reading of a document needs to know from outside it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


def _never(_: str) -> bool:
    return False


class Surroundings(Struct, frozen=True):
    """Evidence and limits, given by whoever puts the pieces together.

    Attributes:
        is_timing: whether a short text reads as a By When.
        is_party: whether a short text reads as a Who.
        taken_names: names of columns the action grid has already.
        taken_headings: their headings.
    """

    is_timing: Callable[[str], bool] = _never
    is_party: Callable[[str], bool] = _never
    taken_names: frozenset[str] = frozenset()
    taken_headings: frozenset[str] = frozenset()
