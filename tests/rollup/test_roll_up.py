"""Every figure of a roll-up, by example."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from tests.plan_for_tests import TODAY, adopted_plan, moment, with_cells
from toolkit.rollup.figures import Item, Share
from toolkit.rollup.roll_up import roll_up
from toolkit.tables.column import Value

SNAPSHOT, SCHEMA = adopted_plan()


def overall(cells: Mapping[tuple[str, str], Value]) -> Item:
    snapshot = with_cells(SNAPSHOT, cells)
    return roll_up(snapshot, SCHEMA, moment(snapshot)).overall


def test_notes_are_kept_but_not_counted() -> None:
    assert len(SNAPSHOT["actions"]) == 8
    assert overall({}).actions == 7
    assert overall({("2.1c", "status"): "Complete"}).by_status["Complete"] == 0


def test_a_row_staff_added_without_a_kind_is_an_action() -> None:
    assert overall({("2.1c", "kind"): None}).actions == 8


def test_cancelled_actions_are_counted_but_leave_every_denominator() -> None:
    item = overall({("1.1a", "status"): "Cancelled"})
    assert (item.actions, item.in_play, item.by_status["Cancelled"]) == (7, 6, 1)
    assert (item.owned.of, item.completion.of) == (6, 5)


def test_completion_leaves_out_ongoing_and_as_needed_but_not_undated_actions() -> None:
    item = overall({("1.1a", "status"): "Complete", ("1.1c", "status"): "Complete"})
    assert item.completion == Share(1, 6)
    assert item.ongoing.of == 1


@pytest.mark.parametrize(
    ("cells", "overdue"),
    [
        ({}, 1),  # 1.1b was due on 1 March 2027
        ({("1.1b", "status"): "Complete"}, 0),
        ({("1.1b", "status"): "Not achieved"}, 0),
        ({("1.1b", "status"): "Cancelled"}, 0),
        ({("1.1b", "status"): "On hold"}, 1),
        ({("1.1a", "by_when"): "1 January 2027"}, 2),
        ({("1.1c", "by_when"): "As needed"}, 1),
        ({("2.1c", "by_when"): "1 January 2027"}, 1),  # a note
    ],
)
def test_overdue_is_open_dated_work_whose_day_has_passed(
    cells: Mapping[tuple[str, str], Value], overdue: int
) -> None:
    assert overall(cells).overdue == overdue


@pytest.mark.parametrize(
    ("by_when", "due_soon"),
    [
        ("14 May 2027", 2),
        ("13 May 2027", 1),
        ("13 June 2027", 2),
        ("14 June 2027", 1),
        ("Ongoing", 1),
    ],
)
def test_due_soon_is_today_and_the_thirty_days_after(by_when: str, due_soon: int) -> None:
    # 2.1a is due on 1 June 2027 as well.
    assert overall({("1.1a", "by_when"): by_when}).due_soon == due_soon


def test_an_owner_is_a_person_or_body_and_not_a_whole_membership() -> None:
    # ED through its goal, ED/BD, IM alone, BD, nobody, an unknown word, nobody
    assert overall({}).owned == Share(3, 7)
    assert overall({("1.1c", "who"): "IM, ED"}).owned == Share(4, 7)


def test_checked_and_heard_count_the_period_only() -> None:
    # The period began on 1 July 2026: no meeting has a date.
    cells: dict[tuple[str, str], Value] = {
        ("1.1a", "last_checked"): date(2026, 7, 1),
        ("1.1b", "last_checked"): date(2026, 6, 30),
        ("1.1c", "last_checked"): TODAY,
        ("2.1a", "last_checked"): date(2027, 5, 15),
    }
    item = overall(cells)
    assert (item.checked, item.reported) == (2, 2)
    assert item.ongoing == Share(1, 1)


def test_a_staff_edit_is_heard_without_being_a_check() -> None:
    action = next(iter(SNAPSHOT["actions"]))
    edits = {action.id: date(2027, 2, 1)}
    item = roll_up(SNAPSHOT, SCHEMA, moment(SNAPSHOT), last_edits=edits).overall
    assert (item.checked, item.reported) == (0, 1)


def test_freshness_is_the_median_over_open_actions_ever_checked() -> None:
    assert overall({}).freshness_days is None
    cells: dict[tuple[str, str], Value] = {
        ("1.1a", "last_checked"): date(2027, 5, 4),
        ("1.1b", "last_checked"): date(2027, 4, 14),
        ("2.1a", "last_checked"): date(2026, 5, 14),
        ("2.1a", "status"): "Complete",
    }
    assert overall(cells).freshness_days == 20


@pytest.mark.parametrize(
    ("statuses", "word"),
    [
        (("", "", ""), ""),
        (("On track", "", ""), "On track"),
        (("On track", "At risk", "Not started"), "At risk"),
        (("On hold", "Not started", "Complete"), "On hold"),
        (("Off track", "At risk", "Complete"), "Off track"),
        (("Complete", "Not achieved", "Cancelled"), "Not achieved"),
        (("Complete", "Complete", "Cancelled"), "Complete"),
        (("Complete", "On track", ""), "On track"),
    ],
)
def test_a_goals_word_is_its_worst_reported_status(statuses: tuple[str, ...], word: str) -> None:
    refs = ("1.1a", "1.1b", "1.1c")
    snapshot = with_cells(
        SNAPSHOT, {(ref, "status"): s or None for ref, s in zip(refs, statuses, strict=True)}
    )
    goal = roll_up(snapshot, SCHEMA, moment(snapshot)).goals[0]
    assert (goal.word, goal.word_by) == (word, "worst reported" if word else "")


def test_the_directors_word_wins() -> None:
    snapshot = with_cells(SNAPSHOT, {("1.1a", "status"): "On track"})
    goal = next(iter(snapshot["goals"]))
    snapshot = snapshot.with_record("goals", goal.with_cell("director_status", "At risk"))
    found = roll_up(snapshot, SCHEMA, moment(snapshot)).goals[0]
    assert (found.word, found.word_by) == ("At risk", "director")


def test_people_are_the_owners_each_counted_for_every_action_they_share() -> None:
    people = roll_up(SNAPSHOT, SCHEMA, moment(SNAPSHOT)).people
    assert [(item.ref, item.name, item.actions) for item in people] == [
        ("ED", "Executive Director", 2),
        ("BD", "Board of Directors", 2),
    ]


def test_areas_and_goals_stand_in_the_plans_order() -> None:
    rollup = roll_up(SNAPSHOT, SCHEMA, moment(SNAPSHOT))
    assert [(area.ref, area.name, area.actions) for area in rollup.areas] == [
        ("1", "Relevance", 3),
        ("2", "Sustainability", 4),
    ]
    assert [goal.ref for goal in rollup.goals] == ["1.1", "2.1", "2.2"]
