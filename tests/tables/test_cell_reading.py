"""Cells are read by their column's type: never a silent guess."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.tables.column import Choice, Column, ColumnType, Value
from toolkit.tables.dates import date_of_serial
from toolkit.tables.equality import comparable_text, same
from toolkit.tables.raw import ABSENT, BLANK, Raw, RawKind, raw_of
from toolkit.tables.reading import read

STATUS = Column(
    "status",
    "Status",
    ColumnType.CHOICE,
    choices=(Choice("Complete", ("done",)), Choice("On track", ("in progress", "g"))),
)
PERCENT = Column("percent", "Percent complete", ColumnType.PERCENT)
NUMBER = Column("target", "Target", ColumnType.NUMBER)
DATE = Column("due", "Due", ColumnType.DATE)
TICK = Column("no_change", "No change", ColumnType.TICK)
TEXT = Column("note", "Progress note")


@pytest.mark.parametrize(
    ("column", "raw", "value"),
    [
        (STATUS, raw_of("done "), "Complete"),
        (STATUS, raw_of("● On track"), "On track"),
        (STATUS, raw_of("G"), "On track"),
        (STATUS, raw_of("On-track"), "On track"),
        (STATUS, raw_of("Done ✔."), "Complete"),
        (PERCENT, Raw(RawKind.NUMBER, 0.5, percent=True), 50),
        (PERCENT, raw_of("50%"), 50),
        (PERCENT, raw_of(50), 50),
        (PERCENT, Raw(RawKind.NUMBER, 0.07, percent=True), 7),
        (NUMBER, raw_of("1,234.5"), 1234.5),
        (NUMBER, raw_of("5"), 5),
        (NUMBER, raw_of("80%"), 80),
        (NUMBER, Raw(RawKind.NUMBER, 0.8, percent=True), 80),
        (TEXT, Raw(RawKind.NUMBER, 0.8, percent=True), "80%"),
        (DATE, raw_of(datetime(2027, 5, 14)), date(2027, 5, 14)),
        (DATE, raw_of("14 May 2027"), date(2027, 5, 14)),
        (DATE, raw_of("May 14th, 2027"), date(2027, 5, 14)),
        (DATE, raw_of("5/14/2027"), date(2027, 5, 14)),
        (DATE, raw_of("14-May-27"), date(2027, 5, 14)),
        (DATE, raw_of("Fri, 14 May 2027"), date(2027, 5, 14)),
        (DATE, raw_of("2027/05/14"), date(2027, 5, 14)),
        (DATE, raw_of("2027-05-14T00:00:00"), date(2027, 5, 14)),
        (DATE, raw_of("03/03/2026"), date(2026, 3, 3)),
        (DATE, raw_of(46521), date(2027, 5, 14)),
        (DATE, Raw(RawKind.NUMBER, 46521 - 1462, serial_1904=True), date(2027, 5, 14)),
        (TICK, raw_of("x"), True),
        (TICK, raw_of(False), None),
        (TEXT, raw_of(" two\r\nlines "), "two\nlines"),
        (TEXT, raw_of(5.0), "5"),
        (TEXT, raw_of("\u00a0 "), None),
    ],
)
def test_a_cell_is_read_by_its_columns_type(column: Column, raw: Raw, value: Value) -> None:
    reading = read(column, raw)
    assert reading.readable
    assert reading.value == value


@pytest.mark.parametrize(
    ("column", "raw", "code", "suggestion"),
    [
        (STATUS, raw_of("Dnoe"), "status-unknown", "Complete"),
        (STATUS, raw_of("purple"), "status-unknown", ""),
        (STATUS, raw_of("Complete?"), "status-unknown", "Complete"),
        (PERCENT, raw_of(0.5), "percent-unclear", "50%"),
        (PERCENT, raw_of("halfway"), "not-a-percentage", ""),
        (PERCENT, raw_of(150), "percent-out-of-range", ""),
        (PERCENT, raw_of("50,5 %"), "not-a-percentage", "50.5%"),
        (PERCENT, raw_of("50,5"), "not-a-percentage", "50.5%"),
        (PERCENT, raw_of("%50"), "not-a-percentage", "50%"),
        (PERCENT, raw_of("50 percent"), "not-a-percentage", "50%"),
        (PERCENT, raw_of("0,5"), "not-a-percentage", "50%"),
        (PERCENT, raw_of("0,5 %"), "not-a-percentage", "0.5%"),
        (PERCENT, raw_of("150,5 %"), "not-a-percentage", ""),
        (PERCENT, raw_of("50 of 60 %"), "not-a-percentage", ""),
        (NUMBER, raw_of("4,5"), "not-a-number", "4.5"),
        (NUMBER, raw_of("0,125"), "not-a-number", "0.125"),
        (NUMBER, raw_of("−3,5"), "not-a-number", "-3.5"),
        (NUMBER, raw_of("1 000"), "not-a-number", "1000"),
        (NUMBER, raw_of("1\u202f000,5"), "not-a-number", "1000.5"),
        (NUMBER, raw_of("1.000,5"), "not-a-number", "1000.5"),
        (NUMBER, raw_of("1.000.000"), "not-a-number", "1000000"),
        (NUMBER, raw_of("1'000.5"), "not-a-number", "1000.5"),
        (NUMBER, raw_of("$1,500"), "not-a-number", "1500"),
        (NUMBER, raw_of("1 00"), "not-a-number", ""),
        (NUMBER, raw_of("1,000,5"), "not-a-number", ""),
        (NUMBER, raw_of("80%%"), "not-a-number", ""),
        (NUMBER, raw_of("4 or 5"), "not-a-number", ""),
        (NUMBER, raw_of(True), "not-a-number", ""),
        (DATE, raw_of("03/04/26"), "date-ambiguous", "2026-03-04"),
        (DATE, raw_of("next spring"), "not-a-date", ""),
        (DATE, raw_of(12), "not-a-date", ""),
        (DATE, raw_of("2027-02-30"), "not-a-date", ""),
        (TICK, raw_of("maybe"), "no-change-not-a-tick", "x"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_type(
    column: Column, raw: Raw, code: str, suggestion: str
) -> None:
    reading = read(column, raw)
    assert (reading.readable, reading.code, reading.suggestion) == (False, code, suggestion)


@pytest.mark.parametrize(
    "raw", [ABSENT, Raw(RawKind.ERROR, "#REF!"), Raw(RawKind.UNCALCULATED), Raw(RawKind.SHADOW)]
)
def test_absent_error_and_uncalculated_cells_give_no_opinion(raw: Raw) -> None:
    assert not read(TEXT, raw).opinion


def test_a_blank_cell_is_an_opinion() -> None:
    assert read(DATE, BLANK).readable


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("done ", "done"),
        ("a\r\nb", "a \nb"),
        ("cafe\u0301", "café"),
        ("a\u00a0b", "a b"),
        (0.1 + 0.2, 0.3),
        (5, 5.0),
        ("", None),
        ("\u200b", None),
    ],
)
def test_cosmetic_differences_are_the_same_value(left: Value, right: Value) -> None:
    assert same(left, right)


@pytest.mark.parametrize(
    ("left", "right"), [("Done", "done"), (True, 1), ("5", "5.0"), (None, False), (1, 1.0000001)]
)
def test_real_differences_are_not_the_same_value(left: Value, right: Value) -> None:
    assert not same(left, right)


RAW = st.one_of(
    st.builds(
        Raw,
        st.sampled_from(list(RawKind)),
        st.one_of(
            st.none(),
            st.text(),
            st.booleans(),
            st.integers(),
            st.floats(allow_nan=False, allow_infinity=False),
            st.dates(),
            st.datetimes(),
        ),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    st.text().map(raw_of),
)


@given(st.sampled_from([STATUS, PERCENT, NUMBER, DATE, TICK, TEXT]), RAW)
def test_reading_never_raises_and_gives_a_value_or_a_reason(column: Column, raw: Raw) -> None:
    reading = read(column, raw)
    assert reading.value is None or reading.readable
    assert bool(reading.problem) == bool(reading.code)


@given(st.text())
def test_comparing_text_is_stable(text: str) -> None:
    assert comparable_text(comparable_text(text)) == comparable_text(text)


@given(st.dates(date(1960, 1, 1), date(2140, 1, 1)))
def test_a_day_and_its_serial_are_the_same_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert date_of_serial(serial) == day
    assert date_of_serial(serial - 1462, from_1904=True) == day
