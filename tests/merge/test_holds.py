"""Damage nobody means to do holds the file; ordinary work never does."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.merge.grid import (
    SCHEMA,
    action,
    copy_of,
    grid,
    row,
    row_id,
    said,
    saved,
    typed,
    with_rows,
    with_unknown,
)
from toolkit.merge.edits_of import CopyEdits, unplaced
from toolkit.merge.hold import EVERYTHING, Answer, HoldCode
from toolkit.merge.known import known_after
from toolkit.merge.nearest import Nearest, nearest_baseline
from toolkit.merge.planned import Plan, planned_cells
from toolkit.merge.reconcile import reconcile
from toolkit.tables.column import Value
from toolkit.tables.copy import UnknownColumn
from toolkit.tables.raw import raw_of
from toolkit.tables.shown_rows import ShownRows

NAMES = "abcdefghijklmnopqrst"
WORDS = ("Not started", "On track", "At risk", "Complete")
BASE = grid(
    {
        name: {
            "ref": f"1.1{name}",
            "text": f"Action {name} as adopted",
            "status": WORDS[place % 4],
            "outcome": f"outcome {name}",
        }
        for place, name in enumerate(NAMES)
    }
)
Edits = dict[tuple[str, str], Value]


def codes(side: CopyEdits) -> list[HoldCode]:
    return [hold.code for hold in side.holds]


def sorted_columns(*columns: str, rows: str = NAMES) -> Edits:
    """The cells of some columns sorted among some rows, the rest of the rows left where it is."""
    edits: Edits = {}
    for column in columns:
        values = sorted(str(action(BASE, name, column)) for name in reversed(rows))
        edits |= {(name, column): value for name, value in zip(rows, values, strict=True)}
    return edits


def test_columns_sorted_without_their_rows_hold_the_whole_file() -> None:
    side = said(typed(copy_of(BASE), sorted_columns("status")), BASE)
    assert codes(side) == [HoldCode.SORTED]
    assert side.held
    assert side.holds[0].reason.endswith(
        'under "Status" hold the same values as before, but in other rows: these columns were '
        "sorted without the rest of their rows."
    )
    out = reconcile(BASE, [side], SCHEMA)
    assert out.next["actions"] == BASE["actions"]
    assert {edit.reason for edit in out.waiting} == {"held: sorted without row ids"}
    assert planned_cells(side, out, ShownRows(out.next, SCHEMA)) == Plan()


def test_a_sort_is_seen_through_a_few_edits_made_beside_it() -> None:
    edits = sorted_columns("status") | {("a", "status"): None, ("b", "outcome"): "new"}
    assert codes(said(typed(copy_of(BASE), edits), BASE)) == [HoldCode.SORTED]


def test_a_held_file_is_let_through_when_the_coordinator_says_so() -> None:
    copy = typed(copy_of(BASE), sorted_columns("status"))
    side = said(copy, BASE)
    waiting = reconcile(BASE, [side], SCHEMA).waiting
    for answers in ({EVERYTHING: Answer.LET_THROUGH}, {side.holds[0].key: Answer.LET_THROUGH}):
        free = said(copy, BASE, answers=answers)
        assert not free.held
        out = reconcile(BASE, [free], SCHEMA, waiting=waiting)
        assert action(out.next, "a", "status") == "At risk"
        assert out.waiting == ()


def test_swapping_two_cells_is_ordinary_work() -> None:
    edits: Edits = {("a", "status"): "On track", ("b", "status"): "Not started"}
    assert codes(said(typed(copy_of(BASE), edits), BASE)) == []


def test_reporting_on_every_row_is_ordinary_work() -> None:
    forward = dict(zip(WORDS, ("On track", "Complete", "Complete", "Complete"), strict=True))
    edits: Edits = {(name, "status"): forward[str(action(BASE, name, "status"))] for name in NAMES}
    edits |= {(name, "note"): f"news of {name}" for name in NAMES}
    edits |= {(name, "outcome"): f"better outcome {name}" for name in NAMES}
    assert codes(said(typed(copy_of(BASE), edits), BASE)) == []


def test_a_row_pasted_over_another_holds_the_file_with_its_id_or_without() -> None:
    copy = copy_of(BASE)
    source = row(copy, "d")
    over = [replace(source, id=r.id) if r.id == row_id("b") else r for r in copy.tables[0].rows]
    assert codes(said(with_rows(copy, over), BASE)) == [HoldCode.PASTED_OVER]
    with_id = [source if r.id == row_id("b") else r for r in copy.tables[0].rows]
    side = said(with_rows(copy, with_id), BASE)
    assert codes(side) == [HoldCode.PASTED_OVER]
    other = said(typed(copy_of(BASE, recipient="Bob"), {("b", "status"): "done"}), BASE)
    out = reconcile(BASE, [side, other], SCHEMA)
    assert action(out.next, "b", "status") == "Complete"
    assert action(out.next, "d", "status") == "Complete"


def test_an_id_filled_down_over_two_rows_is_told_of_all_three() -> None:
    copy = copy_of(BASE)
    ids = {row_id("b"): row_id("a"), row_id("c"): row_id("a")}
    filled = [replace(r, id=ids.get(r.id, r.id)) for r in copy.tables[0].rows]
    side = said(with_rows(copy, filled), BASE)
    reasons = [hold.reason for hold in side.holds]
    assert any("the rows 1.1b, 1.1c are gone" in reason for reason in reasons)
    assert any("rows 2, 3 and 4 are all 1.1a" in reason for reason in reasons)


def test_many_cleared_cells_hold_the_file() -> None:
    edits: Edits = {(name, "outcome"): None for name in NAMES[:8]}
    side = said(typed(copy_of(BASE), edits), BASE)
    assert codes(side) == [HoldCode.CLEARED]
    assert '8 of 20 filled cells under "Outcome" are empty.' in side.holds[0].reason
    few: Edits = {(name, "outcome"): None for name in NAMES[:7]}
    assert codes(said(typed(copy_of(BASE), few), BASE)) == []


def test_many_changed_plan_texts_hold_the_file_and_filled_blanks_never_do() -> None:
    edits: Edits = {(name, "text"): f"Else {name}" for name in NAMES[:8]}
    assert codes(said(typed(copy_of(BASE), edits), BASE)) == [HoldCode.PLAN_CHANGED]
    blank = grid({name: {"ref": name} for name in NAMES})
    filled: Edits = {(name, "text"): f"Text {name}" for name in NAMES}
    assert codes(said(typed(copy_of(blank), filled), blank)) == []


def test_an_empty_file_and_a_sheet_that_cannot_be_read_are_held() -> None:
    assert codes(said(with_rows(copy_of(BASE), []), BASE)) == [HoldCode.EMPTY]
    assert codes(said(replace(copy_of(BASE), tables=()), BASE)) == [HoldCode.EMPTY]
    copy = copy_of(BASE)
    broken = replace(copy.tables[0], rows=(), problem='two columns are headed "Status"')
    side = said(replace(copy, tables=(broken,)), BASE)
    assert [(h.code, h.table, h.reason) for h in side.holds] == [
        (
            HoldCode.UNREADABLE,
            "actions",
            '1 Relevance.xlsx › Action grid: two columns are headed "Status".',
        )
    ]


def test_a_renamed_heading_holds_that_column_only() -> None:
    copy = typed(copy_of(BASE), {("a", "status"): "done", ("b", "outcome"): "better"})
    column = {r.row: r.cells["outcome"] for r in copy.tables[0].rows}
    renamed = with_unknown(copy, UnknownColumn("What came of it", "F", column), without="outcome")
    side = said(renamed, BASE)
    (hold,) = side.holds
    assert (hold.code, hold.column, hold.whole_file) == (HoldCode.RENAMED, "outcome", False)
    assert hold.reason == (
        '1 Relevance.xlsx › Action grid!F1: the heading "What came of it" stands where "Outcome" '
        "was, over nearly the same cells."
    )
    out = reconcile(BASE, [side], SCHEMA)
    assert action(out.next, "a", "status") == "Complete"
    assert action(out.next, "b", "outcome") == "outcome b"
    assert [(e.column, e.new, e.source.cell) for e in out.waiting] == [("outcome", "better", "F3")]
    known = known_after(side, out, Plan())
    assert known == {}
    again = said(saved(typed(copy_of(BASE), {("b", "outcome"): "better"})), out.next, known=known)
    assert [(e.column, e.new) for e in again.edits if e.column == "outcome"] == [
        ("outcome", "better")
    ]


@pytest.mark.parametrize(("typed_word", "held"), [("On track", True), ("see minutes", False)])
def test_the_one_strange_heading_for_the_one_lost_is_asked_about_however_few_cells(
    typed_word: str, held: bool
) -> None:
    blank = grid({name: {"ref": name, "text": f"Text {name}"} for name in NAMES})
    unknown = UnknownColumn("State", "D", {3: raw_of(typed_word)})
    copy = with_unknown(copy_of(blank), unknown, without="status")
    lost = replace(copy.tables[0], lost=("Status",))
    side = said(saved(replace(copy, tables=(lost,))), blank)
    assert [(hold.code, hold.column) for hold in side.holds] == (
        [(HoldCode.RENAMED, "status")] if held else []
    )
    waiting = reconcile(blank, [side], SCHEMA).waiting
    assert [edit.new for edit in waiting] == (["On track"] if held else [])


def test_a_new_column_is_left_alone_and_listed() -> None:
    cells = {number: raw_of(f"my own {number}") for number in range(2, 22)}
    side = said(with_unknown(copy_of(BASE), UnknownColumn("My column", "Z", cells)), BASE)
    assert side.holds == ()
    assert [note.message for note in side.notes] == [
        '1 Relevance.xlsx › Action grid!Z1: the column "My column" is left alone.'
    ]


def test_rows_of_another_area_are_held_when_they_were_changed_here() -> None:
    copy = copy_of(BASE, scope=row_id("area2"))
    areas = BASE["areas"].with_record(replace(BASE["areas"][row_id("area1")], id=row_id("area2")))
    base = replace(BASE, tables={**BASE.tables, "areas": areas})
    side = said(typed(copy, {("a", "status"): "done"}), base)
    assert [(h.code, h.id) for h in side.holds] == [(HoldCode.ELSEWHERE, row_id("a"))]
    assert said(copy, base).holds == ()


def test_a_copy_without_a_stamp_is_placed_at_the_clearly_nearest_snapshot() -> None:
    edits = [(name, "outcome", f"later {name}") for name in "abcdefgh"]
    later = BASE
    for name, column, value in edits:
        record = later["actions"][row_id(name)].with_cell(column, value)
        later = replace(later.with_record("actions", record), number=2)
    copy = replace(typed(copy_of(BASE), {("t", "status"): "At risk"}), stamp=None)
    assert nearest_baseline(copy, (BASE, later), SCHEMA) == Nearest(1, 1, clear=True)
    same = replace(BASE, number=3)
    assert nearest_baseline(copy, (BASE, later, same), SCHEMA) == Nearest(3, 1, clear=True)
    half: Edits = {(name, "outcome"): f"later {name}" for name in "abcd"}
    doubtful = replace(typed(copy_of(BASE), half), stamp=None)
    assert not nearest_baseline(doubtful, (BASE, later), SCHEMA).clear
    foreign = grid({"zz": {"text": "Something else"}})
    assert nearest_baseline(copy_of(foreign), (BASE,), SCHEMA) == Nearest(0, 0, clear=False)
    held = unplaced(copy)
    assert held.held
    assert codes(held) == [HoldCode.BASELINE_UNKNOWN]
