"""Links, letters, drop-downs and heights of single cells; everything else stays as it was."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import xlsxwriter

from toolkit.xlsx import STANDARD, Letters, SetDress, SetHeight, dress_book, open_book
from toolkit.xlsx.markup import elements
from toolkit.xlsx.offers import Offers
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.splice import spliced

KEPT_BY_EXCEL = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<sheetData><row r="1"><c r="A1"/></row></sheetData>'
    b'<dataValidations count="1"><dataValidation type="list" sqref="E5:E7 G2">'
    b"<formula1>Words!$A$1:$A$2</formula1></dataValidation></dataValidations>"
    b'<extLst><ext uri="{CCE6A557}" xmlns:x14="urn:x14"><x14:dataValidations count="1" '
    b'xmlns:xm="urn:xm"><x14:dataValidation type="list"><x14:formula1><xm:f>_lists!$B$2:$B$3</xm:f>'
    b"</x14:formula1><xm:sqref>E9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    b"</worksheet>"
)


def made() -> bytes:
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Lines")
        sheet.write_string(0, 0, "first")
        sheet.write_url(1, 0, "external:1 A.xlsx#Grid!A1", None, "linked")
        sheet.write_url(2, 0, "https://example.org/", None, "theirs")
        sheet.write_comment(0, 0, "said by a person")
        book.add_worksheet("Words")
    return data.getvalue()


def offers(xml: bytes) -> Offers:
    return Offers(SheetLayout(xml, "sheet1.xml", STANDARD))


def rewritten(xml: bytes, wanted: dict[tuple[int, int], str]) -> bytes:
    new = b"".join(spliced(xml, list(offers(xml).rewritten(wanted))))
    elements(new, "sheet1.xml")
    return new


def test_a_cell_gets_link_letters_drop_down_and_height_and_others_keep_theirs() -> None:
    dressed = dress_book(
        open_book(made()),
        [
            SetDress("Lines", 1, 1, "2 Bé & c.xlsx#'A b'!K7", Letters(True, True, "#C00000")),
            SetDress("Lines", 2, 1, link="", offers="Words!$A$1:$A$2"),
            SetHeight("Lines", 1, 42.5),
        ],
    )
    sheet = openpyxl.load_workbook(BytesIO(dressed))["Lines"]
    first, second, third = (sheet[f"A{row}"] for row in (1, 2, 3))
    assert (first.value, second.value, third.value) == ("first", "linked", "theirs")
    assert first.hyperlink.target == "2%20Bé%20&%20c.xlsx"
    assert first.hyperlink.location == "'A b'!K7"
    assert (first.font.b, first.font.u, first.font.color.rgb) == (True, "single", "FFC00000")
    assert first.comment.text == "said by a person"
    assert second.hyperlink is None and third.hyperlink.target == "https://example.org/"
    assert sheet.row_dimensions[1].height == 42.5
    [rule] = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("A2", "Words!$A$1:$A$2")


def test_a_workbook_that_is_dressed_so_already_is_the_very_same_bytes() -> None:
    data = made()
    same = [SetDress("Lines", 2, 1, "1 A.xlsx#Grid!A1", Letters(False, True), "")]
    assert dress_book(open_book(data), same) == data


def test_drop_downs_excel_keeps_among_its_extensions_are_found_and_replaced() -> None:
    assert offers(KEPT_BY_EXCEL).at(9, 5) == "_lists!$B$2:$B$3"
    new = rewritten(KEPT_BY_EXCEL, {(6, 5): "_lists!$C$2:$C$4", (9, 5): ""})
    found = offers(new)
    assert [found.at(row, 5) for row in (5, 6, 7, 9)] == [
        "Words!$A$1:$A$2",
        "_lists!$C$2:$C$4",
        "Words!$A$1:$A$2",
        "",
    ]
    assert found.at(2, 7) == "Words!$A$1:$A$2"
    assert b"extLst" not in new


def test_the_last_drop_down_of_a_sheet_takes_its_list_along() -> None:
    gone = {(5, 5): "", (6, 5): "", (7, 5): "", (2, 7): "", (9, 5): ""}
    assert b"dataValidation" not in rewritten(KEPT_BY_EXCEL, gone)
