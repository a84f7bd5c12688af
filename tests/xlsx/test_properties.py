"""Laws of reading and writing that hold for whatever Hypothesis comes up with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xlsx.books import book, members, part
from toolkit.xlsx import Area, SetCell, change_book, compare_cells, open_book
from toolkit.xlsx.escapes import escape, unescape, xml_text
from toolkit.xlsx.formulas import read_formula, shifted
from toolkit.xlsx.grid import MAX_COLUMN, MAX_ROW, cell_name, column_letters, column_number
from toolkit.xlsx.serials import from_serial, to_serial

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
STORED = st.sampled_from(
    [
        "<v>7</v>",
        "<f>A1+1</f><v>0.5</v>",
        "<f>B2&amp;C3</f>",
        "<v>\n 8 </v>",
        "",
    ]
)


@dataclass
class Drawn:
    """A sheet in pieces: rows by number, cells as written by column, what stands between rows."""

    gap: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)

    def xml(self) -> str:
        written = (
            f'<row r="{n}">{"".join(cells[c] for c in sorted(cells))}</row>{self.gap}'
            for n, cells in sorted(self.rows.items())
        )
        return self.gap + "".join(written)


@st.composite
def sheets(draw: st.DrawFn) -> Drawn:
    drawn = Drawn(draw(st.sampled_from(["", "\n", "  "])))
    for row in draw(st.sets(st.integers(1, 12), max_size=6)):
        columns = draw(st.sets(st.integers(1, 40), max_size=6))
        drawn.rows[row] = {c: draw(cells(row, c)) for c in columns}
    return drawn


@st.composite
def cells(draw: st.DrawFn, row: int, column: int) -> str:
    style = draw(st.sampled_from(["", ' s="2"', ' s="4" x="1"']))
    inner = draw(STORED)
    quote = draw(st.sampled_from("\"'"))
    tag = f"<c r={quote}{cell_name(row, column)}{quote}{style}"
    return f"{tag}>{inner}</c>" if inner or draw(st.booleans()) else f"{tag} />"


def written_again(drawn: Drawn, changes: dict[tuple[int, int], str]) -> str:
    """The slow way: put each new cell into the pieces and write them all again."""
    for (row, column), text in changes.items():
        old = drawn.rows.get(row, {}).get(column, "")
        style = next((mark for mark in (' s="2"', ' s="4"') if mark in old), "")
        drawn.rows.setdefault(row, {})[column] = (
            f'<c r="{cell_name(row, column)}"{style} t="inlineStr">'
            f'<is><t xml:space="preserve">{escape(text).decode()}</t></is></c>'
        )
    return drawn.xml()


def comparable(xml: str) -> str:
    """Blanks between rows do not matter; results that formulas lose are looked at elsewhere."""
    return re.sub(r"\s+(?=<row|</sheetData)", "", xml).replace("<v>0.5</v>", "")


@settings(max_examples=150, deadline=None)
@given(
    sheets(),
    st.dictionaries(
        st.tuples(st.integers(1, 14), st.integers(1, 45)),
        st.text(st.characters(codec="ascii", exclude_characters="=+-@"), min_size=1, max_size=5),
        min_size=1,
        max_size=6,
    ),
)
def test_splicing_equals_writing_the_pieces_again(
    drawn: Drawn, changes: dict[tuple[int, int], str]
) -> None:
    wanted = [SetCell("Plan", *place, text, over_formula=True) for place, text in changes.items()]
    after = change_book(book(drawn.xml()), wanted)
    expected = book(written_again(drawn, changes))
    assert comparable(part(after.data)) == comparable(part(expected))


@settings(max_examples=60, deadline=None)
@given(sheets(), st.tuples(st.integers(1, 14), st.integers(1, 45)), TEXTS)
def test_only_the_planned_cells_differ(drawn: Drawn, place: tuple[int, int], text: str) -> None:
    before = book(drawn.xml())
    after = change_book(before, [SetCell("Plan", *place, text, over_formula=True)])
    stale = {(row, column) for _, row, column in after.stale}
    found = {(d.row, d.column) for d in compare_cells(before, after.data).get("Plan", ())}
    assert found <= {place} | stale
    shown = open_book(after.data).read("Plan").cells.get(place)
    assert (shown.value if shown else None) == (text or None)


@settings(max_examples=60, deadline=None)
@given(sheets())
def test_the_quick_and_the_careful_reading_agree(drawn: Drawn) -> None:
    quick = open_book(book(drawn.xml())).read("Plan").cells
    careful = open_book(book(drawn.xml() + "<!-- look twice -->")).read("Plan").cells
    assert dict(quick.items()) == dict(careful.items()) == {k: quick[k] for k in quick}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), TEXTS), min_size=1, max_size=8))
def test_setting_cells_one_by_one_shows_the_same_as_all_at_once(
    edits: list[tuple[int, int, str]],
) -> None:
    wanted = {(row, column): text for row, column, text in edits}
    changes = [SetCell("Plan", *place, text) for place, text in wanted.items()]
    at_once = change_book(book('<row r="3"><c r="B3" s="2"/></row>'), changes).data
    one_by_one = book('<row r="3"><c r="B3" s="2"/></row>')
    for change in changes:
        one_by_one = change_book(one_by_one, [change]).data
    assert members(at_once) == members(one_by_one)
    assert change_book(at_once, changes).data is at_once


@given(TEXTS)
def test_a_text_is_read_as_it_was_stored(text: str) -> None:
    assert unescape(xml_text(escape(text), "here")) == text


@given(st.datetimes(datetime(1904, 1, 2), datetime(9999, 12, 31)), st.booleans())
def test_moments_survive_both_calendars(moment: datetime, date1904: bool) -> None:
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    serial = to_serial(moment, date1904=date1904)
    assert serial is not None
    read = from_serial(serial, date1904=date1904)
    assert isinstance(read, datetime)
    assert abs(read - moment) <= timedelta(milliseconds=1)


@given(st.dates(date(1900, 1, 1), date(9999, 12, 31)))
def test_days_survive_with_the_leap_day_that_never_was(day: date) -> None:
    serial = to_serial(day, date1904=False)
    assert isinstance(serial, int)
    assert serial != 60
    assert from_serial(serial, date1904=False, has_time=False) == day


@given(st.times().map(lambda t: t.replace(microsecond=0)))
def test_times_of_day_survive(moment: time) -> None:
    serial = to_serial(moment, date1904=False)
    assert serial is not None
    assert from_serial(serial, date1904=False, has_date=False) == moment


@given(st.integers(1, MAX_COLUMN))
def test_columns_have_letters(column: int) -> None:
    assert column_number(column_letters(column).encode()) == column


AREAS = st.builds(
    lambda a, b, c, d: Area(min(a, b), min(c, d), max(a, b), max(c, d)),
    *[st.integers(1, MAX_ROW)] * 2,
    *[st.integers(1, MAX_COLUMN)] * 2,
)


@given(AREAS)
def test_areas_are_read_as_written(area: Area) -> None:
    assert Area.parse(str(area)) == area


@given(AREAS, AREAS)
def test_areas_meet_where_they_share_a_cell(one: Area, two: Area) -> None:
    top, left = max(one.top, two.top), max(one.left, two.left)
    assert one.meets(two) == two.meets(one) == (one.has(top, left) and two.has(top, left))


REFERENCES = st.builds(
    lambda c, r, c_fixed, r_fixed: f"{c_fixed}{column_letters(c)}{r_fixed}{r}",
    st.integers(200, 900),
    st.integers(200, 900),
    *[st.sampled_from(["", "$"])] * 2,
)
FORMULAS = st.lists(
    st.one_of(
        REFERENCES,
        st.builds("{}:{}".format, REFERENCES, REFERENCES),
        st.sampled_from(['"A1"', "SUM(1)", "Plan!", "'A1 B2'!", "T[[#This Row],[A1]]", "LOG10(2)"]),
    ),
    min_size=1,
    max_size=6,
).map("+".join)


@given(FORMULAS, st.integers(-99, 99), st.integers(-99, 99))
def test_a_formula_moved_there_and_back_reads_as_before(
    formula: str, rows: int, columns: int
) -> None:
    assert shifted(shifted(formula, rows, columns), -rows, -columns) == formula


@given(FORMULAS, st.integers(1, 99))
def test_moving_a_formula_down_moves_exactly_its_loose_rows(formula: str, rows: int) -> None:
    for one, two in zip(
        read_formula(formula).references,
        read_formula(shifted(formula, rows, 0)).references,
        strict=True,
    ):
        if one.fixed:
            assert one == two
        assert two.area.bottom - one.area.bottom in range(-999, rows + 1)
