"""Everybody's edits in one sync: taken, already there, already newer, in conflict, proposed."""

from __future__ import annotations

from itertools import permutations

from tests.merge.grid import SCHEMA, Ledger, action, copy_of, grid, row_id, said, told, typed
from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.reconcile import Outcome, reconcile
from toolkit.tables.column import Value
from toolkit.tables.edit import EVENT, EditState
from toolkit.tables.snapshot import Snapshot

BASE = grid(
    {
        "a": {"text": "Publish the calendar", "status": "Not started", "note": "old"},
        "b": {"text": "Invite two speakers", "who": "BD"},
    }
)
A, B = row_id("a"), row_id("b")


def side(
    who: str, edits: dict[tuple[str, str], Value], base: Snapshot = BASE, **more: object
) -> CopyEdits:
    """One person's mailed copy of a snapshot, after these edits."""
    copy = copy_of(base, file=f"{who}.xlsx", recipient=who, by=who, returned=True)
    return said(typed(copy, edits), base, **more)  # type: ignore[arg-type]


def merged(*sides: CopyEdits, head: Snapshot = BASE, **more: object) -> Outcome:
    """The sync, checked to come out the same in whatever order the copies are given."""
    outcomes = [reconcile(head, order, SCHEMA, **more) for order in permutations(sides)]  # type: ignore[arg-type]
    assert all(outcome == outcomes[0] for outcome in outcomes)
    return outcomes[0]


def test_nothing_new_leaves_the_agreed_state_itself() -> None:
    outcome = merged(side("Ann", {}), side("Bob", {}))
    assert outcome.next is BASE
    assert outcome.edits == ()


def test_edits_of_different_cells_are_all_taken() -> None:
    outcome = merged(
        side("Ann", {("a", "status"): "done"}), side("Bob", {("a", "outcome"): "a calendar"})
    )
    assert told(outcome) == [
        (A, "status", "Complete", "taken"),
        (A, "outcome", "a calendar", "taken"),
    ]
    assert outcome.next.number == 2
    assert action(outcome.next, "a", "status") == "Complete"
    assert action(outcome.next, "a", "outcome") == "a calendar"


def test_the_same_answer_twice_is_one_answer() -> None:
    outcome = merged(
        side("Ann", {("a", "status"): "done "}), side("Bob", {("a", "status"): "Complete"})
    )
    assert told(outcome) == [
        (A, "status", "Complete", "taken"),
        (A, "status", "Complete", "already there"),
    ]
    assert outcome.conflicts == ()


def test_two_answers_are_a_conflict_and_the_cell_is_frozen() -> None:
    outcome = merged(
        side("Ann", {("a", "status"): "done"}),
        side("Bob", {("a", "status"): "At risk"}),
        side("Cyn", {("a", "status"): "Complete"}),
    )
    (conflict,) = outcome.conflicts
    assert conflict.base == "Not started"
    assert conflict.since == 2
    assert [(e.new, e.source.by) for e in conflict.values] == [
        ("Complete", "Ann"),
        ("At risk", "Bob"),
        ("Complete", "Cyn"),
    ]
    assert conflict.answers == ("Complete", "At risk")
    assert outcome.frozen == {("actions", A, "status")}
    assert action(outcome.next, "a", "status") == "Not started"
    assert {state for *_, state in told(outcome)} == {"in conflict"}


def test_clearing_against_typing_is_a_conflict() -> None:
    outcome = merged(
        side("Ann", {("a", "status"): None}), side("Bob", {("a", "status"): "At risk"})
    )
    assert outcome.conflicts[0].answers == (None, "At risk")


def test_a_late_copy_counts_from_its_own_baseline_only() -> None:
    ledger = Ledger()
    first = merged(side("Ann", {("a", "status"): "On track"}))
    ledger.add(first)
    second = merged(
        side("Dan", {("a", "status"): "At risk"}, first.next), head=first.next, past=ledger
    )
    ledger.add(second)
    late = side("Bob", {("b", "outcome"): "booked"})
    outcome = merged(late, head=second.next, past=ledger)
    assert told(outcome) == [(B, "outcome", "booked", "taken")]
    assert action(outcome.next, "a", "status") == "At risk"
    same = merged(side("Cyn", {("a", "status"): "At risk"}), head=second.next, past=ledger)
    assert told(same) == [(A, "status", "At risk", "already there")]
    newer = merged(side("Eve", {("a", "status"): "On track"}), head=second.next, past=ledger)
    assert told(newer) == [(A, "status", "On track", "already newer")]
    assert newer.conflicts == ()
    other = merged(side("Fay", {("a", "status"): "Complete"}), head=second.next, past=ledger)
    (conflict,) = other.conflicts
    assert conflict.base == "Not started"
    assert [(e.new, e.source.by) for e in conflict.values] == [
        ("At risk", "Dan"),
        ("Complete", "Fay"),
    ]


def test_the_same_content_again_is_nothing_new() -> None:
    ledger = Ledger()
    ann = side(
        "Ann", {("a", "status"): "On track", ("a", "percent"): "half", ("a", "text"): "New text"}
    )
    first = merged(ann, ann)
    ledger.add(first)
    again = merged(ann, head=first.next, past=ledger, waiting=first.waiting)
    assert again.edits == ()
    assert again.next is first.next
    assert again.waiting == first.waiting


def test_a_note_that_comes_twice_is_kept_once() -> None:
    outcome = merged(
        side("Ann", {("a", "note"): "old\nroom booked"}),
        side("Ann again", {("a", "note"): "old\nroom booked"}),
    )
    assert action(outcome.next, "a", "note") == "old\nroom booked"


def test_both_progress_notes_are_kept_each_with_its_author() -> None:
    outcome = merged(
        side("Ann", {("a", "note"): "old\nroom booked"}),
        side("Bob", {("a", "note"): "old\nflyer out"}),
    )
    assert action(outcome.next, "a", "note") == "old\nAnn: room booked\nBob: flyer out"
    assert outcome.conflicts == ()
    assert [(e.source.by, e.new) for e in outcome.edits] == [
        ("Ann", "old\nroom booked"),
        ("Bob", "old\nflyer out"),
        ("", "old\nAnn: room booked\nBob: flyer out"),
    ]


def test_a_changed_plan_text_is_proposed_and_a_filled_blank_counts() -> None:
    outcome = merged(side("Ann", {("a", "text"): "Publish two calendars", ("b", "who"): "ED"}))
    assert [(e.column, e.old, e.new) for e in outcome.amendments] == [
        ("text", "Publish the calendar", "Publish two calendars"),
        ("who", "BD", "ED"),
    ]
    assert action(outcome.next, "a", "text") == "Publish the calendar"
    blank = grid({"a": {"text": None, "status": None}})
    filled = merged(side("Ann", {("a", "text"): "Write it down"}, blank), head=blank)
    assert told(filled) == [(A, "text", "Write it down", "taken")]


def test_typing_over_what_the_goal_says_is_proposed_for_this_action() -> None:
    outcome = merged(side("Ann", {("a", "who"): "JD"}))
    assert [(e.id, e.new) for e in outcome.amendments] == [(A, "JD")]
    direct = merged(side("Ann", {("a", "who"): "JD"}), amendments=False)
    assert told(direct) == [(A, "who", "JD", "taken")]
    assert direct.next.shown(SCHEMA, "actions", A, "who") == "JD"


def test_amendments_direct_lets_plan_columns_count_like_any_other() -> None:
    outcome = merged(side("Ann", {("a", "text"): "Publish two calendars"}), amendments=False)
    assert told(outcome) == [(A, "text", "Publish two calendars", "taken")]
    two = merged(
        side("Ann", {("a", "text"): "x1"}), side("Bob", {("a", "text"): "x2"}), amendments=False
    )
    assert two.conflicts[0].answers == ("x1", "x2")


def test_a_tick_is_consumed() -> None:
    ann = side("Ann", {("a", "no_change"): "x"})
    outcome = merged(ann)
    assert [(e.id, e.column, e.source.by, e.reason) for e in outcome.events] == [
        (A, "no_change", "Ann", EVENT)
    ]
    assert action(outcome.next, "a", "no_change") is None
    ledger = Ledger()
    ledger.add(outcome)
    assert merged(ann, head=outcome.next, past=ledger).events == ()


def test_the_next_state_is_the_old_one_with_the_taken_edits() -> None:
    outcome = merged(
        side("Ann", {("a", "status"): "done", ("a", "no_change"): "x", ("a", "text"): "Else"}),
        side("Bob", {("a", "note"): "old\nx", ("b", "status"): "green"}),
    )
    assert outcome.next == BASE.after(outcome.edits, at=None)
    assert {e.state for e in outcome.edits} == {EditState.TAKEN, EditState.WAITING}
