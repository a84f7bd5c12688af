"""Every event of one sync × every fault × a racing save at every event: nothing left to chance."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tests.protocol.world import FAULTS, SAVES, Plan, World

NO_FAULT = ""


def story(swap: str) -> World:
    """Two files; one was saved with an edit, the other is open on a screen with one typed."""
    world = World(files=2, rows=2, swaps=(swap,))
    world.open("r0")
    world.type("r0", 0, "status")
    world.save("r0")
    world.close("r0")
    world.open("r1")
    world.type("r1", 0, "note")
    return world


def length(swap: str) -> int:
    """How many events the sync of this story has."""
    world = story(swap)
    world.run()
    return len(world.trace)


def every_case(swap: str) -> Iterator[tuple[int, str, int, str]]:
    """(event, fault, event of the racing save, its style); -1 for no racing save."""
    events = length(swap)
    styles = SAVES[:2] if swap == "copy" else SAVES
    faults = (NO_FAULT, *FAULTS)
    for at, fault in product(range(events), FAULTS):
        yield at, fault, -1, ""
    for save_at, style in product(range(events), styles):
        for at, fault in product(range(events), faults):
            if fault or not at:
                yield at, fault, save_at, style


def run_case(swap: str, at: int, fault: str, save_at: int, style: str) -> list[str]:
    """What is wrong after one case; nothing when every promise held."""
    world = story(swap)
    plan = Plan(fault_at=at if fault else -1, fault=fault)
    if save_at >= 0:
        plan.saves[save_at] = lambda: world.save("r1", style)
    world.run(plan)
    world.settle_down()
    return world.judge()
