"""Who typed what over what: and whether anything of it is lost or stands where nobody typed it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.protocol.plain_merge import cells_of
from toolkit.ports.commit import Cell
from toolkit.ports.history import History
from toolkit.tables.copy import Copy
from toolkit.tables.edit import EditState
from toolkit.tables.record import Table
from toolkit.tables.snapshot import Snapshot

Conflicts = Mapping[Cell, tuple[Any, ...]]


class Judge:
    """Every value ever typed is a word of its own, so that it can be followed anywhere.

    Args:
        adopted: the table everything began with.
    """

    def __init__(self, adopted: Table) -> None:
        self.typed: dict[Any, Cell] = {
            value: ("actions", record.id, column)
            for record in adopted
            for column, value in record.cells.items()
        }
        self.over: dict[Any, set[Any]] = {}
        self.excused: set[Any] = set()
        self._replaced: set[Any] = set()
        self._chosen: set[Any] = set()

    def saved(self, cell: Cell, value: Any, seen: Any) -> None:
        """Somebody has saved a value typed over another one they saw."""
        self.typed[value] = cell
        self.over.setdefault(seen, set()).add(value)

    def read_answers(self, history: History) -> None:
        """What the coordinator's answers have replaced and chosen, as the ledger tells it."""
        for line in history.ledger():
            if line.edit.state is EditState.SETTLED:
                self._replaced.add(line.edit.new)
            elif line.edit.reason.startswith("settled"):
                self._chosen.add(line.edit.new)

    def lost(self, head: Snapshot, conflicts: Conflicts) -> list[str]:
        """Values that are neither agreed, nor knowingly typed over, nor in a conflict."""
        accounted = self.excused | self._replaced
        found = []
        for value, cell in self.typed.items():
            agreed = head.value(*cell)
            if value == agreed or value in conflicts.get(cell, ()) or value in accounted:
                continue
            if not self.over.get(value):
                found.append(f"{cell}: {value!r} is lost; agreed is {agreed!r}")
        for cell in set(self.typed.values()):
            agreed = head.value(*cell)
            if cell in conflicts or agreed in self._chosen:
                continue
            if any(later not in accounted for later in self.over.get(agreed, ())):
                found.append(f"{cell}: {agreed!r} came back after it was typed over")
        return found

    def strangers(self, head: Snapshot) -> list[str]:
        """Agreed values that nobody typed in that cell."""
        return [
            f"agreed: {record.id}.{column} holds a stranger: {value!r}"
            for record in head["actions"]
            for column, value in record.cells.items()
            if self.typed.get(value) != ("actions", record.id, column)
        ]

    def wrong_cells(self, name: str, copy: Copy, head: Snapshot, conflicts: Conflicts) -> list[str]:
        """Cells of a file that hold what nobody typed there, or that are not up to date."""
        found = []
        for cell, value in cells_of(copy).items():
            if self.typed.get(value) != cell:
                found.append(f"{name} {cell} holds a stranger: {value!r}")
            elif cell not in conflicts and value != head.value(*cell):
                found.append(f"{name} {cell}: {value!r}, agreed is {head.value(*cell)!r}")
        return found
