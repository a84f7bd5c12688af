"""Questions while reading: kept with the entry they are about, worded when it has its number."""

from __future__ import annotations

from msgspec import Struct

from toolkit.plan.reading.node import Node


class Pending(Struct, frozen=True):
    """A question whose place is not numbered yet.

    Attributes:
        node: the entry it is about; none for the whole document.
        column: the column's role or own name; "" for the entry itself.
        text: what the document says.
        reading: how it was read.
        alternatives: how else it could be read.
        place: the place in words when there is no entry.
    """

    node: Node | None
    column: str
    text: str
    reading: str
    alternatives: tuple[str, ...] = ()
    place: str = ""
