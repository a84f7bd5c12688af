"""Real saves of a second process racing real write-backs: nobody's save may be lost."""

from __future__ import annotations

import json
import multiprocessing
import time
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tests.protocol.real_folder import begin, bench_in, places_in, save
from toolkit.ports.planned_write import PlannedWrite
from toolkit.stores.history_sqlite import SqliteHistory
from toolkit.stores.local_files import LocalFiles
from toolkit.stores.swap_calls import Swap
from toolkit.tables.write import CellWrite
from toolkit.workflows.bench import Bench, PlannedFile
from toolkit.workflows.observe import observe
from toolkit.workflows.recovery import recover
from toolkit.workflows.write_back import Outcome, write_back


class Races(Struct):
    """How the races went.

    Attributes:
        saves: racing saves made.
        lost: saves of which nothing is left anywhere.
        written, overtaken, queued: what became of the tool's writes.
    """

    saves: int = 0
    lost: int = 0
    written: int = 0
    overtaken: int = 0
    queued: int = 0


def careless_swap(new: str, target: str, _victim: str) -> str:
    """What most programs do: rename over the old file. Shows that the rig sees lost saves."""
    Path(new).replace(target)
    return target


careless_swap.keeps_every_save = False  # type: ignore[attr-defined]


def race(folder: Path, count: int, seed: int, swap: Swap | None = None) -> Races:
    """Let a person's save and a write-back meet so many times on one real file."""
    begin(folder)
    watch, place = Watch(), Path(places_in(folder)["r0"])
    bench = replace(
        bench_in(folder),
        files=LocalFiles(swap=swap),
        history=SqliteHistory(":memory:"),
        keep_backup=lambda _file, _content, _at: "",
        step=watch.step,
    )
    ours, theirs = multiprocessing.Pipe()
    saver = multiprocessing.Process(target=_saver, args=(theirs,), daemon=True)
    saver.start()
    found = Races()
    try:
        for number in range(count):
            _one_race(bench, place, number, Random(seed + number), ours, found, watch)
    finally:
        ours.send(None)
        saver.join()
    return found


def _saver(pipe: Any) -> None:
    while (order := pipe.recv()) is not None:
        place, content, style, delay = order
        until = time.perf_counter() + delay
        while time.perf_counter() < until:
            pass
        save(Path(place), content, style)
        pipe.send("saved")


class Watch:
    """How long a write-back takes from its start to its last look at the file: saves are aimed at
    the moments after that look, and whoever was too early or too late moves the aim."""

    def __init__(self) -> None:
        self.started = 0.0
        self.to_swap = 0.002
        self.aimed_off = 0.0

    def start(self) -> None:
        """A write-back begins."""
        self.started = time.perf_counter()

    def step(self, name: str) -> None:
        """Called before every line of the protocol."""
        if name == "look again":
            self.to_swap = 0.9 * self.to_swap + 0.1 * (time.perf_counter() - self.started)

    def met(self, *, before: bool) -> None:
        """A save came before the last look, or after it: aim a little later, or earlier."""
        self.aimed_off += 0.02 * self.to_swap * (1 if before else -1)
        self.aimed_off = max(-0.5 * self.to_swap, min(self.aimed_off, 0.5 * self.to_swap))

    def aim(self, chance: Random) -> float:
        """Seconds after the start: mostly close to the swap, now and then anywhere."""
        if chance.random() < 0.2:
            return chance.uniform(0, 1.5 * self.to_swap)
        return max(0.0, chance.gauss(self.to_swap + self.aimed_off, 0.1 * self.to_swap))


def _one_race(
    bench: Bench,
    place: Path,
    number: int,
    chance: Random,
    pipe: Any,
    found: Races,
    watch: Watch,
) -> None:
    content = observe(bench, str(place))
    copy = bench.backend.read(content, place.name)
    assert copy.stamp is not None
    document = json.loads(content)
    document["tables"][0]["rows"][1][2] = document["saved"] = token = f"token {number}."
    cells = (CellWrite("actions", "A0", 2, "status", f"written {number}"),)
    stamp = replace(copy.stamp, baseline=copy.stamp.baseline + 1)
    planned = PlannedFile("r0", str(place), copy, PlannedWrite(stamp, cells))
    style = chance.choice(("rename", "in place"))
    pipe.send((str(place), json.dumps(document).encode(), style, watch.aim(chance)))
    watch.start()
    written = write_back(bench, planned)
    pipe.recv()
    watch.met(before=written.outcome is Outcome.QUEUED)
    found.saves += 1
    found.written += written.outcome is Outcome.WRITTEN
    found.overtaken += written.overtaken
    found.queued += written.outcome is Outcome.QUEUED
    found.lost += not _kept(bench, place, token)
    _tidy(bench, place)


def _kept(bench: Bench, place: Path, token: str) -> bool:
    """Whether the save is in the file, or will be counted by the next sync."""
    recover(bench)
    if token.encode() in place.read_bytes():
        return True
    pending = bench.history.journal.pending()
    return any(token.encode() in bench.contents.get(source.content) for source in pending)


def _tidy(bench: Bench, place: Path) -> None:
    """Forget what this race left, as a sync and an hour would."""
    database = bench.history._database.connection  # type: ignore[attr-defined]
    database.execute("UPDATE pending SET counted = 1")
    for victim in bench.history.journal.victims():
        bench.files.remove(victim.place)
        bench.history.journal.release(victim.place)
    if not place.read_bytes().endswith(b"}"):
        raise AssertionError("the file itself is torn")
    folder = bench.files.folder_of(bench.files.folder_of(str(place)))
    for name in bench.files.names(f"{folder}/sources"):
        bench.files.remove(f"{folder}/sources/{name}")
