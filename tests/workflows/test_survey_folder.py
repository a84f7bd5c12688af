"""Exports dropped into the folder surveys: sync takes what is clear and asks about the rest."""

from __future__ import annotations

from tests.survey.made_exports import as_csv
from tests.workflows.conftest import Office
from tests.workflows.test_survey_import import GOOD, HEAD, MIXED, export, take
from toolkit.workflows.sync_words import sync_lines
from toolkit.workflows.undo import undo_last


def drop(office: Office, name: str, data: bytes) -> None:
    (office.folder / "surveys" / name).write_bytes(data)


def test_a_clear_round_is_taken_once_and_said(office: Office) -> None:
    drop(office, "annual.csv", export(2026, MIXED))
    drop(office, "questionnaire.pdf", b"%PDF-1.7 the questions")
    before = office.contents()
    would = office.sync(dry_run=True)
    assert [taken.wave for taken in would.surveys] == ["2026"]
    assert office.contents() == before
    done = office.sync()
    said = "\n".join(sync_lines(done))
    assert "no edits; 1 survey round taken in." in said
    assert "1.1: Not met (practicality 3.67, target 4)" in said
    assert office.cell(office.book("1 "), "1.1a", "result") == "Not met"
    again = office.says()
    assert (again["surveys"], again["snapshot"]) == ([], done.state.snapshot.number)


def test_a_round_that_was_taken_back_is_not_taken_again(office: Office) -> None:
    drop(office, "annual.csv", export(2026, GOOD))
    office.sync()
    with office.open() as session:
        undo_last(session)
    assert office.says()["surveys"] == []
    assert office.cell(office.book("1 "), "1.1a", "result") in (None, "")
    assert take(office, "annual.csv", export(2026, GOOD)).edits


def test_what_is_not_clear_waits_with_what_to_do(office: Office) -> None:
    take(office, "annual.csv", export(2026, GOOD))
    drop(office, "corrected.csv", export(2026, MIXED))
    drop(office, "photo.csv", b"\xff\xd8\xff\xe0 not a table")
    two = [[row[0], row[2], row[3]] for row in [HEAD, *rows_of(40)]]
    drop(office, "two questions.csv", as_csv(two))
    said = office.says()
    assert said["surveys"] == []
    reasons = {held["file"]: held["reason"] for held in said["held"]}
    assert 'a round "2026" is on record already' in reasons["surveys/corrected.csv"]
    assert 'actiongrid survey import "corrected.csv"' in reasons["surveys/corrected.csv"]
    assert "this is a picture" in reasons["surveys/photo.csv"]
    assert '"usefulness"' in reasons["surveys/two questions.csv"]
    assert office.cell(office.book("1 "), "1.1a", "result") == "Met"


def rows_of(count: int) -> list[tuple[object, ...]]:
    return [
        (f"2026-03-{1 + n % 9:02} 10:00:{n:02}", "", 1 + n % 5, 5 - n % 3, 4, "", "")
        for n in range(count)
    ]
