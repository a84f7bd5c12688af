"""The hidden column of row ids was deleted: what was typed is gathered, or the sheet is held."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.workflows.conftest import Office, opened_by_openpyxl
from toolkit.merge.hold import HoldCode
from toolkit.workflows.generate import generate
from toolkit.workflows.past import people_said
from toolkit.workflows.sync_words import sync_lines

HEADINGS = 4
FIRST = HEADINGS + 1


def without_ids(book: Path, typed: Mapping[str, str | None]) -> None:
    """Somebody deletes the column of row ids, types into cells and saves."""
    with opened_by_openpyxl(book) as opened:
        sheet = opened["Action grid"]
        last = sheet.max_column
        assert sheet.cell(HEADINGS, last).value == "Row id"
        sheet.delete_cols(last)
        sheet.tables.clear()
        for cell, words in typed.items():
            sheet[cell] = words


def in_inbox(office: Office, book: Path) -> Path:
    return book.rename(office.folder / "inbox" / book.name)


def back(office: Office, book: Path) -> list[str]:
    """The director does what the sentence says; what changed in the plan."""
    in_inbox(office, book)
    with office.open() as session:
        done = generate(session).synced
    assert book.exists()
    edits = (edit for edit in people_said(done.edits) if edit.applies)
    return [f"{edit.column}: {edit.new}" for edit in edits]


def held(office: Office) -> list[HoldCode]:
    return [hold.code for hold in office.sync().holds]


def test_the_director_reads_what_to_do_and_then_nothing_is_lost(office: Office) -> None:
    book = office.book("3")
    without_ids(book, {"K5": "At risk", "L6": "Met the board"})
    lines = "\n".join(sync_lines(office.sync()))
    assert "the hidden column with the row ids is gone" in lines
    assert "move the file into the inbox and run actiongrid generate" in lines
    assert back(office, book) == ["status: At risk", "note: Met the board"]
    assert office.cell(book, "3.1a", "status") == "At risk"
    assert office.cell(book, "3.1b", "note") == "Met the board"
    before = office.contents()
    assert office.sync().edits == ()
    assert office.contents() == before


def test_what_others_agreed_while_the_column_was_away_is_not_taken_back(office: Office) -> None:
    book = office.book("3")
    office.type(book, {("3.1a", "status"): "On track"})
    office.sync()
    copy = office.folder / "inbox" / "from Jo.xlsx"
    copy.write_bytes(book.read_bytes())
    without_ids(book, {"L6": "Met the board"})
    office.type(copy, {("3.1a", "status"): "Complete"})
    office.sync()
    assert back(office, book) == ["note: Met the board"]
    assert office.cell(book, "3.1a", "status") == "Complete"


def test_a_sheet_sorted_as_a_whole_is_still_told_by_its_words(office: Office) -> None:
    book = office.book("3")
    without_ids(book, {"K5": "At risk"})
    with opened_by_openpyxl(book) as opened:
        sheet = opened["Action grid"]
        rows = range(FIRST, sheet.max_row + 1)
        cells = {
            row: [cell.value for cell in sheet[row]] for row in rows if sheet.cell(row, 1).value
        }
        for row, values in zip(cells, reversed(cells.values()), strict=True):
            for place, value in enumerate(values, start=1):
                sheet.cell(row, place).value = value
    assert back(office, book) == ["status: At risk"]
    assert office.cell(book, "3.1a", "status") == "At risk"


@pytest.mark.parametrize(
    "typed",
    [
        {"C5": "Other words"},
        {"A5": "9.9z"},
        {"A5": None},
        {"C6": None},
        {"A9": "3.1a", "C9": "A row below"},
    ],
    ids=["other words", "another ref", "no ref", "no words", "a row of its own"],
)
def test_one_row_in_doubt_holds_the_sheet(office: Office, typed: dict[str, str | None]) -> None:
    book = office.book("3")
    without_ids(book, {**typed, "K5": "At risk"})
    in_inbox(office, book)
    assert held(office) == [HoldCode.UNREADABLE]
    assert [edit for edit in office.sync().edits if edit.applies] == []


def test_words_that_wandered_to_another_row_hold_the_sheet(office: Office) -> None:
    """Somebody sorted the first columns alone: what stands beside them is another row's."""
    book = office.book("3")
    with opened_by_openpyxl(book) as opened:
        sheet = opened["Action grid"]
        first, second = ([cell.value for cell in sheet[row][:3]] for row in (FIRST, FIRST + 1))
        for row, values in ((FIRST, second), (FIRST + 1, first)):
            for place, value in enumerate(values, start=1):
                sheet.cell(row, place).value = value
    without_ids(book, {})
    in_inbox(office, book)
    assert held(office) == [HoldCode.UNREADABLE]


def test_a_live_file_without_ids_is_never_guessed_at(office: Office) -> None:
    book = office.book("3")
    without_ids(book, {"K5": "At risk"})
    assert held(office) == [HoldCode.UNREADABLE]
    assert [edit for edit in office.sync().edits if edit.applies] == []
