"""One random merge, judged."""

from __future__ import annotations

import random

from msgspec import Struct
from msgspec.structs import replace

from tests.merge.grid import SCHEMA, Ledger
from tests.merge.trial_habits import pass_on, work_on
from tests.merge.trial_oracle import Judgement, judge_outcome
from tests.merge.trial_world import World, make_world
from toolkit.merge.edits_of import CopyEdits, edits_of
from toolkit.merge.known import known_after
from toolkit.merge.past import WITHDRAWN
from toolkit.merge.planned import Plan, planned_cells
from toolkit.merge.reconcile import Outcome, reconcile
from toolkit.tables.copy import Copy, CopyRow
from toolkit.tables.raw import raw_of
from toolkit.tables.shown_rows import ShownRows
from toolkit.tables.write import ROW_ID


class Trial(Struct):
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
    pass_on(rng, world)
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
    """What a sync after everything was written still finds to say: nothing should be left."""
    wrong: list[str] = []
    out = trial.outcome
    ledger = Ledger()
    ledger.lines = [*trial.world.ledger.lines]
    ledger.add(out)
    for side in trial.sides:
        plan = planned_cells(side, out, ShownRows(out.next, SCHEMA))
        written = {(cell.table, cell.id, cell.column) for cell in plan.cells}
        formulas = {
            ("actions", row.id, name)
            for row in side.copy.tables[0].rows
            for name, raw in row.cells.items()
            if raw.formula
        }
        if written & (out.frozen | formulas) or (side.held and plan != Plan()):
            wrong.append(f"seed {trial.seed}: {side.copy.file} would be written where it must not")
        if side.held or not side.live:
            continue
        known = known_after(side, out, plan)
        brought = written_to(side.copy, plan)
        again = edits_of(brought, out.next, out.next, SCHEMA, known=known, past=ledger)
        if again.held:
            continue  # a twin and a missing row may come to look like pasting: held, not lost
        after = reconcile(
            out.next, [again], SCHEMA, past=ledger, conflicts=out.conflicts, waiting=out.waiting
        )
        # A new row's cell under a strange heading is read when the row has its id, not before.
        # What waits on a copied sheet is no news once it was agreed otherwise.
        expected = ("held: renamed heading", WITHDRAWN if side.copy.again else "")
        left = [edit for edit in after.edits if edit.reason not in expected]
        if left:
            wrong.append(f"seed {trial.seed}: {side.copy.file} still says {after.edits}")
        if planned_cells(again, after, ShownRows(out.next, SCHEMA)) != Plan():
            wrong.append(f"seed {trial.seed}: {side.copy.file} would be written again")
    return wrong


def written_to(copy: Copy, plan: Plan) -> Copy:
    """A copy after its plan was carried out, as a workbook would be."""
    table = copy.tables[0]
    rows = {row.row: row for row in table.rows}
    for cell in plan.cells:
        row = rows[cell.row]
        if cell.column == ROW_ID:
            rows[cell.row] = replace(row, id=cell.id)
        else:
            cells = {**row.cells, cell.column: raw_of(cell.value)}
            rows[cell.row] = replace(row, cells=cells)
    last = max(rows, default=1)
    for number, added in enumerate(plan.rows, start=last + 1):
        cells = {name: raw_of(added.cells.get(name)) for name in table.letters}
        rows[number] = CopyRow(added.id, number, cells)
    done = replace(table, rows=tuple(rows[number] for number in sorted(rows)))
    return replace(copy, tables=(done,), content=f"{copy.content} written")


def wrong_in(seed: int) -> list[str]:
    """Everything that is wrong in one trial, its order and its second sync included."""
    trial = run_trial(seed)
    return trial.judgement.bad + shuffled_differently(trial) + second_sync(trial)
