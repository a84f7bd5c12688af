"""What people do to whole sheets: the copy still says everything it can, and what it cannot."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference

from toolkit.backends.excel_file import ExcelFile
from toolkit.backends.excel_file.changed_cells import changed_cells, grown_tables
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.column import Column, ColumnType, Owner
from toolkit.tables.copy import Copy
from toolkit.tables.row_id import adopted_row_id
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.stamp import HEADINGS, STAMP_SHEET, Stamp
from toolkit.tables.write import CellWrite

ACTIONS = TableSchema(
    "actions",
    "Action grid",
    "action",
    (
        Column("ref", "Ref", ColumnType.REF, Owner.TOOL),
        Column("text", "Action", owner=Owner.PLAN),
        Column("status", "Status"),
        Column("note", "Progress note"),
    ),
)
GOALS = TableSchema("goals", "Goals", "goal", (Column("statement", "Goal"), Column("who", "Who?")))
BACKEND = ExcelFile(Schema({"goals": GOALS, "actions": ACTIONS}))
HEADS = ("Row id", "Ref", "Action", "Status", "Progress note")
IDS = [adopted_row_id("p", "actions", str(number)) for number in range(3)]
ROWS = [[row_id, f"1.{n}", f"Do {n}", "On track", f"note {n}"] for n, row_id in enumerate(IDS)]


def made(*, header: bool = True, name: str = "tblActions") -> bytes:
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Action grid")
    columns = [{"header": heading} for heading in HEADS]
    facts = {"name": name, "columns": columns, "data": ROWS, "header_row": header}
    sheet.add_table(2, 0, 5 if header else 4, 4, facts)
    hidden = book.add_worksheet(STAMP_SHEET)
    rows = [*Stamp("p", "area-1", 1).rows(), (f"{HEADINGS}tblActions", "\n".join(HEADS))]
    for number, line in enumerate(rows):
        hidden.write_row(number, 0, line)
    book.close()
    return target.getvalue()


def changed(content: bytes, change: object) -> bytes:
    book = openpyxl.load_workbook(BytesIO(content))
    change(book)  # type: ignore[operator]
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def read(content: bytes) -> Copy:
    return BACKEND.read(content, "1.xlsx")


def ids(copy: Copy) -> list[str]:
    return [row.id for table in copy.tables for row in table.rows]


def test_a_heading_row_that_is_switched_off_changes_nothing() -> None:
    copy = read(made(header=False))
    assert ids(copy) == IDS
    assert copy.tables[0].rows[0]["status"].value == "On track"


def test_a_copied_sheet_is_read_beside_the_original_even_when_it_comes_first() -> None:
    def copied(book: openpyxl.Workbook) -> None:
        twin = book.copy_worksheet(book["Action grid"])
        twin["D4"] = "At risk"
        book.move_sheet(twin, -2)

    copy = read(changed(made(), copied))
    assert [table.sheet for table in copy.tables] == ["Action grid"]
    assert [table.sheet for table in copy.again] == ["Action grid Copy"]
    assert copy.again[0].rows[0]["status"].value == "At risk"


def test_a_copied_sheet_whose_original_was_deleted_is_the_sheet() -> None:
    copy = read(made(name="tblActions4"))
    assert (ids(copy), copy.again, copy.gone) == (IDS, (), ())


@pytest.mark.parametrize("plain_range", [False, True])
def test_row_ids_that_were_deleted_are_said(plain_range: bool) -> None:
    def without_ids(book: openpyxl.Workbook) -> None:
        sheet = book["Action grid"]
        sheet.tables.clear()
        if plain_range:
            sheet.delete_cols(1)
        else:
            sheet["A3"] = ""

    copy = read(changed(made(), without_ids))
    assert [(table.table, bool(table.rows)) for table in copy.tables] == [("actions", False)]
    assert copy.tables[0].problem.startswith("the hidden column with the row ids is gone")


def test_headings_that_were_deleted_are_said() -> None:
    def beheaded(book: openpyxl.Workbook) -> None:
        book["Action grid"].tables.clear()
        book["Action grid"].delete_rows(3)

    copy = read(changed(made(), beheaded))
    assert copy.tables[0].problem.startswith("the row with the headings is gone")
    assert copy.gone == ()


def test_a_sheet_that_was_deleted_is_gone() -> None:
    def cut(book: openpyxl.Workbook) -> None:
        del book["Action grid"]

    copy = read(changed(made(), cut))
    assert (copy.tables, copy.gone) == ((), ("actions",))


def test_titles_above_and_columns_to_the_left_are_no_matter() -> None:
    def moved(book: openpyxl.Workbook) -> None:
        sheet = book["Action grid"]
        sheet.tables.clear()
        sheet.insert_rows(1, 3)
        sheet.insert_cols(1, 2)
        sheet["A1"], sheet["A6"] = "Board version", "Prio"

    copy = read(changed(made(), moved))
    assert ids(copy) == IDS
    assert [unknown.heading for unknown in copy.tables[0].unknown] == ["Prio"]


def test_a_row_below_an_empty_one_is_noticed_and_a_footnote_is_not() -> None:
    def below(book: openpyxl.Workbook) -> None:
        book["Action grid"]["C9"], book["Action grid"]["D9"] = "A new idea", "On track"

    def footnote(book: openpyxl.Workbook) -> None:
        book["Action grid"]["B9"] = "Dates to be confirmed"

    assert read(changed(made(), below)).tables[0].beyond == 9
    assert read(changed(made(), footnote)).tables[0].beyond == 0


def test_somebodys_own_table_in_the_workbook_is_nobody_elses_business() -> None:
    def own(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Budget")
        for row in (["Item", "Status", "Action", "Sum"], ["Room", "open", "rent", 5]):
            sheet.append(row)

    copy = read(changed(made(), own))
    assert (ids(copy), copy.again, copy.gone) == (IDS, (), ())


def test_cells_under_a_merged_area_are_named() -> None:
    def merged(book: openpyxl.Workbook) -> None:
        book["Action grid"].merge_cells("D4:D6")

    copy = read(changed(made(), merged))
    assert copy.tables[0].merged == ("D5", "D6")
    assert copy.tables[0].rows[1]["status"].silent


def test_a_chart_on_a_tab_of_its_own_stands_in_nobodys_way() -> None:
    def add_chart(book: openpyxl.Workbook) -> None:
        chart = BarChart()
        chart.add_data(Reference(book["Action grid"], 2, 4, 2, 6))
        book.create_chartsheet("Our chart").add_chart(chart)

    content = changed(made(), add_chart)
    rows = read(content).tables[0].rows
    assert [row.id for row in rows] == IDS
    write = CellWrite("actions", IDS[1], rows[1].row, "note", "written beside it")
    after = BACKEND.patch(content, PlannedWrite(Stamp("p", "area-1", 2), (write,)))
    assert read(after).tables[0].rows[1]["note"].value == "written beside it"
    shown = {cell.sheet: cell.value for cell in changed_cells(content, after)}
    assert shown["Action grid"] == "written beside it"
    assert grown_tables(content, after) == ()
