"""What a content is compared with: never with something newer than what it grew from."""

from __future__ import annotations

from tests.protocol.world import World
from toolkit.ports.commit import Baseline, Commit
from toolkit.workflows.likeliest_baseline import likeliest_baseline, possible_baselines

CELL = ("actions", "A0", "note")
WRITTEN = Baseline("r9", "written", 1, 1)
TYPED = Baseline("r9", "typed", 1, 1, {CELL: "typed"})
NEWER = Baseline("r9", "newer", 1, 1, {CELL: "typed more"})


def world() -> World:
    made = World(files=1)
    made.history.commit(Commit(made.clock.now(), baselines=(WRITTEN, TYPED, NEWER)))
    return made


def test_the_file_as_it_is_may_have_grown_from_anything_under_its_stamp() -> None:
    assert possible_baselines(world().history, "r9", 1, "now") == (NEWER, TYPED, WRITTEN)


def test_a_pushed_out_save_never_grew_from_what_came_after_it() -> None:
    history = world().history
    assert possible_baselines(history, "r9", 1, "saved", "typed") == (TYPED, WRITTEN)
    assert possible_baselines(history, "r9", 1, "saved", "unknown") == (NEWER, TYPED, WRITTEN)


def test_a_pushed_out_save_without_a_known_stamp_grew_from_what_it_followed() -> None:
    history = world().history
    assert possible_baselines(history, "r9", 7, "saved", "typed") == (TYPED,)
    assert possible_baselines(history, "r9", 7, "saved", "unknown") == ()


def test_of_several_the_nearest_is_taken_and_of_equals_the_newest() -> None:
    candidates = (NEWER, TYPED, WRITTEN)
    assert likeliest_baseline(candidates, lambda found: 1 + (found is NEWER)) is TYPED
    assert likeliest_baseline((WRITTEN,), lambda _: 99) is WRITTEN
    assert likeliest_baseline((), lambda _: 0) is None
