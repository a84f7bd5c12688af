"""The same random merges by this merge, by daff and by Dolt (doltlite): what each of them loses.

Two people work on copies of one grid; each tool merges the two copies on their common start. The
peers get the cells as text, and every new row an id of its own. Run from the project's folder::

    python scripts/bench_merge_peers.py --trials 1000
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import doltlite

sys.path.insert(0, str(Path(__file__).parents[1]))

import daff

from tests.merge import trial_habits as habits
from tests.merge.grid import SCHEMA, Ledger, grid
from tests.merge.trial_oracle import equal, lines_of
from tests.merge.trial_world import COLUMNS, Sheet, SimCell, SimRow, World, any_value
from toolkit.merge.edits_of import edits_of
from toolkit.merge.reconcile import reconcile
from toolkit.tables.column import Value
from toolkit.tables.raw import raw_of
from toolkit.tables.reading import iso_raw

Key = tuple[str, str]
Lines = list[tuple[str, dict[str, str]]]
Meaning = Callable[[str, str, str], Value]

MIXES: dict[str, tuple[habits.Habit, ...]] = {
    "typing, clearing": (habits.type_cell, habits.type_cell, habits.clear_cell),
    "+ written another way": (habits.type_cell, habits.retype, habits.retype),
    "+ new rows, sorting": (habits.type_cell, habits.insert_row, habits.sort_rows),
    "+ deleting rows": (habits.type_cell, habits.type_cell, habits.delete_row),
    "+ copying rows": (habits.type_cell, habits.type_cell, habits.copy_row),
}


@dataclass
class Score:
    """What one tool did in one mix.

    Attributes:
        typed: edits people meant.
        lost: of these, neither agreed nor kept in a conflict nor waiting for a person.
        wrong: agreed cells that say what nobody typed for them.
        false: conflicts where at most one thing was meant.
        gone: rows somebody deleted that are in neither the merged grid nor a conflict.
        seconds: time taken.
    """

    typed: int = 0
    lost: int = 0
    wrong: int = 0
    false: int = 0
    gone: int = 0
    seconds: float = 0.0


@dataclass
class Result:
    """What a tool made of two copies.

    Attributes:
        cells: what is agreed, by row id and column.
        disputed: the answers that are kept of cells in conflict.
        waiting: edits that wait for a person.
    """

    cells: dict[Key, Value] = field(default_factory=dict)
    disputed: dict[Key, list[Value]] = field(default_factory=dict)
    waiting: list[tuple[Key, Value]] = field(default_factory=list)


def main() -> None:
    """Print one line for each mix and tool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=300)
    trials = parser.parse_args().trials
    print(f"{trials} merges of two copies each mix; doltlite {doltlite.__version__}, daff 1.4.2")
    print("lost, wrong: cells; false: conflicts about nothing; gone: rows; ms: a merge")
    print(
        f"{'mix':24}{'tool':10}"
        + "".join(f"{h:>8}" for h in ["edits", "lost", "wrong", "false", "gone", "ms"])
    )
    with tempfile.TemporaryDirectory() as folder:
        tools: dict[str, Callable[[World], Result]] = {
            "ours": ours,
            "daff": by_daff,
            "doltlite": lambda world: by_dolt(world, Path(folder)),
        }
        for mix, wanted in MIXES.items():
            for tool, merge in tools.items():
                score = Score()
                for seed in range(trials):
                    one_trial(seed, wanted, merge, score)
                counts = (score.typed, score.lost, score.wrong, score.false, score.gone)
                figures = "".join(f"{count:8}" for count in counts)
                print(f"{mix:24}{tool:10}{figures}{score.seconds / trials * 1000:8.1f}", flush=True)


def one_trial(
    seed: int, wanted: tuple[habits.Habit, ...], merge: Callable[[World], Result], score: Score
) -> None:
    """Let two people work, merge their copies, count."""
    world = two_copies(random.Random(seed), wanted)
    began = time.perf_counter()
    result = merge(world)
    score.seconds += time.perf_counter() - began
    meant = meant_edits(world)
    for key, values in meant.items():
        score.typed += len(values)
        score.lost += sum(not is_kept(world, result, key, value) for value in values)
    for key in result.disputed:
        values = meant.get(key, [])
        deleted = any(key[0] not in {row.id for row in sheet.rows} for sheet in world.sheets)
        score.false += not deleted and not any(not equal(values[0], value) for value in values)
    rows = {key[0] for key in (*result.cells, *result.disputed)}
    for row, cells in world.sheets[0].shown.items():
        score.gone += row not in rows
        for column in cells:
            score.wrong += is_wrong(world, result, (row, column), meant.get((row, column), []))


def is_kept(world: World, result: Result, key: Key, value: Value) -> bool:
    """Whether an edit is agreed, or kept in a conflict, or waits."""
    answers = [*result.disputed.get(key, []), *(v for k, v in result.waiting if k == key)]
    if any(equal(answer, value) for answer in answers):
        return True
    if key not in result.cells:
        return False
    now = result.cells[key]
    if key[1] != "note" or equal(now, value):
        return equal(now, value)
    before = lines_of(world.sheets[0].shown[key[0]]["note"])
    if value is None:
        return not any(line and line in lines_of(now) for line in before)
    added = [line for line in lines_of(value) if line not in before]
    return all(any(line.endswith(one) for line in lines_of(now)) for one in added)


def is_wrong(world: World, result: Result, key: Key, values: list[Value]) -> bool:
    """Whether an agreed cell says something that nobody typed there."""
    if key not in result.cells or key in result.disputed:
        return False
    if key[1] == "who" and result.cells[key] is None:
        return False  # emptied; that it goes on showing what the goal says is this plan's own rule
    now, before = result.cells[key], world.sheets[0].shown[key[0]][key[1]]
    if any(equal(now, value) for value in (before, *values)):
        return False
    if key[1] != "note":
        return True
    typed = {line for value in (before, *values) for line in lines_of(value)}
    return not all(line in typed or line.partition(": ")[2] in typed for line in lines_of(now))


def two_copies(rng: random.Random, wanted: tuple[habits.Habit, ...]) -> World:
    """A grid of eight rows and two copies of it, each after an afternoon's work."""
    rows = {
        f"r{n}": {"ref": f"1.1{n}", "text": f"Adopted text {n}"}
        | {c: any_value(rng, c) for c in habits.STAFF if rng.random() < 0.7}
        for n in range(8)
    }
    head = grid(rows)
    shown = {
        r.id: {c: head.shown(SCHEMA, "actions", r.id, c) for c in COLUMNS} for r in head["actions"]
    }
    sheets = []
    for who in ("Ann", "Bob"):
        lines = [
            SimRow(row, row, {n: SimCell(v, raw_of(v), row) for n, v in cells.items()})
            for row, cells in shown.items()
        ]
        sheet = Sheet(who, False, 1, lines, shown, file=f"{who}.xlsx")
        for _ in range(6):
            rng.choice(wanted)(rng, sheet)
        sheets.append(sheet)
    return World({1: head}, Ledger(), sheets)


def meant_edits(world: World) -> dict[Key, list[Value]]:
    """Every edit somebody meant of a row whose id is sure, by cell."""
    found: dict[Key, list[Value]] = {}
    for sheet in world.sheets:
        for row in sheet.rows:
            for column, cell in row.cells.items():
                sure = row.id == row.truth and cell.typed and not cell.text
                inherits = column == "who" and cell.value is None
                if sure and not inherits and not equal(cell.value, sheet.shown[row.id][column]):
                    found.setdefault((row.id, column), []).append(cell.value)
    return found


# ---- the tools


def ours(world: World) -> Result:
    """This project's merge."""
    head, past = world.head, world.ledger
    sides = [edits_of(s.copy(), head, head, SCHEMA, past=past) for s in world.sheets]
    out = reconcile(head, sides, SCHEMA, past=past)
    return Result(
        {
            (r.id, c): out.next.shown(SCHEMA, "actions", r.id, c)
            for r in out.next["actions"]
            for c in COLUMNS
        },
        {(c.id, c.column): list(c.answers) for c in out.conflicts},
        [((e.id, e.column), e.new) for e in out.waiting],
    )


def by_daff(world: World) -> Result:
    """daff's three-way merge, told which column is the key."""
    view = daff.PythonTableView
    flags = daff.CompareFlags()
    flags.addPrimaryKey("id")
    local = view(_table(lines_in(world.sheets[0])))
    start, remote = _table(start_of(world)), _table(lines_in(world.sheets[1]))
    daff.Merger(view(start), local, view(remote), flags).apply()
    meaning, result = meanings(world), Result()
    heading = [str(name) for name in local.data[0]] if local.data else []
    for line in local.data[1:] if "id" in heading else []:
        texts = {name: _text(value) for name, value in zip(heading, line, strict=True)}
        row = texts.pop("id")
        for column, text in texts.items():
            if text.startswith("((( ") and " /// " in text:
                mine, _, theirs = text.partition(" ))) ")[2].partition(" /// ")
                result.disputed[row, column] = [meaning(row, column, t) for t in (mine, theirs)]
            else:
                result.cells[row, column] = meaning(row, column, text)
    return result


def by_dolt(world: World, folder: Path) -> Result:
    """Dolt's merge by primary key; a copied row's id overwrites, as loading a sheet does."""
    place = folder / f"{time.monotonic_ns()}.db"
    con = sqlite3.connect(place, isolation_level=None)
    columns = ", ".join(f'"{c}" text' for c in COLUMNS)
    con.execute(f"create table grid (id text primary key, {columns})")
    _fill(con, start_of(world))
    con.execute("select dolt_commit('-Am', 'start')").fetchall()
    con.execute("select dolt_branch('other')").fetchall()
    _fill(con, lines_in(world.sheets[0]))
    con.execute("select dolt_commit('-A', '--allow-empty', '-m', 'ours')").fetchall()
    con.execute("select dolt_checkout('other')").fetchall()
    _fill(con, lines_in(world.sheets[1]))
    con.execute("select dolt_commit('-A', '--allow-empty', '-m', 'theirs')").fetchall()
    con.execute("select dolt_checkout('main')").fetchall()
    con.execute("begin")
    with contextlib.suppress(sqlite3.OperationalError):  # that is how it says "conflict"
        con.execute("select dolt_merge('other')").fetchall()
    meaning, result = meanings(world), Result()
    for row, *texts in con.execute("select * from grid").fetchall():
        for column, text in zip(COLUMNS, texts, strict=True):
            result.cells[row, column] = meaning(row, column, _text(text))
    if con.execute("select count(*) from dolt_conflicts").fetchone()[0]:
        _read_conflicts(con, result, meaning)
    con.execute("rollback")
    con.close()
    place.unlink()
    return result


def _read_conflicts(con: sqlite3.Connection, result: Result, meaning: Meaning) -> None:
    """Dolt keeps whole rows: a cell is disputed where both changed it, or where one side changed
    it and the other deleted the row."""
    cursor = con.execute("select * from dolt_conflicts_grid")
    heads = [d[0] for d in cursor.description]
    for line in cursor.fetchall():
        found = dict(zip(heads, line, strict=True))
        row = str(found["our_id"] or found["their_id"] or found["base_id"])
        gone = found["our_id"] is None or found["their_id"] is None
        for column in COLUMNS:
            base, mine, theirs = (found.get(f"{who}_{column}") for who in ("base", "our", "their"))
            changed = [text for text in (mine, theirs) if text not in (None, base)]
            if len(set(changed)) > 1 or (gone and changed):
                answers = [meaning(row, column, _text(text)) for text in changed]
                result.disputed[row, column] = answers
            elif changed:
                result.cells[row, column] = meaning(row, column, _text(changed[0]))


def _fill(con: sqlite3.Connection, lines: Lines) -> None:
    con.execute("delete from grid")
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    rows = [(row, *cells.values()) for row, cells in lines]
    con.executemany(f"insert or replace into grid values ({marks})", rows)  # noqa: S608


# ---- grids of text for tools without types


def start_of(world: World) -> Lines:
    """The common start."""
    shown = world.sheets[0].shown
    return [(r, {c: iso_raw(raw_of(v)) for c, v in cells.items()}) for r, cells in shown.items()]


def lines_in(sheet: Sheet) -> Lines:
    """A copy in its order; a new row gets an id of its own."""
    return [
        (row.id or f"new-{sheet.who}-{place}", {c: iso_raw(row.cells[c].raw) for c in COLUMNS})
        for place, row in enumerate(sheet.rows)
    ]


def meanings(world: World) -> Meaning:
    """What a text in a cell means: what the person meant who wrote it there, else itself."""
    known: dict[tuple[str, str, str], Value] = {}
    for sheet in world.sheets:
        for row, cells in sheet.shown.items():
            known |= {(row, c, iso_raw(raw_of(v))): v for c, v in cells.items()}
        for line in sheet.rows:
            known |= {(line.id, c, iso_raw(x.raw)): x.value for c, x in line.cells.items()}
    return lambda row, column, text: known.get((row, column, text), text or None)


def _table(lines: Lines) -> list[list[str]]:
    return [["id", *COLUMNS], *([row, *cells.values()] for row, cells in lines)]


def _text(value: object) -> str:
    return "" if value is None else str(value)


if __name__ == "__main__":
    main()
