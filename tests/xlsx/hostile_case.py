"""What a hostile file is called, how it is made and what must happen to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Plain = str | int | float | bool


@dataclass(frozen=True)
class Hostile:
    """One file that could hurt a reader.

    Attributes:
        name: what is wrong with it, unique.
        make: makes the bytes; called late because some are large.
        refused: code families that are a right refusal; empty means it must be read.
        may_be_read: whether a reading is a right ending.
        reads: cells of the first sheet that a right reading gives.
        absent: cells that a right reading must not report as holding a value.
    """

    name: str
    make: Callable[[], bytes]
    refused: frozenset[str] = frozenset()
    may_be_read: bool = True
    reads: Mapping[str, Plain] = field(default_factory=dict)
    absent: tuple[str, ...] = ()


def refused(name: str, make: Callable[[], bytes], *families: str) -> Hostile:
    """A file that must be refused, with a reason of one of these families."""
    return Hostile(name, make, frozenset(families), may_be_read=False)


def reads(
    name: str,
    make: Callable[[], bytes],
    cells: Mapping[str, Plain],
    *,
    absent: tuple[str, ...] = (),
) -> Hostile:
    """An odd but honest file that must be read, with these cells in it."""
    return Hostile(name, make, reads=cells, absent=absent)


def either(
    name: str, make: Callable[[], bytes], cells: Mapping[str, Plain], *families: str
) -> Hostile:
    """A file that may be refused or read; when it is read, these cells must be right."""
    return Hostile(name, make, frozenset(families), reads=cells)
