"""Two answers to one cell: kept side by side, the cell frozen, until the coordinator settles it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from toolkit.tables.column import Value
from toolkit.tables.edit import CellKey, Edit
from toolkit.tables.equality import same

SETTLED = "settled by the coordinator"
"""Reason of the edit that settles a cell, and of those it settles."""

AGREED = "all say the same now"
"""Reason of the edit by which the people of a conflict came to agree themselves."""


class Conflict(Struct, frozen=True):
    """One frozen cell.

    Attributes:
        table, id, column: the cell.
        base: the value everybody started from.
        since: number of the sync that found it.
        values: every answer, with where it comes from; several edits may give the same answer.
    """

    table: str
    id: str
    column: str
    base: Value
    since: int
    values: tuple[Edit, ...]

    @property
    def key(self) -> CellKey:
        """The cell."""
        return (self.table, self.id, self.column)

    @property
    def answers(self) -> tuple[Value, ...]:
        """The distinct answers."""
        return distinct(edit.new for edit in self.values)


def distinct(values: Iterable[Value]) -> tuple[Value, ...]:
    """Values that say different things, each once, in order."""
    found: list[Value] = []
    for value in values:
        if not any(same(value, other) for other in found):
            found.append(value)
    return tuple(found)


def canonical(edit: Edit) -> tuple[str, ...]:
    """Sort key under which edits stand in one order, whatever order their copies came in."""
    source = edit.source
    when = source.when.isoformat() if source.when else ""
    return (
        *edit.key,
        when,
        source.replica,
        source.file,
        source.sheet,
        source.cell,
        source.content,
        f"{type(edit.new).__name__} {edit.new}",
        edit.text,
    )
