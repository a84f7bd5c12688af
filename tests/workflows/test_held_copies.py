"""A copy that is held waits where it is seen, and longer, until the director has decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.conftest import Office, opened_by_openpyxl
from tests.workflows.test_sync import drop, mailed
from toolkit.errors import UsageError

HELD = "filled cells under"


def cleared_copy(office: Office) -> Path:
    """Lee's copy, in which nearly every status was cleared and one note written."""
    with office.open() as session:
        refs = [r.text("ref") for r in session.history.last()["actions"]]
    refs = [ref for ref in refs if ref.startswith("2")]
    office.type(office.book("2"), {(ref, "status"): "On track" for ref in refs})
    office.sync()
    copy = mailed(office, "2", "Lee")
    office.type(copy, {(ref, "status"): None for ref in refs[1:]} | {(refs[0], "note"): "a note"})
    drop(office, copy)
    return copy


def what_is_held(office: Office) -> list[str]:
    return [held["file"] for held in office.says()["held"]]


def test_a_held_copy_stays_in_the_inbox_and_is_let_through_by_an_answer(office: Office) -> None:
    copy = cleared_copy(office)
    for _ in range(2):
        assert what_is_held(office) == [copy.name]
        assert (office.folder / "inbox" / copy.name).exists()
    office.answer("Let it through", HELD)
    says = office.says()
    assert len([c for c in says["changes"] if c["state"] == "taken"]) == 9
    assert says["held"] == []
    assert [p.name for p in (office.folder / "inbox" / "done").iterdir()] == [copy.name]
    assert office.says()["held"] == []


def test_a_held_copy_is_let_through_from_the_command_line(office: Office) -> None:
    copy = cleared_copy(office)
    office.sync()
    says = office.says(released=(copy.name,))
    assert len([c for c in says["changes"] if c["state"] == "taken"]) == 9
    assert office.says()["held"] == []


def test_a_held_copy_whose_file_is_deleted_still_waits_for_the_answer(office: Office) -> None:
    copy = cleared_copy(office)
    office.sync()
    (office.folder / "inbox" / copy.name).unlink()
    assert what_is_held(office) == [copy.name]
    office.answer("Leave it out", HELD)
    assert what_is_held(office) == []
    says = office.says()
    assert (says["changes"], says["waiting"], says["held"]) == ([], [], [])


def test_a_held_copy_that_is_mended_in_place_counts_as_mended(office: Office) -> None:
    copy = cleared_copy(office)
    office.sync()
    place = office.folder / "inbox" / copy.name
    with office.open() as session:
        refs = [r.text("ref") for r in session.history.last()["actions"]]
    office.type(place, {(ref, "status"): "On track" for ref in refs if ref.startswith("2")})
    says = office.says()
    assert says["held"] == []
    assert [(c["ref"], c["new"]) for c in says["changes"] if c["state"] == "taken"] == [
        ("2.1a", "a note")
    ]
    assert says["waiting"] == []
    assert not place.exists()


def test_an_answer_about_a_missing_row_holds_while_the_file_is_open(office: Office) -> None:
    book = office.book("1")
    with opened_by_openpyxl(book) as workbook:
        workbook["Action grid"].delete_rows(6)
    office.sync()
    with office.opened_in_excel(book):
        office.answer("Put it back", "is not there any more")
        for _ in range(3):
            needs = [line["what"] for line in office.says()["needs_you"]]
            assert not [what for what in needs if "is not there any more" in what]
    office.sync()
    assert office.cell(book, "1.1b", "text")


def test_letting_a_file_through_that_is_nowhere_names_those_that_are_held(office: Office) -> None:
    copy = cleared_copy(office)
    before = office.contents()
    with pytest.raises(UsageError, match=f"Held are: {copy.name}"):
        office.sync(released=("Lea.xlsx",))
    assert office.contents() == before


def test_needs_you_tells_a_program_where_and_what_to_answer(office: Office) -> None:
    cleared_copy(office)
    [line] = [line for line in office.says()["needs_you"] if line["kind"] == "held"]
    assert (line["choices"], line["urgent"]) == (["Let it through", "Leave it out"], True)
    [line, *_] = [line for line in office.says()["needs_you"] if line["kind"] == "to check"]
    assert line["cell"] and line["sheet"] == "Action grid" and line["answer"] is None
