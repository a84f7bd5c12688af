"""A fault at every step, a racing save at every step, and (thinned out) every pair of the two.

``scripts/soak_protocol.py --grid`` runs every pair.
"""

from __future__ import annotations

from itertools import islice

import pytest

from tests.protocol.every_step import every_case, length, run_case, story
from tests.protocol.world import SWAPS, World

STRIDE = 101
"""Every so-maniest pair is run here; a prime, so that every event and fault has its turn."""


@pytest.mark.parametrize("swap", SWAPS)
def test_a_sync_without_trouble_brings_the_edit_to_the_other_file(swap: str) -> None:
    assert 40 < length(swap) < 120
    assert run_case(swap, 0, "", -1, "") == []


@pytest.mark.parametrize("swap", SWAPS)
def test_any_fault_at_any_step_is_mended_by_running_again(swap: str) -> None:
    cases = [case for case in every_case(swap) if case[2] == -1]
    assert len(cases) > 250
    assert [(case, wrong) for case in cases if (wrong := run_case(swap, *case))] == []


@pytest.mark.parametrize("swap", SWAPS)
def test_a_save_at_any_step_is_never_lost(swap: str) -> None:
    cases = [case for case in every_case(swap) if case[2] >= 0 and not case[1]]
    assert len(cases) > 80
    assert [(case, wrong) for case in cases if (wrong := run_case(swap, *case))] == []


@pytest.mark.parametrize("swap", SWAPS)
def test_any_fault_and_a_save_at_any_steps_together_lose_nothing(swap: str) -> None:
    cases = list(islice(every_case(swap), SWAPS.index(swap), None, STRIDE))
    assert len(cases) > 150
    assert [(case, wrong) for case in cases if (wrong := run_case(swap, *case))] == []


def test_the_judge_sees_a_lost_save() -> None:
    world = World(files=2, rows=2)
    before = world.disk.inodes[world.places["r1"]].content
    world.open("r1")
    world.type("r1", 0, "note")
    world.save("r1")
    world.close("r1")
    world.disk.put(world.places["r1"], before)
    world.settle_down()
    assert world.judge()[:1] == ["('actions', 'A0', 'note'): 'v0' is lost; agreed is 'n0'"]


def test_a_save_into_the_new_file_survives_a_power_cut_before_the_swap_is_forced() -> None:
    world = story("exchange")
    world.run()
    names = world.trace
    renamed = names.index("rename", names.index("keep the victim"))
    assert run_case("exchange", renamed + 1, "power cut", renamed, "in place") == []
