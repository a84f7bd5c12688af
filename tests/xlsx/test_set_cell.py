"""Setting cells changes those cells and not one byte more than it must."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import openpyxl
import pytest
import python_calamine

from tests.xlsx.books import (
    CLOCK,
    DATE,
    MAIN,
    QUOTED,
    RELATIONS,
    actions_book,
    book,
    members,
    package,
    part,
    parts,
    sheet,
)
from toolkit.errors import FileRefused
from toolkit.xlsx import (
    Cell,
    CellRefused,
    Change,
    Changed,
    SetCache,
    SetCell,
    change_book,
    open_book,
    refusals,
    verify_change,
)

ROWS = (
    '<row r="2" spans="1:2" ht="30" customHeight="1"><c r="A2" s="1"><v>46023</v></c>'
    '<c r="B2" t="s" cm="1"><v>0</v></c></row><row r="4"><c r="C4" s="2"/></row>'
)

LATE = datetime(2026, 2, 28, 23, 59, 59, 500000)


def write(data: bytes, *changes: Change) -> Changed:
    done = change_book(data, changes)
    verify_change(data, done.data, changes)
    before, after = members(data), members(done.data)
    for name in before.keys() - set(done.parts_changed):
        assert after[name] == before[name]
    assert [name for name in before if name in after] == list(after)
    return done


def sheet_after(*changes: Change, rows: str = ROWS, **frame: str) -> str:
    data = book(rows, strings="<si><t>old</t></si>", **frame)
    return part(write(data, *changes).data)


def cell_after(value: object, *, row: int = 1, column: int = 1, rows: str = "") -> Cell:
    change = SetCell("Plan", row, column, value)  # type: ignore[arg-type]
    return open_book(write(book(rows), change).data).read("Plan").cells[row, column]


def refused(data: bytes, change: Change) -> CellRefused:
    found = refusals(data, [change])
    with pytest.raises(CellRefused):
        change_book(data, [change])
    assert found[0].change == change
    assert found[0].next_step
    return found[0]


@pytest.mark.parametrize(
    "value",
    ["text", " a  b ", "two\nlines", "=1+1", "@x", "<&>\"'", "_x000D_", "\U0001f600", "a\x01b\r\n",
     0, 1, -7, 10**14, 0.1, 1e300, -1.5e-300, True, False,
     date(2026, 2, 28), LATE, time(13, 5)],
)  # fmt: skip
def test_a_value_is_read_back_as_it_was_given(value: object) -> None:
    found = cell_after(value).value
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "value", ["text", "=1+1", "_x000D_ and _x0041_", "line\nline", 5, 0.25, True]
)
@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_two_other_readers_read_the_same(value: object) -> None:
    data = write(book(ROWS, strings="<si><t>old</t></si>"), SetCell("Plan", 3, 2, value)).data  # type: ignore[arg-type]
    calamine = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_name("Plan")
    assert calamine.to_python(skip_empty_area=False)[2][1] == value
    found = openpyxl.load_workbook(io.BytesIO(data))["Plan"]["B3"]
    # openpyxl leaves the escapes of inline texts as they are stored.
    stored = str(value).replace("_x000D_", "_x005F_x000D_").replace("_x0041_", "_x005F_x0041_")
    assert found.value == (stored if isinstance(value, str) else value)
    assert found.data_type != "f"


def test_an_existing_cell_keeps_its_look_and_loses_what_belonged_to_its_old_value() -> None:
    assert '<c r="B2" t="inlineStr"><is><t xml:space="preserve">new</t></is></c></row>' in (
        sheet_after(SetCell("Plan", 2, 2, "new"))
    )
    assert '<c r="A2" s="1"><v>46024</v></c>' in sheet_after(
        SetCell("Plan", 2, 1, date(2026, 1, 2))
    )


def test_clearing_keeps_the_look() -> None:
    assert '<c r="A2" s="1"/>' in sheet_after(SetCell("Plan", 2, 1, None))


def test_new_cells_and_rows_stand_in_order_and_take_the_look_of_row_or_column() -> None:
    found = sheet_after(
        SetCell("Plan", 4, 1, 1),
        SetCell("Plan", 4, 5, 2),
        SetCell("Plan", 3, 2, 3),
        SetCell("Plan", 9, 2, 4),
        rows='<row r="2"><c r="A2"/></row><row r="4" s="2" customFormat="1"><c r="C4"/></row>',
        before='<dimension ref="A2:C4"/><cols><col min="2" max="2" style="1"/></cols>',
    )
    assert (
        '<row r="3"><c r="B3" s="1"><v>3</v></c></row><row r="4" s="2" customFormat="1">'
        '<c r="A4" s="2"><v>1</v></c><c r="C4"/><c r="E4" s="2"><v>2</v></c></row>'
        '<row r="9"><c r="B9" s="1"><v>4</v></c></row></sheetData>'
    ) in found
    assert '<dimension ref="A2:E9"/>' in found


def test_spans_reach_over_new_cells() -> None:
    assert '<row r="2" spans="1:4" ht="30" customHeight="1">' in sheet_after(
        SetCell("Plan", 2, 4, 1)
    )


def test_closed_rows_and_sheets_are_opened() -> None:
    assert '<row r="2" ht="9"><c r="B2"><v>1</v></c></row>' in sheet_after(
        SetCell("Plan", 2, 2, 1), rows='<row r="2" ht="9"/>'
    )
    empty = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    data = write(package(parts({"Plan": empty})), SetCell("Plan", 2, 2, 1)).data
    assert '<sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData>' in part(data)


def test_a_prefixed_sheet_gets_prefixed_cells() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"/></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    data = write(
        package(parts({"Plan": xml})), SetCell("Plan", 1, 1, "a"), SetCell("Plan", 2, 1, 1)
    )
    assert (
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t xml:space="preserve">a</x:t></x:is>'
        '</x:c></x:row><x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row></x:sheetData>'
    ) in part(data.data)


def test_everything_around_the_changed_cell_stays_as_written() -> None:
    odd = (
        "\r\n <row  r='1' x:a=\"1\" xmlns:x='urn:x' ><c r='A1'  t='s'><v>0</v></c>\n"
        "<!-- note --><c r='B1' ><f>A1</f><v>old</v> </c></row >\t"
    )
    before = part(book(odd.replace("<v>old", "<v>1"), strings="<si><t>o</t></si>"))
    after = sheet_after(SetCell("Plan", 1, 3, 5), rows=odd.replace("<v>old", "<v>1"))
    assert after == before.replace("</row >", '<c r="C1"><v>5</v></c></row >')


def test_setting_what_is_there_already_returns_the_same_bytes() -> None:
    data = book(ROWS, strings="<si><r><t>o</t></r><r><t>ld</t></r></si>")
    done = change_book(
        data,
        [SetCell("Plan", 2, 2, "old"), SetCell("Plan", 2, 1, date(2026, 1, 1)),
         SetCell("Plan", 4, 3, None), SetCell("Plan", 50, 3, "")],
    )  # fmt: skip
    assert done.data is data
    assert done.parts_changed == ()


def test_a_date_in_a_cell_that_shows_no_dates_gets_an_appended_style() -> None:
    data = book('<row r="1"><c r="A1" s="2"/></row>')
    done = write(data, SetCell("Plan", 1, 1, date(2026, 1, 1)), SetCell("Plan", 1, 2, time(1, 30)))
    assert done.parts_changed == ("xl/styles.xml", "xl/worksheets/s1.xml")
    styles = part(done.data, "xl/styles.xml")
    assert '<cellXfs count="7">' in styles
    assert styles.endswith('<xf numFmtId="20" applyNumberFormat="1"/></cellXfs></styleSheet>')
    cells = open_book(done.data).read("Plan").cells
    assert cells[1, 1].value == date(2026, 1, 1)
    assert cells[1, 2].value == time(1, 30)


def test_a_wanted_number_format_is_found_or_appended() -> None:
    data = book('<row r="1"><c r="A1"/><c r="B1"/></row>')
    done = write(
        data,
        SetCell("Plan", 1, 1, 0.5, number_format="0%"),
        SetCell("Plan", 1, 2, date(2026, 1, 1), number_format='dd "of" mmm'),
    )
    cells = open_book(done.data).read("Plan").cells
    assert [cells[1, n].number_format for n in (1, 2)] == ["0%", 'dd "of" mmm']
    assert '<numFmts count="2">' in part(done.data, "xl/styles.xml")


def test_text_that_looks_like_a_formula_takes_the_quoting_twin_of_its_style_if_there_is_one() -> (
    None
):
    data = book('<row r="1"><c r="A1"/><c r="B1" s="1"/></row>')
    done = write(data, SetCell("Plan", 1, 1, "=A2"), SetCell("Plan", 1, 2, "=A2"))
    assert done.parts_changed == ("xl/worksheets/s1.xml",)
    assert f'<c r="A1" s="{QUOTED}" t="inlineStr">' in part(done.data)
    assert '<c r="B1" s="1" t="inlineStr">' in part(done.data)


def test_a_style_can_be_taken_from_another_cell() -> None:
    rows = f'<row r="1"><c r="A1" s="{CLOCK}"/><c r="B1" s="{DATE}"/></row>'
    assert f'<c r="B1" s="{CLOCK}"><v>5</v></c>' in sheet_after(
        SetCell("Plan", 1, 2, 5, style_from=(1, 1)), rows=rows
    )


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (float("nan"), "not-a-number"),
        (float("inf"), "not-a-number"),
        (10**400, "not-a-number"),
        (2**53 + 1, "not-a-number"),
        ("x" * 32_768, "too-long"),
        ("\U0001f600" * 16_384, "too-long"),
        (Decimal("1.5"), "unknown-type"),
        (timedelta(hours=30), "unknown-type"),
        (b"bytes", "unknown-type"),
        ("\ud83d", "half-character"),
        (date(1899, 12, 31), "date-out-of-calendar"),
        (datetime(2026, 1, 1, tzinfo=UTC), "time-zone"),
    ],
)
def test_values_no_cell_can_hold_are_refused(value: object, code: str) -> None:
    assert refused(book(""), SetCell("Plan", 1, 1, value)).code == code  # type: ignore[arg-type]


def test_a_number_of_another_kind_is_written_as_a_plain_one() -> None:
    class Shown(float):
        def __repr__(self) -> str:
            return "about one"

    assert cell_after(Shown(1.5)).value == 1.5


def test_the_longest_text_fits() -> None:
    assert cell_after("x" * 32_767).value == "x" * 32_767


FORMULAS = (
    '<row r="1"><c r="A1"><f>B9</f><v>1</v></c>'
    '<c r="B1"><f t="shared" ref="B1:B2" si="0">C1</f><v>1</v></c>'
    '<c r="D1"><f t="array" ref="D1:D2">E1:E2</f><v>1</v></c>'
    '<c r="F1" cm="1"><f t="array" ref="F1">G1</f><v>1</v></c></row>'
    '<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c><c r="D2"><v>2</v></c></row>'
)


@pytest.mark.parametrize(
    ("row", "column", "force", "code"),
    [
        (1, 1, False, "formula"),
        (1, 2, True, "shared-formula-master"),
        (2, 2, False, "formula"),
        (1, 4, True, "array"),
        (2, 4, True, "array"),
        (5, 3, False, "merged"),
        (0, 1, False, "off-grid"),
        (1_048_577, 1, False, "off-grid"),
        (1, 16_385, False, "off-grid"),
    ],
)
def test_cells_that_must_not_be_overwritten_are_refused(
    row: int, column: int, force: bool, code: str
) -> None:
    data = book(FORMULAS, after='<mergeCells><mergeCell ref="B4:C6"/></mergeCells>')
    change = SetCell("Plan", row, column, "x", over_formula=force)
    assert refused(data, change).code == code


def test_a_formula_gives_way_when_asked_and_the_calculation_chain_with_it() -> None:
    found = parts({"Plan": sheet(FORMULAS)})
    links = str(found["xl/_rels/workbook.xml.rels"])
    chain = f'<Relationship Id="rIdC" Type="{RELATIONS}/calcChain" Target="calcChain.xml"/>'
    found["xl/_rels/workbook.xml.rels"] = links.replace(
        "</Relationships>", chain + "</Relationships>"
    )
    found["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>'
    types = str(found["[Content_Types].xml"])
    override = '<Override PartName="/xl/calcChain.xml" ContentType="x"/>'
    found["[Content_Types].xml"] = types.replace("</Types>", override + "</Types>")
    done = write(package(found), SetCell("Plan", 1, 1, 3, over_formula=True))
    after = members(done.data)
    assert "xl/calcChain.xml" not in after
    assert after["[Content_Types].xml"].decode() == types
    assert after["xl/_rels/workbook.xml.rels"].decode() == links
    assert '<c r="A1"><v>3</v></c>' in part(done.data)
    kept = write(
        package(found), SetCell("Plan", 2, 2, 3, over_formula=True), SetCell("Plan", 9, 9, 1)
    )
    assert '<c r="B1"><f t="shared" ref="B1:B2" si="0">C1</f><v>1</v></c>' in part(kept.data)


def test_merged_areas_take_values_in_their_first_cell() -> None:
    merge = '<mergeCells><mergeCell ref="B4:C6"/></mergeCells>'
    assert "<v>1</v>" in sheet_after(SetCell("Plan", 4, 2, 1), after=merge)


def test_table_headings_and_totals_are_refused() -> None:
    assert refused(actions_book(), SetCell("Grid", 3, 2, "State")).code == "table-heading"


def test_one_refusal_leaves_everything_undone_and_all_are_told() -> None:
    data = book(FORMULAS)
    changes: Sequence[Change] = (
        SetCell("Plan", 9, 1, 1), SetCell("Plan", 1, 1, 2), SetCell("Nowhere", 1, 1, 3),
        SetCell("Plan", 9, 1, 4),
    )  # fmt: skip
    with pytest.raises(CellRefused) as refusal:
        change_book(data, changes)
    codes = [found.code for found in (refusal.value, *refusal.value.others)]
    assert codes == ["formula", "no-such-sheet", "changed-twice"]
    assert "Plan!A1: the cell holds a formula" in str(refusal.value)


def test_rows_or_cells_out_of_order_are_refused() -> None:
    shuffled = '<row r="2"><c r="A2"/></row><row r="1"><c r="A1"/></row>'
    assert refused(book(shuffled), SetCell("Plan", 5, 1, 1)).code == "unordered-rows"
    with pytest.raises(CellRefused, match="out of order"):
        change_book(book('<row r="1"><c r="B1"/><c r="A1"/></row>'), [SetCell("Plan", 1, 3, 1)])


def test_a_row_that_stores_a_cell_twice_is_refused() -> None:
    with pytest.raises(FileRefused, match="stored twice"):
        change_book(book('<row r="1"><c r="A1"/><c r="A1"/></row>'), [SetCell("Plan", 1, 3, 1)])


def test_tags_that_begin_like_a_cell_inside_a_cell_do_not_end_it() -> None:
    rich = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><color rgb="FF000000"></color>'
        "<family></family></rPr><t>red</t></r></is></c></row>"
    )
    assert '</c><c r="B1"><v>5</v></c></row>' in sheet_after(SetCell("Plan", 1, 2, 5), rows=rich)


def test_a_tab_that_points_nowhere_leaves_the_others_writable() -> None:
    found = parts({"Plan": sheet(""), "Gone": sheet("")})
    book_part = str(found["xl/workbook.xml"])
    found["xl/workbook.xml"] = book_part.replace(' r:id="rId2"', "")
    data = write(package(found), SetCell("Plan", 1, 1, 1)).data
    assert [facts.kind for facts in open_book(data).sheets] == ["worksheet", "missing"]
    assert refused(data, SetCell("Gone", 1, 1, 1)).code == "not-a-worksheet"


def test_a_signed_workbook_is_read_but_not_changed() -> None:
    signed = package({**parts({"Plan": sheet("")}), "_xmlsignatures/sig1.xml": "<x/>"})
    assert open_book(signed).read("Plan")
    with pytest.raises(FileRefused, match="digital signature"):
        change_book(signed, [SetCell("Plan", 1, 1, 1)])


def test_a_result_is_stored_without_touching_its_formula() -> None:
    done = write(book(FORMULAS), SetCache("Plan", 1, 1, "told"), SetCache("Plan", 2, 2, True))
    assert '<c r="A1" t="str"><f>B9</f><v>told</v></c>' in part(done.data)
    assert '<c r="B2" t="b"><f t="shared" si="0"/><v>1</v></c>' in part(done.data)
    assert refused(book(FORMULAS), SetCache("Plan", 9, 1, 1)).code == "not-a-formula"


def test_numbers_written_into_a_date_cell_keep_its_format() -> None:
    found = cell_after(46023, rows=f'<row r="1"><c r="A1" s="{DATE}"/></row>')
    assert found.value == date(2026, 1, 1)


def with_pivot(location: str, fields: str = "") -> bytes:
    """A workbook with a pivot table on its only sheet."""
    found = parts({"Plan": sheet('<row r="1"><c r="A1" t="str"><v>Country</v></c></row>')})
    found["xl/worksheets/_rels/s1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/pivotTable" Target="../pivot.xml"/>'
        "</Relationships>"
    )
    found["xl/pivot.xml"] = (
        f'<pivotTableDefinition xmlns="{MAIN}"><location {location}/>{fields}'
        "</pivotTableDefinition>"
    )
    return package(found)


@pytest.mark.parametrize(
    "book",
    [
        with_pivot('ref="A3:B7" rowPageCount="1" colPageCount="1"'),
        with_pivot('ref="A3:B7"', '<pageFields count="1"><pageField fld="0"/></pageFields>'),
    ],
)
def test_a_pivot_table_and_the_filters_above_it_are_not_written_to(book: bytes) -> None:
    for row, column in ((1, 1), (1, 2), (3, 1), (7, 2)):
        assert refused(book, SetCell("Plan", row, column, "x")).code == "pivot-table"
    for row, column in ((2, 1), (1, 3), (8, 1)):
        assert change_book(book, [SetCell("Plan", row, column, "x")]).parts_changed


def test_a_pivot_table_without_filters_leaves_the_cells_above_it_free() -> None:
    book = with_pivot('ref="A3:B7"')
    assert change_book(book, [SetCell("Plan", 1, 1, "x")]).parts_changed
