"""What people do to files by and by, and what they are told: true, in their words, with a step."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from tests.workflows.conftest import Office, opened_by_openpyxl
from tests.workflows.test_sync import drop, mailed
from toolkit.errors import UsageError
from toolkit.workflows.generate import generate
from toolkit.workflows.status import look, status_document, status_lines
from toolkit.workflows.sync_words import sync_lines
from toolkit.workflows.undo import undo_last
from toolkit.workflows.validate import validate


def lines(says: dict[str, Any], about: str) -> list[dict[str, Any]]:
    return [line for line in says["needs_you"] if about in line["what"]]


def test_a_second_copy_beside_the_live_file_stays_on_the_list_until_it_is_gone(
    office: Office,
) -> None:
    live = office.book("1")
    second = live.with_name("1 Relevance (1).xlsx")
    second.write_bytes(live.read_bytes())
    office.type(second, {("1.1a", "status"): "On track"})
    says = office.says()
    assert [change["state"] for change in says["changes"]] == ["taken"]
    [line] = lines(says, "is a second copy of 1 Relevance.xlsx in the same folder")
    assert (line["file"], line["choices"]) == (second.name, ["Accept as is"])
    with office.open() as session:
        states = {
            r["file"]: r["state"] for r in status_document(session, look(session))["replicas"]
        }
    assert states[second.name] == "counted"
    second.unlink()
    assert lines(office.says(), "second copy") == []


def test_second_copies_take_one_place_among_the_most_urgent_lines(office: Office) -> None:
    live = office.book("1")
    for number in range(6):
        live.with_name(f"1 Relevance ({number}).xlsx").write_bytes(live.read_bytes())
    done = office.sync()
    assert len([line for line in done.needs if "is a second copy" in line.what]) == 6
    shown = [line for line in sync_lines(done) if line.startswith("  • ")]
    assert len(shown) == 5
    [copies] = [line for line in shown if "is a second copy" in line]
    assert "And 5 more like it." in copies


def test_a_file_that_takes_the_place_of_a_live_one_is_said_once(office: Office) -> None:
    live = office.book("1")
    other = live.rename(live.with_name("1 Relevance of Jane.xlsx"))
    office.type(other, {("1.1a", "status"): "On track"})
    [said] = office.says(dry_run=True)["noticed"]
    says = office.says()
    assert says["noticed"] == [said]
    assert said.startswith("1 Relevance of Jane.xlsx stands in the place of 1 Relevance.xlsx now")
    assert [change["state"] for change in says["changes"]] == ["taken"]
    before = office.contents()
    assert office.says()["noticed"] == []
    assert office.contents() == before
    other.rename(live)
    assert office.says()["noticed"][0].startswith("1 Relevance.xlsx stands in the place of 1 Rele")


def test_status_lists_what_could_not_be_written_until_it_is(office: Office) -> None:
    place = office.book("1")
    office.type(place, {("1.1a", "status"): "On track"})
    with office.opened_in_excel(place):
        office.sync()
    with office.open() as session:
        document = status_document(session, look(session))
        told = list(status_lines(session, look(session)))
    assert document["queued"] == [{"file": place.name, "reason": "Jane has it open"}]
    states = {r["file"]: r["state"] for r in document["replicas"]}
    assert {name for name, state in states.items() if state != "unchanged"} == {place.name}
    assert told[-1] == "Next: actiongrid sync writes what waits, once nobody has these files open."
    office.sync()
    with office.open() as session:
        assert status_document(session, look(session))["queued"] == []


@pytest.mark.parametrize("heading", ["Progress note", "Who?"])
def test_a_column_under_another_heading_is_asked_about_in_one_line(
    office: Office, heading: str
) -> None:
    with opened_by_openpyxl(office.book("1")) as book:
        sheet = book["Action grid"]
        [cell] = [cell for cell in sheet[4] if cell.value == heading]
        cell.value = "As we call it"
        sheet.cell(5, cell.column).value = "Jane"
    says = office.says()
    about = lines(says, "As we call it") + lines(says, "olumns are missing")
    assert [line["kind"] for line in about] == ["held"]
    with office.open() as session:
        found = {f.code for f in validate(session).findings if f.spot.file == "1 Relevance.xlsx"}
    assert found & {"heading-renamed", "columns-missing", "columns-own"} == {"heading-renamed"}


def test_a_deleted_sheet_comes_back_by_the_steps_that_are_said(office: Office) -> None:
    place = office.book("1")
    with opened_by_openpyxl(place) as book:
        del book["Measures"]
    office.type(place, {("1.1a", "status"): "On track"})
    [said] = [said for said in office.says()["noticed"] if "not there any more" in said]
    assert "move this file into the inbox and run actiongrid sync, then actiongrid gen" in said
    place.rename(office.folder / "inbox" / place.name)
    office.sync()
    with office.open() as session:
        assert place.name in generate(session).written
    assert office.cell(place, "1.1a", "status") == "On track"
    with opened_by_openpyxl(place) as book:
        assert "Measures" in book.sheetnames
    assert office.says()["noticed"] == []


def test_what_is_not_taken_is_listed_as_it_stands_in_the_file(office: Office) -> None:
    said = {
        (ref, "status"): "On track" for ref in ("4.1a", "4.1b", "4.2a", "4.2b", "4.3a", "4.3b",
                                                "4.3c", "4.3d", "4.3e", "4.3f")
    }  # fmt: skip
    office.type(office.book("4"), said)
    office.sync()
    office.type(office.book("4"), dict.fromkeys(said))
    done = office.sync()
    told = [line.split()[0] for line in sync_lines(done) if line.endswith("waits for you")]
    assert told == sorted(ref for ref, _column in said)


def test_a_clock_that_was_set_back_is_said(office: Office) -> None:
    office.type(office.book("1"), {("1.1a", "status"): "On track"})
    assert office.says()["noticed"] == []
    says = office.says(date(2026, 10, 3))
    assert says["noticed"][0].startswith(
        "The day of this sync, 3 Oct 2026, lies before that of the last one, 22 Nov 2026."
    )
    assert office.cell(office.book("1"), "1.1a", "status") == "On track"


def test_a_renamed_sheet_is_brought_up_to_date_like_before(office: Office) -> None:
    place = office.book("1")
    with opened_by_openpyxl(place) as book:
        book["Action grid"].title = "Our actions"
    office.type(place, {("1.1a", "status"): "Complete"})
    says = office.says()
    assert {file["note"] for file in says["written"]} == {None}
    sheet = openpyxl.load_workbook(place, data_only=True)["Our actions"]
    headings = [cell.value for cell in sheet[4]]
    assert sheet.cell(5, headings.index("Heard this period") + 1).value == "yes"
    before = office.contents()
    assert office.says()["written"] == []
    assert office.contents() == before


def test_columns_that_a_program_put_in_or_took_out_move_nothing(office: Office) -> None:
    place = office.book("1")
    office.type(place, {("1.1a", "status"): "On track"})
    office.sync()
    with opened_by_openpyxl(place) as book:
        sheet = book["Action grid"]
        sheet.insert_cols(4)
        sheet.cell(4, 4).value = "Cost centre"
    office.type(place, {("1.1b", "note"): "Typed after the column"})
    says = office.says()
    assert [(c["ref"], c["column"], c["new"]) for c in says["changes"]] == [
        ("1.1b", "Progress note", "Typed after the column")
    ]
    assert says["held"] == []
    with opened_by_openpyxl(place) as book:
        sheet = book["Action grid"]
        sheet.delete_cols(4)
        status = [cell.value for cell in sheet[4]].index("Status") + 1
        sheet.delete_cols(status)
    says = office.says()
    assert (says["changes"], says["held"]) == ([], [])
    assert lines(says, 'Columns are missing: "Status"')


def test_rows_are_called_by_what_people_see(office: Office) -> None:
    place = office.book("4")
    with opened_by_openpyxl(place) as book:
        sheet = book["Action grid"]
        rows = {sheet.cell(row, 1).value: row for row in range(5, 30)}
        for column in range(1, 10):
            sheet.cell(rows["4.3a"], column).value = sheet.cell(rows["4.3b"], column).value
    says = office.says()
    assert any("(4.3a) now has the text of row 4.3b" in h["reason"] for h in says["held"])
    assert not [said for said in says["noticed"] if "put right" in said]


def test_a_row_copied_with_its_id_is_one_line_with_choices(office: Office) -> None:
    office.copy_row(office.book("4"), "4.3b", text="A wholly new thing")
    says = office.says()
    [line] = lines(says, "are both 4.3b")
    assert (line["urgent"], line["choices"][0]) == (True, "It is a new row")
    assert lines(says, "hidden row id") == []


def test_an_undo_leaves_the_line_of_a_proposal_that_still_stands(office: Office) -> None:
    place = office.book("1")
    office.type(place, {("1.1a", "text"): "Another wording", ("1.1b", "status"): "On track"})
    office.sync()
    with office.open() as session:
        done = undo_last(session)
        assert done.synced is not None
        assert [line.what for line in done.synced.needs if "taken out" in line.what] == []
        register = [record.text("state") for record in session.history.last()["amendments"].live()]
    assert register == ["proposed"]


def test_a_text_no_cell_can_hold_waits_and_stops_nothing_else(office: Office) -> None:
    place = office.book("1")
    office.type(place, {("1.1a", "note"): "LONG", ("1.1b", "status"): "On track"})
    parts = zipfile.ZipFile(BytesIO(place.read_bytes()))
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as book:
        for name in parts.namelist():
            book.writestr(name, parts.read(name).replace(b"LONG", b"y" * 40_000))
    says = office.says()
    assert [(c["ref"], c["state"]) for c in says["changes"]] == [
        ("1.1b", "taken"),
        ("1.1a", "waiting"),
    ]
    assert says["refused"] == []
    assert lines(says, "has 40,000 characters, and a cell of a spreadsheet holds 32,767")
    assert len(office.cell(place, "1.1a", "note")) == 40_000


def test_two_notes_no_cell_can_hold_together_are_two_answers(office: Office) -> None:
    copy = office.folder / "inbox" / "back.xlsx"
    copy.write_bytes(office.book("1").read_bytes())
    office.type(copy, {("1.1a", "note"): "b" * 20_000})
    office.type(office.book("1"), {("1.1a", "note"): "a" * 20_000})
    says = office.says()
    assert [conflict["column"] for conflict in says["conflicts"]] == ["Progress note"]
    office.answer("Keep both", "1.1a Progress note")
    done = office.sync()
    assert "no cell can hold both texts" in done.odd[0]
    assert len(done.conflicts) == 1


def test_a_meeting_people_add_needs_nothing_but_its_name(office: Office) -> None:
    place = office.book("Plan")
    with opened_by_openpyxl(place) as book:
        sheet = book["Meetings"]
        row = next(n for n in range(5, 40) if not sheet.cell(n, 1).value)
        sheet.cell(row, 1).value, sheet.cell(row, 2).value = "Retreat", date(2027, 1, 15)
    says = office.says()
    assert says["waiting"] == []
    with office.open() as session:
        meetings = session.history.last()["meetings"].live()
        found = {record.text("name"): record["date"] for record in meetings}
    assert found["Retreat"] == date(2027, 1, 15)


def test_answers_in_a_copy_of_summary_are_not_passed_over(office: Office) -> None:
    office.type(office.book("1"), {("1.1a", "text"): "Another wording"})
    office.sync()
    live = office.book("Summary")
    asked = live.read_bytes()
    office.answer("Keep the adopted wording", "1.1a Strategies")
    copy = office.folder / "inbox" / "Summary answered.xlsm"
    copy.write_bytes(live.read_bytes())
    live.write_bytes(asked)
    says = office.says()
    [held] = says["held"]
    assert held["reason"] == (
        "Summary answered.xlsm: it holds an answer on Needs you, and answers count only in Summary "
        "itself. Give them there, then delete this copy."
    )
    assert copy.exists()
    assert len(says["amendments"]) == 1
    office.answer("Keep the adopted wording", "1.1a Strategies")
    assert office.says()["amendments"] == []
    assert office.says()["held"] == []
    assert not copy.exists()


def test_a_list_that_was_deleted_is_missed_and_comes_back(office: Office) -> None:
    office.type(office.book("1"), {("1.1a", "status"): "On track"})
    office.sync()
    summary = office.book("Summary")
    with opened_by_openpyxl(summary) as book:
        del book["Needs you"]
    for _ in range(2):
        said = [line for line in office.says()["noticed"] if "Needs you" in line]
        assert said[0].startswith('Summary.xlsm: the sheet "Needs you" is not there any more')
    summary.rename(office.folder / "old Summary.xlsm")
    with office.open() as session:
        generate(session)
    assert [line for line in office.says()["noticed"] if "Needs you" in line] == []
    office.answer("Accept as is", "1.1b")


def test_a_lost_plan_document_is_to_be_put_back_not_started_anew(office: Office) -> None:
    (office.folder / "plan.yaml").rename(office.folder / "elsewhere.yaml")
    with pytest.raises(UsageError) as caught, office.open():
        pass
    assert "Put it back from the recycle bin or a backup" in str(caught.value)
    (office.folder / "plan.yaml").write_text("name: [unclosed")
    with pytest.raises(UsageError) as caught, office.open():
        pass
    assert "a bracket is open" in str(caught.value)


def test_what_an_answer_settles_is_not_gathered_again(office: Office) -> None:
    copy = mailed(office, "3", "Lee")
    office.type(copy, {("3.1a", "status"): "At risk", ("3.2a", "no_change"): True})
    office.type(office.book("3"), {("3.1a", "status"): "On track"})
    drop(office, copy)
    first = list(sync_lines(office.sync()))
    assert any("3.2a No change: ticked" in line for line in first)
    office.answer('Keep "At risk"', "3.1a Status")
    lines = list(sync_lines(office.sync()))
    assert lines[0].endswith(": no edits; 1 answer of yours carried out.")
    settled = [line for line in lines if "settled by your answer" in line]
    assert len(settled) == 1 and '"On track"' in settled[0]
