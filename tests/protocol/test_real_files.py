"""A little of the real thing: real files, real racing saves, a real process killed.

``scripts/soak_protocol.py --races 100000 --kill9 1000`` does the rest.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

from tests.protocol.racing_saves import race
from tests.protocol.real_folder import People, begin, sync_once

ROOT = Path(__file__).resolve().parents[2]


def test_real_saves_that_race_real_writes_are_never_lost(tmp_path: Path) -> None:
    found = race(tmp_path, 150, seed=1)
    assert (found.saves, found.lost) == (150, 0)
    assert found.written + found.queued == 150
    assert found.written > 0


def test_a_killed_process_leaves_nothing_that_the_next_run_does_not_mend(tmp_path: Path) -> None:
    chance = Random(5)
    begin(tmp_path)
    people = People(tmp_path, chance)
    command = [sys.executable, "-m", "tests.protocol.real_folder", str(tmp_path)]
    for replica in ("r0", "r1", "r2") * 2:
        people.edit(replica)
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.1))
            process.kill()
    assert people.verdict() == []
    kept = (tmp_path / "history.db").read_bytes()
    sync_once(tmp_path)
    assert (tmp_path / "history.db").read_bytes() == kept
