"""New rows get the next ref under what they belong to."""

from __future__ import annotations

import pytest

from tests.workflows.conftest import Office
from toolkit.workflows.new_refs import next_ref


@pytest.mark.parametrize(
    ("siblings", "taken", "ref"),
    [
        (["1.2a", "1.2b"], [], "1.2c"),
        (["1.3.1", "1.3.10", "1.3.9"], [], "1.3.11"),
        (["1.2a"], ["1.2b"], "1.2c"),
        (["1.2z"], [], ""),
        ([], ["1.1a"], ""),
        (["A"], [], "B"),
    ],
)
def test_the_next_ref_follows_the_last_one(siblings: list[str], taken: list[str], ref: str) -> None:
    assert next_ref(siblings, taken) == ref


def test_a_new_row_is_cited_by_the_next_letter_and_shows_its_goal(office: Office) -> None:
    book = office.book("1")
    office.add_row(book, {"text": "A row of our own", "status": "On track"})
    office.copy_row(book, "1.1b", text="A copy with other words")
    office.sync()
    office.answer("It is a new row", "copied with the hidden id")
    office.sync()
    with office.open() as session:
        rows = session.history.last()["actions"]
    refs = {row.text("text"): row.text("ref") for row in rows}
    # The last rows of the sheet belong to goal 1.3, the copied one to goal 1.1.
    assert refs["A row of our own"].startswith("1.3")
    assert len(set(refs.values())) == len(refs)
    ref = refs["A row of our own"]
    assert office.cell(book, ref, "goal") == office.cell(book, "1.3a", "goal")
    again = office.says()
    assert (again["changes"], again["written"]) == ([], [])
