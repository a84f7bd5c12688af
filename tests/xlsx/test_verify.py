"""The proof notices every difference that was not planned."""

from __future__ import annotations

import pytest

from tests.xlsx.books import actions_book, book, members, package, parts, sheet
from toolkit.errors import FileRefused
from toolkit.xlsx import (
    AppendRow,
    Cell,
    CellKind,
    SetCell,
    change_book,
    compare_cells,
    verify_change,
)

BEFORE = book('<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>')
CHANGE = [SetCell("Plan", 3, 1, "new")]
AFTER = change_book(BEFORE, CHANGE).data
SHEET = "xl/worksheets/s1.xml"


def test_the_planned_change_passes_and_so_does_no_change() -> None:
    verify_change(BEFORE, AFTER, CHANGE)
    verify_change(AFTER, AFTER, CHANGE)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SHEET, ">new<", ">other<"),
        (SHEET, '<c r="A3"', '<c s="1" r="A3"'),
        (SHEET, "<v>1</v></c><c", "<v>2</v></c><c"),
        (SHEET, '<c r="A1" s="1">', '<c r="A1" s="2">'),
        (SHEET, '<row r="1">', '<row r="1" hidden="1">'),
        (SHEET, '<row r="1">', '<row r="2">'),
        (SHEET, "<f>A1</f>", "<f>A2</f>"),
        (SHEET, "</row></sheetData>", '<c r="B3"/></row></sheetData>'),
        (SHEET, "</sheetData>", '<row r="9"><c r="A9"/></row></sheetData>'),
        (SHEET, "</worksheet>", "<pageMargins/></worksheet>"),
        (SHEET, "<sheetData>", "<sheetPr/><sheetData>"),
        ("xl/styles.xml", 'numFmtId="9"', 'numFmtId="10"'),
        ("xl/workbook.xml", 'name="Plan"', 'name="Plan" state="hidden"'),
    ],
)
def test_anything_else_is_noticed(name: str, old: str, new: str) -> None:
    found = members(AFTER)
    text = found[name].decode()
    assert old in text
    untouched = {n: c for n, c in found.items() if n != name}
    tampered = package({n: text.replace(old, new, 1) if n == name else c for n, c in found.items()})
    assert members(tampered).keys() >= untouched.keys()
    with pytest.raises(FileRefused) as refusal:
        verify_change(BEFORE, tampered, CHANGE)
    assert refusal.value.code in ("not-as-planned", "odd-markup")


def test_a_part_added_lost_or_moved_is_noticed() -> None:
    found = members(AFTER)
    for other in (
        {**found, "xl/extra.xml": b"<x/>"},
        {n: c for n, c in found.items() if n != "xl/styles.xml"},
        dict(reversed(found.items())),
    ):
        with pytest.raises(FileRefused):
            verify_change(BEFORE, package(other), CHANGE)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("xl/tables/table1.xml", 'ref="A3:E7"', 'ref="A3:E8"'),
        ("xl/tables/table1.xml", 'name="Status"', 'name="State"'),
        ("xl/workbook.xml", 'fullCalcOnLoad="1"', 'fullCalcOnLoad="0"'),
    ],
)
def test_a_small_part_that_says_something_else_is_noticed(name: str, old: str, new: str) -> None:
    before, change = actions_book(), [AppendRow("Actions", {"Id": "a7"})]
    found = members(change_book(before, change).data)
    text = found[name].decode()
    assert old in text
    tampered = package({**found, name: text.replace(old, new)})
    with pytest.raises(FileRefused):
        verify_change(before, tampered, change)


def test_a_change_left_out_is_noticed() -> None:
    with pytest.raises(FileRefused, match="not what was planned"):
        verify_change(BEFORE, BEFORE, CHANGE)


def test_a_rule_that_did_not_grow_is_noticed_as_a_difference_of_cells_is() -> None:
    grown = change_book(actions_book(), [AppendRow("Actions", {"Id": "a7"})])
    verify_change(actions_book(), grown.data, [AppendRow("Actions", {"Id": "a7"})])
    with pytest.raises(FileRefused):
        verify_change(actions_book(), grown.data, [AppendRow("Actions", {"Id": "a8"})])


def test_differences_are_told_by_sheet_cell_and_both_values() -> None:
    (found,) = compare_cells(BEFORE, AFTER)["Plan"]
    assert (found.row, found.column) == (3, 1)
    assert found.before.kind is CellKind.BLANK
    assert found.after == Cell(CellKind.TEXT, "new")


def test_sheets_that_came_or_went_differ_in_all_their_cells() -> None:
    two = package(
        parts({"Plan": sheet(""), "More": sheet('<row r="1"><c r="A1"><v>1</v></c></row>')})
    )
    assert list(compare_cells(book(""), two)) == ["More"]
    assert list(compare_cells(two, book(""))) == ["More"]


def test_the_same_values_stored_otherwise_do_not_differ() -> None:
    shared = book('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<si><t>x</t></si>")
    inline = book('<row><c t="inlineStr"><is><t>x</t></is></c><c s="2"/></row>')
    assert compare_cells(shared, inline) == {}
