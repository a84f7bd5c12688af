"""One action's By When and Who at a moment."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from tests.plan_for_tests import TODAY, adopted_plan, with_rows
from toolkit.schedule.moment import Moment, moment_of
from toolkit.schedule.ownership import ownership_of
from toolkit.schedule.timing import timing_of

SNAPSHOT, _ = adopted_plan()
MOMENT: Moment = moment_of(SNAPSHOT, TODAY)


@pytest.mark.parametrize(
    ("text", "kind", "next_due"),
    [
        ("", "unknown", None),
        ("30 June 2027", "once", date(2027, 6, 30)),
        ("Ongoing", "ongoing", None),
        ("As needed.", "as needed", None),
        ("Monthly", "repeating", date(2027, 5, 31)),
        ("a", "unknown", None),
        ("the usual time", "unknown", None),
    ],
)
def test_readings(text: str, kind: str, next_due: date | None) -> None:
    timing = timing_of(text, MOMENT)
    assert (timing.kind, timing.next_due) == (kind, next_due)


def test_what_is_still_asked_about_counts_as_unknown_whatever_the_reading() -> None:
    timing = timing_of("1st of the year and annually", MOMENT)
    assert timing.question
    assert timing.words
    assert (timing.kind, timing.next_due) == ("unknown", None)


def test_a_day_missed_in_the_running_cycle_stays_due_until_it_is_done() -> None:
    assert timing_of("By March each year", MOMENT).next_due == date(2027, 3, 31)
    done = timing_of("By March each year", MOMENT, complete=True, last_checked=date(2027, 3, 20))
    assert done.next_due == date(2028, 3, 31)
    filed = timing_of("By March each year", MOMENT, last_time="Complete, 20 March 2027")
    assert filed.next_due == date(2028, 3, 31)


def test_a_meeting_without_a_date_is_said_to_be_missing() -> None:
    timing = timing_of("1st meeting of the year", MOMENT)
    assert timing.needs_meeting
    assert "Meetings" in timing.source
    dated = with_rows(
        SNAPSHOT, "meetings", {"name": "First meeting of the year", "date": date(2027, 7, 9)}
    )
    found = timing_of("1st meeting of the year", moment_of(dated, date(2027, 7, 1)))
    assert (found.next_due, found.needs_meeting) == (date(2027, 7, 9), False)


@pytest.mark.parametrize(
    ("text", "owners", "owned"),
    [
        ("ED/BD\nIM", ("ED", "BD"), True),
        ("IM", (), False),
        ("ED by BD approval", ("ED",), True),
        ("", (), False),
        ("Zork", (), False),
    ],
)
def test_who_answers_for_it(text: str, owners: tuple[str, ...], owned: bool) -> None:
    ownership = ownership_of(text, MOMENT)
    assert (ownership.codes, ownership.owned) == (owners, owned)


def test_unknown_codes_come_with_the_nearest_known_one() -> None:
    assert "ZZ" in ownership_of("ZZ", MOMENT).unknown
    near = ownership_of("Executive Directer", MOMENT).unknown
    assert near == {"Executive Directer": "ED (Executive Director)"}


def test_a_person_is_an_owner_under_the_name() -> None:
    snapshot = with_rows(SNAPSHOT, "people", {"name": "Ana Ruiz", "roles": "ED"})
    ownership = ownership_of("Ana Ruiz", replace(MOMENT, people=moment_of(snapshot, TODAY).people))
    assert ownership.codes == ("Ana Ruiz",)
    assert ownership.listed == ";Ana Ruiz;"
