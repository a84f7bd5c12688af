"""Fuzzes the workbook reader and writer for as long as told; every file has a seed to repeat it by.

python scripts/soak_xlsx.py --minutes 60 [--seed 1000000] [--workers 2]
python scripts/soak_xlsx.py --again 1000123      (writes that file and tells how it ends)
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

STRETCH = 2_500


def soak(minutes: float, first_seed: int, workers: int) -> dict[str, Any]:
    """Stretches of mutations in parallel processes until the time is up; sums of all of them."""
    until = time.monotonic() + 60 * minutes
    seed, running, answers = first_seed, {}, []
    while running or time.monotonic() < until:
        while len(running) < workers and time.monotonic() < until:
            running[_started(seed)] = seed
            seed += STRETCH
        finished = [process for process in running if process.poll() is not None]
        answers += [_answer(process, running.pop(process)) for process in finished]
        if not finished:
            time.sleep(0.5)
    return _summed(answers, first_seed, seed - 1)


def _started(seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.xlsx_proof.mutation_run"]
    command += ["--seed", str(seed), "--count", str(STRETCH)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )


def _answer(process: subprocess.Popen[str], seed: int) -> dict[str, Any]:
    said, complaints = process.communicate()
    try:
        answer: dict[str, Any] = json.loads(said.splitlines()[-1])
    except (IndexError, ValueError):
        why = [[seed, "the whole stretch", complaints[-500:]]]
        return {"files": 0, "failed": 1, "failures": why, "endings": {}, "writes": {}, "seconds": 0}
    return answer


def _summed(answers: list[dict[str, Any]], first: int, last: int) -> dict[str, Any]:
    endings: Counter[str] = Counter()
    writes: Counter[str] = Counter()
    for answer in answers:
        endings.update(answer["endings"])
        writes.update(answer["writes"])
    return {
        "seeds": f"{first} to {last}",
        "files": sum(answer["files"] for answer in answers),
        "failed": sum(answer["failed"] for answer in answers),
        "failures": [failure for answer in answers for failure in answer["failures"]],
        "processor seconds": round(sum(answer["seconds"] for answer in answers)),
        "endings": dict(endings.most_common()),
        "writes": dict(writes.most_common()),
    }


def again(seed: int) -> dict[str, Any]:
    """One mutation made once more, kept as a file, with what came of it."""
    from tests.xlsx_proof.examine import examine
    from tests.xlsx_proof.limits import limited
    from tests.xlsx_proof.mutations import mutated
    from tests.xlsx_proof.seed_books import seed_books

    description, data = mutated(seed, seed_books())
    path = Path(f"mutation-{seed}.xlsx")
    path.write_bytes(data)
    outcome = limited(lambda: examine(data))
    return {
        "file": str(path),
        "mutation": description,
        "ending": outcome.ending,
        "told": outcome.answer,
        "detail": outcome.detail,
    }


def main() -> int:
    """Soaks or repeats; fails when a file did harm."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--again", type=int, default=-1)
    options = parser.parse_args()
    if options.again >= 0:
        print(json.dumps(again(options.again), indent=1))
        return 0
    figures = soak(options.minutes, options.seed, options.workers)
    print(json.dumps(figures, indent=1))
    return 1 if figures["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
