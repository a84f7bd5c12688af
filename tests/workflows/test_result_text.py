"""The answer for the button: ASCII, and everything is found again."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.ports.refreshed import Refreshed, Shown, ShownCell, ShownTable
from toolkit.workflows.result_text import error_text, escaped, result_text

SIGNS = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
FIRST_DAY = datetime(1899, 12, 30)


def read(text: str) -> tuple[str, str, list[tuple[str, str, str, object]]]:
    """The answer as its description reads, written from that and not from the code."""
    assert text.isascii()
    first, *lines, last, end = text.split("\r\n")
    assert end == ""
    assert last == f"END\t{len(lines)}"
    word, sentence = first.split("\t")
    return word, plain(sentence), [line_of(line) for line in lines]


def line_of(line: str) -> tuple[str, str, str, object]:
    sheet, cell, kind, value = line.split("\t")
    readers = {
        "text": plain,
        "number": float,
        "tick": lambda said: said == "1",
        "date": lambda said: FIRST_DAY + timedelta(days=float(said)),
        "blank": lambda said: None if said == "" else "not blank",
        "table": plain,
    }
    return plain(sheet), cell, kind, readers[kind](value)


def plain(said: str) -> str:
    units = re.sub(
        r"\\(?:u(?P<unit>[0-9a-f]{4})|[\\tnr])",
        lambda match: SIGNS.get(match[0]) or chr(int(match["unit"], 16)),
        said,
    )
    return units.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "surrogatepass")


@given(st.text())
def test_every_text_is_ascii_and_comes_back(text: str) -> None:
    said = escaped(text)
    assert re.fullmatch(r"[ -~]*", said)
    assert plain(said) == text.encode("utf-16-be", "surrogatepass").decode(
        "utf-16-be", "surrogatepass"
    )


@given(
    st.text(max_size=60),
    st.lists(
        st.one_of(
            st.none(),
            st.text(min_size=1, max_size=60),
            st.booleans(),
            st.integers(-(10**15), 10**15),
            st.floats(allow_nan=False, allow_infinity=False),
            st.dates(date(1900, 1, 1), date(9999, 12, 31)),
        )
    ),
)
def test_every_value_comes_back_with_its_type(sentence: str, values: list[Shown]) -> None:
    cells = tuple(ShownCell("Käthe's\tsheet", "B7", value) for value in values)
    word, said, lines = read(result_text(Refreshed(sentence, cells)))
    assert (word, said) == ("OK", sentence)
    for value, (sheet, cell, _kind, found) in zip(values, lines, strict=True):
        assert (sheet, cell) == ("Käthe's\tsheet", "B7")
        if isinstance(value, date):
            assert found == datetime(value.year, value.month, value.day)
        else:
            assert found == value


def test_a_date_with_its_time_keeps_it() -> None:
    cell = ShownCell("Plan", "A1", datetime(2027, 5, 14, 18, 0))
    assert "date\t46521.75" in result_text(Refreshed("", (cell,)))


def test_a_longer_table_comes_before_the_cells() -> None:
    table = ShownTable("Needs you", "A3:H60", "tblNeedsYou", 48)
    _, _, lines = read(result_text(Refreshed("x", (ShownCell("A", "A1", 1),), (table,))))
    assert lines[0] == ("Needs you", "A3:H60", "table", "48 tblNeedsYou")
    assert lines[1][2] == "number"


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_a_number_no_cell_can_show_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match=r"Plan!A1"):
        result_text(Refreshed("", (ShownCell("Plan", "A1", value),)))


def test_an_error_is_one_line_whatever_its_sentence_holds() -> None:
    assert read(error_text("Käthe\nhas it\topen")) == ("ERROR", "Käthe has it open", [])
