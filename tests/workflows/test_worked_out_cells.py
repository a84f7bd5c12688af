"""Words typed into columns that are worked out are put back with a sentence; nothing else is."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

from tests.workflows.conftest import TODAY, Office, opened_by_openpyxl
from toolkit.workflows.sync_words import sync_lines


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
