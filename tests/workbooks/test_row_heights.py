"""Rows are high enough for their text, and not much higher."""

import pytest

from toolkit.workbooks.growing_rows import _unmarked
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
    sheet = b'<row r="1" ht="36" customHeight="1"><row r="5" spans="1:3" ht="60" customHeight="1">'
    assert _unmarked(sheet, 4, 9) == (
        b'<row r="1" ht="36" customHeight="1"><row r="5" spans="1:3" ht="60">'
    )
