"""What has been agreed, by whom and through which file: the source of truth."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from toolkit.ports.commit import Baseline, Commit
from toolkit.ports.journal import WriteJournal
from toolkit.tables.column import Value
from toolkit.tables.edit import Edit
from toolkit.tables.encoding import Json
from toolkit.tables.snapshot import Snapshot

COPIED = "copied"
"""The setting that only a copy of a history has: when it was made."""


class SnapshotLine(Struct, frozen=True):
    """One line of the list of snapshots.

    Attributes:
        number: sync no.
        at: when it was agreed.
        why: ``init``, ``sync``, ``undo`` …
        edits: lines it added to the ledger.
    """

    number: int
    at: datetime
    why: str
    edits: int


class LedgerLine(Struct, frozen=True):
    """One edit as the ledger keeps it.

    Attributes:
        number: the sync that counted it.
        at: when that was.
        edit: the edit in the state it had then.
    """

    number: int
    at: datetime
    edit: Edit


class History(Protocol):
    """Numbered snapshots of all tables, the ledger of edits, and what still stands open.

    Nothing is ever deleted or rewritten: an undo adds a snapshot. Every difference between two
    snapshots after the first is in the ledger as a *taken* edit. One process writes at a time (the
    workspace lock sees to that); readers may look at any moment.
    """

    @property
    def journal(self) -> WriteJournal:
        """The notes of unfinished writes, in the same store: one transaction can hold both."""
        ...

    def last_number(self) -> int:
        """Number of the last snapshot, 0 when there is none: cheap."""
        ...

    def last(self) -> Snapshot:
        """The agreed state; the empty snapshot 0 when there is none."""
        ...

    def knows(self, number: int) -> bool:
        """Whether there is a snapshot of that number (stamps of a lost history name others)."""
        ...

    def snapshot(self, number: int) -> Snapshot:
        """One snapshot. Raises HistoryError when there is none of that number."""
        ...

    def as_of(self, moment: datetime) -> Snapshot:
        """The state agreed at a moment: the last snapshot not later; 0 before the first."""
        ...

    def snapshots(self) -> tuple[SnapshotLine, ...]:
        """The list of snapshots, oldest first."""
        ...

    def commit(self, commit: Commit) -> None:
        """Add a sync in one durable transaction. Raises HistoryError when the snapshot's number
        is not above the last one."""
        ...

    def ledger(
        self, *, table: str = "", record_id: str = "", column: str = "", since: int = 0
    ) -> tuple[LedgerLine, ...]:
        """Edits counted after snapshot ``since``, oldest first, of one record or cell if given."""
        ...

    def values_held_since(
        self, table: str, record_id: str, column: str, number: int
    ) -> tuple[Value, ...]:
        """The values the agreed state took on in one cell after snapshot ``number``, in order."""
        ...

    def items(self, kind: str) -> Mapping[str, Json]:
        """What stands open of one kind (``conflict``, ``hold``, ``waiting``, ``answer``, ``alias``,
        …) by key, in the order it was opened."""
        ...

    def items_since(self, kind: str) -> Mapping[str, int]:
        """The snapshot after which each open item was opened, by key."""
        ...

    def items_opened_by(self, kind: str, number: int) -> Mapping[str, Json]:
        """What the sync of that number opened of one kind, by key; some may be closed by now."""
        ...

    def items_closed_by(self, kind: str, number: int) -> Mapping[str, Json]:
        """What the sync of that number closed of one kind, by key, as it was then."""
        ...

    def seen(self, content: str) -> bool:
        """Whether this content has been counted."""
        ...

    def came_as(self, content: str) -> str:
        """Name of the file in which a copy of this content first came back; "" when none did."""
        ...

    def contents(self) -> Mapping[str, str]:
        """For each live place, the hash of the content it is compared with: nothing has changed
        where the file still has it. Cheap."""
        ...

    def contents_in_use(self, kind: str, since: int) -> frozenset[str]:
        """The contents a later run may ask for.

        Those of live places, pending saves and unfinished writes; those that are keys of items of
        one kind, open or closed after snapshot ``since`` (an undo opens them again); and whatever
        was counted after ``since``.
        """
        ...

    def baselines(self, replica: str, stamp: int, content: str) -> tuple[Baseline, ...]:
        """What a content of a live place may be compared with, the likeliest first.

        The content itself when it is known (then there is nothing to count). Otherwise those of
        the same stamp, newest first: the last of them is what the tool itself wrote, which is what
        a returned copy is compared with. When the stamp names no snapshot, because history was
        lost once, those of ``ANY_STAMP`` follow, with the asked stamp. None when there are none.
        """
        ...

    def baseline_of(self, replica: str, content: str) -> Baseline | None:
        """What is known of exactly this content of a live place; None when nothing is."""
        ...

    def setting(self, name: str) -> str:
        """A fact history keeps about itself (``amendments`` …); "" when unset."""
        ...

    def set_setting(self, name: str, value: str, *, forced: bool = True) -> None:
        """Keep such a fact; one that is not ``forced`` may be lost in a power cut."""
        ...

    def check(self) -> None:
        """Look for damage. Raises HistoryError that says what to do."""
        ...

    def backup(self, place: str) -> None:
        """Write a whole copy of history, marked as one (``COPIED``), to a new file."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...
