"""Laws of backends whose places are files, tried on plain JSON and on real workbooks.

See ``toolkit.ports.backend``; what live backends share with them is in ``conformance``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.protocol.books import Books, ExcelBooks, JsonBooks
from toolkit.errors import FileRefused
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.column import Choice, Column, ColumnType, Value
from toolkit.tables.copy import Copy
from toolkit.tables.record import Record
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.stamp import Stamp
from toolkit.tables.write import ROW_ID, CellWrite, RowWrite
from toolkit.workflows.verify_write import unplanned

COLUMNS = (
    Column("status", "Status", ColumnType.CHOICE, choices=(Choice("On track"), Choice("Complete"))),
    Column("note", "Progress note"),
    Column("count", "Count", ColumnType.NUMBER),
    Column("due", "Due", ColumnType.DATE),
    Column("ticked", "No change", ColumnType.TICK),
)
SCHEMA = Schema({"actions": TableSchema("actions", "Action grid", "action", COLUMNS)})
STAMP = Stamp("plan", "area-1", 1)
RECORDS = (
    Record("A", {"status": "On track", "note": "first", "count": 3}),
    Record("B", {"note": "second", "due": date(2027, 5, 14)}),
    Record("C", {"note": "third"}),
)
KINDS: dict[str, Books] = {"memory": JsonBooks(SCHEMA), "excel_file": ExcelBooks(SCHEMA)}


class Rig:
    """One file, as content."""

    def __init__(self, kind: str, records: Sequence[Record] = RECORDS) -> None:
        self.books = KINDS[kind]
        assert self.books.backend.name == kind
        self.content = self.books.new(STAMP, records)

    def read(self) -> Copy:
        return self.books.backend.read(self.content, f"book{self.books.suffix}")

    def apply(self, planned: PlannedWrite) -> None:
        self.content = self.books.backend.patch(self.content, planned)


@pytest.fixture(params=KINDS)
def rig(request: pytest.FixtureRequest) -> Rig:
    return Rig(request.param)


def planned(*cells: CellWrite, rows: tuple[RowWrite, ...] = ()) -> PlannedWrite:
    return PlannedWrite(replace(STAMP, baseline=2), cells, rows)


def test_a_place_says_its_stamp_its_rows_and_their_ids(rig: Rig) -> None:
    copy = rig.read()
    assert copy.stamp == STAMP
    table = copy.table("actions")
    assert table is not None
    assert [(row.id, row.row) for row in table.rows] == [("A", 2), ("B", 3), ("C", 4)]
    assert set(table.letters) == {column.name for column in COLUMNS}
    assert table.rows[0]["note"].value == "first"
    assert table.address(table.rows[1], "note") == "C3"


def test_an_empty_plan_changes_only_the_stamp(rig: Rig) -> None:
    before = rig.read()
    rig.apply(planned())
    after = rig.read()
    assert after.stamp == replace(STAMP, baseline=2)
    assert after.tables == before.tables


NASTY = st.sampled_from(
    ["=1+1", "+cmd|x", "-5", "@SUM(A1)", "0012", "1e5", "TRUE", "14.05.2027", "  spaced  ",
     "two\nlines", "_x000D_", "&lt;b&gt; <b>", "é ü ő ☑ 😀", "'quoted", "50%", "#REF!"]
)  # fmt: skip
TEXTS = st.one_of(NASTY, st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))))
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "status": st.sampled_from(["On track", "Complete", None]),
    "note": st.one_of(st.none(), TEXTS.filter(lambda text: bool(text.strip()))),
    "count": st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9)),
    "due": st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2090, 1, 1))),
    "ticked": st.sampled_from([True, None]),
}


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_exactly_the_planned_cells_and_rows_change_whatever_is_written(
    name: str, data: st.DataObject
) -> None:
    rig = Rig(name)
    before = rig.read()
    places = st.tuples(st.sampled_from([("A", 2), ("B", 3), ("C", 4)]), st.sampled_from([*VALUES]))
    chosen = data.draw(st.lists(places, max_size=6, unique=True))
    cells = [
        CellWrite("actions", row_id, row, column, data.draw(VALUES[column]))
        for (row_id, row), column in chosen
    ]
    rows = tuple(
        RowWrite("actions", f"N{number}", {column: data.draw(VALUES[column]) for column in VALUES})
        for number in range(data.draw(st.integers(0, 2)))
    )
    plan = planned(*cells, rows=rows)
    rig.apply(plan)
    assert unplanned(before, rig.read(), plan, SCHEMA) == ()


def test_the_same_plan_on_the_same_content_gives_the_same_bytes(rig: Rig) -> None:
    plan = planned(note("A", 2, "new"))
    first = rig.books.backend.patch(rig.content, plan)
    assert first != rig.content
    assert rig.books.backend.patch(rig.content, plan) == first


def note(row_id: str, row: int, text: str) -> CellWrite:
    return CellWrite("actions", row_id, row, "note", text)


def test_a_row_that_is_not_where_it_was_is_never_written(rig: Rig) -> None:
    with pytest.raises(FileRefused, match='row 3 does not hold the row "A"'):
        rig.apply(planned(note("A", 3, "wrong row")))
    with pytest.raises(FileRefused):
        rig.apply(planned(note("A", 99, "no such row")))


def test_an_id_is_written_back_to_a_row_that_has_none(rig: Rig) -> None:
    rig.content = rig.books.new(STAMP, [*RECORDS, Record("", {"note": "typed by staff"})])
    rig.apply(planned(CellWrite("actions", "N", 5, ROW_ID, "N")))
    table = rig.read().table("actions")
    assert table is not None
    assert [(row.id, row["note"].value) for row in table.rows][3] == ("N", "typed by staff")


def test_a_text_no_cell_can_hold_is_refused_and_never_cut(rig: Rig) -> None:
    rig.apply(planned(note("A", 2, "x" * 32767)))
    with pytest.raises(FileRefused):
        rig.apply(planned(note("A", 2, "x" * 32768)))


def test_what_a_person_types_is_read_and_what_was_planned_on_other_cells_stays(rig: Rig) -> None:
    rig.apply(planned(note("A", 2, "written")))
    rig.content, _cell, _seen = rig.books.type(rig.content, 1, "note", "typed")
    table = rig.read().table("actions")
    assert table is not None
    assert [row["note"].value for row in table.rows] == ["written", "typed", "third"]


@pytest.mark.parametrize("keep", [0, 1, 100, 1000])
def test_a_torn_file_is_refused_with_a_reason(rig: Rig, keep: int) -> None:
    rig.content = rig.content[: min(keep, len(rig.content) - 1)]
    with pytest.raises(FileRefused):
        rig.read()
