"""``undo`` takes back the last sync, whatever it consisted of, and says exactly what."""

from __future__ import annotations

from datetime import date

import pytest

from tests.workflows.conftest import Office, opened_by_openpyxl
from tests.workflows.test_sync import drop, mailed
from toolkit.errors import UsageError
from toolkit.rollup.flag import NOT_COUNTED
from toolkit.tables.edit import ROW_ADDED
from toolkit.workflows.sync_words import sync_lines
from toolkit.workflows.undo import Undone, undo_last, undo_lines
from toolkit.workflows.validate import validate

EARLY = date(2026, 10, 1)


def undo(office: Office, **facts: bool) -> tuple[Undone, list[str]]:
    with office.open() as session:
        done = undo_last(session, **facts)
        return done, list(undo_lines(session, done))


def needs(office: Office) -> list[str]:
    return [line["what"] for line in office.says()["needs_you"]]


def test_an_answer_to_an_amendment_is_taken_back_before_earlier_edits(office: Office) -> None:
    book = office.book("2")
    office.type(book, {("2.1a", "status"): "On track", ("2.1a", "note"): "Sent out"})
    typed = office.sync().state.snapshot.number
    office.type(book, {("2.1b", "by_when"): "March 2028"})
    adopted = office.cell(office.book("2"), "2.1c", "by_when")
    office.sync()
    office.answer("Keep the adopted wording", "2.1b")
    answered = office.sync().state.snapshot.number
    assert office.cell(book, "2.1b", "by_when") != "March 2028"
    before = office.contents()
    would, said = undo(office, dry_run=True)
    assert (would.taken.number, said[0]) == (
        answered,
        f"Sync no. {answered} would be taken back: 1 answer.",
    )
    assert office.contents() == before
    done, said = undo(office)
    assert done.taken.number == answered
    assert said[0].startswith(f"Sync no. {answered} was taken back (1 answer); this is sync no.")
    assert said[1].startswith('  Your answer "Keep the adopted wording": it waits for you again.')
    assert office.cell(book, "2.1b", "by_when") == "March 2028"
    assert office.cell(book, "2.1a", "status") == "On track"
    for _ in range(2):
        says = office.says()
        assert [(a["ref"], a["new"]) for a in says["amendments"]] == [("2.1b", "March 2028")]
        assert (says["changes"], says["written"]) == ([], [])
    assert adopted == office.cell(book, "2.1c", "by_when")
    done, said = undo(office)
    assert done.taken.number == typed
    assert '  2.1a Status: blank again, was "On track"' in said
    assert office.cell(book, "2.1a", "status") is None
    with pytest.raises(UsageError, match="nothing to take back"):
        undo(office)


def test_an_accepted_amendment_is_proposed_again_and_can_be_accepted_anew(office: Office) -> None:
    book = office.book("2")
    office.type(book, {("2.1b", "by_when"): "March 2028"})
    office.sync()
    office.answer("Accept the new wording", "2.1b")
    accepted = office.sync()
    assert [e.new for e in accepted.edits if e.applies and e.column == "by_when"] == ["March 2028"]
    done, said = undo(office)
    assert done.taken.number == accepted.state.snapshot.number
    assert said[1].startswith("  2.1b By When?: ")
    assert said[2].startswith('  Your answer "Accept the new wording": it waits for you again.')
    for _ in range(2):
        says = office.says()
        assert [a["new"] for a in says["amendments"]] == ["March 2028"]
    assert office.cell(book, "2.1b", "by_when") == "March 2028"
    undo(office, redo=True)
    assert office.says()["amendments"] == []
    assert office.cell(book, "2.1b", "by_when") == "March 2028"


def test_a_line_accepted_as_it_is_stands_on_needs_you_again(office: Office) -> None:
    office.sync()
    line = next(
        line
        for line in office.sync().needs
        if line.kind == "to check" and "Accept as is" in line.choices
    )
    office.answer("Accept as is", line.what)
    done = office.sync()
    assert done.state.snapshot.number > done.before
    assert line.what not in needs(office)
    undone, said = undo(office)
    assert undone.taken.number == done.state.snapshot.number
    assert said[1].startswith('  Your answer "Accept as is": it waits for you again.')
    assert line.what in needs(office)
    undo(office, redo=True)
    assert line.what not in needs(office)


def test_a_settled_conflict_is_open_again_and_each_file_shows_what_it_said(office: Office) -> None:
    sam = mailed(office, "2", "Sam")
    office.type(sam, {("2.2a", "status"): "On track"})
    drop(office, sam)
    office.type(office.book("2"), {("2.2a", "status"): "At risk"})
    [conflict] = office.sync().conflicts
    office.answer('Keep "On track"', "2.2a Status")
    office.sync()
    assert office.cell(office.book("2"), "2.2a", "status") == "On track"
    _done, said = undo(office)
    assert any('Your answer "Keep "On track""' in line for line in said)
    again = office.says()
    assert [{v["value"] for v in c["values"]} for c in again["conflicts"]] == [
        {edit.new for edit in conflict.values}
    ]
    assert office.cell(office.book("2"), "2.2a", "status") == "At risk"
    assert again["changes"] == []
    office.answer('Keep "At risk"', "2.2a Status")
    assert office.says()["conflicts"] == []


def test_a_text_nobody_could_read_stands_in_its_cell_again(office: Office) -> None:
    book = office.book("1")
    office.type(book, {("1.1a", "status"): "Dnoe"})
    office.sync()
    office.answer("Complete", "1.1a Status")
    office.sync()
    assert office.cell(book, "1.1a", "status") == "Complete"
    undo(office)
    assert office.cell(book, "1.1a", "status") == "Dnoe"
    for _ in range(2):
        assert [w["text"] for w in office.says()["waiting"]] == ["Dnoe"]


def test_undo_goes_back_step_by_step_and_redo_comes_forward_again(office: Office) -> None:
    book = office.book("1")
    for status in ("On track", "At risk"):
        office.type(book, {("1.1a", "status"): status})
        office.sync()
    undo(office)
    assert office.cell(book, "1.1a", "status") == "On track"
    undo(office)
    assert office.cell(book, "1.1a", "status") is None
    undo(office, redo=True)
    assert office.cell(book, "1.1a", "status") == "On track"
    undo(office, redo=True)
    assert office.cell(book, "1.1a", "status") == "At risk"
    with pytest.raises(UsageError, match="no undo to take back"):
        undo(office, redo=True)


def test_edits_nobody_has_gathered_stop_an_undo_and_are_kept(office: Office) -> None:
    book = office.book("1")
    office.type(book, {("1.1a", "status"): "On track"})
    office.sync()
    office.type(book, {("1.1b", "status"): "At risk"})
    with pytest.raises(UsageError, match="were gathered as sync no"):
        undo(office)
    assert office.cell(book, "1.1a", "status") == "On track"
    undo(office)
    assert office.cell(book, "1.1b", "status") is None
    assert office.cell(book, "1.1a", "status") == "On track"


def test_a_row_an_undo_took_out_is_marked_and_counted_nowhere_and_loses_nothing(
    office: Office,
) -> None:
    book = office.book("1")
    counted = office.sync().state.rollup.overall.actions
    office.add_row(book, {"text": "A row of our own", "status": "On track"})
    added = office.sync()
    assert added.state.rollup.overall.actions == counted + 1
    [row] = [e for e in added.edits if e.key[::2] == ("actions", ROW_ADDED)]
    record = added.state.snapshot.record("actions", row.id)
    assert record is not None
    ref = record.text("ref")
    _done, said = undo(office)
    assert f"  {ref}: the row does not count again." in said
    assert office.cell(book, ref, "flag") == NOT_COUNTED
    assert office.cell(book, ref, "goal") is None
    assert office.cell(book, ref, "kind") == "note"
    done = office.sync()
    assert done.state.rollup.overall.actions == counted
    lines = [line for line in done.needs if ref in line.what or row.id in line.what]
    assert [line.choices for line in lines] == [("Put it back", "Leave it out")]
    with office.open() as session:
        found = validate(session).findings
    assert not [f for f in found if ref in f.sentence or row.id in f.sentence]

    office.type(book, {(ref, "status"): "At risk", (ref, "note"): "Half done"})
    says = office.says()
    assert [(c["ref"], c["state"]) for c in says["changes"]] == [(ref, "waiting")] * 2
    assert (office.says()["changes"], office.says()["written"]) == ([], [])
    [line] = [line for line in office.sync().needs if ref in line.what]
    assert "Half done" in line.what
    assert row.id not in line.what
    office.answer("Put it back", ref)
    back = office.sync()
    assert back.state.rollup.overall.actions == counted + 1
    now = back.state.snapshot.record("actions", row.id)
    assert now is not None
    assert (now["status"], now["note"], now.retired) == ("At risk", "Half done", False)
    assert office.cell(book, ref, "kind") is None
    assert office.cell(book, ref, "flag") != NOT_COUNTED
    assert [line for line in office.sync().needs if ref in line.what and line.kind == "row"] == []


def test_what_was_typed_in_a_row_that_does_not_count_can_be_left_out(office: Office) -> None:
    book = office.book("1")
    office.add_row(book, {"text": "A row of our own"})
    added = office.sync()
    row = next(e.id for e in added.edits if e.key[::2] == ("actions", ROW_ADDED))
    ref = str(added.state.snapshot.value("actions", row, "ref"))
    undo(office)
    office.answer("Leave it out", ref)
    assert not [line for line in office.sync().needs if ref in line.what]
    office.type(book, {(ref, "note"): "Half done"})
    office.sync()
    office.answer("Leave it out", "Half done")
    done = office.sync()
    assert not [line for line in done.needs if ref in line.what]
    assert office.cell(book, ref, "note") is None
    assert office.says()["changes"] == []


def test_what_undo_says_in_a_conflict_is_told_as_its_answer(office: Office) -> None:
    live = office.book("1")
    office.type(live, {("1.1a", "status"): "On track"})
    office.sync()
    seen = live.read_bytes()
    with office.open() as session:
        undo_last(session)
    late = office.folder / "inbox" / "late.xlsx"
    late.write_bytes(seen)
    office.type(late, {("1.1a", "status"): "Complete"})
    lines = list(sync_lines(office.sync()))
    assert '  1.1a Status: "blank" (undo) or "Complete" (late.xlsx)' in lines


def test_a_row_that_was_retired_is_asked_about_again_at_once(office: Office) -> None:
    with opened_by_openpyxl(office.book("3")) as book:
        sheet = book["Action grid"]
        sheet.delete_rows(11)
        sheet.tables["tblActions"].ref = "A4:AC10"
    office.sync()
    office.answer("Retire it", "3.4a")
    office.sync()
    undone, _said = undo(office)
    assert undone.synced is not None
    asked = [line.what for line in undone.synced.needs]
    assert sum('the row of action "3.4a" is not there any more' in what for what in asked) == 1
    again = office.sync()
    assert [line.what for line in again.needs] == asked
    assert again.delivered == ()


def test_an_answer_that_holds_again_is_not_carried_out_once_more(office: Office) -> None:
    office.answer("Accept as is", "1.1b")
    office.sync()
    undo(office)
    undone, _said = undo(office, redo=True)
    assert undone.synced is not None
    assert undone.synced.state.snapshot.number == undone.number
    assert office.sync().state.snapshot.number == undone.number
