"""People edit, sort, move, insert and delete between our calls: no edit lost, no cell wrong.

A part of what ``scripts/soak_google.py`` does by the thousand (docs/measurements.md).
"""

from __future__ import annotations

import pytest

pytest.importorskip("gspread")

from tests.google.race import ALL_SWITCHES, FIRST, Race
from tests.google.uploading import type_into


@pytest.mark.parametrize("seed", [*range(8), 2040, 2043])
def test_no_edit_is_lost_no_cell_wrong_no_row_doubled(seed: int) -> None:
    for switches in ALL_SWITCHES:
        assert Race(seed, switches).run() == [], switches


def test_a_value_that_is_put_back_is_an_edit_again() -> None:
    race = Race(1, ALL_SWITCHES[0])
    row = next(row for row, name in race.people.rows().items() if name == "r4")
    place = race.people.places()["status"] + 1
    for value in ("r4.status.1", "r4.status.0"):
        type_into(race.people.tab, row + 1, place, value)
        race.sync()
        agreed = {record["text"]: record["status"] for record in race.history.last()["actions"]}
        assert agreed["r4.text.0"] == value
    assert row >= FIRST
