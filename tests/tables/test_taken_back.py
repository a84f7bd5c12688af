"""Taking back one step leaves everything else as it is."""

from __future__ import annotations

from toolkit.tables.edit import ROW_ADDED, ROW_RETIRED, Edit
from toolkit.tables.record import Record, Table
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.taken_back import edits_back

FIRST = Snapshot(1, None, {"actions": Table.of([Record("A", {"status": "On track"}), Record("B")])})


def after(snapshot: Snapshot, *edits: Edit) -> Snapshot:
    return snapshot.after(edits, at=None)


def test_what_a_step_changed_says_again_what_it_said_and_a_row_it_added_is_retired() -> None:
    second = after(
        FIRST,
        Edit("actions", "A", "status", "On track", "Complete"),
        Edit("actions", "N", ROW_ADDED, None, "G"),
        Edit("actions", "N", "status", None, "new"),
    )
    back = tuple(edits_back(second, FIRST, second))
    third = after(second, *back)
    assert [(edit.column, edit.new) for edit in back] == [
        ("status", "On track"),
        (ROW_RETIRED, True),
    ]
    assert [(r.id, r["status"]) for r in third["actions"].live()] == [
        ("A", "On track"),
        ("B", None),
    ]
    assert third["actions"]["N"]["status"] == "new"
    again = after(third, *edits_back(third, second, third))
    assert again["actions"] == second["actions"]


def test_a_later_step_stays_and_so_does_a_cell_that_was_changed_again() -> None:
    second = after(
        FIRST,
        Edit("actions", "A", "status", "On track", "At risk"),
        Edit("actions", "A", "note", None, "first"),
    )
    third = after(
        second,
        Edit("actions", "A", "note", "first", "second"),
        Edit("actions", "B", "status", None, "Complete"),
    )
    back = tuple(edits_back(third, FIRST, second))
    assert [(edit.id, edit.column, edit.new) for edit in back] == [("A", "status", "On track")]
