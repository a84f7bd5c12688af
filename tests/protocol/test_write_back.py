"""The write protocol, case by case: the three traps, open files, full disks, damaged plans."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.protocol.memory_files import Crash
from tests.protocol.plain_merge import cells_of
from tests.protocol.world import SCHEMA, Plan, World
from toolkit.backends.memory import MemoryFile
from toolkit.errors import FileRefused
from toolkit.ports.journal import WriteState
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.write import CellWrite
from toolkit.workflows.bench import PlannedFile
from toolkit.workflows.observe import observe
from toolkit.workflows.recovery import WATCHED_FOR, recover
from toolkit.workflows.write_back import FileWritten, Outcome, write_back

STATUS = ("actions", "A0", "status")


@pytest.fixture
def world() -> World:
    return World(files=1, rows=2, swaps=("exchange",))


def planned(world: World, value: str = "agreed") -> PlannedFile:
    """One cell of the one file, planned on what it says now, for sync no. 2."""
    place = world.places["r0"]
    copy = world.bench.backend.read(observe(world.bench, place), place)
    assert copy.stamp is not None
    cells = (CellWrite("actions", "A0", 2, "status", value),)
    return PlannedFile("r0", place, copy, PlannedWrite(replace(copy.stamp, baseline=2), cells))


def cells(world: World, place: str = "") -> dict[tuple[str, str, str], object]:
    content = world.disk.inodes[place or world.places["r0"]].content
    return dict(cells_of(MemoryFile(SCHEMA).read(content, "file")))


def write(world: World, file: PlannedFile, plan: Plan | None = None) -> FileWritten | None:
    """The write, with trouble; None when the process is gone in the middle."""
    world.plan, world.trace, world.running, world.rotten = plan or Plan(), [], True, False
    try:
        return write_back(world.bench, file)
    except Crash:
        return None
    finally:
        world.running = False


def save_between(world: World, style: str = "rename") -> None:
    """Jo has the file open since before the write and saves now."""
    world.type("r0", 1, "note")
    world.save("r0", style)


def test_a_planned_cell_is_written_and_history_knows_the_new_content(world: World) -> None:
    written = write(world, planned(world))
    content = world.disk.digest(world.places["r0"])
    assert written == FileWritten(world.places["r0"], Outcome.WRITTEN, cells=1, content=content)
    assert cells(world)[STATUS] == "agreed"
    content = world.disk.inodes[world.places["r0"]].content
    stamp = MemoryFile(SCHEMA).read(content, "file").stamp
    assert stamp is not None
    assert stamp.baseline == 2
    assert world.history.contents()["r0"] == world.disk.digest(world.places["r0"])
    assert world.history.journal.unfinished() == ()


def test_trap_1_what_stood_in_the_place_is_kept(world: World) -> None:
    before = world.disk.inodes[world.places["r0"]].content
    write(world, planned(world))
    (victim,) = world.history.journal.victims()
    assert world.disk.inodes[victim.place].content == before


@pytest.mark.parametrize("style", ["rename", "in place"])
def test_trap_2_a_save_in_the_last_moment_is_counted_on_its_old_baseline(
    world: World, style: str
) -> None:
    file = planned(world)
    world.open("r0")
    plan = Plan(saves={("swap", 0): lambda: save_between(world, style)})
    written = write(world, file, plan)
    assert written is not None
    assert written.overtaken
    (pending,) = world.history.journal.pending()
    assert pending.follows == file.seen.content
    saved = MemoryFile(SCHEMA).read(world.bench.contents.get(pending.content), "saved")
    assert saved.stamp is not None
    assert saved.stamp.baseline == 1
    candidates = world.history.baselines("r0", 1, pending.content)
    assert [known.snapshot for known in candidates] == [1]


def test_trap_3_recovery_tells_history_what_the_file_is_compared_with_now(world: World) -> None:
    file = planned(world)
    plan = Plan(fault_at=("force the folder", 0), fault="crash")
    assert write(world, file, plan) is None
    assert world.history.journal.unfinished()[0].state is WriteState.READY
    assert cells(world)[STATUS] == "agreed"
    (mended,) = recover(world.bench)
    assert "right after it had written" in mended.message
    assert world.history.contents()["r0"] == world.disk.digest(world.places["r0"])
    assert world.history.journal.unfinished() == ()


def test_a_save_in_the_last_moment_before_a_crash_is_found_by_recovery(world: World) -> None:
    file = planned(world)
    world.open("r0")
    plan = Plan(("force the folder", 0), "crash", {("swap", 0): lambda: save_between(world)})
    assert write(world, file, plan) is None
    recover(world.bench)
    (pending,) = world.history.journal.pending()
    assert b"v0" in world.bench.contents.get(pending.content)


def test_a_crash_before_the_swap_is_taken_back_without_a_trace_in_the_folder(world: World) -> None:
    before = world.disk.inodes[world.places["r0"]].content
    assert write(world, planned(world), Plan(("look again", 0), "crash")) is None
    (mended,) = recover(world.bench)
    assert "it is written anew" in mended.message
    assert world.disk.inodes[world.places["r0"]].content == before
    assert world.disk.names("/office/books") == ("book0.json",)


def test_a_save_before_the_last_look_queues_the_write(world: World) -> None:
    file = planned(world)
    world.open("r0")
    plan = Plan(saves={("look again", 0): lambda: save_between(world)})
    written = write(world, file, plan)
    assert written is not None
    assert (written.outcome, written.reason) == (Outcome.QUEUED, "it was saved meanwhile")
    assert cells(world)["actions", "A1", "note"] == "v0"
    assert world.disk.names("/office/books") == ("book0.json",)


def test_a_file_that_is_open_is_left_alone_and_the_person_named(world: World) -> None:
    file = planned(world)
    world.leave_lock("r0")
    written = write(world, file)
    assert written is not None
    assert (written.outcome, written.reason) == (Outcome.QUEUED, "Jo has it open")
    assert world.history.journal.unfinished() == ()


def test_a_file_that_is_opened_at_the_last_moment_is_left_alone(world: World) -> None:
    plan = Plan(saves={("look again", 0): lambda: world.leave_lock("r0")})
    written = write(world, planned(world), plan)
    assert written is not None
    assert written.reason == "Jo has just opened it"
    assert cells(world)[STATUS] == "s0"


def test_a_full_disk_leaves_the_file_as_it_is(world: World) -> None:
    written = write(world, planned(world), Plan(("write", 0), "disk full"))
    assert written is not None
    assert (written.outcome, written.reason) == (
        Outcome.QUEUED,
        "the disk is full: free some space on it",
    )
    assert cells(world)[STATUS] == "s0"
    assert world.disk.names("/office/books") == ("book0.json",)
    assert world.history.journal.unfinished() == ()


def test_a_disk_that_damages_what_it_writes_is_noticed(world: World) -> None:
    written = write(world, planned(world), Plan(("write", 0), "silent damage"))
    assert written is not None
    assert written.reason == "the disk gave back something else than was written"
    assert cells(world)[STATUS] == "s0"


class Careless(MemoryFile):
    """Writes one cell more than it was asked to."""

    def patch(self, content: bytes, planned: PlannedWrite) -> bytes:
        more = CellWrite("actions", "A1", 3, "note", "never asked for")
        return super().patch(content, replace(planned, cells=(*planned.cells, more)))


def test_a_new_version_that_differs_from_the_plan_is_never_put_in_place(world: World) -> None:
    careless = replace(world.bench, backend=Careless(SCHEMA))
    written = write_back(careless, planned(world))
    assert written.outcome is Outcome.REFUSED
    assert 'C3 became "never asked for" without being asked; it was "n1"' in written.reason
    assert cells(world)["actions", "A1", "note"] == "n1"
    assert world.disk.names("/office/books") == ("book0.json",)


class Refusing(MemoryFile):
    """A file that cannot take the plan."""

    def patch(self, content: bytes, planned: PlannedWrite) -> bytes:
        raise FileRefused("text-too-long", "too long.", where="B2", next_step="Shorten it.")


def test_a_plan_the_file_cannot_take_is_refused_before_anything_is_touched(world: World) -> None:
    written = write_back(replace(world.bench, backend=Refusing(SCHEMA)), planned(world))
    assert written == FileWritten(
        world.places["r0"], Outcome.REFUSED, reason="B2: too long. Shorten it."
    )
    assert world.history.journal.unfinished() == ()


def test_a_cloud_that_rewrites_the_bytes_changes_nothing(world: World) -> None:
    plan = Plan(saves={("read back", 0): lambda: world.rewrite_bytes("r0")})
    written = write(world, planned(world), plan)
    assert written is not None
    assert written.reason == ""
    assert world.history.contents()["r0"] == world.disk.digest(world.places["r0"])


def test_somebody_who_saves_right_after_the_write_is_said(world: World) -> None:
    file = planned(world)
    world.open("r0")
    plan = Plan(saves={("read back", 0): lambda: save_between(world)})
    written = write(world, file, plan)
    assert written is not None
    assert written.reason.startswith("an older version was saved over it")


def test_a_failing_disk_right_after_the_swap_is_mended_at_once(world: World) -> None:
    written = write(world, planned(world), Plan(("read", 2), "input/output error"))
    assert written is not None
    assert written.outcome is Outcome.WRITTEN
    assert world.history.journal.unfinished() == ()


def test_an_unfinished_write_keeps_the_next_one_waiting(world: World) -> None:
    assert write(world, planned(world), Plan(("look again", 0), "crash")) is None
    written = write_back(world.bench, planned(world))
    assert written.reason == "an earlier write to it could not be finished"


def test_a_late_save_into_what_was_pushed_out_is_found_by_the_next_run(world: World) -> None:
    file = planned(world)
    world.open("r0")
    world.type("r0", 1, "note")
    world.save("r0", "in place, slowly")
    half = world.disk.inodes[world.places["r0"]]
    half.content = half.durable = world.bench.contents.get(file.seen.content)
    write(world, file)
    world.finish_saving("r0")
    (mended,) = recover(world.bench)
    assert mended.message == "a late save of book0.json was found and is gathered."
    (pending,) = world.history.journal.pending()
    assert b"v0" in world.bench.contents.get(pending.content)


def test_what_was_pushed_out_is_removed_after_an_hour(world: World) -> None:
    write(world, planned(world))
    recover(world.bench)
    assert len(world.disk.names("/office/books")) == 2
    world.clock.time += WATCHED_FOR + timedelta(minutes=1)
    recover(world.bench)
    assert world.disk.names("/office/books") == ("book0.json",)
    assert world.history.journal.victims() == ()


def test_each_replaced_version_is_backed_up_where_people_find_it(world: World) -> None:
    kept: list[tuple[str, bytes]] = []

    def keep(file: str, content: bytes, at: object) -> str:
        kept.append((file, content))
        return ""

    before = world.disk.inodes[world.places["r0"]].content
    write_back(replace(world.bench, keep_backup=keep), planned(world))
    assert kept == [("book0.json", before)]


def test_files_a_lost_journal_left_are_gathered_and_taken_away(world: World) -> None:
    file = planned(world)
    world.open("r0")
    plan = Plan(("force the folder", 0), "crash", {("swap", 0): lambda: save_between(world)})
    assert write(world, file, plan) is None
    world.lose_history()
    (mended,) = recover(world.bench, ["/office/books"])
    assert mended.message.startswith("a kept version of book0.json was found")
    (pending,) = world.history.journal.pending()
    assert b"v0" in world.bench.contents.get(pending.content)
    assert world.disk.names("/office/books") == ("book0.json",)


def test_a_windows_crash_between_the_two_moves_puts_the_file_back(world: World) -> None:
    world.swaps[world.places["r0"]] = "replace"
    before = world.disk.inodes[world.places["r0"]].content
    assert write(world, planned(world), Plan(("swap, half way", 0), "crash")) is None
    assert world.places["r0"] not in world.disk.inodes
    recover(world.bench)
    assert world.disk.inodes[world.places["r0"]].content == before
    assert world.disk.names("/office/books") == ("book0.json",)
