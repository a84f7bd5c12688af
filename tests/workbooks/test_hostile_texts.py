"""What a plan says is text, whatever it looks like, and nothing is cut off silently."""

import pytest
from made_workbooks import all_workbooks, area_bytes, read_book, summary_of
from sample_content import content

from toolkit.errors import FileRefused


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.org","here")',
        "+1 555 0100",
        "-2+3",
        "@SUM(A1:A9)",
        "{=1+1}",
        "https://example.org/plan",
        "1.10",
        "TRUE",
        "00123",
        "a\tb\nc \u2028 d",
        "_x000D_ & <b>bold</b> \"quoted\" 'too'",
        "Überblick 計画 🙂",
    ],
)
def test_a_text_stays_the_text_it_is(text):
    found = content("imec", text_of=("1.1a", text))
    for name, data in (("area", area_bytes(found)), ("summary", summary_of(found).data)):
        book = read_book(data, values=False)
        sheet = book["Action grid" if name == "area" else "All actions"]
        cells = [c for row in sheet.iter_rows(min_row=5) for c in row if c.value == text]
        assert [cell.data_type for cell in cells] == ["s"], name
        assert all(cell.hyperlink is None for cell in cells)


def test_a_text_longer_than_a_cell_is_refused_with_its_place():
    found = content("imec", text_of=("1.1a", "long " * 7000))
    with pytest.raises(FileRefused) as refused:
        area_bytes(found)
    assert refused.value.code == "text-too-long"
    assert refused.value.where == "Action grid!C5"
    assert "35,000 characters" in refused.value.sentence()


def test_the_longest_text_a_cell_holds_is_kept():
    text = "x" * 32_767
    sheet = read_book(area_bytes(content("imec", text_of=("1.1a", text))))["Action grid"]
    assert sheet["C5"].value == text


def test_a_sign_outside_the_basic_plane_counts_twice():
    with pytest.raises(FileRefused):
        area_bytes(content("imec", text_of=("1.1a", "🙂" * 16_384)))


@pytest.mark.parametrize("plan", ["imec", "mass", "amsd", "cec"])
def test_a_second_reader_opens_every_workbook_and_finds_no_error_value(plan):
    for name, data in all_workbooks(content(plan, answered=True)).items():
        for sheet in read_book(data):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "e", (name, sheet.title, cell.coordinate)


def test_table_names_are_unique_and_heading_cells_match_the_tables(answered):
    for data in all_workbooks(answered).values():
        book = read_book(data)
        names = [name for sheet in book for name in sheet.tables]
        assert len(names) == len(set(names))
        for sheet in book:
            for table in sheet.tables.values():
                shown = [cell.value for cell in sheet[table.ref][0]]
                assert shown == [column.name for column in table.tableColumns]
                assert len({str(heading).casefold() for heading in shown}) == len(shown)
