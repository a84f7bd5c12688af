"""Runs a stretch of mutations in limited children and tells what each came to.

    python -m tests.xlsx_proof.mutation_run --seed 1 --count 1000

A child works through many files; when one kills it, the next child starts behind that file.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.xlsx_proof.examine import examine
from tests.xlsx_proof.limits import allow, limited
from tests.xlsx_proof.mutations import mutated
from tests.xlsx_proof.seed_books import seed_books

BATCH = 250
SECONDS_EACH = 2


@dataclass
class Tally:
    """What came of a stretch of mutations.

    Attributes:
        endings: how many ended how: ``read``, or the code of the refusal.
        writes: how many of those read were then ``written`` or refused, by code.
        failures: (seed, description, how it failed) of each file that did harm.
        seconds: processor time of all.
    """

    endings: Counter[str] = field(default_factory=Counter)
    writes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, str, str]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def files(self) -> int:
        """How many files were tried."""
        return sum(self.endings.values()) + len(self.failures)


def run(first: int, count: int, books: Sequence[bytes]) -> Tally:
    """Tries the mutations ``first`` to ``first + count - 1``."""
    tally = Tally()
    for start in range(first, first + count, BATCH):
        seeds = list(range(start, min(start + BATCH, first + count)))
        outcome = limited(lambda seeds=seeds: _batch(seeds, books), processor_seconds=BATCH)
        tally.seconds += outcome.seconds
        if outcome.ending == "answered":
            _count(tally, seeds, outcome.answer, books)
            continue
        for seed in seeds:
            single = limited(
                lambda seed=seed: _batch([seed], books), processor_seconds=SECONDS_EACH
            )
            tally.seconds += single.seconds
            how = f"{single.ending}: {single.detail}"
            answer = single.answer if single.ending == "answered" else [["", "", how]]
            _count(tally, [seed], answer, books)
    return tally


def _batch(seeds: Sequence[int], books: Sequence[bytes]) -> list[list[str]]:
    endings = []
    for seed in seeds:
        data = mutated(seed, books)[1]
        allow(SECONDS_EACH)
        endings.append(_tried(data))
    return endings


def _tried(data: bytes) -> list[str]:
    """How reading ended, how writing ended, and what went wrong, if anything did."""
    try:
        told = examine(data, compare=True)
    except MemoryError:
        raise
    except Exception:  # any exception that is no typed refusal is a failure to be told
        return ["", "", traceback.format_exc(limit=-5)]
    return [told.get("code") or told["read"], told.get("write", ""), ""]


def _count(
    tally: Tally, seeds: Sequence[int], endings: list[list[str]], books: Sequence[bytes]
) -> None:
    for seed, (ending, write, failure) in zip(seeds, endings, strict=True):
        if failure:
            tally.failures.append((seed, mutated(seed, books)[0], failure))
            continue
        tally.endings[ending] += 1
        if write:
            tally.writes[write] += 1


def main() -> int:
    """Prints one JSON object; fails when a file did harm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    tally = run(options.seed, options.count, seed_books())
    figures = {
        "seeds": f"{options.seed} to {options.seed + options.count - 1}",
        "files": tally.files,
        "endings": dict(tally.endings.most_common()),
        "writes": dict(tally.writes.most_common()),
        "failures": tally.failures[:20],
        "failed": len(tally.failures),
        "seconds": round(tally.seconds, 1),
    }
    print(json.dumps(figures))  # noqa: T201
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
