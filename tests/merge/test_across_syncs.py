"""What stays open from sync to sync: conflicts, waiting edits, the coordinator's answers."""

from __future__ import annotations

from tests.merge.grid import SCHEMA, Ledger, action, copy_of, grid, row_id, said, told, typed
from toolkit.merge.conflict import AGREED, SETTLED
from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.known import known_after
from toolkit.merge.note import NoteCode
from toolkit.merge.past import WITHDRAWN
from toolkit.merge.planned import Plan, planned_cells
from toolkit.merge.reconcile import Outcome, reconcile
from toolkit.merge.settlement import (
    Settlement,
    accept,
    decline,
    keep_both,
    prefer,
    replace_waiting,
    restore,
    retire,
    settle,
)
from toolkit.merge.sorted_edits import RETIRED
from toolkit.tables.column import Value
from toolkit.tables.edit import CellKey, Edit, EditState
from toolkit.tables.shown_rows import ShownRows
from toolkit.tables.snapshot import Snapshot

BASE = grid(
    {
        "a": {"text": "Publish the calendar", "status": "Not started", "outcome": "x"},
        "b": {"text": "Invite two speakers", "status": "Not started"},
    }
)
A, B = row_id("a"), row_id("b")
Edits = dict[tuple[str, str], Value]


class Story:
    """Syncs one after the other, with the memory history keeps between them."""

    def __init__(self, head: Snapshot = BASE) -> None:
        self.ledger = Ledger()
        self.heads = {head.number: head}
        self.out = Outcome(head)
        self.known: dict[str, dict[CellKey, Value]] = {}

    @property
    def head(self) -> Snapshot:
        return self.out.next

    def sync(self, *sides: CopyEdits, settlements: tuple[Settlement, ...] = ()) -> Outcome:
        self.out = reconcile(
            self.head,
            sides,
            SCHEMA,
            past=self.ledger,
            conflicts=self.out.conflicts,
            waiting=self.out.waiting,
            settlements=settlements,
        )
        self.heads[self.head.number] = self.head
        self.ledger.add(self.out)
        return self.out

    def mailed(self, who: str, edits: Edits, baseline: int = 1) -> CopyEdits:
        """What a person did in a copy cut at a sync."""
        base = self.heads[baseline]
        copy = copy_of(base, file=f"{who}.xlsx", recipient=who, by=who, returned=True)
        return said(typed(copy, edits), base, self.head, past=self.ledger)

    def live(
        self, edits: Edits, baseline: int, known: dict[CellKey, Value] | None = None
    ) -> CopyEdits:
        """What the live file says after these edits of what it last showed."""
        base = self.heads[baseline]
        shown = {(name(key[1]), key[2]): value for key, value in (known or {}).items()}
        copy = typed(typed(copy_of(base), shown), edits)
        return said(copy, base, self.head, past=self.ledger, known=known or {})


def name(row: str) -> str:
    return {A: "a", B: "b"}[row]


def answers(outcome: Outcome) -> set[Value]:
    (conflict,) = outcome.conflicts
    return set(conflict.answers)


def test_a_conflict_holds_the_same_answers_whichever_copy_came_in_which_sync() -> None:
    edits: dict[str, Edits] = {
        "Ann": {("a", "status"): "done"},
        "Bob": {("a", "status"): "At risk"},
        "Cyn": {("a", "status"): "On track"},
    }
    for order in (("Ann", "Bob", "Cyn"), ("Cyn", "Ann", "Bob"), ("Bob", "Cyn", "Ann")):
        story = Story()
        for who in order:
            story.sync(story.mailed(who, edits[who]))
        assert answers(story.out) == {"Complete", "At risk", "On track"}
        assert story.out.conflicts[0].base == "Not started"
    one, two = Story(), Story()
    one.sync(one.mailed("Ann", edits["Ann"]), one.mailed("Bob", edits["Bob"]))
    one.sync(one.mailed("Cyn", edits["Cyn"]))
    two.sync(two.mailed("Bob", edits["Bob"]))
    two.sync(two.mailed("Cyn", edits["Cyn"]), two.mailed("Ann", edits["Ann"]))
    assert answers(one.out) == answers(two.out) == {"Complete", "At risk", "On track"}


def test_a_later_copy_replaces_an_answer_only_when_its_author_had_that_answer_before_them() -> None:
    story = Story()
    story.sync(
        story.mailed("Ann", {("a", "status"): "done"}),
        story.mailed("Bob", {("a", "status"): "At risk"}),
    )
    unknowing = story.sync(story.mailed("Bob", {("a", "status"): "On track"}, baseline=1))
    assert answers(unknowing) == {"Complete", "At risk", "On track"}
    newer_copy = story.sync(story.mailed("Bob", {("a", "status"): None}, baseline=3))
    assert answers(newer_copy) == {"Complete", "At risk", "On track", None}
    known: dict[CellKey, Value] = {("actions", A, "status"): "Complete"}
    knowing = story.sync(story.live({("a", "status"): "Not started"}, 4, known))
    assert answers(knowing) == {"Not started", "At risk", "On track", None}


def test_people_who_come_to_say_the_same_settle_it_themselves() -> None:
    story = Story()
    live = story.live({("a", "status"): "done"}, 1)
    story.sync(live, story.mailed("Bob", {("a", "status"): "At risk"}))
    known = known_after(live, story.out, Plan())
    assert known == {("actions", A, "status"): "Complete"}
    outcome = story.sync(story.live({("a", "status"): "At risk"}, 2, known))
    assert outcome.conflicts == ()
    assert action(outcome.next, "a", "status") == "At risk"
    assert [(e.new, e.state, e.reason) for e in outcome.edits] == [
        ("At risk", EditState.IN_CONFLICT, ""),
        ("Complete", EditState.SETTLED, WITHDRAWN),
        ("At risk", EditState.SETTLED, AGREED),
        ("At risk", EditState.TAKEN, AGREED),
    ]


def test_a_settlement_is_taken_and_its_losers_are_not_asked_about_again() -> None:
    story = Story()
    ann = story.mailed("Ann", {("a", "status"): "done"})
    story.sync(ann, story.mailed("Bob", {("a", "status"): "At risk"}))
    (first,) = story.out.conflicts
    settled = story.sync(settlements=(settle(first, "Complete"),))
    assert settled.conflicts == ()
    assert action(settled.next, "a", "status") == "Complete"
    assert [(e.new, e.state, e.reason) for e in settled.edits] == [
        ("Complete", EditState.SETTLED, SETTLED),
        ("At risk", EditState.SETTLED, SETTLED),
        ("Complete", EditState.TAKEN, SETTLED),
    ]
    given_again = settle(first, "Complete")
    assert story.sync(settlements=(given_again,)).edits == ()
    again = story.sync(story.mailed("Bob", {("a", "status"): "At risk", ("b", "outcome"): "y"}))
    assert again.conflicts == ()
    assert told(again) == [(A, "status", "At risk", "already newer"), (B, "outcome", "y", "taken")]
    meant = story.sync(story.mailed("Bob", {("a", "status"): "At risk"}, baseline=3))
    assert told(meant) == [(A, "status", "At risk", "taken")]


def test_a_newer_answer_opens_a_settled_matter_again() -> None:
    story = Story()
    story.sync(
        story.mailed("Ann", {("a", "status"): "done"}),
        story.mailed("Bob", {("a", "status"): "At risk"}),
    )
    answer = settle(story.out.conflicts[0], "Complete")
    outcome = story.sync(story.mailed("Cyn", {("a", "status"): "On track"}), settlements=(answer,))
    assert answers(outcome) == {"Complete", "On track"}
    story = Story()
    story.sync(
        story.mailed("Ann", {("a", "status"): "done"}),
        story.mailed("Bob", {("a", "status"): "At risk"}),
    )
    answer = settle(story.out.conflicts[0], "Complete")
    story.sync(story.mailed("Cyn", {("a", "status"): "On track"}))
    outcome = story.sync(settlements=(answer,))
    assert answers(outcome) == {"Complete", "On track"}
    last = story.sync(settlements=(settle(outcome.conflicts[0], "On track"),))
    assert last.conflicts == ()
    assert action(last.next, "a", "status") == "On track"


def test_keep_both_another_text_and_prefer_a_file() -> None:
    story = Story()
    story.sync(
        story.mailed("Ann", {("a", "outcome"): "one", ("b", "outcome"): "p"}),
        story.mailed("Bob", {("a", "outcome"): "two", ("b", "outcome"): "q"}),
    )
    first, second = story.out.conflicts
    assert keep_both(first).value == "one\ntwo"
    assert settle(first, "a third text").value == "a third text"
    chosen = prefer(story.out.conflicts, "Bob.xlsx")
    assert [(s.id, s.value) for s in chosen] == [(A, "two"), (B, "q")]
    outcome = story.sync(settlements=chosen)
    assert (action(outcome.next, "a", "outcome"), action(outcome.next, "b", "outcome")) == (
        "two",
        "q",
    )
    assert second.key == ("actions", B, "outcome")


def test_an_amendment_is_accepted_or_declined() -> None:
    for answer, text in ((accept, "Print the calendar"), (decline, "Publish the calendar")):
        story = Story()
        story.sync(story.mailed("Ann", {("a", "text"): "Print the calendar"}))
        (edit,) = story.out.amendments
        outcome = story.sync(settlements=(answer(edit, "Publish the calendar"),))
        assert outcome.waiting == ()
        assert action(outcome.next, "a", "text") == text
        again = story.sync(
            story.mailed("Ann", {("a", "text"): "Print the calendar", ("b", "note"): "n"})
        )
        assert again.waiting == ()
        assert action(again.next, "a", "text") == text


def test_accepting_a_proposal_that_replaced_its_authors_earlier_one_asks_no_more() -> None:
    story = Story()
    first = story.live({("a", "text"): "Print the calendar"}, 1)
    story.sync(first)
    known = known_after(first, story.out, Plan())
    story.sync(story.live({("a", "text"): "Print and post the calendar"}, 2, known))
    (edit,) = story.out.amendments
    assert edit.old == "Print the calendar"
    outcome = story.sync(settlements=(accept(edit, "Publish the calendar"),))
    assert (outcome.conflicts, outcome.waiting) == ((), ())
    assert action(outcome.next, "a", "text") == "Print and post the calendar"


def test_a_second_proposal_accepted_after_the_first_one_counts() -> None:
    story = Story()
    ann, bob = _two_proposals(story)
    story.sync(settlements=(accept(ann, "Publish the calendar"),))
    outcome = story.sync(settlements=(accept(bob, "Print the calendar"),))
    assert (outcome.conflicts, outcome.waiting) == ((), ())
    assert action(outcome.next, "a", "text") == "Post the calendar"


def test_two_proposals_for_one_cell_accepted_at_once_are_asked_about() -> None:
    story = Story()
    both = tuple(accept(edit, "Publish the calendar") for edit in _two_proposals(story))
    (conflict,) = story.sync(settlements=both).conflicts
    assert {*conflict.answers} == {"Print the calendar", "Post the calendar"}


def _two_proposals(story: Story) -> list[Edit]:
    story.sync(
        story.mailed("Ann", {("a", "text"): "Print the calendar"}),
        story.mailed("Bob", {("a", "text"): "Post the calendar"}),
    )
    return sorted(story.out.amendments, key=lambda edit: edit.source.file)


def test_an_unreadable_cell_waits_until_it_is_mended_in_the_file() -> None:
    story = Story()
    live = story.live({("a", "percent"): "half"}, 1)
    story.sync(live)
    assert [(e.text, e.reason) for e in story.out.waiting] == [("half", "unreadable")]
    known = known_after(live, story.out, Plan())
    assert story.sync(story.live({("a", "percent"): "half"}, 2, known)).edits == ()
    mended = story.sync(story.live({("a", "percent"): 50}, 2, known))
    assert mended.waiting == ()
    assert [(e.new, e.text, e.state, e.reason) for e in mended.edits] == [
        (50, "", EditState.TAKEN, ""),
        (None, "half", EditState.SETTLED, WITHDRAWN),
    ]


def test_an_unreadable_cell_is_settled_by_the_coordinator() -> None:
    story = Story()
    story.sync(story.mailed("Ann", {("a", "percent"): "half"}))
    outcome = story.sync(settlements=(replace_waiting(story.out.waiting[0], 50, None),))
    assert outcome.waiting == ()
    assert action(outcome.next, "a", "percent") == 50
    again = story.sync(story.mailed("Ann", {("a", "percent"): "half", ("b", "outcome"): "y"}))
    assert again.waiting == ()


def test_restoring_an_unreadable_cell_does_not_undo_what_others_did_meanwhile() -> None:
    story = Story()
    live = story.live({("a", "outcome"): "x", ("a", "percent"): "half"}, 1)
    story.sync(live)
    story.sync(story.mailed("Bob", {("a", "percent"): 70}))
    side = story.live({("a", "percent"): "half"}, 1)
    outcome = story.sync(side)
    plan = planned_cells(side, outcome, ShownRows(outcome.next, SCHEMA))
    assert plan.cells == ()
    known = known_after(side, outcome, plan)
    assert known == {("actions", A, "percent"): None}
    back = story.sync(story.live({("a", "percent"): None}, outcome.next.number, known))
    assert action(back.next, "a", "percent") == 70


def test_a_row_is_retired_and_restored() -> None:
    story = Story()
    gone = story.sync(settlements=(retire("actions", A),))
    record = gone.next.record("actions", A)
    assert record is not None
    assert record.retired
    assert story.sync(settlements=(retire("actions", A),)).edits == ()
    late = story.live({("a", "outcome"): "done after all"}, gone.next.number)
    assert [(note.code, note.id) for note in late.notes] == [(NoteCode.RETIRED, A)]
    waits = story.sync(late)
    assert [(e.new, e.reason) for e in waits.waiting] == [("done after all", RETIRED)]
    assert waits.next["actions"] == gone.next["actions"]
    on = story.live({("a", "outcome"): "yes"}, waits.next.number, {("actions", A, "outcome"): "x"})
    assert [e.new for e in story.sync(on).waiting] == ["yes"]
    back = story.sync(settlements=(restore("actions", A),))
    assert (back.waiting, back.conflicts) == ((), ())
    assert action(back.next, "a", "outcome") == "yes"
    assert not back.next["actions"][A].retired
