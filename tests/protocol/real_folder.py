"""The same story on a real disk: real files, a real history.db, processes that can be killed.

``python -m tests.protocol.real_folder FOLDER`` syncs again and again until it is killed.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from tests.protocol.judge import Judge
from tests.protocol.plain_merge import open_conflicts
from tests.protocol.plain_sync import plain_sync
from tests.protocol.world import ACTIONS, SCHEMA
from toolkit.backends.memory import MemoryFile, memory_content
from toolkit.ports.commit import Baseline, Commit
from toolkit.ports.content import content_hash
from toolkit.stores.backups import Backups
from toolkit.stores.content_store import ContentStore
from toolkit.stores.history_sqlite import SqliteHistory
from toolkit.stores.local_files import LocalFiles
from toolkit.stores.system_clock import SystemClock
from toolkit.tables.record import Record, Table
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp
from toolkit.workflows.bench import Bench

ADOPTED = Table.of(Record(f"A{n}", {"status": f"s{n}", "note": f"n{n}"}) for n in range(8))


def places_in(folder: Path) -> Mapping[str, str]:
    """Replica id → path of the live files."""
    return {f"r{n}": str(folder / "books" / f"book{n}.json") for n in range(3)}


def bench_in(folder: Path) -> Bench:
    """The tool at work in a real folder."""
    files = LocalFiles()
    return Bench(
        files,
        ContentStore(files, str(folder / "sources")),
        SystemClock(),
        SqliteHistory(str(folder / "history.db")),
        MemoryFile(SCHEMA),
        SCHEMA,
        Backups(files, str(folder / "backups")).keep,
    )


def begin(folder: Path) -> None:
    """Adopt the table and write the live files."""
    bench = bench_in(folder)
    baselines = []
    for replica, place in places_in(folder).items():
        content = memory_content(Stamp("plan", replica, 1), ACTIONS, list(ADOPTED))
        bench.files.make_folder(bench.files.folder_of(place))
        bench.files.write_new(place, content)
        baselines.append(Baseline(replica, content_hash(content), 1, 1))
    now = bench.clock.now()
    first = Snapshot(1, now, {"actions": ADOPTED})
    bench.history.commit(Commit(now, "init", first, baselines=tuple(baselines)))
    bench.history.close()


def sync_once(folder: Path) -> None:
    """One sync under the workspace's lock."""
    bench = bench_in(folder)
    with bench.files.lock(str(folder / "lock"), "sync"):
        plain_sync(bench, places_in(folder), ADOPTED)
    bench.history.close()


class People:
    """Type into the live files, one person a file, and save them as Excel or LibreOffice do."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.folder = folder
        self.chance = chance
        self.judge = Judge(ADOPTED)
        self._token = itertools.count()

    def edit(self, replica: str, style: str = "rename") -> None:
        """Open a file, type over one cell, save."""
        place = Path(places_in(self.folder)[replica])
        document = self._open(place)
        row = self.chance.choice(document["tables"][0]["rows"])
        column = self.chance.randrange(2)
        seen, value = row[1 + column], f"v{next(self._token)}"
        row[1 + column] = value
        document["saved"] = value
        save(place, json.dumps(document).encode(), style)
        self.judge.saved(("actions", row[0], ("status", "note")[column]), value, seen)

    def _open(self, place: Path) -> Any:
        return json.loads(place.read_bytes())

    def verdict(self) -> list[str]:
        """Everything that is wrong, after three quiet syncs."""
        for _ in range(3):
            sync_once(self.folder)
        bench = bench_in(self.folder)
        head, conflicts = bench.history.last(), open_conflicts(bench.history)
        found = self.judge.lost(head, conflicts) + self.judge.strangers(head)
        for replica, place in places_in(self.folder).items():
            copy = bench.backend.read(bench.files.read(place), place)
            found += self.judge.wrong_cells(replica, copy, head, conflicts)
        if bench.history.journal.unfinished():
            found.append("a write is left unfinished")
        bench.history.check()
        bench.history.close()
        return found


def save(place: Path, content: bytes, style: str) -> None:
    """Save as a program does: a new file renamed over the old one, or into the old one."""
    if style == "rename":
        new = place.with_name(f"saving {place.name}")
        new.write_bytes(content)
        new.replace(place)
    else:
        with place.open("r+b") as file:
            file.truncate(0)
            file.write(content)


def main() -> None:
    """Sync until killed."""
    folder = Path(sys.argv[1])
    print("ready", flush=True)  # noqa: T201
    while True:
        sync_once(folder)


if __name__ == "__main__":
    main()
