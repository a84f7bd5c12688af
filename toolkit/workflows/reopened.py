"""Matters an undo opens again: each file shows again what its people had said in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from toolkit.merge.conflict import Conflict
from toolkit.merge.planned import Shown
from toolkit.tables.column import Value
from toolkit.tables.edit import CellKey, Edit
from toolkit.workflows.sides import Side


class Reopened(Struct, frozen=True):
    """What stands open again.

    Attributes:
        conflicts: cells with two answers.
        waiting: edits that wait for a person.
    """

    conflicts: tuple[Conflict, ...] = ()
    waiting: tuple[Edit, ...] = ()

    def untouched(self, sides: Iterable[Side]) -> tuple[Edit, ...]:
        """The waiting edits whose cells nobody has changed: their files say them again soon."""
        changed = {(side.edits.line, edit.key) for side in sides for edit in side.edits.edits}
        return tuple(
            edit for edit in self.waiting if (edit.source.replica, edit.key) not in changed
        )

    def said_in(self, side: Side, shown: Shown) -> Mapping[CellKey, Value]:
        """What a live file is to say again in the cells that are open again.

        The answer had been written over it. A file that gave no answer of its own shows what is
        agreed; a cell that was changed meanwhile is left to its author.
        """
        if not side.found.replica:
            return {}
        changed = {edit.key for edit in side.edits.edits}
        found = dict(self._said(side.edits.line, shown))
        return {key: value for key, value in found.items() if key not in changed}

    def _said(self, line: str, shown: Shown) -> Iterator[tuple[CellKey, Value]]:
        for edit in self.waiting:
            if edit.source.replica == line:
                yield edit.key, edit.text or edit.new
        for conflict in self.conflicts:
            own = [edit.new for edit in conflict.values if edit.source.replica == line]
            table, row_id, column = conflict.key
            yield conflict.key, own[-1] if own else shown(table, row_id).get(column)


NOTHING_REOPENED = Reopened()
