"""A lost history is rebuilt from the files: only conflicts, nothing overwritten."""

from __future__ import annotations

import json

from tests.protocol.merged_sync import conflicts_of, merged_sync
from tests.protocol.world import World
from toolkit.ports.commit import Baseline
from toolkit.tables.record import Record, Table
from toolkit.tables.row_id import adopted_row_id
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp
from toolkit.workflows.rebuild import is_behind, rebuild
from toolkit.workflows.sources import Found


def edited(world: World, replica: str, row: int) -> None:
    world.open(replica)
    world.type(replica, row, "note")
    world.save(replica)
    world.close(replica)


def test_what_all_files_agree_on_is_taken_and_what_they_differ_in_is_asked() -> None:
    world = World(files=3, rows=2, sync=merged_sync, conflicts_of=conflicts_of)
    edited(world, "r0", 0)
    world.run()
    edited(world, "r0", 1)
    edited(world, "r1", 1)
    world.lose_history()
    world.run()
    assert world.history.last_number() == 1001
    assert world.history.last().value("actions", "A0", "note") == "v0"
    assert conflicts_of(world.history) == {("actions", "A1", "note"): ("v2", "v4")}
    world.settle_down()
    assert world.judge() == []


def book(stamp: int, rows: list[list[str | None]]) -> bytes:
    table = {"table": "actions", "sheet": "Grid", "columns": ["status", "note"], "rows": rows}
    return json.dumps(
        {"stamp": dict(Stamp("plan", "r0", stamp).rows()), "tables": [table]}
    ).encode()


def test_the_new_count_begins_above_every_number_the_files_carry() -> None:
    world = World(files=2, rows=2)
    live = [Found("book0.json", world.bench.backend.read(book(1234, []), "f"), "r0")]
    head = world.history.last()
    assert is_behind(head, live)
    assert not is_behind(head, [])
    assert is_behind(Snapshot(), [])
    first = rebuild(world.bench, head, ["r0", "r1"], live)
    assert first.number == 2000
    assert world.history.last()["actions"] == world.adopted
    assert world.history.baselines("r1", 77, "unknown") == (Baseline("r1", "", 77, 2000),)
    assert [b.snapshot for b in world.history.baselines("r1", 1, "unknown")] == [1]
    assert world.history.snapshots()[-1].why == "rebuilt"


def test_rows_staff_had_added_come_back_with_their_ids() -> None:
    world = World(files=1, rows=1)
    own = adopted_row_id("plan", "actions", "a row of ours")
    rows: list[list[str | None]] = [
        ["A0", "s0", "n0"], [own, "typed", None], ["not an id", "typed", None]
    ]  # fmt: skip
    live = [Found("book0.json", world.bench.backend.read(book(5, rows), "book0.json"), "r0")]
    world.lose_history()
    adopted = Table.of([Record("A0", {"status": "s0"}, parent="G")])
    first = rebuild(world.bench, Snapshot(0, None, {"actions": adopted}), ["r0"], live)
    assert first.number == 1000
    assert list(first["actions"]) == [
        Record("A0", {"status": "s0"}, parent="G"),
        Record(own, {}, parent="G"),
    ]
