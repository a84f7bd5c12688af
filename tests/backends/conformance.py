"""What every backend of workbooks must do, whatever stands behind it.

A suite per backend subclasses ``BackendConformance`` and says how a workbook is opened, read and
written; everything else is the same for files and live places. Those that people type in meanwhile
subclass ``LiveConformance``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
import xlsxwriter

from tests.merge.grid import ACTIONS, SCHEMA
from toolkit.errors import FileRefused
from toolkit.ports.backend import Landed
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.column import Value
from toolkit.tables.copy import Copy
from toolkit.tables.raw import RawKind
from toolkit.tables.reading import read
from toolkit.tables.stamp import Stamp
from toolkit.tables.write import ROW_ID, CellWrite, RowWrite

STAMP = Stamp("imec", "area-1", 3, scope="area")
NEXT = Stamp("imec", "area-1", 4, scope="area")
HEADINGS = [column.heading for column in ACTIONS.columns] + ["Row id", "My own"]
FIRST_ROW = 4
ROWS: Sequence[Mapping[str, object]] = (
    {"Ref": "1.1", "Action": "Plan", "Status": "On track", "Percent complete": 0.5, "My own": "a"},
    {"Ref": "1.10", "Action": "Do", "Due": date(2027, 5, 14), "No change": "x"},
    {"Ref": "2", "Action": "Check", "Progress note": "=old", "Outcome": 12.5, "My own": "c"},
)
IDS = ("a1", "a2", "a3")
TRICKY = (
    "=1+1", "1.10", "3/4", "TRUE", "50%", "@SUM(A1)", "-5", "+x", "'quoted'", "#N/A", "Käthe 😀",
    "two\nlines", "\\u0041", " space ", "_x0041_", "1E5",
)  # fmt: skip


class Place(Protocol):
    """One workbook under test."""

    def read(self) -> Copy:
        """What it says now."""
        ...

    def write(self, planned: PlannedWrite) -> None:
        """Carry out a plan made on what it said last."""
        ...


class BackendConformance:
    """The suite; ``open`` makes a place of a workbook file."""

    def open(self, workbook: Path) -> Place:
        raise NotImplementedError

    @pytest.fixture
    def place(self, tmp_path: Path) -> Place:
        return self.open(make_workbook(tmp_path / "1 Relevance.xlsx"))

    def test_it_reads_stamp_ids_and_cells_of_every_type(self, place: Place) -> None:
        copy = place.read()
        assert copy.stamp == STAMP
        assert [(row.id, row.row) for row in rows(copy)] == [("a1", 4), ("a2", 5), ("a3", 6)]
        assert values(copy, "a1") == {
            "ref": "1.1", "text": "Plan", "status": "On track", "percent": 50,
        }  # fmt: skip
        assert values(copy, "a2") == {
            "ref": "1.10", "text": "Do", "due": date(2027, 5, 14), "no_change": True,
        }  # fmt: skip
        assert values(copy, "a3") == {
            "ref": "2", "text": "Check", "note": "=old", "outcome": "12.5",
        }  # fmt: skip

    def test_formulas_are_told_from_texts_and_foreign_columns_are_listed(
        self, place: Place
    ) -> None:
        copy = place.read()
        flag = rows(copy)[0]["flag"]
        assert (flag.kind, flag.value, flag.formula) == (RawKind.TEXT, "Overdue", True)
        assert not rows(copy)[2]["note"].formula
        (unknown,) = copy.tables[0].unknown
        assert unknown.heading == "My own"
        assert [unknown.cells[row].value for row in (4, 5, 6)] == ["a", None, "c"]

    def test_reading_twice_says_the_same(self, place: Place) -> None:
        assert place.read() == place.read()

    def test_only_planned_cells_change_and_the_stamp(self, place: Place) -> None:
        before = place.read()
        place.write(
            plan(
                cell("a1", 4, "status", "Complete"),
                cell("a2", 5, "due", date(1998, 2, 28)),
                cell("a2", 5, "percent", 25),
                cell("a3", 6, "note", None),
                cell("a3", 6, "no_change", True),
            )
        )
        after = place.read()
        assert after.stamp == NEXT
        assert values(after, "a1") == {**values(before, "a1"), "status": "Complete"}
        assert values(after, "a2") == {
            **values(before, "a2"), "due": date(1998, 2, 28), "percent": 25,
        }  # fmt: skip
        expected = {**values(before, "a3"), "no_change": True}
        del expected["note"]
        assert values(after, "a3") == expected
        assert after.tables[0].unknown == before.tables[0].unknown

    @pytest.mark.parametrize("text", TRICKY)
    def test_a_text_stays_a_text_whatever_it_looks_like(self, place: Place, text: str) -> None:
        place.write(plan(cell("a1", 4, "note", text), cell("a2", 5, "due", text)))
        after = place.read()
        for row, column in ((0, "note"), (1, "due")):
            found = rows(after)[row][column]
            assert (found.kind, found.value, found.formula) == (RawKind.TEXT, text, False)

    def test_an_empty_plan_changes_only_the_stamp(self, place: Place) -> None:
        before = place.read()
        place.write(plan())
        after = place.read()
        assert (after.stamp, after.tables) == (NEXT, before.tables)

    def test_rows_are_added_at_the_end_in_order_in_the_columns_formats(self, place: Place) -> None:
        before = place.read()
        place.write(
            plan(
                rows=(
                    RowWrite("actions", "a4", {"text": "New", "percent": 75, "note": "=n"}),
                    RowWrite("actions", "a5", {"due": date(2027, 6, 1)}),
                )
            )
        )
        after = place.read()
        assert [row.id for row in rows(after)] == ["a1", "a2", "a3", "a4", "a5"]
        assert values(after, "a4") == {"text": "New", "percent": 75, "note": "=n"}
        assert values(after, "a5") == {"due": date(2027, 6, 1)}
        assert rows(after)[:3] == rows(before)

    def test_a_row_that_has_no_id_yet_gets_one(self, place: Place) -> None:
        place.write(plan(CellWrite("actions", "b1", 6, ROW_ID, "b1")))
        assert [row.id for row in rows(place.read())] == ["a1", "a2", "b1"]

    def test_a_text_no_cell_can_hold_is_refused_and_nothing_is_written(self, place: Place) -> None:
        before = place.read()
        with pytest.raises(FileRefused):
            place.write(plan(cell("a1", 4, "note", "x" * 32_768)))
        assert place.read().tables == before.tables
        assert place.read().stamp == STAMP

    def test_a_formula_somebody_put_there_is_not_overwritten(self, place: Place) -> None:
        with pytest.raises(FileRefused):
            place.write(plan(cell("a1", 4, "flag", "mine"), cell("a2", 5, "note", "n")))
        assert rows(place.read())[0]["flag"].formula
        assert "note" not in values(place.read(), "a2")

    def test_a_column_that_is_gone_is_refused_by_its_heading(self, tmp_path: Path) -> None:
        place = self.open(make_workbook(tmp_path / "2.xlsx", without="Status"))
        with pytest.raises(FileRefused, match="Status"):
            place.write(plan(cell("a1", 4, "status", "Complete")))

    def test_rows_have_to_wait_when_something_stands_below_the_table(self, tmp_path: Path) -> None:
        place = self.open(make_workbook(tmp_path / "3.xlsx", below="keep me"))
        with pytest.raises(FileRefused, match="keep me"):
            place.write(plan(rows=(RowWrite("actions", "a4", {"text": "New"}),)))


class LivePlace(Place, Protocol):
    """One live place under test, and what a person does there meanwhile."""

    def write_seen(self, planned: PlannedWrite, seen: Copy) -> Landed:
        """Carry out a plan made on ``seen``."""
        ...

    def type(self, row: int, heading: str, text: object) -> None:
        """Somebody types into the grid, by sheet row and heading."""
        ...

    def swap_rows(self, first: int, second: int) -> None:
        """Somebody sorts."""
        ...


class LiveConformance(BackendConformance):
    """What only a live place must do."""

    def test_a_row_is_found_by_its_id_after_somebody_sorted(self, place: LivePlace) -> None:
        place.swap_rows(4, 6)
        place.write(plan(cell("a1", 4, "note", "mine")))
        after = {row.id: row["note"].value for row in rows(place.read())}
        assert after == {"a1": "mine", "a2": None, "a3": "=old"}

    def test_nothing_typed_meanwhile_is_lost(self, place: LivePlace) -> None:
        """Either it still stands and nothing was written, or it comes back as displaced."""
        seen = place.read()
        place.type(4, "Progress note", "typed just now")
        landed = place.write_seen(
            plan(cell("a1", 4, "note", "n"), cell("a2", 5, "note", "m")), seen
        )
        after = place.read()
        if landed.again:
            assert landed.queued
            assert rows(after)[0]["note"].value == "typed just now"
            assert "note" not in values(after, "a2")
            assert after.stamp == STAMP
        else:
            (displaced,) = landed.displaced
            assert rows(displaced)[0]["note"].value == "typed just now"
            assert displaced.stamp == STAMP
            assert rows(after)[0]["note"].value == "n"
            assert after.stamp == NEXT

    def test_what_is_typed_elsewhere_meanwhile_stays(self, place: LivePlace) -> None:
        seen = place.read()
        place.type(5, "Status", "At risk")
        landed = place.write_seen(plan(cell("a1", 4, "note", "n")), seen)
        assert (landed.queued, landed.again) == ("", False)
        assert values(place.read(), "a2")["status"] == "At risk"
        assert values(place.read(), "a1")["note"] == "n"

    def test_a_row_deleted_meanwhile_is_not_written_elsewhere(self, place: LivePlace) -> None:
        seen = place.read()
        place.type(4, "Row id", "")
        landed = place.write_seen(plan(cell("a1", 4, "note", "n")), seen)
        assert landed.queued
        assert [row["note"].value for row in rows(place.read())] == [None, None, "=old"]

    def test_nothing_is_displaced_when_nobody_typed(self, place: LivePlace) -> None:
        landed = place.write_seen(plan(cell("a1", 4, "note", "n")), place.read())
        assert (landed.displaced, landed.queued) == ((), "")
        assert landed.copy == place.read()

    def test_writing_the_same_plan_twice_is_the_same_as_once(self, place: LivePlace) -> None:
        planned = plan(
            cell("a1", 4, "note", "n"), rows=(RowWrite("actions", "a4", {"text": "New"}),)
        )
        place.write(planned)
        once = place.read()
        place.write(planned)
        assert place.read() == once
        assert [row.id for row in rows(once)] == ["a1", "a2", "a3", "a4"]


def plan(*cells: CellWrite, rows: tuple[RowWrite, ...] = ()) -> PlannedWrite:
    return PlannedWrite(NEXT, cells, rows)


def cell(record: str, row: int, column: str, value: Value) -> CellWrite:
    return CellWrite("actions", record, row, column, value)


def rows(copy: Copy) -> tuple:
    table = copy.table("actions")
    assert table is not None
    assert table.problem == ""
    return table.rows


def values(copy: Copy, record: str) -> dict[str, Value]:
    """Typed values of one row that are not blank, the formula aside."""
    (row,) = [row for row in rows(copy) if row.id == record]
    typed = {
        column.name: read(column, row[column.name]).value
        for column in ACTIONS.columns
        if column.name != "flag"
    }
    return {name: value for name, value in typed.items() if value is not None}


def make_workbook(place: Path, *, without: str = "", below: str = "") -> Path:
    """A small area workbook: table, formats, a formula, a foreign column, the stamp."""
    book = xlsxwriter.Workbook(str(place), {"strings_to_formulas": False})
    sheet = book.add_worksheet("Action grid")
    formats = {
        "Percent complete": book.add_format({"num_format": "0%"}),
        "Due": book.add_format({"num_format": "d mmm yyyy"}),
        "Last checked": book.add_format({"num_format": "d mmm yyyy"}),
    }
    headings = [heading for heading in HEADINGS if heading != without]
    sheet.write("A1", "Relevance")
    columns = [{"header": heading} for heading in headings]
    last = FIRST_ROW + len(ROWS) - 2
    area = (FIRST_ROW - 2, 0, last, len(headings) - 1)
    sheet.add_table(*area, {"name": "tblActions", "columns": columns})
    for number, (record, facts) in enumerate(zip(IDS, ROWS, strict=True)):
        for column, heading in enumerate(headings):
            value = record if heading == "Row id" else facts.get(heading)
            _write(sheet, (FIRST_ROW - 1 + number, column), value, formats.get(heading))
        flag = headings.index("Flag")
        sheet.write_formula(FIRST_ROW - 1 + number, flag, '="Over"&"due"', None, "Overdue")
    if below:
        sheet.write(last + 2, 1, below)
        sheet.write(last + 1, 1, below)
    stamp = book.add_worksheet("_actiongrid")
    stamp.hide()
    for row, (label, text) in enumerate(STAMP.rows()):
        stamp.write_string(row, 0, label)
        stamp.write_string(row, 1, text)
    book.close()
    return place


def _write(sheet: object, at: tuple[int, int], value: object, form: object) -> None:
    if value is None:
        sheet.write_blank(*at, None, form)  # type: ignore[attr-defined]
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, form)  # type: ignore[attr-defined]
    elif isinstance(value, str):
        sheet.write_string(*at, value, form)  # type: ignore[attr-defined]
    else:
        sheet.write_number(*at, value, form)  # type: ignore[attr-defined]


__all__ = [
    "HEADINGS", "NEXT", "SCHEMA", "STAMP", "BackendConformance", "LiveConformance", "cell",
    "make_workbook", "plan", "rows", "values",
]  # fmt: skip
