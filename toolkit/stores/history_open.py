"""The database behind history: its layout, how it is opened, one transaction at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from toolkit.errors import HistoryError
from toolkit.ports.history import COPIED

_PAGES_KIB = 256
"""Pages the database may keep in memory: hardly anything is read of it twice in a run."""
LAYOUT = 1
"""Version of the layout; a newer one than this program knows is refused."""

_APPLICATION = 0x41477269  # "AGri": tells a history from any other database

_MANY = 2
"""From so many transactions on, a run keeps them in a write-ahead log, which forces the disk once
for each transaction; the rollback journal of a history at rest takes four times."""

_TABLES = """
CREATE TABLE commits (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, why TEXT NOT NULL,
  snapshot INTEGER NOT NULL);
CREATE TABLE snapshots (number INTEGER PRIMARY KEY, at TEXT NOT NULL, why TEXT NOT NULL,
  made_by INTEGER NOT NULL REFERENCES commits);
CREATE TABLE table_states (name TEXT NOT NULL, snapshot INTEGER NOT NULL REFERENCES snapshots,
  whole INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (name, snapshot)) WITHOUT ROWID;
CREATE TABLE edits (seq INTEGER PRIMARY KEY, made_by INTEGER NOT NULL REFERENCES commits,
  number INTEGER NOT NULL, table_name TEXT NOT NULL, record TEXT NOT NULL,
  column_name TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL, state TEXT NOT NULL,
  reason TEXT NOT NULL, text TEXT NOT NULL, file TEXT NOT NULL, sheet TEXT NOT NULL,
  cell TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, replica TEXT NOT NULL,
  content TEXT NOT NULL, baseline INTEGER NOT NULL);
CREATE INDEX edits_by_cell ON edits (table_name, record, column_name, number);
CREATE INDEX edits_by_number ON edits (number);
CREATE TABLE sources (content TEXT PRIMARY KEY, made_by INTEGER NOT NULL REFERENCES commits,
  file TEXT NOT NULL, replica TEXT NOT NULL, baseline INTEGER NOT NULL,
  returned INTEGER NOT NULL, note TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE baselines (seq INTEGER PRIMARY KEY, replica TEXT NOT NULL, content TEXT NOT NULL,
  stamp INTEGER NOT NULL, snapshot INTEGER NOT NULL, known TEXT NOT NULL);
CREATE INDEX baselines_by_stamp ON baselines (replica, stamp, seq);
CREATE INDEX baselines_by_content ON baselines (replica, content);
CREATE TABLE items (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL,
  body TEXT NOT NULL, opened INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER);
CREATE INDEX items_open ON items (kind, key) WHERE until IS NULL;
CREATE TABLE journal (seq INTEGER PRIMARY KEY, state TEXT NOT NULL, replica TEXT NOT NULL,
  target TEXT NOT NULL, temp TEXT NOT NULL, victim TEXT NOT NULL, expected TEXT NOT NULL,
  planned TEXT NOT NULL, stamp INTEGER NOT NULL, snapshot INTEGER NOT NULL, known TEXT NOT NULL,
  cells INTEGER NOT NULL);
CREATE INDEX journal_unfinished ON journal (state) WHERE state <> 'cleared';
CREATE TABLE pending (content TEXT PRIMARY KEY, seq INTEGER NOT NULL, file TEXT NOT NULL,
  replica TEXT NOT NULL, follows TEXT NOT NULL, counted INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE victims (place TEXT PRIMARY KEY, content TEXT NOT NULL, file TEXT NOT NULL,
  replica TEXT NOT NULL, since TEXT NOT NULL, follows TEXT NOT NULL,
  released INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


_DAMAGED = (
    "Check that the disk is not full. Otherwise move this file away, put the newest copy of it in "
    'its place ("history …" in the folder backups beside it; without one, nothing) and run '
    "actiongrid sync: what is missing is rebuilt from the workbooks."
)


def _next_step(error: Exception, place: str) -> str:
    """What to do about it: nobody should move a history away that is only write-protected."""
    said = getattr(error, "sqlite_errorname", "")
    if said.startswith("SQLITE_FULL"):
        return "The disk is full: free some space on it, then run it again."
    folder = Path(place).parent
    locked = folder.is_dir() and not os.access(folder, os.W_OK)
    if said.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")) or locked:
        return (
            "The file or its folder is write-protected or belongs to somebody else: allow changes "
            "in their properties, then run it again."
        )
    return _DAMAGED


class Database:
    """One connection. Every durable change is one ``transaction``; damage is a HistoryError."""

    def __init__(self, place: str) -> None:
        self.place = place
        with self.guarded():
            # Transactions are spelled out, so the module's own implicit ones are switched off.
            self.connection = sqlite3.connect(place, isolation_level=None, timeout=5)
            self._transactions = 0
            try:
                if self._mode() != "wal":  # left behind by a crash, or another run is at work
                    self.connection.execute("PRAGMA journal_mode=TRUNCATE")
                self.connection.execute("PRAGMA synchronous=FULL")
                self.connection.execute(f"PRAGMA cache_size={-_PAGES_KIB}")
                self._make_ready()
            except BaseException:
                self.connection.close()
                raise

    def _make_ready(self) -> None:
        layout = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if layout > LAYOUT:
            raise HistoryError(
                f"history was written by a newer version of this program (layout {layout}).",
                where=self.place,
                next_step="Install the newer version.",
            )
        if layout == LAYOUT:
            return
        if self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise sqlite3.DatabaseError("it is a database, but not a history")
        with self.transaction():
            for statement in _TABLES.split(";\n"):
                self.connection.execute(statement)
            self.connection.execute(f"PRAGMA application_id={_APPLICATION}")
            self.connection.execute(f"PRAGMA user_version={LAYOUT}")

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn the database's own errors into one sentence that says what to do."""
        try:
            yield
        except (sqlite3.Error, UnicodeEncodeError) as error:
            raise HistoryError(
                f"history cannot be read or written ({error}).",
                where=self.place,
                next_step=_next_step(error, self.place),
            ) from error

    @contextmanager
    def transaction(self, *, forced: bool = True) -> Iterator[sqlite3.Connection]:
        """All or nothing, forced to the disk before it returns.

        Args:
            forced: otherwise the next forced one takes it to the disk: a power cut before that
                loses it whole, a crash of the program alone does not.
        """
        self._transactions += 1
        with self.guarded():
            if self._transactions == _MANY:
                self._set_mode("WAL")
            # Without a write-ahead log, fewer forced writes could tear the file: always all then.
            self.connection.execute(f"PRAGMA synchronous={'FULL' if forced else self._lazily()}")
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def rows(self, question: str, *facts: object) -> list[tuple[object, ...]]:
        """The answer to a query, whole."""
        with self.guarded():
            return self.connection.execute(question, facts).fetchall()

    def check(self) -> None:
        """Look through every page for damage."""
        found = self.rows("PRAGMA quick_check(1)")
        if found != [("ok",)]:
            with self.guarded():
                raise sqlite3.DatabaseError(str(found[0][0]))

    def backup(self, place: str) -> None:
        """Write a copy, marked as one, to a new file."""
        with self.guarded(), closing(sqlite3.connect(place, isolation_level=None)) as copy:
            # A copy that is not finished is thrown away: it needs no journal beside it.
            copy.execute("PRAGMA journal_mode=OFF")
            self.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=OFF")
            mark = (COPIED, datetime.now(UTC).isoformat())
            copy.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", mark)

    def close(self) -> None:
        """Let go of the file, which is all there is of a history at rest."""
        with suppress(sqlite3.Error):
            if self._mode() == "wal":
                self._set_mode("TRUNCATE")
        self.connection.close()

    def _lazily(self) -> str:
        return "NORMAL" if self._mode() == "wal" else "FULL"

    def _mode(self) -> str:
        return str(self.connection.execute("PRAGMA journal_mode").fetchone()[0])

    def _set_mode(self, mode: str) -> None:
        """Keep unfinished transactions another way, unless another program is reading."""
        with suppress(sqlite3.OperationalError):
            self.connection.execute(f"PRAGMA journal_mode={mode}")
