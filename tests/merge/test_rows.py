"""Which record a row is: twins, lost and mistyped ids, new rows, missing rows."""

from __future__ import annotations

from msgspec.structs import replace

from tests.merge.grid import (
    ACTIONS,
    SCHEMA,
    Ledger,
    action,
    copy_of,
    grid,
    new_row,
    row,
    row_id,
    said,
    told,
    typed,
    with_rows,
)
from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.hold import EVERYTHING, Answer, HoldCode
from toolkit.merge.note import NoteCode
from toolkit.merge.planned import Plan, planned_cells
from toolkit.merge.reconcile import Outcome, reconcile
from toolkit.tables.copy import Copy
from toolkit.tables.edit import ROW_ADDED, EditState
from toolkit.tables.raw import raw_of
from toolkit.tables.row_id import is_row_id
from toolkit.tables.shown_rows import ShownRows
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.write import ROW_ID

BASE = grid(
    {
        name: {"ref": f"1.1{name}", "text": f"Action {name} as adopted", "status": "Not started"}
        for name in "abcdefghijkl"
    }
)
A, B, C = row_id("a"), row_id("b"), row_id("c")


def plan_for(side: CopyEdits, out: Outcome, **more: frozenset[tuple[str, str]]) -> Plan:
    return planned_cells(side, out, ShownRows(out.next, SCHEMA), **more)


def without(copy: Copy, *names: str) -> Copy:
    gone = {row_id(name) for name in names}
    return with_rows(copy, [r for r in copy.tables[0].rows if r.id not in gone])


def test_sorting_moving_and_hiding_rows_is_no_edit() -> None:
    rows = [replace(r, hidden=True) for r in reversed(copy_of(BASE).tables[0].rows)]
    side = said(with_rows(copy_of(BASE), rows), BASE)
    assert (side.edits, side.holds, side.notes) == ((), (), ())


def test_a_missing_row_is_asked_about_and_nothing_is_deleted() -> None:
    side = said(without(copy_of(BASE), "a"), BASE)
    out = reconcile(BASE, [side], SCHEMA)
    assert out.next is BASE
    (note,) = side.notes
    assert (note.code, note.id) == (NoteCode.MISSING, A)
    assert note.choices == (Answer.RESTORE, Answer.RETIRE)
    assert note.message == (
        '1 Relevance.xlsx › Action grid: the row of action "1.1a" is not there any more. Put it '
        "back, or retire it? Until then it stays in the plan."
    )
    assert plan_for(side, out).rows == ()
    (back,) = plan_for(side, out, restored=frozenset({("actions", A)})).rows
    assert (back.id, back.cells["text"]) == (A, "Action a as adopted")


def test_a_partial_copy_is_no_opinion_on_the_rows_it_leaves_out() -> None:
    kept = without(copy_of(BASE), *"cdefghijkl")
    side = said(typed(kept, {("a", "status"): "done"}), BASE)
    assert [(note.code, note.text) for note in side.notes] == [(NoteCode.PARTIAL, "2 of 12")]
    mailed = copy_of(BASE, recipient="Ann", returned=True)
    assert [note.code for note in said(without(mailed, "a"), BASE).notes] == [NoteCode.PARTIAL]


def test_a_row_deleted_here_and_edited_there_keeps_the_edit() -> None:
    sides = [
        said(without(copy_of(BASE), "a"), BASE),
        said(typed(copy_of(BASE, recipient="Bob"), {("a", "status"): "done"}), BASE),
    ]
    out = reconcile(BASE, sides, SCHEMA)
    assert action(out.next, "a", "status") == "Complete"
    assert [note.code for note in sides[0].notes] == [NoteCode.MISSING]


def test_an_identical_twin_is_asked_about_and_the_row_counts_once() -> None:
    copy = typed(copy_of(BASE), {("a", "status"): "done"})
    side = said(with_rows(copy, [*copy.tables[0].rows, row(copy, "a")]), BASE)
    out = reconcile(BASE, [side], SCHEMA)
    assert told(out) == [(A, "status", "Complete", "taken")]
    assert side.holds == ()
    (note,) = side.notes
    assert (note.code, note.id, note.choices) == (NoteCode.TWIN, A, (Answer.NEW_ROW,))
    assert note.message.startswith(
        "1 Relevance.xlsx › Action grid, row 14: this row is a copy of row"
    )
    wanted = said(
        with_rows(copy, [*copy.tables[0].rows, row(copy, "a")]),
        BASE,
        answers={note.key: Answer.NEW_ROW},
    )
    added = reconcile(BASE, [wanted], SCHEMA)
    assert len(added.next["actions"]) == 13


def test_neither_of_two_twins_is_written_while_they_are_asked_about() -> None:
    copy = copy_of(BASE)
    side = said(with_rows(copy, [*copy.tables[0].rows, row(copy, "a")]), BASE)
    other = said(
        typed(copy_of(BASE, recipient="Bob"), {("a", "status"): "done", ("b", "status"): "done"}),
        BASE,
    )
    out = reconcile(BASE, [side, other], SCHEMA)
    assert [(c.id, c.column) for c in plan_for(side, out).cells] == [(B, "status")]


def test_twins_that_differ_freeze_their_id_in_that_file_only() -> None:
    copy = copy_of(BASE)
    twin = row(typed(copy, {("a", "status"): "done", ("a", "outcome"): "mine"}), "a")
    side = said(
        typed(with_rows(copy, [*copy.tables[0].rows, twin]), {("b", "status"): "At risk"}), BASE
    )
    other = said(typed(copy_of(BASE, recipient="Bob"), {("a", "status"): "At risk"}), BASE)
    out = reconcile(BASE, [side, other], SCHEMA)
    (hold,) = side.holds
    assert (hold.code, hold.id, hold.whole_file) == (HoldCode.DUPLICATED, A, False)
    assert hold.reason == (
        "1 Relevance.xlsx › Action grid: rows 2 and 14 are both 1.1a (copied with the hidden id) "
        "and differ, so it is not clear which of them is the original."
    )
    assert action(out.next, "a", "status") == "At risk"
    assert [(e.column, e.new, e.source.cell) for e in out.waiting] == [
        ("status", "Complete", "D14"),
        ("outcome", "mine", "F14"),
    ]
    assert plan_for(side, out).cells == ()
    answered = said(
        with_rows(copy, [*copy.tables[0].rows, twin]), BASE, answers={hold.key: Answer.NEW_ROW}
    )
    assert [r.cells["status"] for r in answered.new_rows] == ["Complete"]
    assert answered.edits == ()
    both = said(
        with_rows(copy, [*copy.tables[0].rows, twin]),
        BASE,
        answers={EVERYTHING: Answer.LET_THROUGH},
    )
    assert told(reconcile(BASE, [both], SCHEMA)) == [
        (A, "status", "Complete", "taken"),
        (A, "outcome", "mine", "taken"),
    ]


def test_a_row_typed_without_an_id_is_added_and_gets_its_id_written_back() -> None:
    copy = copy_of(BASE)
    typed_row = new_row(text="A new idea", status="green", percent="bad")
    side = said(with_rows(copy, [*copy.tables[0].rows, typed_row]), BASE)
    other = said(copy_of(BASE, replica="area-1b", file="other.xlsx"), BASE)
    out = reconcile(BASE, [side, other], SCHEMA)
    ((key, minted),) = out.ids.items()
    assert key == side.new_rows[0].key
    assert is_row_id(minted)
    assert told(out) == [
        (minted, ROW_ADDED, row_id("goal1"), "taken"),
        (minted, "text", "A new idea", "taken"),
        (minted, "status", "On track", "taken"),
        (minted, "percent", None, "waiting"),
    ]
    record = out.next.record("actions", minted)
    assert record is not None
    assert dict(record.cells) == {"text": "A new idea", "status": "On track"}
    assert record.parent == row_id("goal1")
    assert [(c.row, c.column, c.value) for c in plan_for(side, out).cells] == [
        (14, ROW_ID, minted),
        (14, "who", "ED"),
    ]
    (row_write,) = plan_for(other, out).rows
    assert (row_write.id, dict(row_write.cells)) == (
        minted,
        {"text": "A new idea", "who": "ED", "status": "On track"},
    )


def test_a_new_row_whose_id_could_not_be_written_yet_is_not_added_again() -> None:
    ledger = Ledger()
    copy = copy_of(BASE)
    first = said(
        with_rows(copy, [*copy.tables[0].rows, new_row(text="A new idea", status="green")]), BASE
    )
    out = reconcile(BASE, [first], SCHEMA)
    ledger.add(out)
    (minted,) = out.ids.values()
    changed = new_row(text="A new idea", status="done")
    again = said(with_rows(copy, [*copy.tables[0].rows, changed]), BASE, out.next, past=ledger)
    after = reconcile(out.next, [again], SCHEMA, past=ledger)
    assert told(after) == [(minted, "status", "Complete", "taken")]
    assert [note.code for note in again.notes] == [NoteCode.ATTACHED]
    assert (14, ROW_ID, minted) in [
        (c.row, c.column, c.value) for c in plan_for(again, after).cells
    ]


def test_a_row_that_lost_its_id_is_asked_about() -> None:
    copy = typed(copy_of(BASE), {("a", "status"): "done"})
    rows = [replace(r, id="" if r.id == A else r.id) for r in copy.tables[0].rows]
    side = said(with_rows(copy, rows), BASE)
    (hold,) = side.holds
    assert (hold.code, hold.id, hold.choices) == (
        HoldCode.DETACHED,
        A,
        (Answer.SAME_ROW, Answer.NEW_ROW),
    )
    out = reconcile(BASE, [side], SCHEMA)
    assert [(e.id, e.new, e.state) for e in out.waiting] == [(A, "Complete", EditState.WAITING)]
    assert out.next["actions"] == BASE["actions"]
    same = said(with_rows(copy, rows), BASE, answers={hold.key: Answer.SAME_ROW})
    attached = reconcile(BASE, [same], SCHEMA)
    assert told(attached) == [(A, "status", "Complete", "taken")]
    assert [(c.row, c.column, c.value) for c in plan_for(same, attached).cells] == [(2, ROW_ID, A)]
    new = said(with_rows(copy, rows), BASE, answers={hold.key: Answer.NEW_ROW})
    assert len(reconcile(BASE, [new], SCHEMA).next["actions"]) == 13


def test_a_mistyped_id_is_held_with_a_proposal() -> None:
    copy = typed(copy_of(BASE), {("a", "status"): "done"})
    rows = [replace(r, id="K7QF2M-X" if r.id == A else r.id) for r in copy.tables[0].rows]
    side = said(with_rows(copy, rows), BASE)
    (hold,) = side.holds
    assert (hold.code, hold.id) == (HoldCode.MISTYPED, A)
    assert '"K7QF2M-X"' in hold.reason
    stranger = with_rows(
        copy_of(BASE), [*copy_of(BASE).tables[0].rows, replace(new_row(text="?"), id="x9")]
    )
    unknown = said(stranger, BASE)
    assert [(h.code, h.id, h.choices) for h in unknown.holds] == [
        (HoldCode.MISTYPED, "x9", (Answer.NEW_ROW,))
    ]
    out = reconcile(BASE, [unknown], SCHEMA)
    assert out.next["actions"] == BASE["actions"]
    assert [(e.id, e.column, e.new) for e in out.waiting] == [("x9", "text", "?")]


def test_the_same_new_row_on_two_sides_is_asked_about_and_never_joined() -> None:
    def typing(who: str, head: Snapshot = BASE, **more: object) -> CopyEdits:
        copy = copy_of(BASE, file=f"{who}.xlsx", recipient=who)
        rows = [*copy.tables[0].rows, new_row(text="Same idea", outcome=who)]
        return said(with_rows(copy, rows), BASE, head, **more)  # type: ignore[arg-type]

    out = reconcile(BASE, [typing("Ann"), typing("Bob")], SCHEMA)
    assert out == reconcile(BASE, [typing("Bob"), typing("Ann")], SCHEMA)
    assert out.next["actions"] == BASE["actions"]
    assert [(h.code, h.file) for h in out.holds] == [
        (HoldCode.TYPED_TWICE, "Ann.xlsx"),
        (HoldCode.TYPED_TWICE, "Bob.xlsx"),
    ]
    answers = {hold.key: Answer.NEW_ROW for hold in out.holds}
    kept = reconcile(
        BASE,
        [typing("Ann", answers=answers), typing("Bob", answers=answers)],
        SCHEMA,
        waiting=out.waiting,
    )
    assert [r.text("outcome") for r in kept.next["actions"]][-2:] == ["Ann", "Bob"]
    assert kept.waiting == ()
    first = reconcile(BASE, [typing("Ann")], SCHEMA)
    late = reconcile(first.next, [typing("Bob", first.next)], SCHEMA)
    assert late.next["actions"] == first.next["actions"]
    assert [h.code for h in late.holds] == [HoldCode.TYPED_TWICE]


def test_a_new_row_hangs_under_what_its_ref_or_its_neighbour_says() -> None:
    two_goals = Snapshot(
        1,
        None,
        {
            **BASE.tables,
            "actions": BASE["actions"]
            .with_record(
                replace(BASE["actions"][B], parent="goal2", cells={"ref": "1.2a", "text": "x"})
            )
            .with_record(
                replace(BASE["actions"][C], parent="goal2", cells={"ref": "1.2b", "text": "y"})
            ),
        },
    )
    copy = copy_of(two_goals)
    rows = copy.tables[0].rows
    by_ref = said(with_rows(copy, [*rows, new_row(ref="1.2c", text="z")]), two_goals)
    assert by_ref.new_rows[0].parent == "goal2"
    by_place = said(with_rows(copy, [*rows[:2], new_row(text="z"), *rows[2:]]), two_goals)
    assert by_place.new_rows[0].parent == "goal2"
    below = said(with_rows(copy, [*rows, new_row(text="z")]), two_goals)
    assert below.new_rows[0].parent == row_id("goal1")


def test_a_row_of_blanks_and_formulas_is_no_new_row() -> None:
    copy = copy_of(BASE)
    empty = replace(
        new_row(), cells={**new_row().cells, "flag": raw_of("late"), "goal": raw_of("g")}
    )
    assert said(with_rows(copy, [*copy.tables[0].rows, empty]), BASE).new_rows == ()


def test_a_list_that_does_not_grow_asks_first() -> None:
    schema = type(SCHEMA)({**SCHEMA.tables, "actions": replace(ACTIONS, grows=False)})
    copy = copy_of(BASE)
    rows = [*copy.tables[0].rows, new_row(text="A new idea")]
    side = said(with_rows(copy, rows), BASE)
    out = reconcile(BASE, [side], schema)
    assert [hold.code for hold in out.holds] == [HoldCode.NOT_GROWING]
    assert out.next["actions"] == BASE["actions"]
