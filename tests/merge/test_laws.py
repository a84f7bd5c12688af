"""Laws of the merge, for whatever people type."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.merge.grid import SCHEMA, Ledger, copy_of, grid, said, typed
from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.reconcile import Outcome, reconcile
from toolkit.tables.column import Value
from toolkit.tables.edit import EditState
from toolkit.tables.equality import same

ROWS = ("a", "b", "c")
BASE = grid(
    {
        "a": {
            "text": "Publish the calendar",
            "status": "Not started",
            "outcome": "o1",
            "percent": 10,
        },
        "b": {"text": "Invite two speakers", "who": "BD", "note": "n1"},
        "c": {"text": None, "status": "At risk", "outcome": None},
    }
)
TEXTS = st.sampled_from(("o1", "o2", "o3", " o2 ", None, "=1+1", "((( a ))) b /// c", "ünïcode"))
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "status": st.sampled_from(("Not started", "On track", "done", "COMPLETE", "Dnoe", None)),
    "outcome": TEXTS | st.text(max_size=5),
    "note": st.sampled_from(("n1", "n1\nn2", "n1\nn3", "n4", None)),
    "percent": st.sampled_from((10, 50, "50%", "half", None)),
    "text": TEXTS,
    "who": st.sampled_from(("ED", "BD", "JD", None)),
}
CELLS = st.sampled_from([(row, column) for row in ROWS for column in VALUES])
EDITS = st.lists(CELLS.flatmap(lambda cell: st.tuples(st.just(cell), VALUES[cell[1]])), max_size=5)
PEOPLE = st.lists(EDITS, min_size=1, max_size=4)


def sides_of(people: Sequence[Sequence[tuple[tuple[str, str], Value]]]) -> list[CopyEdits]:
    return [
        said(typed(copy_of(BASE, file=f"{n}.xlsx", recipient=f"P{n}"), dict(edits)), BASE)
        for n, edits in enumerate(people)
    ]


def merged(sides: Sequence[CopyEdits], **more: object) -> Outcome:
    return reconcile(BASE, sides, SCHEMA, **more)  # type: ignore[arg-type]


@given(PEOPLE, st.randoms())
def test_the_order_of_copies_makes_no_difference(people: list[list[object]], rng: object) -> None:
    sides = sides_of(people)  # type: ignore[arg-type]
    other = sides[:]
    rng.shuffle(other)  # type: ignore[attr-defined]
    assert merged(other) == merged(sides)


@given(PEOPLE)
def test_the_same_copies_again_change_nothing(people: list[list[object]]) -> None:
    sides = sides_of(people)  # type: ignore[arg-type]
    assert merged(sides + sides) == merged(sides)
    first = merged(sides)
    ledger = Ledger()
    ledger.add(first)
    again = reconcile(
        first.next, sides, SCHEMA, past=ledger, conflicts=first.conflicts, waiting=first.waiting
    )
    assert again.edits == ()
    assert again.next is first.next
    assert again.conflicts == first.conflicts
    assert again.waiting == first.waiting


@given(PEOPLE)
def test_every_edit_is_agreed_in_conflict_or_waits(people: list[list[object]]) -> None:
    sides = sides_of(people)  # type: ignore[arg-type]
    out = merged(sides)
    for edit in (edit for side in sides for edit in side.edits):
        now = out.next.shown(SCHEMA, *edit.key)
        waits = any(w.key == edit.key and w.source == edit.source for w in out.waiting)
        disputed = any(edit.new in c.answers for c in out.conflicts if c.key == edit.key)
        noted = edit.column == "note" and any(
            e.key == edit.key and e.source == edit.source for e in out.edits
        )
        assert same(now, edit.new) or waits or disputed or noted


@given(PEOPLE)
def test_a_cell_only_takes_what_was_typed_for_it(people: list[list[object]]) -> None:
    sides = sides_of(people)  # type: ignore[arg-type]
    out = merged(sides)
    for record in out.next["actions"]:
        for column in VALUES:
            before = BASE.value("actions", record.id, column)
            if same(before, record[column]):
                continue
            typed_here = [
                e.new
                for side in sides
                for e in side.edits
                if e.key == ("actions", record.id, column)
            ]
            assert column == "note" or any(same(record[column], value) for value in typed_here)
            assert typed_here


@given(EDITS)
def test_one_person_alone_is_never_in_conflict(edits: list[object]) -> None:
    out = merged(sides_of([edits]))  # type: ignore[list-item]
    assert out.conflicts == ()
    assert all(e.state in (EditState.TAKEN, EditState.WAITING) for e in out.edits)


@given(PEOPLE)
@settings(max_examples=50)
def test_frozen_cells_keep_the_agreed_value(people: list[list[object]]) -> None:
    out = merged(sides_of(people))  # type: ignore[arg-type]
    for key in out.frozen:
        assert same(out.next.value(*key), BASE.value(*key))
