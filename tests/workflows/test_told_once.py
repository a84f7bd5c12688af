"""One matter is one line: what is asked about with choices is not asked a second time."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tests.workflows.conftest import Office, opened_by_openpyxl
from toolkit.workflows.generate import generate

GRID = "Action grid"


def lines_about(says: dict[str, Any], *words: str) -> list[str]:
    return [
        line["what"] for line in says["needs_you"] if any(word in line["what"] for word in words)
    ]


def cut(place: Path, number: int) -> tuple[object, ...]:
    """Somebody cuts one row out of the action grid."""
    with opened_by_openpyxl(place) as book:
        sheet = book[GRID]
        cells = tuple(cell.value for cell in sheet[number])
        sheet.delete_rows(number)
        frame = sheet.tables["tblActions"]
        frame.ref = f"A4:AC{sheet.max_row}"
    return cells


def paste(place: Path, cells: tuple[object, ...]) -> None:
    """Somebody pastes cells below the action grid of another workbook."""
    with opened_by_openpyxl(place) as book:
        sheet = book[GRID]
        number = max(row for row in range(5, 40) if sheet.cell(row, 1).value) + 1
        for column, value in enumerate(cells, start=1):
            sheet.cell(number, column).value = value
        sheet.tables["tblActions"].ref = f"A4:AC{number}"


def test_a_row_that_is_gone_is_one_line_and_none_once_it_is_answered(office: Office) -> None:
    cut(office.book("1"), 6)
    assert len(lines_about(office.says(), "not there any more", "restore or retire")) == 1
    office.answer("Retire it", "not there any more")
    says = office.says()
    assert [change["state"] for change in says["changes"]] == ["taken"]
    assert says["noticed"] == []
    assert lines_about(says, "not there any more", "restore or retire") == []


def test_a_row_cut_from_one_area_and_pasted_without_its_id_into_another_is_asked_about_once(
    office: Office,
) -> None:
    seen = cut(office.book("1"), 6)[:15]
    paste(office.book("3"), (*seen[:10], "At risk"))
    says = office.says()
    assert {change["state"] for change in says["changes"]} == {"waiting"}
    assert lines_about(says, "no row id", "one piece of work", "1.1b is") == []
    [asked] = [line for line in says["needs_you"] if '"Goal" says' in line["what"]]
    assert (asked["sheet"], asked["cell"]) == (GRID, "A12")
    before = office.contents()
    office.sync()
    assert office.contents() == before


def test_a_sheet_without_its_row_ids_is_one_line(office: Office) -> None:
    with opened_by_openpyxl(office.book("1")) as book:
        book[GRID].cell(4, 29).value = "ID"
        book[GRID].tables["tblActions"].tableColumns[28].name = "ID"
    says = office.says()
    assert len(says["held"]) == len(lines_about(says, "row ids")) == 1


def test_find_and_replace_over_rows_of_the_same_text_is_no_pasting(office: Office) -> None:
    with opened_by_openpyxl(office.book("1")) as book:
        for row in book["Measures"].iter_rows(min_row=5):
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace("IMEC", "iMEC")
    says = office.says()
    assert says["held"] == []
    assert {proposed["table"] for proposed in says["amendments"]} == {"measures"}


def test_a_copy_of_another_workbook_over_a_live_one_is_told_with_the_way_back(
    office: Office,
) -> None:
    gone = office.book("3")
    office.type(gone, {("3.1a", "status"): "At risk"})
    office.sync()
    shutil.copy(office.book("1"), gone)
    office.type(gone, {("1.1a", "status"): "On track"})
    says = office.says()
    assert [(c["ref"], c["state"]) for c in says["changes"]] == [("1.1a", "taken")]
    [held] = says["held"]
    assert "Move it into the inbox, then run actiongrid generate" in held["reason"]
    assert (says["missing"], lines_about(says, "is a second copy")) == ([], [])
    gone.rename(office.folder / "inbox" / gone.name)
    with office.open() as session:
        assert generate(session).written == (gone.name,)
    assert office.cell(gone, "3.1a", "status") == "At risk"
    assert office.says()["held"] == []


def test_a_copy_of_summary_that_answers_otherwise_is_said_once(office: Office) -> None:
    office.type(office.book("1"), {("1.2b", "who"): "CH"})
    office.sync()
    live, kept = office.book("Summary"), office.folder / "kept.xlsm"
    shutil.copy(live, kept)
    office.answer("Accept the new wording", "1.2b Who?")
    live.rename(office.folder / "inbox" / "Summary of Jo.xlsm")
    kept.rename(live)
    office.answer("Keep the adopted wording", "1.2b Who?")
    [said] = office.says()["noticed"]
    assert said.startswith("Summary of Jo.xlsm: it holds another answer on Needs you than Summary")
    assert office.cell(office.book("1"), "1.2b", "who") == "ED/BD"
    before = office.contents()
    assert office.says()["noticed"] == []
    assert office.contents() == before


def test_long_answers_that_begin_alike_are_offered_apart(office: Office) -> None:
    start = "The needs assessment was carried out in all eleven member states and it found "
    for name, found in (("Ann", "much."), ("Bob", "nothing.")):
        copy = office.folder / "inbox" / f"{name}.xlsx"
        shutil.copy(office.book("1"), copy)
        office.type(copy, {("1.1a", "outcome"): start + found})
    office.sync()
    [line] = [line for line in office.says()["needs_you"] if line["kind"] == "two answers"]
    assert line["choices"][:2] == [
        'Keep "…states and it found much."',
        'Keep "…states and it found nothing."',
    ]
    office.answer('Keep "The needs assessment was carried out in all eleven…"', "1.1a Outcome")
    assert len(office.says()["conflicts"]) == 1
    office.answer(line["choices"][1], "1.1a Outcome")
    assert office.says()["conflicts"] == []
    assert office.cell(office.book("1"), "1.1a", "outcome") == start + "nothing."


def test_two_answers_of_returned_copies_lead_to_the_live_cell(office: Office) -> None:
    for name, status in (("Ann", "At risk"), ("Bob", "On track")):
        copy = office.folder / "inbox" / f"{name}.xlsx"
        shutil.copy(office.book("1"), copy)
        office.type(copy, {("1.1a", "status"): status})
    cell = next(edit.source.cell for edit in office.sync().edits if edit.column == "status")
    for _ in range(2):
        done = office.sync()
        [line] = [line for line in done.needs if line.kind == "two answers"]
        assert (line.file, line.sheet, line.cell) == ("1 Relevance.xlsx", GRID, cell)
        assert not line.away
        with opened_by_openpyxl(office.book("Summary")) as book:
            links = [c.hyperlink for row in book["Needs you"].iter_rows() for c in row]
        assert any("1%20Relevance" in str(link.target) for link in links if link)


def test_a_formula_nobody_has_calculated_is_told_by_sync(office: Office) -> None:
    with opened_by_openpyxl(office.book("1")) as book:
        book[GRID]["L5"] = '="Met "&A5'
    copy = office.folder / "inbox" / "Ann.xlsx"
    shutil.copy(office.book("2"), copy)
    with opened_by_openpyxl(copy) as book:
        for number in range(5, 10):
            book[GRID].cell(number, 12).value = "=1+1"
    assert office.says(dry_run=True)["noticed"] == (
        said := [
            "1 Relevance.xlsx › Action grid: L5 holds a formula that no program has worked out, so "
            "it says nothing. Open the file, save it once and run sync again.",
            "Ann.xlsx › Action grid: L5, L6, L7 and 2 more hold formulas that no program has "
            "worked out, so they say nothing. Open the copy (in inbox/done once it is counted), "
            "save it once and put it into the inbox again.",
        ]
    )
    assert office.says()["noticed"] == said
    again = office.says()
    assert again["noticed"] == []
    [line] = [line for line in again["needs_you"] if "nobody has calculated" in line["what"]]
    assert (line["file"], line["cell"]) == ("1 Relevance.xlsx", "L5")
