"""Sync on real workbooks: no edit lost, no wrong cell written, said in plain words."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.office.libreoffice import run_jobs
from tests.workflows.conftest import TODAY, Office, opened_by_openpyxl
from toolkit.errors import UsageError
from toolkit.tables.edit import EditState
from toolkit.workflows.generate import generate
from toolkit.workflows.sync_words import sync_lines
from toolkit.workflows.undo import undo_last, undo_lines

GRID = "Action grid"


def address(office: Office, book: Path, ref: str, column: str) -> str:
    """The address of a cell, by ref and column."""
    with office.open() as session:
        copy = session.backend.read(book.read_bytes(), book.name)
    table = copy.table("actions")
    assert table is not None
    return next(
        f"{table.letters[column]}{row.row}" for row in table.rows if row["ref"].value == ref
    )


def mailed(office: Office, area: str, recipient: str) -> Path:
    with office.open() as session:
        return Path(generate(session, only=area, recipients=(recipient,)).copies[0].place)


def drop(office: Office, copy: Path) -> None:
    shutil.copy(copy, office.folder / "inbox" / copy.name)


@pytest.mark.libreoffice
def test_eight_edits_made_in_libreoffice_are_exactly_what_sync_reports(office: Office) -> None:
    typed = [
        ("1", "1.1a", "status", "On track", "On track"),
        ("1", "1.1a", "note", "Roles drafted", "Roles drafted"),
        ("1", "1.1b", "status", "done", "Complete"),
        ("2", "2.1a", "status", "At risk", "At risk"),
        ("2", "2.1a", "help", "=not a formula", "=not a formula"),
        ("2", "2.1b", "no_change", "x", True),
        ("3", "3.1a", "outcome", "See minutes, p. 3", "See minutes, p. 3"),
        ("3", "3.1b", "by_when", "Ongoing", "Ongoing"),
    ]
    jobs = []
    for area in "123":
        book = office.book(area)
        edits = [
            [GRID, address(office, book, ref, column), value]
            for number, ref, column, value, _ in typed
            if number == area
        ]
        jobs.append({"file": str(book), "save_as": str(book), "edits": edits})
    run_jobs(jobs)
    before = office.contents()
    done = office.sync()
    found = {
        (done.state.snapshot.record(e.table, e.id).text("ref"), e.column, e.new)  # type: ignore[union-attr]
        for e in done.edits
        if e.reason != "tool"
    }
    assert found == {(ref, column, value) for _, ref, column, _, value in typed}
    assert all(edit.state is EditState.TAKEN for edit in done.edits)

    settled = office.contents()
    assert settled != before
    again = office.says()
    assert (again["changes"], again["written"]) == ([], [])
    assert office.contents() == settled

    with office.open() as session:
        state = session.history.last()
        undo_last(session)
        taken_back = session.history.last()
    assert state.number + 1 == taken_back.number
    assert office.cell(office.book("1"), "1.1a", "status") is None
    assert office.cell(office.book("3"), "3.1b", "by_when") is None


def test_a_stale_copy_turns_nothing_back_and_tells_what_became_of_it(office: Office) -> None:
    stale = mailed(office, "1", "Kim")
    office.type(office.book("1"), {("1.1a", "status"): "On track"})
    office.sync(date(2026, 12, 1))
    office.type(stale, {("1.1b", "status"): "At risk"})
    drop(office, stale)
    says = office.says(date(2027, 1, 15))
    assert [(c["ref"], c["new"], c["by"], c["state"]) for c in says["changes"]] == [
        ("1.1b", "At risk", "Kim", "taken")
    ]
    assert says["receipts"][0]["says"] == "cut 22 Nov 2026; 1 of 1 edit taken"
    assert office.cell(office.book("1"), "1.1a", "status") == "On track"
    assert [p.name for p in (office.folder / "inbox" / "done").iterdir()] == [stale.name]
    assert not list((office.folder / "inbox").glob("*.xlsx"))


def test_two_answers_stay_in_both_files_until_the_coordinator_settles_them(office: Office) -> None:
    alex, sam = mailed(office, "2", "Alex"), mailed(office, "2", "Sam")
    office.type(alex, {("2.2a", "status"): "At risk"})
    office.type(sam, {("2.2a", "status"): "On track"})
    drop(office, alex)
    drop(office, sam)
    says = office.says()
    [conflict] = says["conflicts"]
    assert conflict["ref"] == "2.2a"
    assert {(v["value"], v["by"]) for v in conflict["values"]} == {
        ("At risk", "Alex"),
        ("On track", "Sam"),
    }
    assert office.cell(office.book("2"), "2.2a", "status") is None
    assert len(office.says()["conflicts"]) == 1
    done = office.sync(preferred=alex.name)
    assert done.conflicts == ()
    assert done.state.snapshot.value("actions", conflict["id"], "status") == "At risk"
    assert office.cell(office.book("2"), "2.2a", "status") == "At risk"


def test_the_order_of_copies_makes_no_difference(office: Office, tmp_path: Path) -> None:
    copies = [mailed(office, "3", who) for who in ("Ann", "Bo", "Cy")]
    for copy, status in zip(copies, ("On track", "At risk", "On track"), strict=True):
        office.type(copy, {("3.1a", "status"): status, ("3.2a", "note"): f"note {status}"})
    heads = []
    for order in (copies, copies[::-1]):
        other = Office(tmp_path / f"other {len(heads)}")
        shutil.copytree(office.folder, other.folder)
        done = other.sync(files=tuple(str(copy) for copy in order))
        heads.append((done.state.snapshot.tables["actions"], [c.key for c in done.conflicts]))
    assert heads[0] == heads[1]


def test_changed_adopted_text_is_proposed_and_filling_a_blank_counts(office: Office) -> None:
    book = office.book("3")
    office.type(book, {("3.1a", "text"): "Another wording.", ("3.1b", "by_when"): "June 2027"})
    says = office.says()
    assert [(a["ref"], a["new"]) for a in says["amendments"]] == [("3.1a", "Another wording.")]
    assert [(c["ref"], c["new"]) for c in says["changes"] if c["state"] == "taken"] == [
        ("3.1b", "June 2027")
    ]
    assert office.cell(book, "3.1a", "text") == "Another wording."
    with office.open() as session:
        actions = session.history.last()["actions"]
    assert "needs assessment" in next(r for r in actions if r["ref"] == "3.1a").text("text")


def test_a_file_that_is_open_is_written_at_the_next_sync(office: Office) -> None:
    book = office.book("1")
    owner = book.with_name(f"~${book.name}")
    owner.write_bytes(b"\x04Jane" + b" " * 50 + b"\x04\x00J\x00a\x00n\x00e\x00" + b" \x00" * 50)
    office.type(book, {("1.1a", "no_change"): True})
    says = office.says()
    assert [(q["file"], "Jane" in q["reason"]) for q in says["queued"]] == [(book.name, True)]
    assert office.cell(book, "1.1a", "no_change") == "x"
    owner.unlink()
    assert [w["file"] for w in office.says()["written"] if w["file"] == book.name] == [book.name]
    assert office.cell(book, "1.1a", "no_change") is None


def test_strange_files_are_named_and_stop_nothing(office: Office) -> None:
    (office.folder / "workbooks" / "Notes.xlsx").write_bytes(b"PK\x03\x04 broken")
    (office.folder / "inbox" / "old.xls").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    )
    (office.folder / "inbox" / "answers.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    office.type(office.book("4"), {("4.1a", "status"): "On track"})
    says = office.says()
    assert {held["file"] for held in says["held"]} == {"Notes.xlsx", "old.xls", "answers.csv"}
    assert [c["ref"] for c in says["changes"]] == ["4.1a"]
    assert (office.folder / "inbox" / "old.xls").exists()


def test_a_lost_file_is_named_and_generate_brings_it_back_with_what_was_agreed(
    office: Office,
) -> None:
    book = office.book("2")
    office.type(book, {("2.1a", "status"): "On track"})
    office.sync()
    book.unlink()
    assert office.says()["missing"] == [book.name]
    with office.open() as session:
        generate(session)
    assert office.cell(book, "2.1a", "status") == "On track"


def test_a_dry_run_says_what_would_happen_and_changes_nothing(office: Office) -> None:
    office.type(office.book("1"), {("1.1a", "status"): "On track"})
    before = office.contents()
    says = office.says(dry_run=True)
    assert [c["ref"] for c in says["changes"]] == ["1.1a"]
    assert office.contents() == before


def test_what_people_read_is_plain(office: Office) -> None:
    office.type(office.book("1"), {("1.1a", "status"): "On track"})
    lines = list(sync_lines(office.sync()))
    assert lines[:4] == [
        "Sync no. 2: 1 edit was gathered, 1 taken.",
        "",
        "What changed:",
        '  1.1a Status: "On track" (1 Relevance.xlsx › K5)',
    ]
    assert next(iter(sync_lines(office.sync()))) == "Nothing has changed since sync no. 2."


def test_a_lost_history_is_rebuilt_from_the_workbooks_and_overwrites_nothing(
    office: Office,
) -> None:
    office.type(office.book("1"), {("1.1a", "status"): "On track", ("1.1a", "note"): "Drafted"})
    office.sync()
    office.type(office.book("1"), {("1.1b", "status"): "At risk"})
    with office.open() as session:
        before = {r.text("ref"): dict(r.cells) for r in session.history.last()["actions"]}
    (office.folder / ".actiongrid" / "history.db").unlink()
    done = office.sync()
    assert done.state.snapshot.number > 1000
    assert done.conflicts == ()
    with office.open() as session:
        after = {r.text("ref"): dict(r.cells) for r in session.history.last()["actions"]}
    before["1.1b"] |= {"status": "At risk", "last_checked": TODAY}
    assert after == before
    assert office.cell(office.book("1"), "1.1a", "note") == "Drafted"
    assert office.says()["written"] == []


def test_a_new_period_blanks_repeating_actions_and_keeps_what_they_said(office: Office) -> None:
    office.type(office.book("1"), {("1.3a", "status"): "Complete", ("1.1a", "status"): "On track"})
    office.sync(date(2026, 12, 1))
    done = office.sync(date(2028, 1, 10), new_period=True)
    actions = {r.text("ref"): r for r in done.state.snapshot["actions"]}
    assert (actions["1.3a"]["status"], actions["1.3a"]["last_time"]) == (
        None,
        "Complete, 1 Dec 2026",
    )
    assert actions["1.1a"]["status"] == "On track"
    assert office.cell(office.book("1"), "1.3a", "status") is None


def test_a_row_typed_below_the_table_gets_its_id_and_its_day_at_once(office: Office) -> None:
    with opened_by_openpyxl(office.book("1")) as book:
        grid = book["Action grid"]
        last = max(row for row in range(5, grid.max_row + 1) if grid.cell(row, 1).value)
        grid.cell(last + 1, 3).value = "A row of our own"
        grid.cell(last + 1, 11).value = "On track"
    says = office.says()
    assert says["queued"] == []
    assert {c["column"] for c in says["changes"] if c["state"] == "taken"} >= {
        "row added",
        "Status",
    }
    again = office.says()
    assert (again["changes"], again["written"]) == ([], [])


def test_a_damaged_workbook_does_not_stop_generate_for_the_others(office: Office) -> None:
    office.book("1").write_bytes(b"")
    lost = office.book("2")
    lost.unlink()
    with office.open() as session:
        made = generate(session)
    assert made.written == (lost.name,)
    assert office.book("1").read_bytes() == b""


def test_undo_takes_back_the_last_sync_that_changed_something_and_undo_takes_back_undo(
    office: Office,
) -> None:
    book = office.book("1")
    office.type(book, {("1.1a", "status"): "On track"})
    changing = office.sync().state.snapshot.number
    office.type(book, {("1.1a", "text"): "Another wording."})
    noting = office.sync().state.snapshot.number
    assert noting > changing
    with office.open() as session:
        assert undo_last(session, dry_run=True).number == changing
        undone = undo_last(session)
        assert undone.number == changing
        assert f"Sync no. {changing} was taken back" in next(undo_lines(session, undone))
    assert office.cell(book, "1.1a", "status") is None
    assert [a["new"] for a in office.says()["amendments"]] == ["Another wording."]
    with office.open() as session:
        undo_last(session)
    assert office.cell(book, "1.1a", "status") == "On track"


def test_undo_says_so_when_nothing_was_changed(office: Office) -> None:
    with office.open() as session, pytest.raises(UsageError, match="no sync has changed"):
        undo_last(session)


def test_each_contributor_gets_a_receipt_as_a_text_file(office: Office) -> None:
    stale = mailed(office, "1", "Kim / IM")
    office.type(office.book("1"), {("1.1a", "status"): "On track"})
    office.sync(date(2026, 12, 1))
    office.type(stale, {("1.1b", "status"): "At risk", ("1.2a", "note"): "Sent to all"})
    drop(office, stale)
    done = office.sync(date(2027, 1, 15))
    assert done.letters == ("Receipt for Kim   IM 2027-01-15.txt",)
    text = (office.folder / "outbox" / done.letters[0]).read_text(encoding="utf-8-sig")
    assert "cut 22 Nov 2026; 2 of 2 edits taken." in text
    assert "1.1b Status (cell K6): At risk – taken" in text
    drop(office, stale)
    assert office.sync(date(2027, 1, 16)).letters == ()


def test_another_reading_of_the_document_is_asked_for_until_the_plan_is_corrected(
    office: Office,
) -> None:
    lines = {line["what"]: line for line in office.says()["needs_you"]}
    what, line = next((w, n) for w, n in lines.items() if len(n["choices"]) > 1 and "Who?" in w)
    office.answer("bananas", what)
    done = office.sync()
    assert any('"bananas" is not one of the choices' in sentence for sentence in done.odd)
    assert what in {line["what"] for line in office.says()["needs_you"]}
    office.answer(line["choices"][1], what)
    office.sync()
    place = what.partition("“")[0]
    again = [line for line in office.says()["needs_you"] if line["what"].startswith(place)]
    assert [("You chose" in n["what"], n["answer"] or "") for n in again] == [(True, "")]
    office.answer("Corrected", "You chose")
    office.sync()
    assert not [n for n in office.says()["needs_you"] if n["what"].startswith(place)]
