"""A copy without a stamp: which snapshot it was most likely written from."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from toolkit.merge.view import views_of
from toolkit.tables.column import MergePolicy, Value
from toolkit.tables.copy import Copy
from toolkit.tables.equality import comparable
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot

CLEAR_MARGIN = 3
"""Every other snapshot must differ from the copy in so many cells more."""


class Nearest(Struct, frozen=True):
    """The snapshot a copy resembles most.

    Attributes:
        number: its number, 0 when no row of the copy is known in any snapshot.
        cells: how many cells of the copy differ from it: at most what people typed.
        clear: no other snapshot comes near, so that it can be taken for the copy's baseline.
    """

    number: int
    cells: int
    clear: bool


def nearest_baseline(copy: Copy, snapshots: Iterable[Snapshot], schema: Schema) -> Nearest:
    """The snapshot a copy differs least from, and whether that is beyond doubt.

    Snapshots that say the same in every cell the copy shows are one and the same to it; the newest
    of them is named.
    """
    likenesses = [_likeness(copy, snapshot, schema) for snapshot in snapshots]
    known = [found for found in likenesses if found.says]
    if not known:
        return Nearest(0, 0, clear=False)
    best = min(known, key=lambda found: (found.cells, -found.number))
    others = [found.cells for found in known if found.says != best.says]
    clear = all(cells >= best.cells + CLEAR_MARGIN for cells in others)
    return Nearest(best.number, best.cells, clear)


class _Likeness(Struct, frozen=True):
    number: int
    cells: int
    says: tuple[Value, ...]


def _likeness(copy: Copy, snapshot: Snapshot, schema: Schema) -> _Likeness:
    says: list[Value] = []
    cells = 0
    for view in views_of(copy, snapshot, snapshot, schema, {}):
        columns = [c for c in view.opinions if c.merge is not MergePolicy.EVENT]
        for row_id, places in view.rows.items():
            says.append(row_id)
            for column in columns:
                before = comparable(view.before(row_id, column))
                reading = view.read(places[0], column.name)
                says.append(before)
                cells += reading.opinion and comparable(reading.value) != before
    return _Likeness(snapshot.number, cells, tuple(says))
