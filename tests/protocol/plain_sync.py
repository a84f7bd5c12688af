"""One run over the ports, with the plain merge: recover, observe, merge, commit, write back."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from tests.protocol.plain_merge import (
    Answer,
    Side,
    conflict_items,
    differences,
    distance_to,
    merge,
    open_conflicts,
    writes_to,
)
from toolkit.errors import BusyError, FileRefused
from toolkit.ports.commit import Baseline, Cell, Commit, SeenSource
from toolkit.ports.content import content_hash
from toolkit.ports.journal import PendingSource
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.copy import Copy
from toolkit.tables.record import Table
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp
from toolkit.workflows.bench import Bench, PlannedFile
from toolkit.workflows.likeliest_baseline import likeliest_baseline, possible_baselines
from toolkit.workflows.observe import observe
from toolkit.workflows.rebuild import rebuild
from toolkit.workflows.recovery import recover
from toolkit.workflows.sources import Found
from toolkit.workflows.write_back import FileWritten, write_back


class Live(Struct):
    """A live file as this run has read it."""

    replica: str
    place: str
    copy: Copy
    baseline: Baseline


class Ran(Struct):
    """What one run did.

    Attributes:
        written: what became of each write.
        rounds: how often it gathered.
        held: returned copies of which nobody knows what they were cut from.
    """

    written: list[FileWritten] = field(default_factory=list)
    rounds: int = 0
    held: list[str] = field(default_factory=list)


def plain_sync(
    bench: Bench,
    places: Mapping[str, str],
    adopted: Table,
    inbox: Mapping[str, bytes] | None = None,
    settled: Mapping[Cell, Answer] | None = None,
) -> Ran:
    """One sync.

    Args:
        bench: the machine and history.
        places: replica id → path.
        adopted: the table as first adopted, for a history that was lost.
        inbox: returned copies by name.
        settled: the coordinator's answers.
    """
    ran = Ran()
    recover(bench, {bench.files.folder_of(place) for place in places.values()})
    if not bench.history.last_number():
        begin_again(bench, places, adopted)
    while ran.rounds < 6:
        ran.rounds += 1
        _round(bench, places, inbox or {}, settled or {}, ran)
        inbox, settled = None, None
        if not bench.history.journal.pending():
            break
    return ran


def begin_again(bench: Bench, places: Mapping[str, str], adopted: Table) -> None:
    """History was lost: rebuild it from the live files."""
    bench.step("begin again")
    live = []
    for replica, place in places.items():
        try:
            copy = bench.backend.read(observe(bench, place), place)
            live.append(Found(place, copy, replica))
        except (OSError, BusyError, FileRefused):
            continue
    rebuild(bench, Snapshot(0, None, {"actions": adopted}), places, live)


def _round(
    bench: Bench,
    places: Mapping[str, str],
    inbox: Mapping[str, bytes],
    settled: Mapping[Cell, Answer],
    ran: Ran,
) -> None:
    history = bench.history
    head = history.last()
    live = [
        found for replica, place in places.items() if (found := _observe(bench, replica, place))
    ]
    sides = [_side(bench, one.copy, one.baseline) for one in live]
    sources = [SeenSource(one.copy.content, one.place, one.replica) for one in live]
    baselines: list[Baseline] = []
    for pending in history.journal.pending():
        sources.append(SeenSource(pending.content, pending.file, pending.replica))
        if found := _pending(bench, pending):
            sides.append(_side(bench, found.copy, found.baseline))
            baselines.append(_baseline_now(bench, found))
    for name, content in inbox.items():
        bench.contents.put(content)
        if not history.seen(content_hash(content)):
            sources.append(SeenSource(content_hash(content), name, returned=True))
            sides.append(_returned(bench, content, name))
    baselines += [_baseline_now(bench, one) for one in live]
    merged = merge(head, sides, history, settled, bench.clock.now())
    bench.step("commit")
    history.commit(
        Commit(
            bench.clock.now(),
            snapshot=merged.next if merged.next.number != head.number else None,
            edits=merged.edits,
            sources=tuple(sources),
            baselines=tuple(baselines),
            items={"conflict": conflict_items(merged.conflicts)},
        )
    )
    for one in live:
        planned = _planned(bench, one)
        if planned.planned.cells:
            ran.written.append(write_back(bench, planned))


def _observe(bench: Bench, replica: str, place: str) -> Live | None:
    try:
        content = observe(bench, place)
        copy = bench.backend.read(content, place)
    except (OSError, BusyError, FileRefused):
        return None
    return Live(replica, place, copy, _baseline(bench, replica, copy, ""))


def _pending(bench: Bench, source: PendingSource) -> Live | None:
    try:
        copy = bench.backend.read(bench.contents.get(source.content), source.file)
    except FileRefused:
        return None
    return Live(source.replica, "", copy, _baseline(bench, source.replica, copy, source.follows))


def _baseline(bench: Bench, replica: str, copy: Copy, follows: str) -> Baseline:
    stamp = copy.stamp.baseline if copy.stamp else 0
    history = bench.history
    candidates = possible_baselines(history, replica, stamp, copy.content, follows)
    found = likeliest_baseline(candidates, lambda b: distance_to(copy, history, b))
    if found:
        return found
    number = stamp if history.knows(stamp) else history.snapshots()[0].number
    return Baseline(replica, "", stamp, number)


def _side(bench: Bench, copy: Copy, baseline: Baseline) -> Side:
    return Side(copy, bench.history.snapshot(baseline.snapshot), baseline.known)


def _returned(bench: Bench, content: bytes, name: str) -> Side:
    """A copy is compared with what the tool wrote under its stamp, frozen cells included."""
    copy = bench.backend.read(content, name)
    history, stamp = bench.history, copy.stamp or Stamp("plan", "", 0)
    candidates = history.baselines(stamp.replica, stamp.baseline, copy.content)
    if candidates:
        return _side(bench, copy, candidates[-1])
    number = stamp.baseline if history.knows(stamp.baseline) else history.snapshots()[0].number
    return Side(copy, history.snapshot(number))


def _baseline_now(bench: Bench, one: Live) -> Baseline:
    """What the next content of this file is compared with: this one."""
    snapshot = bench.history.snapshot(one.baseline.snapshot)
    known = differences(one.copy, snapshot, {})
    return replace(one.baseline, content=one.copy.content, known=known)


def _planned(bench: Bench, one: Live) -> PlannedFile:
    head = bench.history.last()
    conflicts = open_conflicts(bench.history)
    cells = writes_to(one.copy, head, conflicts)
    stamp = replace(one.copy.stamp or Stamp("plan", one.replica, 0), baseline=head.number)
    differing = differences(one.copy, head, {})
    known = {cell: value for cell, value in differing.items() if cell in conflicts}
    return PlannedFile(one.replica, one.place, one.copy, PlannedWrite(stamp, cells), known)
