"""The reporting period: from Meetings, the quarter or the month; what a period is without dates."""

from __future__ import annotations

from datetime import date

import pytest

from tests.plan_for_tests import adopted_plan, with_rows
from toolkit.schedule.moment import moment_of

SNAPSHOT, _ = adopted_plan()
MEETINGS = with_rows(
    SNAPSHOT,
    "meetings",
    {"name": "Spring meeting", "date": date(2027, 3, 5)},
    {"name": "Fall meeting", "date": date(2026, 10, 12)},
    {"name": "Summer meeting", "date": date(2027, 6, 4)},
    {"name": "Some day", "pattern": "monthly"},
)


@pytest.mark.parametrize(
    ("today", "start", "end", "next_meeting"),
    [
        (date(2027, 5, 14), date(2027, 3, 5), date(2027, 6, 4), "Summer meeting"),
        (date(2027, 6, 4), date(2027, 3, 5), date(2027, 6, 4), "Summer meeting"),
        (date(2027, 6, 5), date(2027, 6, 4), None, ""),
        (date(2026, 9, 1), date(2026, 7, 1), date(2026, 10, 12), "Fall meeting"),
    ],
)
def test_a_period_runs_from_one_meeting_to_the_next(
    today: date, start: date, end: date | None, next_meeting: str
) -> None:
    moment = moment_of(MEETINGS, today)
    assert (moment.period_start, moment.period_end) == (start, end)
    assert moment.next_meeting == next_meeting


def test_on_the_day_of_a_meeting_the_period_it_ends_is_reported() -> None:
    moment = moment_of(MEETINGS, date(2027, 6, 4))
    assert moment.period_words == "since Spring meeting on 5 Mar 2027"


def test_without_a_dated_meeting_the_period_is_the_fiscal_year_so_far_and_says_so() -> None:
    moment = moment_of(SNAPSHOT, date(2027, 5, 14), year_starts=7)
    assert moment.period_start == date(2026, 7, 1)
    assert moment.period_end is None
    assert "no past meeting has a date yet" in moment.period_words


@pytest.mark.parametrize(
    ("period", "year_starts", "start", "end"),
    [
        ("month", 7, date(2027, 5, 1), date(2027, 5, 31)),
        ("quarter", 7, date(2027, 4, 1), date(2027, 6, 30)),
        ("quarter", 2, date(2027, 5, 1), date(2027, 7, 31)),
    ],
)
def test_quarters_follow_the_fiscal_year(
    period: str, year_starts: int, start: date, end: date
) -> None:
    moment = moment_of(SNAPSHOT, date(2027, 5, 14), period=period, year_starts=year_starts)
    assert (moment.period_start, moment.period_end) == (start, end)


def test_no_period_begins_before_tracking_began() -> None:
    moment = moment_of(SNAPSHOT, date(2027, 5, 14), first_day=date(2027, 5, 1))
    assert moment.period_start == date(2027, 5, 1)
    assert moment.period_words == "since tracking began on 1 May 2027"


def test_what_is_due_before_the_next_meeting_reaches_to_its_day_or_the_settings_days() -> None:
    assert moment_of(MEETINGS, date(2027, 5, 14)).horizon == date(2027, 6, 4)
    assert moment_of(SNAPSHOT, date(2027, 5, 14), due_soon_days=10).horizon == date(2027, 5, 24)


def test_key_and_people_are_read_from_their_tables() -> None:
    snapshot = with_rows(
        SNAPSHOT, "people", {"name": "Ana Ruiz", "roles": "ED, BD", "aliases": "Ana; A. Ruiz"}
    )
    moment = moment_of(snapshot, date(2027, 5, 14))
    assert moment.key.roles["ED"] == "Executive Director"
    assert moment.key.memberships == frozenset({"IM"})
    assert moment.people[0].roles == ("ED", "BD")
    assert moment.people[0].aliases == ("Ana", "A. Ruiz")


def test_earlier_periods_began_at_the_meetings_quarters_or_months_before() -> None:
    today = date(2027, 6, 10)
    assert moment_of(MEETINGS, today).earlier_starts == (date(2026, 10, 12), date(2027, 3, 5))
    quarters = moment_of(SNAPSHOT, today, period="quarter").earlier_starts
    assert quarters == tuple(
        date(y, m, 1) for y, m in ((2026, 4), (2026, 7), (2026, 10), (2027, 1))
    )
    assert moment_of(SNAPSHOT, today, period="month").earlier_starts[-1] == date(2027, 5, 1)
