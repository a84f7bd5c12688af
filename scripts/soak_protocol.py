"""Try the write protocol for as long as there is time, and say how often it was tried.

    python scripts/soak_protocol.py --minutes 60 --workbooks 100
    python scripts/soak_protocol.py --grid --mutants
    python scripts/soak_protocol.py --kill9 1000 --races 100000

No failure in N tries means, at 95 %, fewer than 3/N failures a try.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.protocol.books import ExcelBooks  # noqa: E402
from tests.protocol.every_step import every_case, run_case  # noqa: E402
from tests.protocol.merged_sync import conflicts_of, merged_sync  # noqa: E402
from tests.protocol.mutants import MUTANTS, seen_after  # noqa: E402
from tests.protocol.racing_saves import careless_swap, race  # noqa: E402
from tests.protocol.random_run import random_run  # noqa: E402
from tests.protocol.real_folder import People, begin, places_in  # noqa: E402
from tests.protocol.real_workspace import RealOffice  # noqa: E402
from tests.protocol.world import SCHEMA, SWAPS  # noqa: E402


def main() -> int:
    """Run what was asked for; 1 when anything was lost or written wrongly."""
    asked = _arguments()
    failures = 0
    if asked.runs or asked.minutes:
        failures += soak(asked.runs, asked.minutes, asked.first)
    if asked.workbooks:
        failures += soak(asked.workbooks, 0, asked.first, real=True)
    if asked.lost_history:
        failures += soak(asked.lost_history, 0, asked.first, lose_history=True)
    if asked.grid:
        failures += grid(asked.stride)
    if asked.mutants:
        failures += mutants(asked.limit)
    if asked.kill9:
        failures += kill9(asked.kill9, asked.first, asked.folder)
    if asked.kill9_sync:
        failures += kill9_sync(asked.kill9_sync, asked.first, asked.folder)
    if asked.races:
        failures += races(asked.races, asked.first, asked.folder)
    return 1 if failures else 0


def soak(
    runs: int, minutes: float, first: int, *, real: bool = False, lose_history: bool = False
) -> int:
    """Random stories until the number or the time is reached, each second one with a plain merge
    that is easy to read, the others (and all on real workbooks) with the product's own."""
    until = time.monotonic() + 60 * minutes if minutes else float("inf")
    done, wrong = 0, 0
    for seed in islice(count(first), runs or None):
        if time.monotonic() > until:
            break
        found = random_run(seed, lose_history=lose_history, **_facts(seed, real))
        done += 1
        if found:
            wrong += 1
            print(f"seed {seed}: {found[0]}", flush=True)
    kind = "random stories on real workbooks" if real else "random stories"
    lost = ", history.db deleted at a random moment of each" if lose_history else ""
    print(f"{kind}{lost}: {_judged(done, wrong)}")
    return wrong


def _facts(seed: int, real: bool) -> dict[str, Any]:
    product = {"sync": merged_sync, "conflicts_of": conflicts_of}
    if real:
        return {**product, "books": ExcelBooks(SCHEMA)}
    return product if seed % 2 else {}


def grid(stride: int) -> int:
    """Every step × every fault × a racing save at every step."""
    done, wrong = 0, 0
    for swap in SWAPS:
        for case in islice(every_case(swap), 0, None, stride):
            found = run_case(swap, *case)
            done += 1
            if found:
                wrong += 1
                print(f"{swap} {case}: {found[0]}", flush=True)
    print(f"step × fault × racing save: {_judged(done, wrong)}")
    return wrong


def mutants(limit: int) -> int:
    """Plant one mistake after the other and say after how many stories it was seen."""
    missed = 0
    for mutant in MUTANTS:
        stories, what = seen_after(mutant, limit)
        missed += not stories
        after = f"{stories:>6}  {mutant.name}: {what}" if stories else f"NOT SEEN  {mutant.name}"
        print(after, flush=True)
    print(
        f"planted mistakes: {len(MUTANTS) - missed} of {len(MUTANTS)} seen within {limit} stories"
    )
    return missed


def kill9(kills: int, seed: int, folder: str) -> int:
    """A real process syncs real files; it is killed at random moments, again and again."""
    chance = Random(seed)
    with tempfile.TemporaryDirectory(dir=folder or None) as name:
        place = Path(name)
        begin(place)
        people = People(place, chance)
        for number in range(kills):
            _one_kill(place, people, chance)
            if number % 100 == 99:
                print(f"  {number + 1} kills", flush=True)
        found = people.verdict()
    for line in found:
        print(line)
    edits = len(people.judge.typed)
    print(f"kill -9 of a real sync: {_judged(kills, len(found))}, {edits} cells typed")
    return len(found)


def _one_kill(folder: Path, people: People, chance: Random) -> None:
    command = [sys.executable, "-m", "tests.protocol.real_folder", str(folder)]
    for replica in places_in(folder):
        if chance.random() < 0.7:
            people.edit(replica)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        if process.stdout:
            process.stdout.readline()
        time.sleep(chance.uniform(0, 0.12))
        if chance.random() < 0.5:
            people.edit(chance.choice(list(places_in(folder))))
            time.sleep(chance.uniform(0, 0.03))
        process.kill()


def kill9_sync(kills: int, seed: int, folder: str) -> int:
    """The product's own sync of the IMEC plan, killed at random moments."""
    found: list[str] = []
    with tempfile.TemporaryDirectory(dir=folder or None) as name:
        office = RealOffice(Path(name) / "plan", Random(seed))
        longest = office.seconds()
        for number in range(1, kills + 1):
            office.kill_a_sync(longest)
            if number % 50 == 0 or number == kills:
                found = office.verdict()
                told = f"{_judged(number, len(found))}; {office.killed} before their end"
                told = f"{told}, {office.saved} saves"
                print(f"kill -9 of the product's sync: {told}", flush=True)
            if found:
                break
    for line in found:
        print(line)
    return len(found)


def races(saves: int, seed: int, folder: str) -> int:
    """Real saves of a second process racing real write-backs, and the same done carelessly."""
    with tempfile.TemporaryDirectory(dir=folder or None) as name:
        found = race(Path(name), saves, seed)
    print(f"racing saves: {_judged(found.saves, found.lost)}; {found}")
    with tempfile.TemporaryDirectory(dir=folder or None) as name:
        careless = race(Path(name), min(saves, 5000), seed, careless_swap)  # type: ignore[arg-type]
    print(f"the same with a plain rename: {careless.lost} of {careless.saves} saves lost")
    return found.lost


def _judged(done: int, wrong: int) -> str:
    bound = f", fewer than {3 / done:.2g} a try at 95 %" if done and not wrong else ""
    return f"{done} tries, {wrong} lost or wrong{bound}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Plain)
    parser.add_argument("--runs", type=int, default=0, help="so many random stories")
    parser.add_argument("--workbooks", type=int, default=0, help="so many on real workbooks")
    parser.add_argument("--minutes", type=float, default=0, help="random stories for so long")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--lost-history", type=int, default=0, help="stories that lose history")
    parser.add_argument("--grid", action="store_true", help="every step × fault × racing save")
    parser.add_argument("--stride", type=int, default=1, help="only every so-maniest grid case")
    parser.add_argument("--mutants", action="store_true", help="plant mistakes, see them all")
    parser.add_argument("--limit", type=int, default=5000, help="stories to see a mistake in")
    parser.add_argument("--kill9", type=int, default=0, help="kill a real sync so many times")
    parser.add_argument("--kill9-sync", type=int, default=0, help="the same with the product's")
    parser.add_argument("--races", type=int, default=0, help="so many real racing saves")
    parser.add_argument("--folder", default="", help="where real files are made")
    return parser.parse_args()


_Plain = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    sys.exit(main())
