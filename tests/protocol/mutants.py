"""Planted mistakes: each is one line of the protocol done wrongly. The harness must see every one.

A mutant is a context manager that puts the mistake in and takes it out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from tests.protocol import plain_merge, plain_sync
from tests.protocol.memory_files import MemoryFiles
from toolkit.ports.commit import Baseline, Commit
from toolkit.ports.journal import JournalEntry, Landing, PendingSource, WriteState
from toolkit.stores import history_sqlite
from toolkit.stores.content_store import ContentStore
from toolkit.stores.history_journal import SqliteJournal
from toolkit.stores.history_sqlite import SqliteHistory
from toolkit.tables.edit import EditState
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows import landing, recovery, write_back
from toolkit.workflows.bench import Bench

Mutant = Callable[[], AbstractContextManager[Any]]


def victim_not_kept() -> AbstractContextManager[Any]:
    """Trap 1: rename over the target, what stood there is gone."""

    def swap(self: MemoryFiles, new: str, target: str, victim: str) -> str:
        self.happen("swap")
        self._named()
        self.inodes[target] = self.inodes.pop(new)
        return ""

    return patch.object(MemoryFiles, "swap", swap)


def victim_on_the_new_baseline() -> AbstractContextManager[Any]:
    """Trap 2: what somebody saved in between is compared with what the write has set."""

    def newest(bench: Bench, replica: str, copy: Any, follows: str) -> Baseline:
        if follows:
            latest = bench.history.contents()[replica]
            found = bench.history.baseline_of(replica, latest)
            assert found is not None
            return found
        return right(bench, replica, copy, follows)

    right = plain_sync._baseline
    return patch.object(plain_sync, "_baseline", newest)


def recovery_forgets_the_baseline() -> AbstractContextManager[Any]:
    """Trap 3: a swap that a crash followed is finished without telling history."""

    def mend(bench: Bench, entry: JournalEntry) -> bool | None:
        if (
            entry.state is WriteState.READY
            and bench.files.digest(entry.temp) != entry.after.content
        ):
            bench.files.remove(entry.temp)
            bench.history.journal.clear(entry.id)
            return False
        return right(bench, entry)

    right = recovery._mend
    return patch.object(recovery, "_mend", mend)


def landing_without_a_baseline() -> AbstractContextManager[Any]:
    """What a file is compared with after a write is not noted."""

    def land(self: SqliteJournal, told: Landing) -> None:
        known = self._database.rows("SELECT count(*) FROM baselines")[0][0]
        right(self, told)
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM baselines WHERE seq > ?", (known,))

    right = SqliteJournal.land
    return patch.object(SqliteJournal, "land", land)


def stamps_not_looked_at() -> AbstractContextManager[Any]:
    """Every content of a live file is compared with what was agreed last."""

    def baselines(self: SqliteHistory, replica: str, stamp: int, content: str) -> Any:
        latest = self.contents().get(replica, "")
        found = self.baseline_of(replica, latest)
        return (found,) if found else ()

    return patch.object(SqliteHistory, "baselines", baselines)


def new_file_not_verified() -> AbstractContextManager[Any]:
    """The new file is put in place without being read again."""

    def trust(bench: Bench, file: Any, entry: JournalEntry, content: bytes) -> Any:
        return bench.backend.read(content, file.seen.file)

    return patch.object(write_back, "_read_again", trust)


def written_before_agreed() -> AbstractContextManager[Any]:
    """Files are written before history knows the new state."""

    def early(bench: Bench, *rest: Any) -> None:
        held: list[Commit] = []
        with (
            patch.object(SqliteHistory, "commit", lambda _self, commit: held.append(commit)),
            patch.object(SqliteHistory, "last", lambda self: _newer(self, held)),
            patch.object(plain_sync, "open_conflicts", lambda history: _open(history, held)),
        ):
            right(bench, *rest)
        for commit in held:
            bench.history.commit(commit)

    right = plain_sync._round
    return patch.object(plain_sync, "_round", early)


def _newer(history: SqliteHistory, held: list[Commit]) -> Any:
    if held and held[-1].snapshot is not None:
        return held[-1].snapshot
    return history.snapshot(history.last_number())


def _open(history: SqliteHistory, held: list[Commit]) -> Any:
    if not held:
        return plain_merge.open_conflicts(history)
    items = held[-1].items["conflict"].values()
    return {tuple(json[0]): tuple(json[1]) for json in items}


def late_saves_not_watched() -> AbstractContextManager[Any]:
    """What a swap pushed out is removed as soon as it has been looked at."""

    def land(self: SqliteJournal, told: Landing) -> None:
        right(self, replace(told, victim=()))

    def finish(bench: Bench, entry: JournalEntry, written: Any = None) -> str:
        bench.files.remove(entry.victim)
        return right_finish(bench, entry, written)

    right, right_finish = SqliteJournal.land, landing.finish
    return _both(
        patch.object(SqliteJournal, "land", land),
        patch.object(write_back, "finish", finish),
        patch.object(recovery, "finish", finish),
    )


def written_in_place() -> AbstractContextManager[Any]:
    """The target is overwritten instead of being swapped."""

    def swap(self: MemoryFiles, new: str, target: str, victim: str) -> str:
        content, inode = self.read(new), self._inode(target)
        self.write_new(victim, inode.content)
        inode.content = inode.durable = content[: len(content) // 2]
        self.happen("swap, half way")
        inode.content = inode.durable = content
        del self.inodes[new]
        return victim

    return patch.object(MemoryFiles, "swap", swap)


def no_recovery() -> AbstractContextManager[Any]:
    """A crash is not mended before the next run begins."""
    return patch.object(plain_sync, "recover", lambda bench, folders: ())


def moved_away_file_thrown_away() -> AbstractContextManager[Any]:
    """Windows moved the target away and died: what it moved is taken for rubbish."""

    def take_back(bench: Bench, entry: JournalEntry, victim: str) -> None:
        bench.files.remove(entry.temp)
        bench.files.remove(entry.victim)
        bench.history.journal.clear(entry.id)

    return patch.object(recovery, "_take_back", take_back)


def counted_before_merged() -> AbstractContextManager[Any]:
    """A pending source is ticked off before what it says is in history."""

    def early(bench: Bench, source: PendingSource) -> Any:
        with bench.history._database.transaction() as connection:  # type: ignore[attr-defined]
            connection.execute(
                "UPDATE pending SET counted = 1 WHERE content = ?", (source.content,)
            )
        return right(bench, source)

    right = plain_sync._pending
    return patch.object(plain_sync, "_pending", early)


def pending_never_merged() -> AbstractContextManager[Any]:
    """A save that came in between is kept, and never counted."""
    return patch.object(plain_sync, "_pending", lambda bench, source: None)


def rebuilt_from_number_one() -> AbstractContextManager[Any]:
    """A lost history starts counting at 1 again, and old stamps name the wrong snapshots."""

    def begin_again(bench: Bench, places: Any, adopted: Any) -> None:
        now = bench.clock.now()
        first = Snapshot(1, now, {"actions": adopted})
        bench.history.commit(Commit(now, "rebuilt", first))

    return patch.object(plain_sync, "begin_again", begin_again)


def victim_not_stored() -> AbstractContextManager[Any]:
    """A save that came in between is noted by its hash, its content is not kept."""

    @contextmanager
    def planted() -> Iterator[None]:
        right = landing._take_in

        def take_in(bench: Bench, entry: JournalEntry) -> Any:
            return right(replace(bench, contents=_Forgetful()), entry)

        with patch.object(landing, "_take_in", take_in):
            yield

    return planted()


class _Forgetful:
    def put(self, content: bytes) -> str:
        return ""

    def get(self, name: str) -> bytes:
        return b""

    def has(self, name: str) -> bool:
        return False


def lost_journal_not_swept() -> AbstractContextManager[Any]:
    """What a lost journal left in the folder stays there unread."""
    return patch.object(recovery, "_sweep", lambda bench, folder: [])


def ready_taken_for_not_swapped() -> AbstractContextManager[Any]:
    """Recovery believes that nothing was swapped until history says so."""

    def mend(bench: Bench, entry: JournalEntry) -> bool | None:
        if entry.state is WriteState.READY:
            recovery._take_back(bench, entry, bench.files.digest(entry.victim))
            return None
        return right(bench, entry)

    right = recovery._mend
    return patch.object(recovery, "_mend", mend)


def new_file_not_forced() -> AbstractContextManager[Any]:
    """The new file is not forced to the disk before it takes the target's place."""

    def write_new(self: MemoryFiles, place: str, content: bytes) -> None:
        right(self, place, content)
        if ".~" in place:
            self.inodes[place].durable = b""

    right = MemoryFiles.write_new
    return patch.object(MemoryFiles, "write_new", write_new)


def sources_not_forced() -> AbstractContextManager[Any]:
    """The content store does not force what it keeps."""

    def put(self: ContentStore, content: bytes) -> str:
        name = right(self, content)
        self._files.inodes[f"{self._folder}/{name}"].durable = b""  # type: ignore[attr-defined]
        return name

    right = ContentStore.put
    return patch.object(ContentStore, "put", put)


def copies_on_the_newest_snapshot() -> AbstractContextManager[Any]:
    """A returned copy is compared with today's state instead of its own."""

    def returned(bench: Bench, content: bytes, name: str) -> Any:
        return plain_sync.Side(bench.backend.read(content, name), bench.history.last())

    return patch.object(plain_sync, "_returned", returned)


def copies_without_known_cells() -> AbstractContextManager[Any]:
    """A returned copy's frozen cells are taken for what was agreed."""

    def returned(bench: Bench, content: bytes, name: str) -> Any:
        return replace(right(bench, content, name), known={})

    right = plain_sync._returned
    return patch.object(plain_sync, "_returned", returned)


def last_writer_wins() -> AbstractContextManager[Any]:
    """Two answers to one cell: the later file wins."""

    def decide(cell: Any, edits: Any, agreed: Any, conflicts: Any, history: Any) -> Any:
        conflicts.pop(cell, None)
        fresh = [e for e in edits if e.new != agreed]
        return [replace(e, state=EditState.TAKEN) for e in fresh[-1:]]

    return patch.object(plain_merge, "_decide", decide)


def write_again_beside_an_unfinished_one() -> AbstractContextManager[Any]:
    """An unfinished write does not keep the next one from starting, and is forgotten by it."""

    def begin(self: SqliteJournal, entry: JournalEntry) -> None:
        for other in self.unfinished():
            self.clear(other.id)
        right(self, entry)

    right = SqliteJournal.begin
    return _both(
        patch.object(SqliteJournal, "begin", begin),
        patch.object(recovery, "_mended", lambda bench, entry: recovery.Mended("", "")),
        patch.object(SqliteJournal, "unfinished", _none_for_writers(SqliteJournal.unfinished)),
    )


def _none_for_writers(right: Callable[[SqliteJournal], Any]) -> Callable[[SqliteJournal], Any]:
    def unfinished(self: SqliteJournal) -> Any:
        return tuple(entry for entry in right(self) if entry.state is WriteState.LANDED)

    return unfinished


def half_saved_file_believed() -> AbstractContextManager[Any]:
    """A commit in two transactions: a crash between them loses the edits of a counted source."""

    def keep(self: SqliteHistory, commit: Commit, last: Any) -> int:
        if commit.baselines and commit.edits:
            history_sqlite.keep_baselines(self._database, commit.baselines)
            self._database.connection.execute("COMMIT")
            CURRENT[0]("between two transactions")
            self._database.connection.execute("BEGIN IMMEDIATE")
        return right(self, commit, last)

    right = SqliteHistory._keep
    return patch.object(SqliteHistory, "_keep", keep)


CURRENT: list[Callable[[str], None]] = [lambda _name: None]
"""The step hook of the world at hand, for mutants that add a place where a crash can fall."""


@contextmanager
def _both(*patches: AbstractContextManager[Any]) -> Iterator[None]:
    with patches[0]:
        if patches[1:]:
            with _both(*patches[1:]):
                yield
        else:
            yield


MUTANTS: Mapping[str, Mutant] = {
    mutant.__name__: mutant
    for mutant in (
        victim_not_kept,
        victim_on_the_new_baseline,
        recovery_forgets_the_baseline,
        landing_without_a_baseline,
        stamps_not_looked_at,
        new_file_not_verified,
        written_before_agreed,
        late_saves_not_watched,
        written_in_place,
        no_recovery,
        moved_away_file_thrown_away,
        counted_before_merged,
        pending_never_merged,
        rebuilt_from_number_one,
        victim_not_stored,
        lost_journal_not_swept,
        ready_taken_for_not_swapped,
        new_file_not_forced,
        sources_not_forced,
        copies_on_the_newest_snapshot,
        copies_without_known_cells,
        last_writer_wins,
        write_again_beside_an_unfinished_one,
        half_saved_file_believed,
    )
}

__all__ = ["CURRENT", "MUTANTS", "Mutant"]
