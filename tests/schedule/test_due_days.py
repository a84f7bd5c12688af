"""Next due days: from dates, rhythms, meetings, adoption and what was done last."""

from __future__ import annotations

from datetime import date

import pytest
from schedule_sample import MEETINGS, TODAY, YEAR, due, read

from toolkit.schedule import Meeting, Year, cycle_of, next_due, read_by_when


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        (
            "Annually at the 1st meeting of the year.",
            date(2027, 9, 11),
            "1st meeting of the year: Fall meeting, 11 Sep 2027",
        ),
        (
            "Fall mtg annually, as needed",
            date(2027, 9, 11),
            "Fall meeting: Fall meeting, 11 Sep 2027",
        ),
        (
            "The May – June meeting each year.",
            date(2027, 6, 4),
            "May to June meeting: May – June meeting, 4 Jun 2027",
        ),
        (
            "By Sept board meeting",
            date(2027, 9, 9),
            "September board meeting: September board meeting, 9 Sep 2027",
        ),
        (
            "2 weeks before the spring conference",
            date(2027, 3, 4),
            "2 weeks before the Spring conference: Spring conference, 18 Mar 2027",
        ),
    ],
)
def test_a_meeting_gives_the_day_and_the_words_say_which(text: str, day: date, words: str) -> None:
    found = due(text)
    assert (found.date, found.words) == (day, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Symposium each year",
            "No date in Meetings for “symposium” (July 2026 to June 2027): add it there",
        ),
        ("annual meeting", "No date in Meetings for “annual meeting”: add it there"),
        (
            "May 2027 board meeting",
            "No date in Meetings for “May 2027 board meeting”: add it there",
        ),
    ],
)
def test_a_meeting_without_a_date_is_named_and_nothing_is_guessed(text: str, words: str) -> None:
    found = due(text)
    assert (found.date, found.words, found.certain) == (None, words, False)


def test_the_first_meeting_follows_the_year_of_the_settings() -> None:
    reading = read("Annually at the 1st meeting of the year.")
    calendar = next_due(reading, today=TODAY, meetings=MEETINGS, year=Year(own_month=1))
    assert calendar.date == date(2027, 6, 4)
    assert not calendar.certain  # the spring conference comes first, if it is a meeting


def test_a_meeting_is_found_by_its_other_name() -> None:
    meetings = (Meeting("Annual Symposium", date(2027, 2, 5), aliases=("winter conference",)),)
    assert due("Winter conference", meetings=meetings).date == date(2027, 2, 5)


def test_a_pattern_does_not_stand_for_a_date() -> None:
    meetings = (Meeting("Fall meeting", None, pattern="every September"),)
    assert due("Fall mtg annually", meetings=meetings).date is None


@pytest.mark.parametrize(
    ("text", "last_done", "day"),
    [
        ("Annually by June 30", date(2026, 12, 1), date(2028, 6, 30)),
        ("Annually by June 30", date(2026, 6, 20), date(2027, 6, 30)),
        ("By March every 3 years", date(2025, 3, 10), date(2028, 3, 31)),
        ("every other year", date(2026, 5, 1), date(2028, 6, 30)),
        ("Monthly", date(2026, 11, 2), date(2026, 12, 31)),
        ("2nd and 4th Tuesday of each month", date(2026, 11, 20), date(2026, 12, 8)),
        ("every 90 days", date(2026, 11, 1), date(2027, 4, 29)),
    ],
)
def test_what_was_done_last_moves_the_next_day(text: str, last_done: date, day: date) -> None:
    assert due(text, last_done=last_done).date == day


def test_a_year_that_adoption_does_not_settle_is_not_certain() -> None:
    found = due("By March every 3 years", adopted=date(2026, 7, 1))
    assert (found.date, found.certain) == (date(2027, 3, 31), False)


def test_a_day_missed_in_the_running_year_is_told() -> None:
    found = due("Annually by October 1", adopted=date(2026, 7, 1))
    assert (found.missed, found.date) == (date(2026, 10, 1), date(2027, 10, 1))
    assert due("Annually by October 1", adopted=date(2026, 10, 15)).missed is None
    assert due("Annually by October 1").missed is None
    done = due("Annually by October 1", adopted=date(2026, 7, 1), last_done=date(2026, 10, 20))
    assert done.missed is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Annually", date(2026, 7, 1), date(2027, 6, 30)),
        ("Monthly", date(2026, 11, 1), date(2026, 11, 30)),
        ("Quarterly", date(2026, 10, 1), date(2026, 12, 31)),
        ("Weekly", date(2026, 11, 16), date(2026, 11, 22)),
        ("Spring mtgs", date(2026, 7, 1), date(2027, 6, 30)),
        ("every May and November", date(2026, 6, 1), date(2026, 11, 30)),
        ("each board meeting", date(2026, 11, 22), date(2026, 12, 3)),
    ],
)
def test_a_cycle_is_the_stretch_in_which_the_work_is_to_be_done_once(
    text: str, first: date, last: date
) -> None:
    assert cycle_of(read(text), TODAY, MEETINGS, YEAR) == (first, last)


@pytest.mark.parametrize("text", ["Ongoing", "As needed", "May 14, 2027", "soon"])
def test_what_does_not_come_round_has_no_cycle(text: str) -> None:
    assert cycle_of(read(text), TODAY, MEETINGS, YEAR) is None


def test_fiscal_years_and_quarters_follow_the_settings() -> None:
    federal = Year(fiscal_month=10, own_month=10)
    assert read("FY27", year=federal).due == date(2027, 9, 30)
    assert read("Q1 FY27", year=federal).due == date(2026, 12, 31)
    calendar = Year(fiscal_month=1, own_month=1)
    assert read("FY27", year=calendar).due == date(2027, 12, 31)
    assert read("Q3 2026", year=calendar).question == ""


def test_years_of_the_plan_are_counted_from_its_start_when_that_is_known() -> None:
    started = Year(plan_start=date(2026, 1, 1))
    assert read("Year 2", year=started).due == date(2027, 12, 31)
    assert read("Year 2", adopted=date(2026, 7, 1)).due == date(2028, 6, 30)
    assert read("Year 2").question == (
        "On which day does the plan's Year 1 begin? (Year 2 is counted from it.)"
    )


def test_a_month_without_a_year_is_the_first_one_after_adoption_or_the_next_one() -> None:
    assert read("September", adopted=date(2025, 1, 10)).due == date(2025, 9, 30)
    assert read("September").due == date(2027, 9, 30)
    late = read_by_when("Fall", year=YEAR, adopted=None, today=date(2026, 11, 22))
    assert late.question == "Fall of 2026, or of 2027?"
