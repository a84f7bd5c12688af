"""History in one SQLite file on a local disk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import cast

from msgspec.structs import replace

from toolkit.errors import HistoryError
from toolkit.ports.commit import ANY_STAMP, Baseline, Commit
from toolkit.ports.history import LedgerLine, SnapshotLine
from toolkit.stores.history_baselines import (
    baselines_of_stamp,
    contents_in_use,
    find_baseline,
    keep_baselines,
    latest_contents,
    new_baselines,
)
from toolkit.stores.history_items import (
    differing_items,
    items_opened,
    items_touched,
    keep_items,
    open_items,
)
from toolkit.stores.history_journal import SqliteJournal
from toolkit.stores.history_ledger import keep_edits, read_ledger, values_taken
from toolkit.stores.history_open import Database
from toolkit.stores.history_tables import KeptTables, keep_tables
from toolkit.tables.column import Value
from toolkit.tables.encoding import Json
from toolkit.tables.snapshot import Snapshot


class SqliteHistory:
    """``toolkit.ports.history.History`` in SQLite.

    Args:
        place: path of the file; ":memory:" for a history that is forgotten.
    """

    def __init__(self, place: str) -> None:
        self._database = Database(place)
        self._read: dict[int, Snapshot] = {}

    @cached_property
    def journal(self) -> SqliteJournal:
        """Notes of unfinished writes."""
        return SqliteJournal(self._database)

    def last_number(self) -> int:
        """Number of the last snapshot, 0 when there is none."""
        return cast(
            "int", self._database.rows("SELECT coalesce(max(number), 0) FROM snapshots")[0][0]
        )

    def last(self) -> Snapshot:
        """The agreed state."""
        number = self.last_number()
        return self.snapshot(number) if number else Snapshot()

    def knows(self, number: int) -> bool:
        """Whether there is a snapshot of that number."""
        return bool(self._database.rows("SELECT 1 FROM snapshots WHERE number = ?", number))

    def snapshot(self, number: int) -> Snapshot:
        """One snapshot."""
        if number not in self._read:
            found = self._database.rows("SELECT at FROM snapshots WHERE number = ?", number)
            if not found:
                raise HistoryError(
                    f"there is no sync no. {number}.",
                    next_step=f"The last one is no. {self.last_number()}; "
                    '"actiongrid history" lists them.',
                )
            at = datetime.fromisoformat(str(found[0][0]))
            self._read[number] = Snapshot(number, at, KeptTables(self._database, number))
        return self._read[number]

    def as_of(self, moment: datetime) -> Snapshot:
        """The state agreed at a moment."""
        earlier = [line.number for line in self.snapshots() if line.at <= moment]
        return self.snapshot(earlier[-1]) if earlier else Snapshot()

    def snapshots(self) -> tuple[SnapshotLine, ...]:
        """The list of snapshots, oldest first."""
        rows = self._database.rows(
            "SELECT number, at, why, (SELECT count(*) FROM edits WHERE"
            " edits.made_by = snapshots.made_by) FROM snapshots ORDER BY number"
        )
        return tuple(
            SnapshotLine(number, datetime.fromisoformat(at), why, edits)
            for number, at, why, edits in cast("list[tuple[int, str, str, int]]", rows)
        )

    def commit(self, commit: Commit) -> None:
        """Add a sync in one durable transaction; one that says nothing new leaves no trace."""
        last = self.last()
        if commit.snapshot is not None and commit.snapshot.number <= last.number:
            raise HistoryError(
                f"sync no. {commit.snapshot.number} was agreed by another run meanwhile.",
                next_step="Run sync again.",
            )
        if not self._says_something(commit):
            return
        with self._database.transaction():
            self._keep(commit, last)
        if commit.snapshot is not None:
            self._read[commit.snapshot.number] = commit.snapshot

    def _says_something(self, commit: Commit) -> bool:
        return bool(
            commit.snapshot is not None
            or commit.edits
            or any(not self._counted(source.content) for source in commit.sources)
            or new_baselines(self._database, commit.baselines)
            or any(differing_items(self._database, *kind) for kind in commit.items.items())
        )

    def _keep(self, commit: Commit, last: Snapshot) -> int:
        new = commit.snapshot
        number = last.number if new is None else new.number
        made_by = self._add_commit(commit, number)
        if new is not None:
            self._add_snapshot(commit, new, made_by)
            keep_tables(self._database, number, last.tables, new.tables)
        keep_edits(self._database, made_by, number, commit.edits)
        self._add_sources(commit, made_by)
        keep_baselines(self._database, commit.baselines)
        for kind, wanted in commit.items.items():
            keep_items(self._database, made_by, kind, wanted)
        return made_by

    def _add_commit(self, commit: Commit, number: int) -> int:
        seq = self._database.connection.execute(
            "INSERT INTO commits (at, why, snapshot) VALUES (?, ?, ?)",
            (commit.at.isoformat(), commit.why, number),
        ).lastrowid
        return seq or 0

    def _add_snapshot(self, commit: Commit, new: Snapshot, made_by: int) -> None:
        at = new.at or commit.at
        self._database.connection.execute(
            "INSERT INTO snapshots (number, at, why, made_by) VALUES (?, ?, ?, ?)",
            (new.number, at.isoformat(), commit.why, made_by),
        )

    def _add_sources(self, commit: Commit, made_by: int) -> None:
        self._database.connection.executemany(
            "INSERT OR IGNORE INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (s.content, made_by, s.file, s.replica, s.baseline, s.returned, s.note)
                for s in commit.sources
            ],
        )
        self._database.connection.executemany(
            "UPDATE pending SET counted = 1 WHERE content = ?",
            [(source.content,) for source in commit.sources],
        )

    def _counted(self, content: str) -> bool:
        waits = self._database.rows(
            "SELECT 1 FROM pending WHERE content = ? AND NOT counted", content
        )
        return self.seen(content) and not waits

    def ledger(
        self, *, table: str = "", record_id: str = "", column: str = "", since: int = 0
    ) -> tuple[LedgerLine, ...]:
        """Edits counted after a snapshot, oldest first."""
        return read_ledger(self._database, table, record_id, column, since)

    def values_held_since(
        self, table: str, record_id: str, column: str, number: int
    ) -> tuple[Value, ...]:
        """The values one cell of the agreed state took on after a snapshot."""
        return values_taken(self._database, table, record_id, column, number)

    def items(self, kind: str) -> Mapping[str, Json]:
        """Open items of one kind by key."""
        return open_items(self._database, kind)

    def items_since(self, kind: str) -> Mapping[str, int]:
        """After which snapshot each open item was opened."""
        return items_opened(self._database, kind)

    def items_opened_by(self, kind: str, number: int) -> Mapping[str, Json]:
        """What the sync of a snapshot opened."""
        return items_touched(self._database, kind, number, "since")

    def items_closed_by(self, kind: str, number: int) -> Mapping[str, Json]:
        """What the sync of a snapshot closed."""
        return items_touched(self._database, kind, number, "until")

    def seen(self, content: str) -> bool:
        """Whether this content has been counted."""
        return bool(self._database.rows("SELECT 1 FROM sources WHERE content = ?", content))

    def came_as(self, content: str) -> str:
        """Name of the file in which a copy of this content first came back."""
        found = self._database.rows(
            "SELECT file FROM sources WHERE content = ? AND returned", content
        )
        return str(found[0][0]) if found else ""

    def contents(self) -> Mapping[str, str]:
        """For each live place the hash of the content it is compared with."""
        return latest_contents(self._database)

    def contents_in_use(self, kind: str, since: int) -> frozenset[str]:
        """The contents a later run may ask for."""
        return frozenset(self.contents().values()) | contents_in_use(self._database, kind, since)

    def baselines(self, replica: str, stamp: int, content: str) -> tuple[Baseline, ...]:
        """What a content of a live place may be compared with, the likeliest first."""
        if exact := self.baseline_of(replica, content):
            return (exact,)
        found = baselines_of_stamp(self._database, replica, stamp)
        if self.knows(stamp):
            return found
        # Under its own stamp from here on: one lost stamp says nothing about another.
        any_stamp = baselines_of_stamp(self._database, replica, ANY_STAMP)
        return found + tuple(replace(baseline, stamp=stamp) for baseline in any_stamp)

    def baseline_of(self, replica: str, content: str) -> Baseline | None:
        """What is known of exactly this content of a live place."""
        return find_baseline(self._database, replica, content)

    def setting(self, name: str) -> str:
        """A fact history keeps about itself."""
        found = self._database.rows("SELECT value FROM settings WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def set_setting(self, name: str, value: str, *, forced: bool = True) -> None:
        """Keep such a fact."""
        with self._database.transaction(forced=forced) as connection:
            connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    def check(self) -> None:
        """Look for damage."""
        self._database.check()

    def backup(self, place: str) -> None:
        """Write a whole copy of history, marked as one, to a new file."""
        self._database.backup(place)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
