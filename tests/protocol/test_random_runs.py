"""Random stories of people, faults and syncs: 1,500 of them, judged one by one.

``scripts/soak_protocol.py`` runs as many as there is time for.
"""

from __future__ import annotations

import pytest

from tests.planting import Mutant
from tests.protocol.books import ExcelBooks
from tests.protocol.merged_sync import conflicts_of, merged_sync
from tests.protocol.mutants import MUTANTS, seen_after
from tests.protocol.random_run import random_run
from tests.protocol.world import SCHEMA


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


QUICK = tuple(mutant for mutant in MUTANTS if not mutant.slow)


@pytest.mark.parametrize("mutant", QUICK, ids=lambda mutant: mutant.name)
def test_the_stories_notice_a_planted_mistake(mutant: Mutant) -> None:
    stories, _what = seen_after(mutant, 500)
    assert stories > 0


def test_the_protocol_as_it_is_passes_what_the_mutants_fail() -> None:
    assert len(QUICK) >= 20
    assert seen_after(None, 100) == (0, "")


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
