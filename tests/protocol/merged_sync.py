"""One run over the ports with the product's own merge and its own choice of baselines."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from tests.protocol.plain_merge import Answer
from tests.protocol.plain_sync import Ran, begin_again
from toolkit.errors import BusyError, FileRefused
from toolkit.merge.conflict import Conflict
from toolkit.merge.known import known_after
from toolkit.merge.planned import planned_cells
from toolkit.merge.reconcile import Outcome, reconcile
from toolkit.merge.settlement import Settlement
from toolkit.ports.commit import Cell, Commit, SeenSource
from toolkit.ports.history import History
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.record import Table
from toolkit.tables.stamp import Stamp
from toolkit.workflows.bench import Bench, PlannedFile
from toolkit.workflows.deliver import resting_baselines
from toolkit.workflows.observe import observe
from toolkit.workflows.open_items import encode_open, open_conflicts, open_waiting
from toolkit.workflows.recovery import recover
from toolkit.workflows.sides import Side, past_of, sides_of
from toolkit.workflows.sources import Found, Sources
from toolkit.workflows.write_back import write_back


def conflicts_of(history: History) -> dict[Cell, tuple[object, ...]]:
    """Open conflicts as the judge looks at them."""
    return {conflict.key: conflict.answers for conflict in open_conflicts(history)}


def merged_sync(
    bench: Bench,
    places: Mapping[str, str],
    adopted: Table,
    inbox: Mapping[str, bytes] | None = None,
    settled: Mapping[Cell, Answer] | None = None,
) -> Ran:
    """One sync; see ``plain_sync``."""
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


def _round(
    bench: Bench,
    places: Mapping[str, str],
    inbox: Mapping[str, bytes],
    settled: Mapping[Cell, Answer],
    ran: Ran,
) -> None:
    history = bench.history
    head, schema = history.last(), bench.schema
    unreadable: list[SeenSource] = []
    sources = Sources(
        live=tuple(f for r, place in places.items() if (f := _observe(bench, r, place))),
        returned=tuple(_returned(bench, name, content) for name, content in inbox.items()),
        pending=tuple(_pending(bench, unreadable)),
    )
    sides = sides_of(sources, history, head, schema, answers={}, released=())
    ran.held += [s.found.place for s in sides if s.edits.held and not s.found.replica]
    conflicts = open_conflicts(history)
    outcome = reconcile(
        head,
        [side.edits for side in sides],
        schema,
        past=past_of(history),
        conflicts=conflicts,
        waiting=open_waiting(history),
        settlements=tuple(_settlements(settled, conflicts)),
        at=bench.clock.now(),
    )
    bench.step("commit")
    history.commit(
        Commit(
            bench.clock.now(),
            snapshot=outcome.next if outcome.next.number != head.number else None,
            edits=outcome.edits,
            sources=(*unreadable, *(_seen(side) for side in sides)),
            baselines=resting_baselines(sides, outcome),
            items=encode_open(outcome.conflicts, outcome.waiting),
        )
    )
    for side in sides:
        if side.baseline is not None and side.found.place and not side.edits.held:
            planned = _planned(bench, side, outcome)
            if planned.planned.size:
                ran.written.append(write_back(bench, planned))


def _observe(bench: Bench, replica: str, place: str) -> Found | None:
    try:
        return Found(place, bench.backend.read(observe(bench, place), place), replica)
    except (OSError, BusyError, FileRefused):
        return None


def _returned(bench: Bench, name: str, content: bytes) -> Found:
    bench.contents.put(content)
    return Found(name, replace(bench.backend.read(content, name), returned=True))


def _pending(bench: Bench, unreadable: list[SeenSource]) -> list[Found]:
    found = []
    for source in bench.history.journal.pending():
        try:
            copy = bench.backend.read(bench.contents.get(source.content), source.file)
        except FileRefused as refusal:
            note = str(refusal)
            unreadable.append(SeenSource(source.content, source.file, source.replica, note=note))
        else:
            found.append(Found("", copy, source.replica, source.follows))
    return found


def _settlements(
    settled: Mapping[Cell, Answer], conflicts: tuple[Conflict, ...]
) -> list[Settlement]:
    bases = {conflict.key: conflict.base for conflict in conflicts}
    return [
        Settlement(*cell, answer.value, (bases[cell], *answer.seen))
        for cell, answer in settled.items()
        if cell in bases
    ]


def _seen(side: Side) -> SeenSource:
    copy = side.found.copy
    replica = side.found.replica
    return SeenSource(copy.content, copy.file, replica, side.edits.baseline, copy.returned)


def _planned(bench: Bench, side: Side, outcome: Outcome) -> PlannedFile:
    plan = planned_cells(side.edits, outcome, lambda t, r: outcome.next[t][r].cells)
    stamp = side.found.copy.stamp or Stamp("plan", side.found.replica, 0)
    return PlannedFile(
        side.found.replica,
        side.found.place,
        side.found.copy,
        PlannedWrite(replace(stamp, baseline=outcome.next.number), plan.cells, plan.rows),
        known_after(side.edits, outcome, plan),
    )
