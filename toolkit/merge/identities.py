"""Which record each row of a copy is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.merge.hold import Hold
from toolkit.merge.new_row import NewRow
from toolkit.merge.note import Note
from toolkit.merge.view import Place
from toolkit.tables.column import Value
from toolkit.tables.edit import Edit


class Identities(Struct, frozen=True):
    """The rows of one table of one copy, sorted by what is known of them.

    Attributes:
        sure: by row id, the places whose cells count for it: one, or each of several twins that
            differ (they are under a hold).
        doubled: ids that stand in an identical twin too: not written until the twin is settled.
        attached: rows that get this id written back: they had lost it, or never had it.
        said: for rows attached again, what this file last said in their cells.
        edits: edits of rows that are not in ``sure``: attached ones, and those asked about.
        holds: rows that must not count before somebody has looked.
        notes: twins and rows attached again.
        new_rows: rows without an identity.
    """

    sure: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    doubled: frozenset[str] = frozenset()
    attached: Mapping[str, Place] = field(default_factory=dict)
    said: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    holds: tuple[Hold, ...] = ()
    notes: tuple[Note, ...] = ()
    new_rows: tuple[NewRow, ...] = ()

    def rows(self) -> Iterator[tuple[str, Place]]:
        """Every row with an id of its own."""
        for row_id, places in self.sure.items():
            for place in places:
                yield row_id, place

    def places(self, row_id: str) -> tuple[Place, ...]:
        """Where a record stands in this copy."""
        if row_id in self.attached:
            return (self.attached[row_id],)
        return self.sure.get(row_id, ())

    def __contains__(self, row_id: str) -> bool:
        return row_id in self.sure or row_id in self.attached

    def plus(
        self,
        *,
        attached: Mapping[str, Place] | None = None,
        said: Mapping[str, Mapping[str, Value]] | None = None,
        edits: tuple[Edit, ...] = (),
        holds: tuple[Hold, ...] = (),
        notes: tuple[Note, ...] = (),
        new_rows: tuple[NewRow, ...] = (),
    ) -> Identities:
        """The same with some more found."""
        return replace(
            self,
            attached={**self.attached, **(attached or {})},
            said={**self.said, **(said or {})},
            edits=self.edits + edits,
            holds=self.holds + holds,
            notes=self.notes + notes,
            new_rows=self.new_rows + new_rows,
        )
