"""Numbers a director reads: what people edited, what she answered, each counted once everywhere."""

from __future__ import annotations

from tests.workflows.conftest import Office, opened_by_openpyxl
from tests.workflows.test_sync import drop, mailed
from toolkit.workflows.past import edit_lines, history_document, ledger_of, snapshot_lines
from toolkit.workflows.sync_words import sync_lines
from toolkit.workflows.undo import undo_last


def disagreed(office: Office) -> None:
    """Anna's returned copy and the workbook give one status two answers."""
    copy = mailed(office, "1", "Anna")
    office.type(copy, {("1.1a", "status"): "At risk"})
    office.type(office.book("1"), {("1.1a", "status"): "On track"})
    drop(office, copy)
    office.sync()


def test_notes_put_together_are_no_edit_of_anybody(office: Office) -> None:
    copy = mailed(office, "1", "Anna")
    office.type(copy, {("1.1a", "note"): "waiting for the vote"})
    office.type(office.book("1"), {("1.1a", "note"): "adopted"})
    drop(office, copy)
    lines = list(sync_lines(office.sync()))
    assert lines[0].endswith(": 2 edits were gathered, 2 taken.")
    [whole] = [line for line in lines if "every note kept" in line]
    assert whole.endswith('"1 Relevance.xlsx: adopted Anna: waiting for the vote"')


def test_answers_are_not_counted_as_edits(office: Office) -> None:
    copy = mailed(office, "1", "Anna")
    office.type(copy, {("1.1a", "status"): "At risk"})
    office.type(office.book("1"), {("1.1a", "status"): "On track", ("1.2a", "status"): "On hold"})
    drop(office, copy)
    office.sync()
    office.answer('Keep "At risk"', "1.1a Status")
    office.answer("As read", "Goal 1.1")
    office.answer("Accept as is", "1.1b")
    office.type(office.book("3"), {("3.1a", "status"): "Complete"})
    lines = list(sync_lines(office.sync()))
    assert lines[0].endswith(": 1 edit was gathered, 1 taken; 3 answers of yours carried out.")
    with office.open() as session:
        counts = [line["edits"] for line in history_document(session, "", ())["snapshots"]]  # type: ignore[index, union-attr, call-overload]
        undo_last(session)
        counts.append(history_document(session, "", ())["snapshots"][-1]["edits"])  # type: ignore[index, call-overload, arg-type]
        listed = [line.split("sync")[-1].strip() for line in snapshot_lines(session)]
    assert counts == [0, 3, 1, 3]
    assert listed[1:3] == ["3 edits", "1 edit, 3 answers"]
    assert listed[3].endswith("undo     3 edits")


def test_two_statuses_cannot_both_be_kept_in_one_cell(office: Office) -> None:
    disagreed(office)
    office.answer("keep both", "1.1a Status")
    done = office.sync()
    assert [conflict.column for conflict in done.conflicts] == ["status"]
    assert office.cell(office.book("1"), "1.1a", "status") == "On track"
    assert any('"keep both" is not one of the choices' in line for line in sync_lines(done))


def test_a_new_row_is_told_by_its_ref_and_place(office: Office) -> None:
    copy = mailed(office, "2", "Dev")
    office.add_row(copy, {"text": "Publish a donor letter", "who": "ED"})
    drop(office, copy)
    done = office.sync()
    [added] = [line for line in sync_lines(done) if "row added" in line]
    assert added == f"  2.2d row added by Dev ({copy.name} › row 14)"
    receipt = (office.folder / "outbox" / done.letters[0]).read_text(encoding="utf-8-sig")
    assert "  2.2d row added (row 14) – taken" in receipt
    with office.open() as session:
        past = list(edit_lines(session, "2.2d", ledger_of(session, "2.2d")))
    assert past[0].endswith(f"row added by Dev ({copy.name} › Action grid, row 14) [taken]")


def test_a_new_row_stands_in_the_register_by_its_ref(office: Office) -> None:
    office.add_row(office.book("2"), {"text": "Publish a donor letter", "who": "ED"})
    done = office.sync()
    assert [record.text("ref") for record in done.state.snapshot["amendments"]] == ["2.2d"]


def test_a_cell_is_told_with_its_sheet_where_that_is_not_the_first(office: Office) -> None:
    live = office.book("1")
    office.type(live, {("1.1/1", "actual"): 4.2}, "measures")
    office.type(live, {("1.1a", "status"): "On track"})
    lines = list(sync_lines(office.sync()))
    assert '  1.1a Status: "On track" (1 Relevance.xlsx › K5)' in lines
    assert '  1.1/1 Actual: "4.2" (1 Relevance.xlsx › Measures!I5)' in lines


def test_a_percentage_among_numbers_is_what_people_see(office: Office) -> None:
    live = office.book("1")
    with opened_by_openpyxl(live) as book:
        cell = book["Measures"]["I5"]
        cell.value, cell.number_format = 0.85, "0%"
    done = office.sync()
    assert [edit.new for edit in done.edits if edit.column == "actual"] == [85]
    copy = mailed(office, "1", "Eve")
    office.type(copy, {("1.1/1", "actual"): 90}, "measures")
    drop(office, copy)
    office.sync()
    with opened_by_openpyxl(live) as book:
        assert book["Measures"]["I5"].value == 0.9
    assert office.says()["changes"] == []


def test_an_undone_row_leaves_no_line_in_the_register(office: Office) -> None:
    office.add_row(office.book("2"), {"text": "Publish a donor letter", "who": "ED"})
    office.sync()
    with office.open() as session:
        undone = undo_last(session)
    assert undone.synced is not None
    assert [line.file for line in undone.synced.needs if "out of the plan" in line.what] == [
        "2 Sustainability.xlsx"
    ]
    plan = office.book("Plan")
    with opened_by_openpyxl(plan) as book:
        told = [cell.value for cell in book["Amendments"][6]]
    assert [value for value in told if value is not None] == told[-1:]
    assert office.says()["changes"] == []
    with office.open() as session:
        undo_last(session, redo=True)
    with opened_by_openpyxl(plan) as book:
        assert book["Amendments"]["A6"].value == "2.2d"
    assert office.says()["changes"] == []


def test_a_conflict_with_an_answer_of_yours_leads_to_the_workbook(office: Office) -> None:
    disagreed(office)
    office.answer('Keep "At risk"', "1.1a Status")
    office.type(office.book("1"), {("1.1a", "status"): "Cancelled"})
    [line] = [line for line in office.sync().needs if line.kind == "two answers"]
    assert '"At risk" (' in line.what
    assert (line.file, line.sheet, line.cell) == ("1 Relevance.xlsx", "Action grid", "K5")


def test_a_row_that_waits_to_be_one_of_the_plan_is_called_new(office: Office) -> None:
    copies = [mailed(office, "3", name) for name in ("Lee", "Kim")]
    for copy, status in zip(copies, ("On track", "At risk"), strict=True):
        office.add_row(copy, {"text": "Write to every governor", "status": status})
        drop(office, copy)
    done = office.sync()
    waits = [line for line in sync_lines(done) if line.endswith("– waits for you")]
    assert len(waits) == 6
    assert all(line.startswith("  new action ") for line in waits)
    receipt = (office.folder / "outbox" / done.letters[0]).read_text(encoding="utf-8-sig")
    assert "  new action row added (row 12) – waits for the director" in receipt


def test_the_ref_a_copied_row_brought_along_is_not_told(office: Office) -> None:
    office.copy_row(office.book("1"), "1.1b", text="Something else")
    office.sync()
    office.answer("It is a new row", "copied with the hidden id")
    lines = list(sync_lines(office.sync()))
    assert any("1.1c row added" in line for line in lines)
    assert not any(" Ref: " in line for line in lines)
