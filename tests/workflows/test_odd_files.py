"""Files that cannot be read, moved or written, or are something else: said, and nothing lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.survey.made_exports import as_csv
from tests.workflows.conftest import Office, opened_by_openpyxl
from toolkit.cli.main import main
from toolkit.errors import HistoryError
from toolkit.stores.history_open import Database
from toolkit.workflows.sync_words import sync_lines


def needs(says: dict[str, object]) -> dict[str, str]:
    lines: list[dict[str, str]] = says["needs_you"]  # type: ignore[assignment]
    return {line["file"]: line["what"] for line in lines if line["kind"] == "held"}


def test_a_workbook_saved_in_another_format_beside_the_live_one_is_said(office: Office) -> None:
    live = office.book("1")
    (live.parent / f"{live.stem}.ods").write_bytes(
        b"PK\x03\x04" + b"\0" * 22 + b"\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument"
    )
    (live.parent / f"{live.stem.upper()}.CSV").write_text("Ref,Status\n1.1a,On track\n")
    (live.parent / "budget.csv").write_text("this,is,ours\n")
    says = office.says()
    held = {held["file"]: held["reason"] for held in says["held"]}
    assert set(held) == {f"{live.stem}.ods", f"{live.stem.upper()}.CSV"}
    assert "Save As" in held[f"{live.stem.upper()}.CSV"]
    assert needs(says) == held
    assert office.says()["snapshot"] == says["snapshot"]


def test_what_cannot_be_read_is_a_line_until_it_is_gone(office: Office) -> None:
    (office.folder / "inbox" / "mine.xlsx").write_bytes(b"%PDF-1.7 a scan")
    (office.folder / "surveys" / "two.csv").write_bytes(as_csv([["When", "Say"], ["1", "2"]]))
    says = office.says()
    assert set(needs(says)) == {"mine.xlsx", "surveys/two.csv"}
    assert needs(says)["surveys/two.csv"].endswith('actiongrid survey import "two.csv".')
    before = office.contents()
    assert set(needs(office.says())) == {"mine.xlsx", "surveys/two.csv"}
    assert office.contents() == before
    (office.folder / "inbox" / "mine.xlsx").unlink()
    (office.folder / "surveys" / "two.csv").unlink()
    assert needs(office.says()) == {}


def test_a_file_that_is_not_the_plans_is_accepted_where_it_lies(office: Office) -> None:
    from openpyxl import Workbook

    Workbook().save(office.folder / "workbooks" / "budget.xlsx")
    assert set(needs(office.says())) == {"budget.xlsx"}
    office.answer("Accept as is", "budget.xlsx")
    says = office.says()
    assert (needs(says), says["held"]) == ({}, [])
    assert office.says()["held"] == []


def test_a_live_file_that_cannot_be_read_is_not_called_missing(office: Office) -> None:
    live = office.book("1")
    live.write_bytes(b"%PDF-1.7 printed over it")
    says = office.says()
    assert (says["missing"], [held["file"] for held in says["held"]]) == ([], [live.name])


def test_a_copy_that_cannot_be_moved_is_counted_once_and_said(office: Office) -> None:
    (office.folder / "inbox" / "done").write_text("a file where the folder should be")
    copy = office.folder / "inbox" / "back.xlsx"
    copy.write_bytes(office.book("1").read_bytes())
    office.type(copy, {("1.1a", "status"): "On track"})
    done = office.sync()
    said = "\n".join(sync_lines(done))
    assert (
        "back.xlsx: waits for the next sync (it is counted, but could not be moved into inbox/done"
        in said
    )
    assert done.state.snapshot.number == 2
    again = office.sync()
    assert (again.state.snapshot.number, again.edits) == (2, ())
    assert copy.exists()


def test_receipts_that_cannot_be_written_stop_nothing(office: Office) -> None:
    (office.folder / "outbox").rmdir()
    (office.folder / "outbox").write_text("a file where the folder should be")
    copy = office.folder / "inbox" / "back.xlsx"
    copy.write_bytes(office.book("1").read_bytes())
    office.type(copy, {("1.1a", "status"): "On track"})
    says = office.says()
    assert [change["state"] for change in says["changes"]] == ["taken"]
    assert says["letters"] == []
    assert [file["file"][:11] for file in says["refused"]] == ["Receipt for"]
    assert not copy.exists()


def test_a_write_protected_history_is_not_to_be_moved_away(tmp_path: Path) -> None:
    place = tmp_path / "history.db"
    Database(str(place)).close()
    database = Database(str(place))
    database.connection.close()
    database.connection = sqlite3.connect(f"file:{place}?mode=ro", uri=True, isolation_level=None)
    with pytest.raises(HistoryError) as caught, database.transaction() as connection:
        connection.execute("INSERT INTO settings VALUES ('a', 'b')")
    assert "write-protected" in str(caught.value)
    assert "move this file away" not in str(caught.value)
    database.close()


def test_a_full_disk_is_no_unforeseen_error(office: Office) -> None:
    with Path("/dev/full").open("w") as full:
        shown = subprocess.run(
            [sys.executable, "-m", "toolkit", "-C", str(office.folder), "show"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert shown.returncode == 1
    assert shown.stderr.startswith("The disk is full: free some space on it, then run it again.")


def without_tables(place: Path) -> None:
    """What Google Sheets makes of a workbook: the same cells, and no Excel Table any more."""
    with opened_by_openpyxl(place) as book:
        for sheet in book.worksheets:
            for name in list(sheet.tables):
                del sheet.tables[name]


def test_a_workbook_that_went_through_google_sheets_says_what_was_typed(office: Office) -> None:
    copy = office.folder / "inbox" / "Copy of 2 Sustainability.xlsx"
    copy.write_bytes(office.book("2").read_bytes())
    office.type(copy, {("2.1a", "status"): "On track"})
    without_tables(copy)
    office.type(office.book("3"), {("3.1a", "status"): "At risk"})
    without_tables(office.book("3"))
    says = office.says()
    taken = {(c["ref"], c["state"]) for c in says["changes"]}
    assert taken == {("2.1a", "taken"), ("3.1a", "taken")}
    assert [line for line in says["needs_you"] if "new row" in line["what"]] == []
    [note] = [file["note"] for file in says["written"] if file["file"].startswith("3")]
    assert note.startswith("no Excel Table stands on Action grid, Goals, Measures any more")
    before = office.contents()
    assert office.says()["written"] == []
    assert office.contents() == before


@pytest.mark.parametrize(
    "words", ["show", "history", "history 1.1a", "validate", "rollup", "report", "survey show"]
)
def test_without_history_no_figures_of_nothing_are_told(office: Office, words: str) -> None:
    (office.folder / ".actiongrid" / "history.db").unlink()
    books = {place.name: place.read_bytes() for place in office.folder.glob("workbooks/*")}
    done = CliRunner().invoke(main, ["-C", str(office.folder), *words.split()])
    assert isinstance(done.exception, HistoryError)
    assert "there is no history here" in done.exception.sentence()
    assert books == {p.name: p.read_bytes() for p in office.folder.glob("workbooks/*")}
    assert not [*office.folder.glob("reports/*")]
    assert office.says()["snapshot"] > 1  # and sync goes on from the plan and the workbooks


def test_junk_in_the_inbox_is_one_short_line_behind_everything_else(office: Office) -> None:
    inbox = office.folder / "inbox"
    for name in ("a scan.pdf", "photo.JPG", "notes.txt"):
        (inbox / name).write_bytes(b"%PDF-1.7 nothing of the plan's")
    (inbox / "mine.xlsx").write_bytes(b"%PDF-1.7 a scan")
    for person, status in (("Ann", "At risk"), ("Bob", "On track")):
        copy = inbox / f"{person}.xlsx"
        copy.write_bytes(office.book("1").read_bytes())
        office.type(copy, {("1.1a", "status"): status})
    done = office.sync()
    assert done.needs[-1].what == (
        "3 files in the inbox are no workbooks (a scan.pdf, notes.txt, photo.JPG): nothing is read "
        "from them. Take them out of the inbox."
    )
    assert {line.kind for line in done.needs[:2]} == {"held", "two answers"}
    said = "\n".join(sync_lines(done))
    assert [said.count(name) for name in ("a scan.pdf", "notes.txt", "mine.xlsx")] == [1, 1, 1]
    assert "• 1.1a Status" in said
    before = office.contents()
    office.sync()
    assert office.contents() == before


def test_junk_is_accepted_until_other_junk_comes(office: Office) -> None:
    def lines(says: dict[str, object]) -> list[str]:
        told: list[dict[str, str]] = says["needs_you"]  # type: ignore[assignment]
        return [line["what"] for line in told if line["kind"] == "no workbook"]

    (office.folder / "inbox" / "notes.txt").write_text("hello")
    [line] = lines(office.says())
    assert line.startswith("1 file in the inbox is no workbook (notes.txt)")
    office.answer("Accept as is", "is no workbook")
    says = office.says()
    assert (lines(says), says["held"]) == ([], [])
    (office.folder / "inbox" / "more.txt").write_text("hello")
    assert len(lines(office.says())) == 1
