"""Formula results that no longer hold are dropped, and only those."""

from __future__ import annotations

import pytest

from tests.xlsx.books import book, package, part, parts, sheet
from toolkit.xlsx import SetCache, SetCell, change_book


def rows(*formulas: str, start: int = 1) -> str:
    """One formula a row, in column E, each with a stored result."""
    return "".join(
        f'<row r="{n}"><c r="E{n}"><f>{formula}</f><v>1</v></c></row>'
        for n, formula in enumerate(formulas, start)
    )


def stale_rows(formula: str, row: int = 2, column: int = 2, names: str = "") -> bool:
    """Whether the formula's result in E50 goes when the cell changes."""
    tabs = {"Plan": sheet(rows(formula, start=50)), "It's": sheet("")}
    data = package(parts(tabs, after_sheets=f"<definedNames>{names}</definedNames>"))
    return bool(change_book(data, [SetCell("Plan", row, column, "x")]).stale)


@pytest.mark.parametrize(
    "formula",
    ["B2", "$B$2+1", "SUM(A1:C3)", "SUM(B:B)", "SUM($A:$C)", "SUM(2:2)", "Plan!B2", "'Plan'!$B2",
     "plan!b2", "SUM(A1:B2 B2:C3)", "SUM(A1:INDEX(C:C,3))", "INDIRECT(\"A1\")", "OFFSET(A1,1,1)",
     "NOW()", "TODAY()-1", "_xlfn.RANDARRAY(2)", "Sum1:Plan!A1", "UnknownName", "Unknown[Column]",
     "IF(A1=\"B9\",B2,\"\")", "COUNTIF($A$1:$B$9,\"x\")", "B1:B3", "A1:C3*2", "INDEX(A:A,2):C2",
     "[0]!Rate", "A2:OFFSET(A2,0,1)"],
)  # fmt: skip
def test_results_that_depend_on_the_cell_are_dropped(formula: str) -> None:
    assert stale_rows(formula.replace('"', "&quot;"))


@pytest.mark.parametrize(
    "formula",
    ["B3", "C2", "SUM(A3:C9)", "SUM(C:D)", "SUM(3:9)", "'It''s'!B2", "\"B2\"&amp;A1", "LOG10(A1)",
     "[1]Plan!B2", "'[Other.xlsx]Plan'!B2", "B22", "AB2", "TRUE", "1E2", "#REF!+A1", "B20:B21"],
)  # fmt: skip
def test_results_that_do_not_depend_on_it_stay(formula: str) -> None:
    assert not stale_rows(formula.replace('"', "&quot;"))


def test_defined_names_are_followed_and_relative_ones_distrusted() -> None:
    fixed = '<definedName name="Rate">Plan!$B$2</definedName>'
    chain = fixed + '<definedName name="Twice">Rate*2</definedName>'
    elsewhere = '<definedName name="Rate">Plan!$C$9</definedName>'
    relative = '<definedName name="Rate">Plan!C9</definedName>'
    assert stale_rows("Rate*2", names=fixed)
    assert stale_rows("TWICE+1", names=chain)
    assert not stale_rows("Rate*2", names=elsewhere)
    assert stale_rows("Rate*2", names=relative)
    assert stale_rows(
        "Area(1)", names='<definedName name="Area">LAMBDA(x,Plan!$B$2*x)</definedName>'
    )


def test_dependents_of_dependents_go_across_sheets() -> None:
    tabs = {
        "Plan": sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + rows("Two!A1", start=3)),
        "Two": sheet('<row r="1"><c r="A1"><f>Plan!A1*2</f><v>2</v></c>'
                     '<c r="B1"><f>SUM(C1:C9)</f><v>0</v></c></row>'),
    }  # fmt: skip
    done = change_book(package(parts(tabs)), [SetCell("Plan", 1, 1, 5)])
    assert done.stale == (("Plan", 3, 5), ("Two", 1, 1))
    assert set(done.parts_changed) == {
        "xl/workbook.xml", "xl/worksheets/s1.xml", "xl/worksheets/s2.xml",
    }  # fmt: skip
    assert '<calcPr fullCalcOnLoad="1"/></workbook>' in part(done.data, "xl/workbook.xml")
    assert '<c r="A1"><f>Plan!A1*2</f></c>' in part(done.data, "xl/worksheets/s2.xml")


def test_a_result_we_give_is_kept_and_its_dependents_go() -> None:
    data = book('<row r="1"><c r="A1"><v>1</v></c></row>' + rows("A1", "E2", start=2))
    done = change_book(data, [SetCell("Plan", 1, 1, 5), SetCache("Plan", 2, 5, 5)])
    assert done.stale == (("Plan", 3, 5),)
    same = change_book(data, [SetCell("Plan", 1, 1, 5), SetCache("Plan", 2, 5, 1)])
    assert ("Plan", 2, 5) not in same.stale


def test_a_long_chain_is_followed_to_its_end() -> None:
    chain = [f"E{n}+1" for n in range(1, 3000)]
    data = book('<row r="1"><c r="E1"><v>1</v></c></row>' + rows(*chain, start=2))
    assert len(change_book(data, [SetCell("Plan", 1, 5, 2)]).stale) == 2999


def test_filled_down_formulas_lose_their_results_row_by_row() -> None:
    filled = [f"A{n}*B{n}+$H$1" for n in range(1, 21)]
    data = book(rows(*filled))
    assert change_book(data, [SetCell("Plan", 7, 1, 3)]).stale == (("Plan", 7, 5),)
    assert len(change_book(data, [SetCell("Plan", 1, 8, 3)]).stale) == 20


def test_shared_formulas_lose_their_results_row_by_row() -> None:
    shared = (
        '<row r="1"><c r="E1"><f t="shared" ref="E1:E4" si="3">B2+SUM(A$1:A1)</f><v>1</v></c></row>'
    ) + "".join(
        f'<row r="{n}"><c r="E{n}"><f t="shared" si="3"/><v>1</v></c></row>' for n in (2, 3, 4)
    )
    assert change_book(book(shared), [SetCell("Plan", 4, 2, 3)]).stale == (("Plan", 3, 5),)
    sums = change_book(book(shared), [SetCell("Plan", 2, 1, 3)]).stale
    assert sums == (("Plan", 2, 5), ("Plan", 3, 5), ("Plan", 4, 5))


def test_an_array_loses_all_its_results() -> None:
    array = (
        '<row r="1"><c r="E1"><f t="array" ref="E1:E2">A1:A2*2</f><v>1</v></c></row>'
        '<row r="2"><c r="E2" s="1"><v>2</v></c></row>'
    )
    done = change_book(book(array), [SetCell("Plan", 2, 1, 3)])
    assert done.stale == (("Plan", 1, 5), ("Plan", 2, 5))
    assert '<c r="E1"><f t="array" ref="E1:E2">A1:A2*2</f></c>' in part(done.data)


def test_a_workbook_without_formulas_is_not_asked_to_calculate() -> None:
    done = change_book(book('<row r="1"/>'), [SetCell("Plan", 1, 1, 1)])
    assert done.parts_changed == ("xl/worksheets/s1.xml",)


def test_an_existing_request_to_calculate_is_left_alone() -> None:
    tabs = {"Plan": sheet(rows("A1"))}
    asks = '<calcPr calcId="1" fullCalcOnLoad="1"/>'
    done = change_book(package(parts(tabs, after_sheets=asks)), [SetCell("Plan", 1, 1, 1)])
    assert done.parts_changed == ("xl/worksheets/s1.xml",)
    plain = '<calcPr calcId="1" iterate="1"/><oleSize ref="A1"/>'
    done = change_book(package(parts(tabs, after_sheets=plain)), [SetCell("Plan", 1, 1, 1)])
    expected = '<calcPr calcId="1" iterate="1" fullCalcOnLoad="1"/><oleSize ref="A1"/>'
    assert expected in part(done.data, "xl/workbook.xml")


@pytest.mark.parametrize(
    ("formula", "status_goes", "share_goes"),
    [
        ("COUNTIF(Actions[Status],&quot;Done&quot;)", True, False),
        ("COUNTA(Actions[[#Data],[Status]:[Share]])", True, True),
        ("ROWS(Actions)", True, True),
        ("ROWS(Actions[#All])", True, True),
        ("Actions[[#Headers],[Share]]", False, True),
    ],
)
def test_structured_references_reach_as_far_as_their_columns(
    formula: str, status_goes: bool, share_goes: bool
) -> None:
    from tests.xlsx.books import actions_book, members

    found = dict(members(actions_book()))
    name = "xl/worksheets/sheet2.xml"
    xml = found[name].decode()
    start, stop = xml.index("<sheetData>") + 11, xml.index("</sheetData>")
    found[name] = (xml[:start] + rows(formula) + xml[stop:]).encode()
    data = package(found)
    for column, goes in ((2, status_goes), (4, share_goes)):
        stale = change_book(data, [SetCell("Grid", 5, column, 0.7)]).stale
        assert (("Totals", 1, 5) in stale) is goes


def test_a_formula_about_its_own_row_of_a_table_stays_when_another_row_changes() -> None:
    from tests.xlsx.books import actions_book, members

    for reference in ("Actions[[#This Row],[Share]]", "[[#This Row],Share]"):
        found = dict(members(actions_book()))
        name = "xl/worksheets/sheet1.xml"
        xml = found[name].decode()
        for n in (4, 5, 6):
            xml = xml.replace(f"<f>D{n}*2</f>", f"<f>{reference}*2</f>")
        found[name] = xml.encode()
        data = package(found)
        assert change_book(data, [SetCell("Grid", 5, 4, 0.7)]).stale == (("Grid", 5, 5),)
        assert change_book(data, [SetCell("Grid", 5, 1, "x")]).stale == ()
