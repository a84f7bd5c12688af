"""The plan team's seats beside the shares the process advises."""

from __future__ import annotations

import pytest

from tests.plan_for_tests import adopted_plan, moment, with_rows
from toolkit.checks.balance import check
from toolkit.checks.evidence import Evidence

SNAPSHOT, SCHEMA = adopted_plan()


def said(*seats: tuple[str, int], share: str = "1/3") -> list[str]:
    rows = [{"group": third, "seats": count, "third": third} for third, count in seats]
    team = with_rows(SNAPSHOT, "team_seats", *rows)
    thirds = [{"ref": name, "share": share, "group": name.title()} for name in ("staff", "board")]
    team = with_rows(team, "team_balance", *thirds)
    return [found.message for found in check(Evidence((), SCHEMA, team, moment(team)))]


@pytest.mark.parametrize("share", ["1/3", "33 %"])
def test_a_part_with_far_fewer_seats_than_advised_is_asked_about(share: str) -> None:
    assert said(("staff", 14), ("board", 6), ("students", 18), share=share) == [
        f"6 of 38 of the plan team's seats for Board; the plan advises {share}: who is missing?"
    ]


def test_about_the_advised_share_is_enough() -> None:
    assert said(("staff", 9), ("board", 9), ("students", 20)) == []
    assert said(("staff", 8), ("board", 9), ("students", 21)) == [
        "8 of 38 of the plan team's seats for Staff; the plan advises 1/3: who is missing?"
    ]


def test_without_seats_or_a_readable_share_nothing_is_asked() -> None:
    assert said() == []
    assert said(("staff", 1), ("board", 0), share="some") == []
