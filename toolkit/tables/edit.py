"""A change of one cell, where it came from, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from toolkit.tables.column import Value

ROW_ADDED = "(added)"
"""Column name of the edit that adds a record; its new value is the parent's id ("" at the top), its
old one the id the row carried in the file until then (copied, mistyped), None when it had none."""

ROW_RETIRED = "(retired)"
"""Column name of the edit that retires (True) or restores (False) a record."""

CellKey = tuple[str, str, str]
"""Table, row id and column: one cell, wherever it is shown."""

EVENT = "event"
"""Reason of a taken tick that a sync acted on: it happened, the cell itself keeps nothing."""


class EditState(StrEnum):
    """What became of an edit.

    TAKEN: it is in the agreed state. ALREADY_THERE: the agreed state said so before. ALREADY_NEWER:
    the agreed state has held this value since, and moved on. WAITING: it needs a person first
    (unreadable, held, a proposed amendment). IN_CONFLICT: others gave other answers. SETTLED: the
    coordinator's answer to a conflict or a waiting edit replaced it.
    """

    TAKEN = "taken"
    ALREADY_THERE = "already there"
    ALREADY_NEWER = "already newer"
    WAITING = "waiting"
    IN_CONFLICT = "in conflict"
    SETTLED = "settled"


class Source(Struct, frozen=True):
    """Where a value came from.

    Attributes:
        file: name of the workbook or Google sheet, as a person would say it.
        sheet: sheet or tab.
        cell: address such as ``I12``.
        by: the person, as far as the file tells ("" when it does not); never more than that.
        when: when it was saved or sent, as far as known.
        replica: id of the replica or copy it stood in, "" for the coordinator's own answers.
        content: hash of the file's content, so that the same content twice is a no-op.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    by: str = ""
    when: datetime | None = None
    replica: str = ""
    content: str = ""

    @property
    def spot(self) -> str:
        """The cell, or ``row 14`` where a whole row is meant."""
        return f"row {self.cell}" if self.cell.isdecimal() else self.cell

    @property
    def cell_of_file(self) -> str:
        """``file › cell``, as far as known."""
        return " › ".join(part for part in (self.file, self.spot) if part)

    @property
    def place(self) -> str:
        """``file › sheet!cell``, as far as known."""
        between = ", " if self.cell.isdecimal() else "!"
        spot = between.join(part for part in (self.sheet, self.spot) if part)
        return " › ".join(part for part in (self.file, spot) if part)


class Edit(Struct, frozen=True):
    """One changed cell.

    Attributes:
        table, id, column: which cell of which record.
        old: the value the baseline held.
        new: the value typed; None for cleared.
        source: where it was typed, by whom and when.
        baseline: number of the snapshot the source was written from.
        state: what became of it.
        reason: why it waits or conflicts ("amendment", "unreadable", "held: …"), "" otherwise.
        text: what stands in the cell when it cannot be read, "" otherwise.
    """

    table: str
    id: str
    column: str
    old: Value
    new: Value
    source: Source = Source()
    baseline: int = 0
    state: EditState = EditState.TAKEN
    reason: str = ""
    text: str = ""

    @property
    def key(self) -> CellKey:
        """The cell it changes."""
        return (self.table, self.id, self.column)

    @property
    def applies(self) -> bool:
        """Whether the agreed state takes on its new value."""
        return self.state is EditState.TAKEN and self.reason != EVENT
