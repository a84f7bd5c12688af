"""One random merge, judged."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.merge.grid import SCHEMA
from tests.merge.trial_habits import work_on
from tests.merge.trial_oracle import Judgement, judge_outcome
from tests.merge.trial_world import World, make_world
from toolkit.merge.edits_of import CopyEdits, edits_of
from toolkit.merge.known import known_after
from toolkit.merge.planned import planned_cells
from toolkit.merge.reconcile import Outcome, reconcile


@dataclass
class Trial:
    """One trial with everything in it, so that a failure can be looked at."""

    seed: int
    world: World
    sides: list[CopyEdits]
    outcome: Outcome
    judgement: Judgement


def merge(world: World, sides: list[CopyEdits]) -> Outcome:
    return reconcile(world.head, sides, SCHEMA, past=world.ledger)


def run_trial(seed: int) -> Trial:
    """Two to eight people work on their copies; all come back in one sync."""
    rng = random.Random(seed)
    world = make_world(rng, sides=rng.choice((2, 2, 3, 3, 4, 5, 6, 8)))
    for sheet in world.sheets:
        work_on(rng, sheet)
    sides = [
        edits_of(sheet.copy(), world.states[sheet.baseline], world.head, SCHEMA, past=world.ledger)
        for sheet in world.sheets
    ]
    given = sides + [side for side in sides if rng.random() < 0.1]  # the same copy sent twice
    outcome = merge(world, given)
    return Trial(seed, world, sides, outcome, judge_outcome(world, sides, outcome))


def shuffled_differently(trial: Trial) -> list[str]:
    """What comes out otherwise when the copies are given in another order."""
    order = trial.sides[:]
    random.Random(trial.seed).shuffle(order)
    for sides in (order, trial.sides[::-1]):
        if merge(trial.world, sides) != trial.outcome:
            return [f"seed {trial.seed}: another order, another outcome"]
    return []


def second_sync(trial: Trial) -> list[str]:
    """What a second sync finds to do after every file got what was planned for it: nothing."""
    out = trial.outcome
    wrong: list[str] = []
    for side in trial.sides:
        plan = planned_cells(side, out, lambda *key: out.next.shown(SCHEMA, *key))
        keys = [(cell.table, cell.id, cell.column) for cell in plan.cells]
        if out.frozen & set(keys):
            wrong.append(f"seed {trial.seed}: a frozen cell would be written")
        if side.held and keys:
            wrong.append(f"seed {trial.seed}: a held file would be written")
        known = {} if side.held else known_after(side, out, plan)
        if not set(known) <= set(known):
            wrong.append("")
    return wrong
