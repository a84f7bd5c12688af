"""One random story: people, faults and syncs in any order, judged at the end."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.protocol.world import FAULTS, SAVES, Moment, Plan, World

COLUMNS = ("status", "note")


def random_run(
    seed: int, make: Callable[..., World] = World, *, lose_history: bool = False, **facts: Any
) -> list[str]:
    """What went wrong in the story of this seed; nothing when every promise held.

    Args:
        seed: of the story.
        make: makes its world.
        lose_history: history is deleted in it once for certain, not only now and then.
        facts: more facts of the world.
    """
    chance = random.Random(seed)
    files, rows = chance.choice((2, 3, 3, 4)), chance.choice((1, 2, 3))
    world = make(files=files, rows=rows, chance=chance.randrange, **facts)
    moves = chance.randint(3, 14)
    lost_at = chance.randrange(moves) if lose_history else -1
    for number in range(moves):
        random_move(world, chance)
        if number == lost_at:
            world.lose_history()
    world.settle_down()
    return world.judge()


def random_move(world: World, chance: random.Random) -> None:
    """One thing happens."""
    replica = chance.choice(list(world.places))
    move = chance.choices(
        ("edit", "sync", "trouble", "keep open", "mail", "return", "rare"),
        (6, 3, 6, 2, 1, 2, 2),
    )[0]
    if move == "edit":
        edit(world, chance, replica)
        if chance.random() < 0.7:
            world.close(replica)
    elif move == "sync":
        world.run()
    elif move == "trouble":
        world.run(random_plan(world, chance))
    elif move == "keep open":
        world.open(replica)
    elif move == "mail":
        world.mail_copy(replica)
    elif move == "return":
        world.return_copy(
            chance.randrange(9), chance.randrange(3), chance.choice(COLUMNS),
            twice=chance.random() < 0.2,
        )  # fmt: skip
    else:
        rare_move(world, chance, replica)


def rare_move(world: World, chance: random.Random, replica: str) -> None:
    """Something unusual happens."""
    move = chance.choice(("lock", "restore", "rewrite", "settle", "settle", "lose history"))
    if move == "lock":
        world.leave_lock(replica)
    elif move == "restore":
        world.restore_old(replica, chance.randrange(9))
        world.run()
    elif move == "rewrite":
        world.rewrite_bytes(replica)
    elif move == "settle":
        world.settle(chance.randrange(9))
    else:
        world.lose_history()


def edit(world: World, chance: random.Random, replica: str, style: str = "") -> None:
    """Somebody types into a live file and saves it."""
    if replica not in world.windows and not world.open(replica):
        return
    for _ in range(chance.randint(1, 2)):
        world.type(replica, chance.randrange(3), chance.choice(COLUMNS))
    world.save(replica, style or chance.choice(SAVES[:2]))


def random_plan(world: World, chance: random.Random) -> Plan:
    """What goes wrong during the next run."""
    plan = Plan()
    if chance.random() < 0.75:
        plan.fault_at = random_moment(chance)
        plan.fault = chance.choice(FAULTS)
    if chance.random() < 0.1:
        rewritten = chance.choice(list(world.places))
        plan.saves[random_moment(chance)] = lambda: world.rewrite_bytes(rewritten)
    for _ in range(chance.choice((0, 1, 1, 2))):
        plan.saves[random_moment(chance)] = random_save(world, chance)
    if chance.random() < 0.3:
        # Somebody saves in the very last moment, and the crash comes before that is counted.
        nth = chance.choice((0, 0, 1))
        plan.saves[("swap", nth)] = random_save(world, chance)
        plan.fault_at = chance.choice([*((name, nth) for name in AFTER_SWAP), ("commit", 1)])
    return plan


def random_save(world: World, chance: random.Random) -> Callable[[], None]:
    """Somebody who has a file open types and saves."""
    replica = chance.choice(list(world.places))
    slow = world.swaps[world.places[replica]] != "copy"
    style = chance.choice(SAVES if slow else SAVES[:2])
    if replica not in world.windows:
        world.open(replica)
    return partial(edit, world, chance, replica, style)


AFTER_SWAP = (
    "swap, half way", "keep the victim", "force the folder", "look at the victim",
    "store the victim", "land", "read back", "clear",
)  # fmt: skip


TIGHT = (
    "write the new file", "read it again", "ready", "look again", "swap", "swap, half way",
    "swap, second look", "keep the victim", "force the folder", "look at the victim",
    "store the victim", "land", "read back", "clear", "look at the three places", "commit",
    "set a copy aside", "look at a kept victim", "count the victim again", "gather a lost file",
    "remove a kept victim", "between two transactions",
)  # fmt: skip
"""Where a protocol that is wrong gives itself away."""


def random_moment(chance: random.Random) -> Moment:
    """Any moment of a run, the delicate ones more often."""
    if chance.random() < 0.6:
        return (chance.choice(TIGHT), chance.choice((0, 0, 0, 1, 1, 2)))
    # The length of a run depends on what there is to do; late events may never come.
    return chance.randrange(chance.choice((20, 60, 150)))
