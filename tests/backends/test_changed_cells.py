"""What an open workbook is told: exactly what a write would have changed."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import xlsxwriter

from toolkit.backends.excel_file.changed_cells import changed_cells, grown_tables
from toolkit.backends.excel_file.pressed_mark import pressed_mark
from toolkit.ports.refreshed import ShownCell, ShownTable
from toolkit.xlsx import AppendRow, SetCell, change_book


def workbook(**cells: object) -> bytes:
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("Plan")
    for place, value in cells.items():
        sheet.write(place, value)
    sheet.write("J1", datetime(2027, 1, 2), book.add_format({"num_format": "d mmm yyyy"}))
    sheet.add_table("L1:M3", {"name": "tblOne", "columns": [{"header": "A"}, {"header": "B"}]})
    sheet.write("L2", "x")
    sheet.write("L3", "y")
    book.close()
    return made.getvalue()


def test_only_what_differs_is_told_with_its_type() -> None:
    before = workbook(A1="same", A2="old", A3=1, A4="gone", A5="1")
    after = change_book(
        before,
        [
            SetCell("Plan", 2, 1, "=new"),
            SetCell("Plan", 3, 1, 2.5),
            SetCell("Plan", 4, 1, None),
            SetCell("Plan", 5, 1, 1),
            SetCell("Plan", 1, 10, date(2027, 5, 14)),
        ],
    ).data
    assert changed_cells(before, after) == (
        ShownCell("Plan", "J1", date(2027, 5, 14)),
        ShownCell("Plan", "A2", "=new"),
        ShownCell("Plan", "A3", 2.5),
        ShownCell("Plan", "A4", None),
        ShownCell("Plan", "A5", 1),
    )
    assert changed_cells(before, before) == ()


def test_results_of_formulas_are_left_to_the_program_that_calculates() -> None:
    before, after = workbook(A1="=1+1", A2="old"), workbook(A1="=1+2", A2="new")
    assert changed_cells(before, after) == (ShownCell("Plan", "A2", "new"),)


def test_a_table_that_grew_is_told_with_its_last_row_before() -> None:
    before = workbook()
    after = change_book(before, [AppendRow("tblOne", {"A": "z"})]).data
    assert grown_tables(before, after) == (ShownTable("Plan", "L1:M4", "tblOne", 3),)
    assert ShownCell("Plan", "L4", "z") in changed_cells(before, after)


def test_the_mark_of_a_press_is_found_in_the_stamp_sheet() -> None:
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("_actiongrid")
    for row, words in enumerate([("plan", "imec"), ("replica", "summary"), ("pressed", "2027")]):
        sheet.write_row(row, 0, words)
    book.close()
    assert pressed_mark(made.getvalue()) == ("summary", "2027")
    assert pressed_mark(workbook()) == ("", "")
