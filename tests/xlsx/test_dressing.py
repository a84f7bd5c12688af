"""Links, letters and heights of single cells; everything else stays as it was."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import xlsxwriter

from toolkit.xlsx import Letters, SetDress, SetHeight, dress_book, open_book


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


def test_a_cell_gets_link_letters_and_height_and_others_keep_theirs() -> None:
    dressed = dress_book(
        open_book(made()),
        [
            SetDress("Lines", 1, 1, "2 Bé & c.xlsx#'A b'!K7", Letters(True, True, "#C00000")),
            SetDress("Lines", 2, 1, link=""),
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


def test_a_workbook_that_is_dressed_so_already_is_the_very_same_bytes() -> None:
    data = made()
    same = [SetDress("Lines", 2, 1, "1 A.xlsx#Grid!A1", Letters(False, True))]
    assert dress_book(open_book(data), same) == data
