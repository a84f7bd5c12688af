"""No file, however made, hangs, crashes, fills the memory, or is read wrongly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.xlsx.hostile_case import Hostile
from tests.xlsx.hostile_codes import FAMILIES
from tests.xlsx.hostile_files import hostile_files

pytest.importorskip("resource", reason="limits on memory and time need a Unix system")
ROOT = Path(__file__).resolve().parents[2]
MUTATIONS, WORKERS, FIRST_SEED = 20_000, 2, 1


@pytest.fixture(scope="module")
def endings() -> dict[str, dict[str, Any]]:
    """How each hostile file ended, by its name, each in a child with limits of its own."""
    done = _module("tests.xlsx_proof.hostile_run").communicate()[0]
    return {line["name"]: line for line in map(json.loads, done.splitlines())}


CASES = tuple(hostile_files())


def test_there_are_more_than_two_hundred_hostile_files_of_different_names() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 200


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name[:70])
def test_a_hostile_file_is_refused_with_its_reason_or_read_rightly(
    case: Hostile, endings: dict[str, dict[str, Any]]
) -> None:
    ending = endings[case.name]
    assert ending["ending"] == "answered", (ending["ending"], ending["detail"])
    told = ending["told"]
    if told["read"] == "refused":
        allowed = {code for family in case.refused for code in FAMILIES[family]}
        assert told["code"] in allowed, told["said"]
        return
    assert case.may_be_read, f"{case.name} was read: {told}"
    assert {ref: told["values"][ref] for ref in case.reads} == dict(case.reads)
    assert [told["values"][ref] for ref in case.absent] == [None] * len(case.absent)


def test_twenty_thousand_damaged_workbooks_do_no_harm() -> None:
    share = MUTATIONS // WORKERS
    runs = [
        _module(
            "tests.xlsx_proof.mutation_run",
            *("--seed", str(FIRST_SEED + share * worker), "--count", str(share)),
        )
        for worker in range(WORKERS)
    ]
    figures = [json.loads(run.communicate()[0].splitlines()[-1]) for run in runs]
    print([each["seeds"] for each in figures])  # noqa: T201
    assert [each["failures"] for each in figures] == [[]] * WORKERS
    assert sum(each["files"] for each in figures) == MUTATIONS


def _module(name: str, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", name, *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
