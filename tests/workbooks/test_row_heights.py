"""Rows are high enough for their text, and not much higher."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from made_workbooks import area_bytes
from sample_content import content

from toolkit.workbooks.house_style import Look
from toolkit.workbooks.row_heights import HIGHEST, lines_of, row_height

WRAPPED = Look(size=10, wrap=True)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 20, 1),
        ("short", 20, 1),
        ("two\nparagraphs", 20, 2),
        ("one two three four five six seven eight nine ten eleven twelve", 20, 3),
        ("w" * 60, 20, 5),
    ],
)
def test_lines_follow_words_and_paragraphs(text, width, lines):
    assert lines_of(text, width, WRAPPED) == lines


def test_the_highest_cell_decides_and_excels_limit_holds():
    assert row_height([("a", 10, WRAPPED), ("a\nb\nc", 10, WRAPPED)]) == pytest.approx(43.1)
    assert row_height([("line\n" * 100, 10, WRAPPED)]) == HIGHEST


def test_rows_of_the_table_may_grow_and_others_keep_their_height():
    with ZipFile(BytesIO(area_bytes(content("imec"), 1))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    rows = dict(re.findall(r'<row r="(\d+)"([^>]*)>', sheet))
    by_hand = {number: "customHeight" in facts for number, facts in rows.items()}
    assert by_hand["1"]
    assert by_hand["4"]
    assert not by_hand["5"]
    assert all(' ht="' in facts for facts in rows.values())
