"""A row that people add is added once, whoever has which file open when the director says so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.workflows.conftest import Office
from tests.workflows.test_sync import drop, mailed

NEW = "It is a new row"
Adding = Callable[[Office, Path], str]
"""Somebody adds a row; returns words of the question about it."""


def typed_again(office: Office, book: Path) -> str:
    text = office.cell(book, "1.1a", "text")
    office.add_row(book, {"text": text, "status": "On track"})
    return "has the same text"


def copied(office: Office, book: Path) -> str:
    office.copy_row(book, "1.1b")
    return "is a copy of"


def copied_and_changed(office: Office, book: Path) -> str:
    office.copy_row(book, "1.1b", note="The second half")
    return "copied with the hidden id"


def copied_and_reworded(office: Office, book: Path) -> str:
    office.copy_row(book, "1.1b", text="Something else altogether")
    return "copied with the hidden id"


def id_mistyped(office: Office, book: Path) -> str:
    office.add_row(book, {"text": "A row of our own", "status": "On track"}, "abcdefgh")
    return "abcdefgh"


ADDINGS = [typed_again, copied, copied_and_changed, copied_and_reworded, id_mistyped]


def new_rows(office: Office) -> int:
    with office.open() as session:
        adopted, now = session.history.snapshot(1), session.history.last()
        return len(now["actions"]) - len(adopted["actions"])


def rows_in(office: Office, book: Path) -> list[str]:
    with office.open() as session:
        table = session.backend.read(book.read_bytes(), book.name).table("actions")
    assert table is not None
    return [row.id for row in table.rows]


@pytest.mark.parametrize("summary_open", [False, True], ids=["summary closed", "summary open"])
@pytest.mark.parametrize("adding", ADDINGS, ids=lambda adding: adding.__name__)
def test_it_is_a_new_row_said_while_the_file_is_open_adds_it_once(
    office: Office, adding: Adding, summary_open: bool
) -> None:
    book, summary = office.book("1"), office.book("Summary")
    before = rows_in(office, book)
    with office.opened_in_excel(book), ExitStack() as stack:
        about = adding(office, book)
        office.sync()
        assert new_rows(office) == 0
        office.answer(NEW, about)
        if summary_open:
            stack.enter_context(office.opened_in_excel(summary))
        for _ in range(3):
            office.sync()
            assert new_rows(office) == 1
    for _ in range(2):
        office.sync()
        assert new_rows(office) == 1
        after = rows_in(office, book)
        assert len(after) == len(before) + 1
        assert len(set(after)) == len(after)
        assert set(before) < set(after)
    again = office.says()
    assert (again["changes"], again["written"]) == ([], [])


@pytest.mark.parametrize("adding", ADDINGS, ids=lambda adding: adding.__name__)
def test_a_question_about_a_returned_copy_stands_until_it_is_answered(
    office: Office, adding: Adding
) -> None:
    copy, live = mailed(office, "1", "Kim"), office.book("1")
    before = rows_in(office, live)
    about = adding(office, copy)
    drop(office, copy)
    for _ in range(3):
        assert [line["what"] for line in office.says()["needs_you"] if about in line["what"]]
    assert not list((office.folder / "inbox").glob("*.xlsx"))
    office.answer(NEW, about)
    done = office.sync()
    assert [receipt.by for receipt in done.receipts] == ["Kim"]
    assert new_rows(office) == 1
    assert len(rows_in(office, live)) == len(before) + 1
    drop(office, copy)
    office.sync()
    again = office.says()
    assert (again["changes"], again["written"], again["receipts"]) == ([], [], [])
    assert new_rows(office) == 1


@pytest.mark.parametrize("adding", ADDINGS, ids=lambda adding: adding.__name__)
def test_what_a_copy_asks_about_can_be_left_out(office: Office, adding: Adding) -> None:
    copy = mailed(office, "1", "Kim")
    about = adding(office, copy)
    drop(office, copy)
    office.sync()
    office.answer("Leave it out", about)
    for _ in range(2):
        assert not [line for line in office.says()["needs_you"] if about in line["what"]]
    assert new_rows(office) == 0
    again = office.says()
    assert (again["changes"], again["written"], again["waiting"]) == ([], [], [])


@pytest.mark.parametrize(
    "named",
    ["3.3", "Goal 3.3", "3.3.", "3.3  {statement}", "{statement}"],
)
def test_a_new_row_goes_under_the_goal_it_names(office: Office, named: str) -> None:
    book = office.book("3")
    with office.open() as session:
        goals = session.history.last()["goals"].live()
        goal = next(goal for goal in goals if goal.text("ref") == "3.3")
    office.add_row(book, {"text": "A row of our own", "goal": named.format(**goal.cells)})
    office.sync()
    with office.open() as session:
        added = [
            r for r in session.history.last()["actions"] if r.text("text") == "A row of our own"
        ]
    assert [record.parent for record in added] == [goal.id]


@pytest.mark.parametrize("named", ["9.9", "3.33", "1.1", "The goal about money"])
def test_a_new_row_that_names_no_goal_of_its_workbook_is_asked_about(
    office: Office, named: str
) -> None:
    book = office.book("3")
    office.add_row(book, {"text": "A row of our own", "goal": named})
    asked = [line["what"] for line in office.says()["needs_you"] if f'"{named}"' in line["what"]]
    assert len(asked) == 1
    assert new_rows(office) == 0
    office.answer(NEW, f'"{named}"')
    office.sync()
    assert new_rows(office) == 1


def test_a_goal_typed_over_with_another_is_said_and_put_right(office: Office) -> None:
    book = office.book("1")
    office.type(book, {("1.1a", "goal"): "1.2"})
    said = office.says()
    assert [note for note in said["noticed"] if 'Goal" of 1.1a was typed over with "1.2"' in note]
    assert "1.1" in office.cell(book, "1.1a", "goal")
    assert not office.says()["noticed"]
