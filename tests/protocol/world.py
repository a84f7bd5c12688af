"""People, files, faults and one coordinator: everything that can happen around a sync.

The judge at the end (``World.judge``): every value a person typed and saved is agreed, or was
typed over by somebody who saw it, or stands in an open conflict; every cell anywhere holds a value
that was typed for that very cell; all files agree; one more run does nothing.
"""

from __future__ import annotations

import errno
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.protocol.books import Books, JsonBooks
from tests.protocol.judge import Judge
from tests.protocol.memory_files import NOTHING, Crash, Inode, MemoryFiles, Torn
from tests.protocol.plain_merge import Answer, open_conflicts
from tests.protocol.plain_sync import Ran, plain_sync
from toolkit.ports.commit import Baseline, Cell, Commit
from toolkit.ports.content import content_hash
from toolkit.ports.history import History
from toolkit.stores.content_store import ContentStore
from toolkit.stores.history_sqlite import SqliteHistory
from toolkit.tables.column import Column
from toolkit.tables.copy import Copy
from toolkit.tables.record import Record, Table
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp
from toolkit.workflows.bench import Bench

FOLDER = "/office/books"
INSIDE = "/office/inside"
WORKBOOKS = (".json", ".xlsx", ".old", ".new")

ACTIONS = TableSchema(
    "actions", "Action grid", "action", (Column("status", "Status"), Column("note", "Note"))
)
SCHEMA = Schema({"actions": ACTIONS})

FAULTS = (
    "crash",
    "power cut",
    "input/output error",
    "disk full",
    "torn write",
    "silent damage",
)
SAVES = ("rename", "in place", "in place, slowly")
SWAPS = ("exchange", "replace", "copy")


class HandClock:
    """A clock whose hands somebody moves."""

    def __init__(self) -> None:
        self.time = datetime(2027, 1, 1, 9, tzinfo=UTC)

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time

    def pause(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@dataclass
class Window:
    """A workbook open on somebody's screen."""

    content: bytes
    typed: list[tuple[Cell, str, Any]] = field(default_factory=list)
    half_saved: tuple[Inode, bytes] | None = None


Moment = int | tuple[str, int]
"""The so-maniest event of a run (from 0), or the so-maniest of one name."""


@dataclass
class Plan:
    """What is to go wrong in the next run: at which moment, which fault or save."""

    fault_at: Moment = -1
    fault: str = ""
    saves: dict[Moment, Callable[[], None]] = field(default_factory=dict)


class World:
    """One workspace with some live files, the people who have them open, and the tool.

    Args:
        files: how many live files; their ways of swapping are taken in turn from ``SWAPS``.
        rows: how many rows each shows.
        chance: gives a whole number below its argument.
        sync: the run under test.
        conflicts_of: how that run keeps its conflicts.
        swaps: ways of swapping, taken in turn.
        books: the kind of workbook people type into.
    """

    def __init__(
        self,
        files: int = 3,
        rows: int = 3,
        chance: Callable[[int], int] = lambda _below: 0,
        sync: Callable[..., Ran] = plain_sync,
        conflicts_of: Callable[[History], Mapping[Cell, tuple[Any, ...]]] = open_conflicts,
        swaps: tuple[str, ...] = SWAPS,
        books: Books | None = None,
    ) -> None:
        self.chance = chance
        self.sync = sync
        self.conflicts_of = conflicts_of
        self.clock = HandClock()
        self.books: Books = books or JsonBooks(SCHEMA)
        suffix = self.books.suffix
        self.places = {f"r{n}": f"{FOLDER}/book{n}{suffix}" for n in range(files)}
        self.swaps = dict(zip(self.places.values(), itertools.cycle(swaps), strict=False))
        self.disk = MemoryFiles(self._happen, self.swaps.__getitem__)
        self.history = SqliteHistory(":memory:")
        self.windows: dict[str, Window] = {}
        self.inbox: dict[str, bytes] = {}
        self.mailed: list[tuple[str, bytes]] = []
        self.settled: dict[Cell, Answer] = {}
        self.adopted = Table.of(
            Record(f"A{n}", {"status": f"s{n}", "note": f"n{n}"}) for n in range(rows)
        )
        self.judging = Judge(self.adopted)
        self.trace: list[str] = []
        self.plan = Plan()
        self.rotten = False
        self.running = False
        self._token = itertools.count()
        self._begin()

    def _begin(self) -> None:
        first = Snapshot(1, self.clock.now(), {"actions": self.adopted})
        baselines = []
        for replica, place in self.places.items():
            content = self.books.new(Stamp("plan", replica, 1), list(self.adopted))
            self.disk.put(place, content)
            baselines.append(Baseline(replica, content_hash(content), 1, 1))
        self.history.commit(Commit(self.clock.now(), "init", first, baselines=tuple(baselines)))

    @property
    def bench(self) -> Bench:
        """The tool's view of this world."""
        return Bench(
            self.disk,
            ContentStore(self.disk, INSIDE),
            self.clock,
            self.history,
            self.books.backend,
            SCHEMA,
            step=self._happen,
        )

    # events ------------------------------------------------------------------------------------

    def _happen(self, name: str) -> None:
        """Called before every effect the tool has: the moment for faults and racing saves."""
        if not self.running:
            return
        if name == "begin again":
            self._excuse_overwritten()
        moments: tuple[Moment, Moment] = (len(self.trace), (name, self.trace.count(name)))
        self.trace.append(name)
        for moment in moments:
            if moment in self.plan.saves:
                self.plan.saves.pop(moment)()
        if self.plan.fault_at in moments:
            self._fail(name)
        if self.rotten and self.trace[-2:] == ["write the new file", "write"]:
            self.rotten = False
            raise Torn(NOTHING)

    def _fail(self, name: str) -> None:
        fault = self.plan.fault
        trouble: BaseException = Crash(fault)
        if fault == "input/output error":
            trouble = OSError(errno.EIO, "input/output error")
        elif fault == "disk full":
            trouble = OSError(errno.ENOSPC, "no space left on device")
        if fault == "silent damage":
            self.rotten = True
            return
        if name == "write" and fault in ("torn write", "disk full"):
            raise Torn(trouble)
        if isinstance(trouble, Crash) or name in DISK_EVENTS:
            raise trouble

    def run(self, plan: Plan | None = None) -> Ran | None:
        """One sync; None when it did not come to its end."""
        for replica in self.windows:
            # A save takes seconds, perhaps minutes; never as long as victims are watched.
            self.finish_saving(replica)
        self.plan = plan or Plan()
        self.trace = []
        self.rotten = False
        self.running = True
        inbox, settled = dict(self.inbox), dict(self.settled)
        try:
            ran = self.sync(self.bench, self.places, self.adopted, inbox, settled)
        except Crash:
            self._after_crash()
            return None
        except OSError:
            return None
        finally:
            self.running = False
            saving = any(window.half_saved for window in self.windows.values())
            self.clock.pause(60 * self.chance(50 if saving else 120))
        for name in ran.held:
            self.judging.excused |= set(self.books.cells(inbox[name]).values())
        self.inbox.clear()
        self.settled.clear()
        return ran

    def _after_crash(self) -> None:
        # A new process remembers nothing but what is in the database.
        self.history._read.clear()
        if self.plan.fault == "power cut":
            self.disk.power_cut(self.chance)

    # people ------------------------------------------------------------------------------------

    def open(self, replica: str) -> bool:
        """Somebody opens a live file (again)."""
        self.close(replica)
        inode = self.disk.inodes.get(self.places[replica])
        if inode is None or not self.books.cells(inode.content):
            return False
        self.windows[replica] = Window(inode.content)
        return True

    def type(self, replica: str, row: int, column: str) -> None:
        """Somebody types over one cell of an open file."""
        window, value = self.windows[replica], f"v{next(self._token)}"
        window.content, cell, seen = self.books.type(window.content, row, column, value)
        window.typed.append((cell, value, seen))

    def save(self, replica: str, style: str = "rename") -> None:
        """Somebody saves an open file."""
        window = self.windows.get(replica)
        if window is None:
            return
        self.finish_saving(replica)
        place = self.places[replica]
        content = self._saved(window.content)
        inode = self.disk.inodes.get(place)
        if style == "rename" or inode is None:
            self.disk.put(place, content)
        elif style == "in place":
            inode.content = inode.durable = content
        else:
            inode.content = inode.durable = content[: len(content) // 2]
            window.half_saved = (inode, content)
            return
        self._count(window)

    def finish_saving(self, replica: str) -> None:
        """A slow save in place comes to its end, whatever the file is called by now."""
        window = self.windows.get(replica)
        if window is not None and window.half_saved:
            inode, content = window.half_saved
            inode.content = inode.durable = content
            window.half_saved = None
            self._count(window)

    def close(self, replica: str) -> None:
        """Somebody closes a file; what was not saved is theirs to lose."""
        self.finish_saving(replica)
        self.windows.pop(replica, None)
        self.disk.inodes.pop(self._owner_file(replica), None)

    def leave_lock(self, replica: str) -> None:
        """Excel lays its lock file beside the workbook (and may forget it there)."""
        self.disk.put(self._owner_file(replica), b"Jo")

    def mail_copy(self, replica: str) -> None:
        """Somebody takes a copy of a live file home."""
        inode = self.disk.inodes.get(self.places[replica])
        if inode is not None and self.books.cells(inode.content):
            self.mailed.append((replica, inode.content))

    def return_copy(self, number: int, row: int, column: str, *, twice: bool = False) -> None:
        """A copy taken home comes back, with one cell typed over."""
        if not self.mailed:
            return
        _replica, content = self.mailed.pop(number % len(self.mailed))
        value = f"v{next(self._token)}"
        content, cell, seen = self.books.type(content, row, column, value)
        name = f"copy {next(self._token)}"
        self.inbox[name] = self._saved(content)
        if twice:
            self.inbox[f"{name} again"] = self.inbox[name]
        self.judging.saved(cell, value, seen)

    def restore_old(self, replica: str, number: int) -> None:
        """Somebody puts an earlier version of a file back, after everything was gathered."""
        place = self.places[replica]
        inode = self.disk.inodes.get(place)
        if inode is None or replica in self.windows:
            return
        if self.history.baseline_of(replica, content_hash(inode.content)) is None:
            return
        mailed = [content for r, content in self.mailed if r == replica]
        if mailed:
            old = mailed[number % len(mailed)]
            if self.history.baseline_of(replica, content_hash(old)) is None:
                # No sync ever saw this version: typing its words once more looks just the same.
                shown = set(self.books.cells(old).values())
                self.judging.excused |= set(self.books.cells(inode.content).values()) - shown
            self.disk.put(place, old)

    def rewrite_bytes(self, replica: str) -> None:
        """A cloud service stores the same cells in other bytes."""
        inode = self.disk.inodes.get(self.places[replica])
        if inode is not None and self.books.cells(inode.content):
            self.disk.put(self.places[replica], self._saved(inode.content))

    def settle(self, number: int) -> None:
        """The coordinator picks one of two answers."""
        conflicts = self.conflicts_of(self.history)
        if conflicts:
            cell = sorted(conflicts)[number % len(conflicts)]
            answers = conflicts[cell]
            self.settled[cell] = Answer(answers[number % len(answers)], answers)

    def lose_history(self) -> None:
        """Somebody deletes history.db."""
        shown = self._shown()
        for values in self.conflicts_of(self.history).values():
            # Settled or open, an answer that no file shows any more was only in history.
            self.judging.excused |= {value for value in values if value not in shown}
        for source in self.history.journal.pending():
            content = self.bench.contents.get(source.content)
            self.judging.excused |= set(self.books.cells(content).values()) - shown
        self.judging.read_answers(self.history)
        self.history.close()
        self.history = SqliteHistory(":memory:")
        self.settled.clear()

    def _shown(self) -> set[Any]:
        """Every value that stands in a file people can see, or in one a swap pushed out."""
        shown: set[Any] = set()
        for place, inode in self.disk.inodes.items():
            if not place.startswith(INSIDE) and place.endswith(WORKBOOKS):
                shown |= set(self.books.cells(inode.content).values())
        return shown

    def _excuse_overwritten(self) -> None:
        """History was lost, and old windows were saved over the files since: twice bad luck."""
        self.judging.excused |= set(self.judging.typed) - self._shown()

    def _saved(self, content: bytes) -> bytes:
        return self.books.saved(content, next(self._token))

    def _count(self, window: Window) -> None:
        for cell, value, seen in window.typed:
            self.judging.saved(cell, value, seen)
        window.typed.clear()

    def _owner_file(self, replica: str) -> str:
        place = self.places[replica]
        return self.disk.beside(place, f"~${self.disk.name_of(place)}")

    # the judge ---------------------------------------------------------------------------------

    def settle_down(self) -> None:
        """Everybody closes; three runs without trouble; a fourth that has nothing to do."""
        for replica in list(self.windows):
            self.close(replica)
        for replica in self.places:
            self.disk.inodes.pop(self._owner_file(replica), None)
        for _ in range(3):
            self.run()

    def judge(self) -> list[str]:
        """Everything that is wrong after ``settle_down``; nothing when all promises held."""
        head, conflicts = self.history.last(), self.conflicts_of(self.history)
        self.judging.read_answers(self.history)
        found = self.judging.lost(head, conflicts) + self.judging.strangers(head)
        found += self._files_wrong(head, conflicts)
        if self.history.journal.unfinished() or self.history.journal.pending():
            found.append("something is left unfinished")
        watched = {victim.place for victim in self.history.journal.victims()}
        for place in self.disk.inodes:
            if ".~" in place and place not in watched:
                found.append(f"{place} was left behind")
        before, files = self._footprint(), self._contents()
        self.run()
        if self._contents() != files:
            found.append("a run that had nothing to do wrote to a file")
        if self._footprint() != before:
            found.append("a run that had nothing to do added to history")
        return found

    def _files_wrong(self, head: Snapshot, conflicts: Any) -> list[str]:
        found = []
        for replica, place in self.places.items():
            copy = self._copy(place)
            if copy is None:
                found.append(f"{place} is gone or damaged")
            else:
                found += self.judging.wrong_cells(replica, copy, head, conflicts)
        return found

    def _copy(self, place: str) -> Copy | None:
        inode = self.disk.inodes.get(place)
        if inode is None or not self.books.cells(inode.content):
            return None
        return self.books.backend.read(inode.content, place)

    def _contents(self) -> dict[str, bytes]:
        found = {place: self.disk.inodes.get(place) for place in self.places.values()}
        return {place: inode.content for place, inode in found.items() if inode}

    def _footprint(self) -> tuple[int, ...]:
        tables = ("commits", "snapshots", "edits", "sources", "baselines", "items", "journal")
        rows = self.history._database.rows
        return tuple(int(str(rows(f"SELECT count(*) FROM {t}")[0][0])) for t in tables)  # noqa: S608


DISK_EVENTS = frozenset(
    {
        "read", "digest", "write", "force", "swap", "swap, half way", "swap, second look",
        "rename", "remove", "force names",
    }
)  # fmt: skip
