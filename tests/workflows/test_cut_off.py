"""A sync that was cut off behind its commit: what it agreed on is said by the next one, once."""

from __future__ import annotations

from tests.workflows.conftest import Office
from toolkit.ports.commit import Commit
from toolkit.tables.edit import Edit, Source
from toolkit.workflows.sync_words import sync_lines


def cut_off(office: Office, why: str = "sync") -> None:
    """History holds the edit somebody typed, and nothing after its commit has happened."""
    with office.open() as session:
        head = session.history.last()
        [row] = [row for row in head["actions"] if row["ref"] == "1.1a"]
        edit = Edit("actions", row.id, "status", None, "On track", Source("1 Relevance.xlsx"), 1)
        after = head.after((edit,), at=session.now())
        session.history.commit(Commit(session.now(), why, after, (edit,)))


def test_what_a_sync_agreed_on_before_it_was_cut_off_is_told_by_the_next_one(
    office: Office,
) -> None:
    office.sync()
    cut_off(office)
    foreseen = office.says(dry_run=True)["changes"]
    done = office.sync()
    lines = list(sync_lines(done))
    assert lines[:2] == [
        "Mended: the last sync was interrupted before it could say what it gathered; "
        "that is told now.",
        "Sync no. 2: 1 edit was gathered, 1 taken.",
    ]
    assert '  1.1a Status: "On track" (1 Relevance.xlsx)' in lines
    assert [(change["ref"], change["new"]) for change in foreseen] == [("1.1a", "On track")]
    assert office.cell(office.book("1"), "1.1a", "status") == "On track"
    before = office.contents()
    assert office.says()["changes"] == []
    assert office.contents() == before


def test_only_what_a_sync_gathered_is_told_again(office: Office) -> None:
    office.sync()
    cut_off(office, why="undo")
    assert office.says()["changes"] == []
