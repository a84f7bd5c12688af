"""Random stories of people, faults and syncs: 1,500 of them, judged one by one.

``scripts/soak_protocol.py`` runs as many as there is time for.
"""

from __future__ import annotations

import pytest

from tests.protocol.books import ExcelBooks
from tests.protocol.merged_sync import conflicts_of, merged_sync
from tests.protocol.mutants import CURRENT, MUTANTS
from tests.protocol.random_run import random_run
from tests.protocol.world import SCHEMA, World


@pytest.mark.parametrize("first", range(0, 750, 250))
def test_the_protocol_loses_no_edit_and_writes_no_wrong_cell(first: int) -> None:
    wrong = {seed: found for seed in range(first, first + 250) if (found := random_run(seed))}
    assert wrong == {}


@pytest.mark.parametrize("first", range(1000, 1750, 250))
def test_with_the_products_own_merge_no_edit_is_lost_and_no_wrong_cell_written(first: int) -> None:
    product = {"sync": merged_sync, "conflicts_of": conflicts_of}
    seeds = range(first, first + 250)
    wrong = {seed: found for seed in seeds if (found := random_run(seed, **product))}
    assert wrong == {}


def watched(**facts: object) -> World:
    """A world whose steps a mutant may call too."""
    world = World(**facts)  # type: ignore[arg-type]
    CURRENT[0] = world._happen
    return world


def first_seed_that_sees(name: str, limit: int) -> int:
    """The first story in which a planted mistake shows; -1 when none does."""
    with MUTANTS[name]():
        for seed in range(limit):
            try:
                wrong = random_run(seed, watched)
            except Exception as trouble:
                wrong = [str(trouble)]
            if wrong:
                return seed
    return -1


QUICKLY_SEEN = (
    "victim_not_kept",
    "victim_on_the_new_baseline",
    "stamps_not_looked_at",
    "written_in_place",
    "no_recovery",
    "new_file_not_forced",
    "last_writer_wins",
)


@pytest.mark.parametrize("name", QUICKLY_SEEN)
def test_the_harness_sees_a_planted_mistake(name: str) -> None:
    assert first_seed_that_sees(name, 1000) >= 0


def test_there_are_many_planted_mistakes() -> None:
    assert len(MUTANTS) >= 20


@pytest.mark.parametrize("first", range(5000, 5100, 25))
def test_with_real_workbooks_no_edit_is_lost_and_no_wrong_cell_written(first: int) -> None:
    wrong = {}
    for seed in range(first, first + 25):
        found = random_run(
            seed, sync=merged_sync, conflicts_of=conflicts_of, books=ExcelBooks(SCHEMA)
        )
        if found:
            wrong[seed] = found
    assert wrong == {}
