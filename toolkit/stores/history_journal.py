"""The notes of unfinished writes, in the same database as history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from toolkit.errors import HistoryError
from toolkit.ports.commit import Baseline
from toolkit.ports.journal import JournalEntry, KeptVictim, Landing, PendingSource, WriteState
from toolkit.stores.history_baselines import decode_known, encode_known, keep_baselines
from toolkit.stores.history_open import Database


class SqliteJournal:
    """``toolkit.ports.journal.WriteJournal`` in SQLite."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unfinished(self) -> tuple[JournalEntry, ...]:
        """Entries that are not CLEARED, oldest first."""
        rows = self._database.rows(
            "SELECT seq, state, replica, target, temp, victim, expected, planned, stamp, snapshot,"
            " known, cells FROM journal WHERE state <> 'cleared' ORDER BY seq"
        )
        return tuple(map(_entry_of, rows))

    def new_id(self) -> str:
        """An id no entry has had."""
        return str(self._database.rows("SELECT coalesce(max(seq), 0) + 1 FROM journal")[0][0])

    def begin(self, entry: JournalEntry) -> None:
        """Note a write before anything is touched."""
        if any(other.replica == entry.replica for other in self.unfinished()):
            raise HistoryError(
                f'an earlier write to "{entry.target}" is unfinished.', next_step="Run sync again."
            )
        after = entry.after
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO journal (seq, state, replica, target, temp, victim, expected, planned,"
                " stamp, snapshot, known, cells) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(int(entry.id), entry.state.value, entry.replica, entry.target, entry.temp),
                    *(entry.victim, entry.expected, after.content, after.stamp, after.snapshot),
                    *(encode_known(after.known), entry.cells),
                ),
            )

    def ready(self, entry: str, planned: str) -> None:
        """The temporary file is complete and has this hash."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE journal SET state = 'ready', planned = ? WHERE seq = ?",
                (planned, int(entry)),
            )

    def land(self, landing: Landing) -> None:
        """The swap has happened."""
        with self._database.transaction() as connection:
            keep_baselines(self._database, (landing.baseline,))
            self._add_pending(landing.pending)
            connection.executemany(
                "INSERT OR REPLACE INTO victims VALUES (?, ?, ?, ?, ?, ?, 0)",
                [
                    (
                        *(kept.place, kept.content, kept.file, kept.replica),
                        *(kept.since.isoformat(), kept.follows),
                    )
                    for kept in landing.victim
                ],
            )
            connection.execute(
                "UPDATE journal SET state = 'landed' WHERE seq = ?", (int(landing.entry),)
            )

    def clear(self, entry: str) -> None:
        """Nothing is left to do for this write; forgotten in a power cut, it is looked at again."""
        with self._database.transaction(forced=False) as connection:
            connection.execute("UPDATE journal SET state = 'cleared' WHERE seq = ?", (int(entry),))

    def pending(self) -> tuple[PendingSource, ...]:
        """Contents still to be counted, oldest first."""
        rows = self._database.rows(
            "SELECT content, file, replica, follows FROM pending WHERE NOT counted ORDER BY seq"
        )
        return tuple(PendingSource(*map(str, row)) for row in rows)

    def add_pending(self, source: PendingSource) -> None:
        """Have a content counted at the next merge."""
        with self._database.transaction():
            self._add_pending((source,))

    def _add_pending(self, sources: Iterable[PendingSource]) -> None:
        for source in sources:
            self._database.connection.execute(
                "INSERT OR IGNORE INTO pending SELECT ?, (SELECT count(*) FROM pending), ?, ?, ?, 0"
                " WHERE NOT EXISTS (SELECT 1 FROM sources WHERE content = ?)",
                (source.content, source.file, source.replica, source.follows, source.content),
            )

    def same_cells(self, baseline: Baseline) -> None:
        """Another content of the same place with the same cells."""
        with self._database.transaction():
            keep_baselines(self._database, (baseline,))

    def victims(self) -> tuple[KeptVictim, ...]:
        """Victims still watched, oldest first."""
        rows = self._database.rows(
            "SELECT place, content, file, replica, since, follows FROM victims WHERE NOT released"
            " ORDER BY since, place"
        )
        return tuple(map(_victim_of, rows))

    def victim_changed(self, place: str, source: PendingSource) -> None:
        """Somebody saved into a victim: have it counted, go on watching it."""
        with self._database.transaction() as connection:
            self._add_pending((source,))
            connection.execute(
                "UPDATE victims SET content = ? WHERE place = ?", (source.content, place)
            )

    def moved(self, places: Mapping[str, str]) -> None:
        """Files the notes are about stand elsewhere now."""
        with self._database.transaction() as connection:
            for old, new in places.items():
                connection.execute("DELETE FROM victims WHERE place = ? AND released", (new,))
                connection.execute(
                    "UPDATE OR REPLACE victims SET place = ? WHERE place = ? AND NOT released",
                    (new, old),
                )
                for column in ("target", "temp", "victim"):
                    connection.execute(
                        f"UPDATE journal SET {column} = ?"  # noqa: S608 - fixed names
                        f" WHERE {column} = ? AND state <> 'cleared'",
                        (new, old),
                    )

    def release(self, place: str) -> None:
        """Watch a victim no longer."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE victims SET released = 1 WHERE place = ?", (place,))


def _victim_of(row: tuple[object, ...]) -> KeptVictim:
    place, content, file, replica, since, follows = map(str, row)
    return KeptVictim(place, content, file, replica, datetime.fromisoformat(since), follows)


def _entry_of(row: tuple[object, ...]) -> JournalEntry:
    seq, state, replica, target, temp, victim, expected, planned, *rest = cast("Any", row)
    stamp, snapshot, known, cells = rest
    return JournalEntry(
        id=str(seq),
        target=target,
        temp=temp,
        victim=victim,
        expected=expected,
        after=Baseline(replica, planned, stamp, snapshot, decode_known(known)),
        cells=cells,
        state=WriteState(state),
    )
