"""The notes a write leaves, so that a crash at any moment is mended by just running again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from msgspec import Struct, field

from toolkit.ports.commit import Baseline


class WriteState(StrEnum):
    """How far a write has come, as far as the journal knows.

    GO: nothing but a temporary file may exist. READY: the temporary file is complete; the swap may
    or may not have happened. LANDED: swapped, and history knows. CLEARED: nothing left to do.
    """

    GO = "go"
    READY = "ready"
    LANDED = "landed"
    CLEARED = "cleared"


class JournalEntry(Struct, frozen=True):
    """One write to one file.

    Attributes:
        id: unique in this history.
        target, temp, victim: the three places of the swap; a live place has no other than itself,
            the other two are "" then.
        expected: hash of the content the write was planned on.
        after: what the file is compared with once the write has landed; its content is "" until
            READY, then the hash of the temporary file.
        cells: how many cells it writes.
        state: how far it has come.
    """

    id: str
    target: str
    temp: str
    victim: str
    expected: str
    after: Baseline
    cells: int = 0
    state: WriteState = WriteState.GO

    @property
    def replica(self) -> str:
        """Id of the live place it writes."""
        return self.after.replica

    @property
    def live(self) -> bool:
        """Whether it writes a live place, which has nothing to swap."""
        return not self.temp


class PendingSource(Struct, frozen=True):
    """A content that is safe in the content store and still has to be counted.

    Attributes:
        content: its hash.
        file: name as a person would say it.
        replica: id of the live place it stood in.
        follows: hash of the content it most likely grew from: its old baseline, should its own
            stamp not tell; "" when unknown.
    """

    content: str
    file: str
    replica: str
    follows: str = ""


class KeptVictim(Struct, frozen=True):
    """What a swap pushed out: kept where it is and looked at again, for a program may still save
    into it.

    Attributes:
        place: where it stands.
        content: its hash when last looked at.
        file: name of the workbook it was.
        replica: id of the live place.
        since: when it was pushed out.
        follows: hash of the content the write was planned on: whatever is saved into the victim
            grew from that.
    """

    place: str
    content: str
    file: str
    replica: str
    since: datetime
    follows: str = ""


class Landing(Struct, frozen=True):
    """What history learns when a swap is known to have happened, in one transaction.

    Attributes:
        entry: id of the journal entry, LANDED from now on.
        baseline: what the file is compared with from now on.
        pending: what somebody saved in between, to be counted on its old baseline.
        victim: what was pushed out, to be watched.
    """

    entry: str
    baseline: Baseline
    pending: tuple[PendingSource, ...] = ()
    victim: tuple[KeptVictim, ...] = field(default=())


class WriteJournal(Protocol):
    """Remembers unfinished writes, sources still to be counted and victims still watched.

    Each method is one durable transaction. Nothing is ever removed: entries are CLEARED, pending
    sources counted by a commit, victims released.
    """

    def unfinished(self) -> tuple[JournalEntry, ...]:
        """Entries that are not CLEARED, oldest first."""
        ...

    def new_id(self) -> str:
        """An id no entry has had."""
        ...

    def begin(self, entry: JournalEntry) -> None:
        """Note a write before anything is touched. Raises HistoryError if one is unfinished for
        that replica."""
        ...

    def ready(self, entry: str, planned: str) -> None:
        """The temporary file is complete and has this hash."""
        ...

    def land(self, landing: Landing) -> None:
        """The swap has happened: baseline, pending source, watched victim and state at once."""
        ...

    def clear(self, entry: str) -> None:
        """Nothing is left to do for this write."""
        ...

    def pending(self) -> tuple[PendingSource, ...]:
        """Contents still to be counted, oldest first."""
        ...

    def add_pending(self, source: PendingSource) -> None:
        """Have a content counted at the next merge; one already counted or pending is ignored."""
        ...

    def same_cells(self, baseline: Baseline) -> None:
        """Another content of the same place with the same cells (a cloud rewrote the bytes)."""
        ...

    def victims(self) -> tuple[KeptVictim, ...]:
        """Victims still watched, oldest first."""
        ...

    def victim_changed(self, place: str, source: PendingSource) -> None:
        """Somebody saved into a victim: have it counted, go on watching it."""
        ...

    def moved(self, places: Mapping[str, str]) -> None:
        """The files that unfinished writes and kept victims are about stand elsewhere now."""
        ...

    def release(self, place: str) -> None:
        """Watch a victim no longer."""
        ...
