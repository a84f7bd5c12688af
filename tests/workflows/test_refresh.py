"""One press: wait for the saved workbook, then gather."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from toolkit.errors import BusyError
from toolkit.ports.refreshed import Refreshed
from toolkit.workflows.refresh import Press, refresh

NOON = datetime(2027, 5, 14, 12, tzinfo=UTC)


class Hands:
    """A clock that only moves its hands."""

    def __init__(self) -> None:
        self.waited = 0.0

    def now(self) -> datetime:
        return NOON

    def pause(self, seconds: float) -> None:
        self.waited += seconds


def gathered(replica: str) -> Refreshed:
    return Refreshed(f"gathered {replica}")


def test_a_workbook_that_is_there_is_not_waited_for() -> None:
    clock = Hands()
    done = refresh(Press("summary", "m1"), {"summary": "m1"}.__getitem__, gathered, clock)
    assert (done.sentence, clock.waited) == ("gathered summary", 0)


def test_a_workbook_that_comes_late_from_the_cloud_is_waited_for() -> None:
    clock = Hands()
    marks = iter(["old", "", "m1"])
    done = refresh(Press("summary", "m1"), lambda _replica: next(marks), gathered, clock)
    assert (done.sentence, clock.waited) == ("gathered summary", 2)


def test_another_copy_is_never_answered_with_the_live_workbooks_cells() -> None:
    clock = Hands()
    with pytest.raises(BusyError, match="did not reach the workspace"):
        refresh(Press("summary", "m1"), lambda _replica: "other", gathered, clock)
    assert clock.waited == 30


def test_run_by_hand_nothing_is_waited_for() -> None:
    done = refresh(Press("plan"), lambda _replica: pytest.fail("looked"), gathered, Hands())
    assert done.sentence == "gathered plan"
