"""A new row continues its table in every way, or waits and says why."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from tests.xlsx.books import actions_book, members, package, part
from toolkit.xlsx import (
    AppendRow,
    CellKind,
    CellRefused,
    Change,
    SetCache,
    SetCell,
    change_book,
    open_book,
    refusals,
    verify_change,
)

BOOK = actions_book()
SHEET, TABLE = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
TOTALS, WORKBOOK = "xl/worksheets/sheet2.xml", "xl/workbook.xml"
TWO_TABLES = (
    'Target="../tables/table1.xml"/><Relationship Id="rId77" Type="http://schemas.openxmlformats'
    '.org/officeDocument/2006/relationships/table" Target="../tables/table2.xml"/>'
)


def appended(*changes: Change, data: bytes = BOOK) -> bytes:
    done = change_book(data, changes)
    verify_change(data, done.data, changes)
    return done.data


def changed(old: str, new: str, name: str = SHEET, data: bytes = BOOK) -> bytes:
    found = dict(members(data))
    assert old in found[name].decode()
    found[name] = found[name].decode().replace(old, new).encode()
    return package(found)


def refusal(change: AppendRow, data: bytes) -> CellRefused:
    (found,) = refusals(data, [change])
    assert found.next_step.endswith(".")
    return found


def test_values_go_under_their_headings_in_the_look_of_the_row_above() -> None:
    data = appended(
        AppendRow("Actions", {"id": "a7", "By  When": date(2026, 5, 7), "Share": 0.25}),
        AppendRow("actions", {"Id": "a8", "Status": "=Done"}),
    )
    cells = open_book(data).read("Grid").cells
    assert [cells[7, n].value for n in range(1, 6)] == ["a7", None, date(2026, 5, 7), 0.25, None]
    assert [cells[8, n].value for n in range(1, 6)] == ["a8", "=Done", None, None, None]
    assert cells[8, 4].number_format == "0%"
    assert cells[8, 3].number_format == "yyyy-mm-dd"


def test_the_table_its_filter_and_every_rule_on_it_grow() -> None:
    data = appended(AppendRow("Actions", {"Id": "a7"}), AppendRow("Actions", {"Id": "a8"}))
    assert part(data, TABLE).count('ref="A3:E8"') == 2
    xml = part(data, SHEET)
    assert xml.count('sqref="B4:B8"') == 2
    assert xml.count('sqref="A4:A8"') == 1
    assert 'sqref="D4:D8"' in xml
    assert "<xm:sqref>D4:D8</xm:sqref>" in xml
    assert '<dimension ref="A1:E8"/>' in xml
    assert str(open_book(data).read("Grid").tables[0].area) == "A3:E8"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("B4 B5 B6", "B4 B5 B6:B7"),
        ("B6", "B6"),
        ("B4:B5", "B4:B5"),
        ("B4:B5 B6", "B4:B5 B6:B7"),
        ("A1:H6", "A1:H7"),
        ("B4:B1000", "B4:B1000"),
        ("H4:H6", "H4:H6"),
        ("B5:B6 G6", "B5:B7 G6"),
    ],
)
def test_a_rule_grows_when_it_is_meant_for_all_rows(before: str, after: str) -> None:
    book = changed('type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" '
                   'sqref="B4:B6"', f'type="list" sqref="{before}"')  # fmt: skip
    xml = part(appended(AppendRow("Actions", {"Id": "a7"}), data=book), SHEET)
    assert f'type="list" sqref="{after}"' in xml


def named(*names: tuple[str, str], sheet: str = "Grid") -> bytes:
    """The same book with names, and its tab perhaps called otherwise."""
    listed = "".join(f'<definedName name="{name}">{what}</definedName>' for name, what in names)
    book = changed("</sheets>", f"</sheets><definedNames>{listed}</definedNames>", WORKBOOK)
    return changed('name="Grid"', f'name="{sheet}"', WORKBOOK, book)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("all", "Grid!$B$4:$B$6", "Grid!$B$4:$B$8"),
        ("headed", "Grid!$A$3:$E$6", "Grid!$A$3:$E$8"),
        ("some", "Grid!$B$5:$B$6", "Grid!$B$5:$B$6"),
        ("wider", "Grid!$A$1:$H$6", "Grid!$A$1:$H$6"),
        ("loose", "Grid!B4:B6", "Grid!B4:B6"),
        ("worked_out", "SUM(Grid!$D$4:$D$6)", "SUM(Grid!$D$4:$D$6)"),
        ("elsewhere", "Totals!$A$4:$A$6", "Totals!$A$4:$A$6"),
        ("_xlnm.Print_Area", "Grid!$A$1:$H$6", "Grid!$A$1:$H$8"),
        ("_xlnm.Print_Area", "Grid!$A$1:$C$2,Grid!$A$3:$E$6", "Grid!$A$1:$C$2,Grid!$A$3:$E$8"),
    ],
)
def test_names_and_print_areas_that_cover_all_rows_grow(name: str, before: str, after: str) -> None:
    rows = (AppendRow("Actions", {"Id": "a7"}), AppendRow("Actions", {"Id": "a8"}))
    data = appended(*rows, data=named((name, before)))
    assert [each.formula for each in open_book(data).defined_names] == [after]


def test_a_name_of_a_sheet_with_signs_grows_and_keeps_them() -> None:
    name = ("all", "'R&amp;D ''27'!$B$4:$B$6")
    data = appended(AppendRow("Actions", {}), data=named(name, sheet="R&amp;D '27"))
    assert "<definedName name=\"all\">'R&amp;D ''27'!$B$4:$B$7</definedName>" in part(
        data, WORKBOOK
    )


def test_a_formula_about_a_name_that_grew_is_worked_out_again() -> None:
    book = changed(
        "COUNTIF(Actions[Status]", "COUNTIF(all", TOTALS, named(("all", "Grid!$B$4:$B$6"))
    )
    done = change_book(book, [AppendRow("Actions", {"Status": "Done"})])
    assert ("Totals", 1, 1) in done.stale


def test_two_tables_side_by_side_grow_together() -> None:
    found = dict(members(BOOK))
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    types = "[Content_Types].xml"
    second = part(BOOK, TABLE).replace('id="1" name="Actions" displayName="Actions"',
        'id="2" name="More" displayName="More"').replace("A3:E6", "G3:K6")  # fmt: skip
    found["xl/tables/table2.xml"] = second.encode()
    for name, old, new in (
        (rels, 'Target="../tables/table1.xml"/>', TWO_TABLES),
        (types, "</Types>", '<Override PartName="/xl/tables/table2.xml" ContentType="application/'
         'vnd.openxmlformats-officedocument.spreadsheetml.table+xml"/></Types>'),
        (SHEET, 'sqref="D4:D6"', 'sqref="D4:K6"'),
    ):  # fmt: skip
        assert old in found[name].decode(), name
        found[name] = found[name].decode().replace(old, new).encode()
    rows = [AppendRow("Actions", {"Id": "a7"}), AppendRow("More", {"Id": "m7"})]
    data = appended(*rows, AppendRow("More", {"Id": "m8"}), data=package(found))
    assert 'sqref="D4:K8"' in part(data, SHEET)
    assert [str(t.area) for t in open_book(data).read("Grid").tables] == ["A3:E7", "G3:K8"]


def test_rows_that_declare_namespaces_of_their_own_are_continued() -> None:
    own = 'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
    book = changed('<row r="6"', f'<row r="6" {own}')
    data = appended(SetCell("Grid", 6, 2, "Closed"), AppendRow("Actions", {"Id": "a7"}), data=book)
    assert part(data, SHEET).count(own) == 3
    assert open_book(data).read("Grid").cells[7, 1].value == "a7"


def test_the_first_row_below_a_heading_does_not_look_like_the_heading() -> None:
    bare = changed("A3:E6", "A3:E3", TABLE)
    for n in (4, 5, 6):
        xml = part(bare, SHEET)
        start = xml.index(f'<row r="{n}"')
        bare = changed(xml[start : xml.index("</row>", start) + 6], "", data=bare)
    bare = changed('<c r="A3"', '<c r="A3" s="2"', data=bare)
    data = appended(AppendRow("Actions", {"Id": "a1"}), data=bare)
    assert open_book(data).read("Grid").cells[4, 1].number_format == "General"
    assert 'ref="A3:E4"' in part(data, TABLE)


def test_formulas_are_continued_with_their_references_moved_along() -> None:
    data = appended(
        AppendRow("Actions", {"Share": 0.25}, {"Twice": 0.5}), AppendRow("Actions", {"Share": 1})
    )
    cells = open_book(data).read("Grid").cells
    assert (cells[7, 5].formula, cells[7, 5].value) == ("D7*2", 0.5)
    assert (cells[8, 5].formula, cells[8, 5].uncalculated) == ("D8*2", True)


def test_a_shared_formula_above_is_continued_too() -> None:
    shared = changed(
        '<c r="E4"><f>D4*2</f>', '<c r="E4"><f t="shared" ref="E4:E6" si="0">D4*$D$1</f>'
    )
    for row in (5, 6):
        old = f'<c r="E{row}"><f>D{row}*2</f>'
        shared = changed(old, f'<c r="E{row}"><f t="shared" si="0"/>', data=shared)
    data = appended(AppendRow("Actions", {"Id": "a7"}), data=shared)
    assert '<c r="E7"><f>D7*$D$1</f></c>' in part(data, SHEET)


def test_a_column_formula_fills_a_table_without_rows_to_copy_from() -> None:
    formula = "<calculatedColumnFormula>Actions[[#This Row],[Share]]*3</calculatedColumnFormula>"
    empty = changed('<tableColumn id="5" name="Twice"/>',
                    f'<tableColumn id="5" name="Twice">{formula}</tableColumn>', TABLE)  # fmt: skip
    for row in (4, 5, 6):
        empty = changed(f'<c r="E{row}"><f>D{row}*2</f><v>1</v></c>', "", data=empty)
    data = appended(AppendRow("Actions", {"Id": "a7"}), data=empty)
    assert '<c r="E7"><f>Actions[[#This Row],[Share]]*3</f></c>' in part(data, SHEET)


def test_a_value_for_a_formula_column_is_written_as_given() -> None:
    data = appended(AppendRow("Actions", {"Twice": 9}))
    assert open_book(data).read("Grid").cells[7, 5].formula is None


def test_other_changes_of_the_same_set_may_name_the_new_cells() -> None:
    data = appended(
        AppendRow("Actions", {"Id": "a7"}),
        SetCell("Grid", 7, 2, "Done"),
        SetCache("Grid", 7, 5, 0),
        SetCache("Totals", 1, 1, 2),
        SetCache("Totals", 2, 1, 200),
    )
    book = open_book(data)
    assert book.read("Grid").cells[7, 2].value == "Done"
    assert book.read("Grid").cells[7, 5].value == 0
    assert book.read("Totals").cells[2, 1].value == 200


def test_a_new_row_makes_formulas_about_the_table_stale() -> None:
    done = change_book(BOOK, [AppendRow("Actions", {"Status": "Done"})])
    assert done.stale == (("Totals", 1, 1), ("Totals", 2, 1))
    assert ("Grid", 7, 2) in done.cells


def test_row_height_set_by_hand_is_copied_and_hiding_is_not() -> None:
    tall = changed('<row r="6"', '<row ht="40" customHeight="1" hidden="1" r="6"')
    assert '<row ht="40" customHeight="1" r="7"' in part(
        appended(AppendRow("Actions", {}), data=tall), SHEET
    )
    auto = changed('<row r="6"', '<row ht="40" r="6"')
    assert '<row r="7"' in part(appended(AppendRow("Actions", {}), data=auto), SHEET)


def test_an_empty_row_below_that_is_stored_already_is_used() -> None:
    styled = changed("</sheetData>", '<row r="7" ht="9"><c r="B7"/><c r="G7"/></row></sheetData>')
    xml = part(appended(AppendRow("Actions", {"Status": "Open"}), data=styled), SHEET)
    assert '<row r="7" ht="9"><c r="A7"/>' in xml
    assert '<c r="G7"/></row></sheetData>' in xml


def test_the_waiting_first_row_of_an_empty_table_is_filled() -> None:
    waiting = changed('ref="A3:E6" totals', 'ref="A3:E4" insertRow="1" totals', TABLE)
    for n in (5, 6):
        xml = part(waiting, SHEET)
        start = xml.index(f'<row r="{n}"')
        row = xml[start : xml.index("</row>", start) + 6]
        waiting = changed(row, "", data=waiting)
    data = appended(AppendRow("Actions", {"Id": "one"}), AppendRow("Actions", {"Id": "two"}),
                    data=waiting)  # fmt: skip
    table = part(data, TABLE)
    assert 'ref="A3:E5" insertRow="0"' in table
    cells = open_book(data).read("Grid").cells
    assert [cells[n, 1].value for n in (4, 5)] == ["one", "two"]


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        ('<row r="7"><c r="B7"><v>5</v></c></row>', "below-table-not-empty", "B7"),
        ('<row r="7"><c r="E7"><f>1</f></c></row>', "below-table-not-empty", "E7"),
    ],
)
def test_a_row_waits_when_the_cells_below_are_taken(row: str, code: str, said: str) -> None:
    taken = changed("</sheetData>", row + "</sheetData>")
    found = refusal(AppendRow("Actions", {"Id": "a7"}), taken)
    assert found.code == code
    assert said in str(found)


def test_cells_beside_the_table_do_not_matter() -> None:
    beside = changed("</sheetData>", '<row r="7"><c r="F7"><v>5</v></c></row></sheetData>')
    data = appended(AppendRow("Actions", {"Id": "a7"}), data=beside)
    assert open_book(data).read("Grid").cells[7, 6].value == 5


def with_totals(total: str = "SUBTOTAL(109,Actions[Share])", more: str = "") -> bytes:
    """The same book whose table ends in a totals row."""
    totals = changed('totalsRowShown="0"', 'totalsRowCount="1"', TABLE)
    totals = changed('ref="A3:E6" total', 'ref="A3:E7" total', TABLE, totals)
    row = (
        '<row r="7" ht="30" customHeight="1"><c r="A7" t="inlineStr"><is><t>Total</t></is></c>'
        f'<c r="D7" s="2"><f>{total}</f><v>1.5</v></c><c r="H7"><v>9</v></c></row>'
    )
    return changed("</sheetData>", f"{row}{more}</sheetData>", data=totals)


def test_a_totals_row_moves_down_and_is_calculated_again() -> None:
    data = appended(AppendRow("Actions", {"Id": "a7"}), AppendRow("Actions", {"Id": "a8"}),
                    data=with_totals())  # fmt: skip
    xml = part(data, SHEET)
    assert (
        '<row r="9" ht="30" customHeight="1"><c r="A9" t="inlineStr"><is><t>Total</t></is></c>'
        '<c r="D9" s="2"><f>SUBTOTAL(109,Actions[Share])</f></c></row>'
    ) in xml
    table = part(data, TABLE)
    assert ('ref="A3:E9"' in table, 'ref="A3:E8"' in table) == (True, True)
    cells = open_book(data).read("Grid").cells
    assert [cells[n, 1].value for n in (7, 8, 9)] == ["a7", "a8", "Total"]
    assert cells[7, 8].value == 9
    assert cells[8, 5].formula == "D8*2"
    assert 'sqref="B4:B8"' in xml


@pytest.mark.parametrize(
    ("book", "said"),
    [
        (with_totals("SUM(D4:D6)"), "name cells instead of columns"),
        (changed("<f>A1*100</f>", "<f>Grid!D7*100</f>", "xl/worksheets/sheet2.xml", with_totals()),
         "points at it"),
        (changed('sqref="D4:D6"', 'sqref="D7"', data=with_totals()), "a rule, link, merge"),
    ],
)  # fmt: skip
def test_a_row_waits_when_something_holds_the_totals_where_they_are(book: bytes, said: str) -> None:
    found = refusal(AppendRow("Actions", {"Id": "a7"}), book)
    assert found.code == "table-totals"
    assert said in str(found)


def test_a_row_waits_when_the_totals_have_no_room() -> None:
    taken = with_totals(more='<row r="8"><c r="C8"><v>1</v></c></row>')
    assert refusal(AppendRow("Actions", {}), taken).code == "below-table-not-empty"


def test_a_row_waits_for_a_merge_below() -> None:
    merge = '<mergeCells><mergeCell ref="A7:B8"/></mergeCells><pageMargins'
    assert refusal(AppendRow("Actions", {}), changed("<pageMargins", merge)).code == "merged"


def test_an_array_formula_of_one_cell_is_continued_as_one() -> None:
    array = changed(
        '<c r="E6"><f>D6*2</f>', '<c r="E6" cm="1"><f t="array" ref="E6">SUM(D6:D6*2)</f>'
    )
    data = appended(AppendRow("Actions", {"Id": "a7"}), data=array)
    assert '<c r="E7" cm="1"><f t="array" ref="E7">SUM(D7:D7*2)</f></c>' in part(data, SHEET)


def test_a_row_waits_when_one_formula_fills_the_rows_above() -> None:
    array = changed('<c r="E4"><f>D4*2</f>', '<c r="E4"><f t="array" ref="E4:E6">D4:D6*2</f>')
    assert refusal(AppendRow("Actions", {}), array).code == "array"


def test_unknown_tables_columns_and_unstorable_values_are_named() -> None:
    assert refusal(AppendRow("Nothing", {}), BOOK).code == "no-such-table"
    found = refusal(AppendRow("Actions", {"Owner": "ED"}), BOOK)
    assert found.code == "no-such-column"
    assert "“Owner”" in str(found)
    assert refusal(AppendRow("Actions", {"Share": float("nan")}), BOOK).code == "not-a-number"


def test_ten_rows_one_by_one_are_the_ten_rows_at_once() -> None:
    rows = [AppendRow("Actions", {"Id": f"n{n}", "Share": n / 10}) for n in range(10)]
    one_by_one = BOOK
    for row in rows:
        one_by_one = appended(row, data=one_by_one)
    at_once = appended(*rows)
    assert members(one_by_one) == members(at_once)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_openpyxl_sees_the_grown_table() -> None:
    data = appended(AppendRow("Actions", {"Id": "a7", "Status": "Done"}))
    grid = openpyxl.load_workbook(io.BytesIO(data))["Grid"]
    assert grid.tables["Actions"].ref == "A3:E7"
    assert grid["B7"].value == "Done"
    assert grid["E7"].value == "=D7*2"


def test_a_row_of_the_new_row_is_blank_where_nothing_was_given() -> None:
    cells = open_book(appended(AppendRow("Actions", {}))).read("Grid").cells
    assert cells[7, 1].kind is CellKind.BLANK
