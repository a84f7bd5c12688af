"""Overdue and due soon: only open work with a day that is not in doubt."""

from __future__ import annotations

from datetime import date

import pytest
from schedule_sample import MEETINGS, TODAY, YEAR, read

from toolkit.schedule import due_soon, is_overdue, next_due


def _due(text: str, adopted: date | None = None) -> tuple[bool, bool]:
    reading = read(text, adopted=adopted)
    due = next_due(reading, today=TODAY, meetings=MEETINGS, year=YEAR)
    return is_overdue(reading, due, True, TODAY), due_soon(reading, due, True, TODAY)


@pytest.mark.parametrize("text", ["June 2026", "By 21 Nov 2026", "March 2015–June 2017", "FY26"])
def test_open_work_past_its_day_is_overdue(text: str) -> None:
    assert _due(text) == (True, False)


@pytest.mark.parametrize("text", ["22 Nov 2026", "December 3, 2026", "22 Dec 2026", "Monthly"])
def test_open_work_due_within_thirty_days_is_due_soon(text: str) -> None:
    assert _due(text) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "Ongoing",
        "Ongoing through June 2020",
        "As needed",
        "Fall mtg annually, as needed",
        "As needed, by June 2020",
        "TBD",
        "5/6/2020",
        "June 2020?",
        "Done June 2020",
        "",
    ],
)
def test_ongoing_as_needed_and_doubtful_timings_are_neither(text: str) -> None:
    assert _due(text, adopted=date(2019, 7, 1)) == (False, False)


def test_finished_work_is_never_overdue_or_due_soon() -> None:
    reading = read("June 2026")
    due = next_due(reading, today=TODAY, meetings=MEETINGS, year=YEAR)
    assert not is_overdue(reading, due, False, TODAY)
    assert not due_soon(reading, due, False, TODAY, days=400)


def test_yearly_work_is_overdue_once_its_day_in_the_running_year_has_passed() -> None:
    assert _due("Annually by October 1", adopted=date(2026, 7, 1)) == (True, False)
    assert _due("Annually by October 1", adopted=date(2026, 11, 1)) == (False, False)
