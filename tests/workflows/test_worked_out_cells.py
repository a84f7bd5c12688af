"""Words typed into columns that are worked out are put back with a sentence; nothing else is."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

from tests.workflows.conftest import TODAY, Office, opened_by_openpyxl
from tests.workflows.test_held_copies import cleared_copy
from tests.workflows.test_sync import drop, mailed
from toolkit.workflows.sync_document import sync_document
from toolkit.workflows.sync_words import sync_lines

LEE = 'had typed "ask Lee"'


def told(office: Office, days: int = 0) -> list[str]:
    lines = sync_lines(office.sync(TODAY + timedelta(days=days)))
    return [line.strip() for line in lines if "somebody had typed" in line]


def test_what_somebody_typed_is_said_once_and_put_back(office: Office) -> None:
    book = office.book("3")
    flag = office.cell(book, "3.1a", "flag")
    office.type(book, {("3.1a", "flag"): "ask Lee first", ("3.1b", "next_due"): "after the fair"})
    first, second = told(office)
    assert 'somebody had typed "ask Lee first" under "Flag" of 3.1a' in first
    assert "this column is worked out, so it " in first
    assert 'typed "after the fair" under "Next due" of 3.1b' in second
    assert office.cell(book, "3.1a", "flag") == flag
    before = office.contents()
    assert told(office) == []
    assert office.contents() == before


def test_it_is_said_of_a_file_that_was_just_written_too(office: Office) -> None:
    book = office.book("3")
    office.type(book, {("3.1a", "status"): "Complete", ("3.1b", "by_when"): "1 December 2026"})
    assert told(office) == []
    office.type(book, {("3.1a", "flag"): "well done", ("3.1a", "note"): "thanks to Lee"})
    [sentence] = told(office, days=40)
    assert '"well done"' in sentence


def test_what_only_follows_from_the_day_or_from_an_edit_is_not_said(office: Office) -> None:
    book = office.book("3")
    office.type(book, {("3.1b", "by_when"): "1 December 2026", ("3.1b", "status"): "On track"})
    assert told(office) == []
    for days in (12, 60, 400):
        office.type(book, {("3.2a", "note"): f"day {days}"})
        assert told(office, days) == []
    office.type(book, {("3.1b", "status"): "Complete"})
    assert told(office, 401) == []


def test_an_older_version_put_back_is_not_taken_for_typing(office: Office) -> None:
    book = office.book("3")
    office.type(book, {("3.1b", "by_when"): "1 December 2026"})
    office.sync()
    older = book.read_bytes()
    office.type(book, {("3.1b", "status"): "Complete"})
    office.sync(TODAY + timedelta(days=30))
    book.write_bytes(older)
    office.type(book, {("3.2a", "note"): "typed into the older one"})
    assert told(office, 60) == []


def test_while_a_file_is_open_it_is_said_once(office: Office) -> None:
    book = office.book("3")
    office.type(book, {("3.1a", "flag"): "ask Lee"})
    with office.opened_in_excel(book):
        assert len(told(office)) == 1
        assert told(office) == []
    assert told(office) == []
    assert office.cell(book, "3.1a", "flag") != "ask Lee"


def test_other_programs_that_save_the_workbook_type_nothing(office: Office, tmp_path: Path) -> None:
    book = office.book("3")
    office.type(book, {("3.1b", "by_when"): "1 December 2026", ("3.1b", "status"): "On track"})
    office.sync()
    with opened_by_openpyxl(book):
        pass
    assert told(office, 3) == []
    kept = tmp_path / "saved"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to",
         "xlsx", "--outdir", str(kept), str(book)],
        check=True, capture_output=True,
    )  # fmt: skip
    book.write_bytes((kept / book.name).read_bytes())
    assert told(office, 70) == []


def in_copies(office: Office, days: int = 0) -> list[str]:
    return [line for line in told(office, days) if "does not count" in line]


def test_words_typed_where_the_tool_writes_are_told_of_a_copy_once(office: Office) -> None:
    copy = mailed(office, "3", "Kim")
    office.type(copy, {("3.1a", "flag"): "ask Lee first", ("3.1b", "status"): "On track"})
    drop(office, copy)
    done = office.sync()
    [sentence] = [line for line in sync_lines(done) if "had typed" in line]
    assert f"{copy.name} › Action grid!" in sentence
    assert 'somebody had typed "ask Lee first" under "Flag" of 3.1a' in sentence
    assert "does not count" in sentence
    [receipt] = sync_document(done)["receipts"]
    assert receipt["says"].endswith(
        "1 of 1 edit taken, words in 1 cell that the tool fills do not count"
    )
    [cell] = receipt["not_counted"]
    assert (cell["ref"], cell["column"], cell["value"]) == ("3.1a", "Flag", "ask Lee first")
    letter = (office.folder / "outbox" / done.letters[0]).read_text(encoding="utf-8-sig")
    assert "3.1a Flag (cell " in letter
    assert "ask Lee first – does not count: the tool fills this cell" in letter
    drop(office, copy)
    again = office.sync()
    assert in_copies(office) == []
    assert (again.letters, [r.typed_over for r in again.receipts]) == ((), [()])


def test_a_copy_in_which_only_such_words_were_typed_gets_its_receipt(office: Office) -> None:
    copy = mailed(office, "3", "Kim")
    office.type(copy, {("3.1a", "next_due"): "after the fair"})
    drop(office, copy)
    done = office.sync()
    assert [r.sentence.partition("; ")[2] for r in done.receipts] == [
        "words in 1 cell that the tool fills do not count"
    ]
    assert len(done.letters) == 1


def test_what_the_tool_wrote_into_a_copy_long_ago_is_not_taken_for_typing(office: Office) -> None:
    book = office.book("3")
    office.type(book, {("3.1b", "by_when"): "1 December 2026", ("3.1b", "status"): "On track"})
    cut = []
    for days in (0, 12, 60):
        office.sync(TODAY + timedelta(days=days))
        cut.append((office.folder / "inbox" / f"{days} days.xlsx", book.read_bytes()))
        office.type(book, {("3.2a", "note"): f"day {days}"})
    office.type(book, {("3.1b", "status"): "Complete"})
    office.sync(TODAY + timedelta(days=90))
    for place, content in cut:
        place.write_bytes(content)
        office.type(place, {("3.2b", "note"): f"typed into {place.name}"})
    assert told(office, 400) == []


def test_a_copy_that_was_held_tells_of_them_when_it_is_let_through(office: Office) -> None:
    copy = cleared_copy(office)
    office.type(copy, {("2.1a", "flag"): "ask Lee"})
    drop(office, copy)
    assert [hold.whole_file for hold in office.sync().holds] == [True]
    assert told(office) == []
    [sentence] = [line for line in sync_lines(office.sync(released=(copy.name,))) if LEE in line]
    assert "does not count" in sentence
    assert told(office) == []


def test_an_older_history_that_never_noted_them_tells_of_no_copy_cut_before(office: Office) -> None:
    copy = mailed(office, "3", "Kim")
    with office.open() as session, session.history._database.transaction() as database:  # type: ignore[attr-defined]
        database.execute("DELETE FROM settings WHERE name = 'words ever worked out'")
    office.type(office.book("3"), {("3.1b", "status"): "On track"})
    office.sync()
    office.type(copy, {("3.1a", "flag"): "ask Lee"})
    drop(office, copy)
    assert told(office) == []
    newer = mailed(office, "3", "Lee")
    office.type(newer, {("3.1a", "flag"): "ask Kim"})
    drop(office, newer)
    assert told(office) == []
    office.type(office.book("3"), {("3.1b", "status"): "At risk"})
    office.sync()
    newest = mailed(office, "3", "Jo")
    office.type(newest, {("3.1a", "flag"): "ask Jo"})
    drop(office, newest)
    assert len(in_copies(office)) == 1
