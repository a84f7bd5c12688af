"""The trials see mistakes: each planted one is noticed (all of them in the soak)."""

from __future__ import annotations

import pytest

from tests.merge.mutants import MUTANTS, caught_after
from tests.planting import Mutant

QUICK = tuple(mutant for mutant in MUTANTS if not mutant.slow)


@pytest.mark.parametrize("mutant", QUICK, ids=lambda mutant: mutant.name)
def test_a_planted_mistake_is_noticed(mutant: Mutant) -> None:
    assert caught_after(mutant, 300) > 0


def test_the_merge_as_it_is_passes_what_the_mutants_fail() -> None:
    assert len(MUTANTS) >= 25
    assert len(QUICK) >= 20
    assert caught_after(None, 150) == 0
