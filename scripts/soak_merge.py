"""Random merges by the hundred thousand: edits lost, wrong cells, order, planted mistakes.

Run from the project's folder::

    python scripts/soak_merge.py --trials 100000
    python scripts/soak_merge.py --minutes 60
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.merge.mutants import MUTANTS, caught_after
from tests.merge.trial import merge, run_trial, second_sync
from tests.merge.trial_office import run_office

MUTANT_LIMIT = 5_000


def main() -> int:
    """Run the soak and print its figures; 1 when anything was found."""
    wanted = _arguments()
    began = time.monotonic()
    seconds = 60 * wanted.minutes
    print(f"merge soak, seeds from {wanted.seed}")
    bad = [] if wanted.no_mutants else _mutants()

    def until(share: float) -> float:
        left = max(0.0, seconds - (time.monotonic() - began))
        return time.monotonic() + left * share if seconds else float("inf")

    whole = 10**12 if seconds else 0
    bad += _trials(wanted.seed, whole or wanted.trials, until(0.6))
    bad += _offices(wanted.seed, whole or wanted.offices, until(0.6))
    bad += _orders(wanted.seed, whole or wanted.permutations, until(1.0))
    print(f"{time.monotonic() - began:.0f} s in all; {'FOUND' if bad else 'nothing found'}")
    for line in bad[:20]:
        print("  ", line)
    return 1 if bad else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--trials", type=int, default=100_000, help="random merges")
    parser.add_argument("--minutes", type=float, default=0, help="instead: as much as fits")
    parser.add_argument("--permutations", type=int, default=100_000, help="orders of copies")
    parser.add_argument("--offices", type=int, default=10_000, help="stories of several syncs")
    parser.add_argument("--seed", type=int, default=1_000_000, help="first seed")
    parser.add_argument("--no-mutants", action="store_true", help="leave planted mistakes out")
    return parser.parse_args()


def _trials(seed: int, limit: int, until: float) -> list[str]:
    bad: list[str] = []
    runs = typed = conflicts = held = false_holds = 0
    began = time.process_time()
    for number in _seeds(seed, limit, until):
        trial = run_trial(number)
        runs += 1
        typed += trial.judgement.typed
        conflicts += trial.judgement.open
        held += sum(side.held for side in trial.sides)
        false_holds += len(trial.judgement.false_holds)
        bad += [f"seed {number}: {line}" for line in trial.judgement.bad]
        if runs % 10 == 0:
            bad += second_sync(trial)
    took = (time.process_time() - began) / max(1, runs) * 1000
    print(f"merges of 2–8 copies: {runs:,} ({took:.1f} ms of processor each, judge included)")
    print(f"  typed cells {typed:,}; conflicts {conflicts:,}; copies held {held:,}")
    print(f"  lost, wrong, false or missed: {len(bad)}{_bound(runs, bad)}")
    print(f"  ordinary copies held by mistake: {false_holds}")
    return bad


def _bound(runs: int, bad: list[str]) -> str:
    return "" if bad or not runs else f", so fewer than {3 / runs:.1e} a run (3/N, 95 %)"


def _seeds(first: int, limit: int, until: float) -> Iterator[int]:
    for number in range(first, first + limit):
        if time.monotonic() > until:
            return
        yield number


def _orders(seed: int, wanted: int, until: float) -> list[str]:
    bad: list[str] = []
    done = 0
    for number in _seeds(seed, wanted, until):
        if done >= wanted:
            break
        trial = run_trial(number)
        rng = random.Random(number)
        for _ in range(10):
            order = rng.sample(trial.sides, len(trial.sides))
            done += 1
            if merge(trial.world, order) != trial.outcome:
                bad.append(f"seed {number}: another order, another outcome")
    print(
        f"orders of copies: {done:,}; other head or other conflicts: {len(bad)}{_bound(done, bad)}"
    )
    return bad


def _offices(seed: int, wanted: int, until: float) -> list[str]:
    bad: list[str] = []
    runs = 0
    for number in _seeds(seed, wanted, until):
        runs += 1
        bad += [f"office {number}: {line}" for line in run_office(number)]
    print(f"stories of 8 syncs with live files, mailed copies and answers: {runs:,}")
    print(f"  lost, undone by a stale copy, or apart in the end: {len(bad)}{_bound(runs, bad)}")
    return bad


def _mutants() -> list[str]:
    missed = []
    print(f"planted mistakes, each given at most {MUTANT_LIMIT:,} runs:")
    for mutant in MUTANTS:
        runs = caught_after(mutant, MUTANT_LIMIT)
        print(f"  {runs or 'NOT NOTICED':>6}  {mutant.name}")
        if not runs:
            missed.append(f"not noticed: {mutant.name}")
    print(f"  {len(MUTANTS) - len(missed)} of {len(MUTANTS)} noticed")
    return missed


if __name__ == "__main__":
    sys.exit(main())
