"""The suite on workbooks open in a (fake) running Excel, and what only a live place must do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

xlwings = pytest.importorskip("xlwings")

from tests.backends.conformance import (  # noqa: E402
    NEXT,
    SCHEMA,
    STAMP,
    BackendConformance,
    cell,
    make_workbook,
    plan,
    rows,
)
from tests.backends.fake_excel import FakeBook, World, open_in_excel, start, type_into  # noqa: E402
from toolkit.backends.excel_file import ExcelFile  # noqa: E402
from toolkit.backends.excel_live import ExcelLive  # noqa: E402
from toolkit.errors import BusyError  # noqa: E402
from toolkit.ports.planned_write import PlannedWrite, Refill  # noqa: E402
from toolkit.tables.copy import Copy  # noqa: E402
from toolkit.tables.raw import RawKind  # noqa: E402
from toolkit.tables.write import RowWrite  # noqa: E402


@pytest.fixture
def world() -> Iterator[World]:
    before = xlwings.engines.active
    made = World()
    start(made)
    yield made
    xlwings.engines.active = before


class LivePlace:
    """A workbook open in Excel."""

    def __init__(self, workbook: Path, world: World) -> None:
        self.world = world
        self.book: FakeBook = open_in_excel(world, workbook)
        self.place = str(workbook)
        self.backend = ExcelLive(SCHEMA)
        self.seen = self.backend.read(self.place)

    def read(self) -> Copy:
        self.seen = self.backend.read(self.place)
        return self.seen

    def write(self, planned: PlannedWrite) -> None:
        self.backend.write(self.place, planned, self.seen)

    def type(self, sheet: str, row: int, column: int, text: object) -> None:
        """What a person does meanwhile."""
        type_into(self.book.sheets(sheet).cells_[row, column], text)


class TestExcelLive(BackendConformance):
    @pytest.fixture(autouse=True)
    def running(self, world: World) -> None:
        self.world = world

    def open(self, workbook: Path) -> LivePlace:
        return LivePlace(workbook, self.world)

    def test_it_says_what_the_file_backend_says_of_the_same_file(self, tmp_path: Path) -> None:
        workbook = make_workbook(tmp_path / "1.xlsx")
        live = self.open(workbook).read()
        file = ExcelFile(SCHEMA).read(workbook.read_bytes(), workbook.name)
        assert (live.stamp, live.tables) == (file.stamp, file.tables)

    def test_a_row_is_found_by_its_id_after_somebody_sorted(self, place: LivePlace) -> None:
        grid = place.book.sheets("Action grid").cells_
        for column in range(1, 14):
            grid[4, column], grid[6, column] = grid[6, column], grid[4, column]
        place.write(plan(cell("a1", 4, "note", "mine")))
        after = {row.id: row["note"].value for row in rows(place.read())}
        assert after == {"a1": "mine", "a2": None, "a3": "=old"}

    def test_what_was_typed_meanwhile_comes_back_as_displaced(self, place: LivePlace) -> None:
        seen = place.read()
        place.type("Action grid", 4, 5, "typed just now")
        landed = place.backend.write(place.place, plan(cell("a1", 4, "note", "n")), seen)
        (displaced,) = landed.displaced
        assert rows(displaced)[0]["note"].value == "typed just now"
        assert rows(landed.copy)[0]["note"].value == "n"
        assert displaced.stamp == STAMP

    def test_nothing_is_displaced_when_nobody_typed(self, place: LivePlace) -> None:
        landed = place.backend.write(place.place, plan(cell("a1", 4, "note", "n")), place.read())
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

    def test_nobody_is_disturbed_and_nothing_is_saved(self, place: LivePlace) -> None:
        place.write(plan(cell("a1", 4, "note", "n"), rows=(RowWrite("actions", "a4", {}),)))
        assert place.world.touched == []
        assert place.world.screen is True

    def test_a_sheet_is_fetched_as_one_block_and_only_changed_cells_are_written(
        self, place: LivePlace
    ) -> None:
        place.world.orders.clear()
        place.read()
        fetched = [order for order in place.world.orders if order.startswith("get")]
        assert sorted(fetched) == ["get Action grid!A1:M6", "get _actiongrid!A1:B6"]
        place.world.orders.clear()
        place.write(plan(cell("a1", 4, "note", "n")))
        written = [order for order in place.world.orders if not order.startswith(("get", "list"))]
        assert written == [
            "set Action grid!E4",
            "set _actiongrid!B3",
            "set _actiongrid!B6",
        ]

    def test_the_stamp_is_written_last(self, place: LivePlace) -> None:
        place.world.orders.clear()
        place.write(plan(cell("a1", 4, "note", "n"), rows=(RowWrite("actions", "a4", {}),)))
        written = [order for order in place.world.orders if order.startswith("set")]
        sheets = [order.split("!")[0] for order in written]
        assert sheets == sorted(sheets, key=lambda name: name == "set _actiongrid")

    def test_while_somebody_types_excel_is_busy(self, place: LivePlace) -> None:
        place.world.typing = True
        with pytest.raises(BusyError, match="Finish typing in the cell"):
            place.read()

    def test_a_file_that_is_not_open_is_told(self, place: LivePlace, tmp_path: Path) -> None:
        other = str(tmp_path / "other.xlsx")
        assert place.backend.is_open(place.place)
        assert not place.backend.is_open(other)
        with pytest.raises(BusyError, match="not open in Excel"):
            place.backend.read(other)

    def test_a_namesake_in_another_folder_is_not_the_file(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        place = self.open(make_workbook(tmp_path / "elsewhere" / "1.xlsx"))
        assert not place.backend.is_open(str(tmp_path / "1.xlsx"))

    def test_a_workbook_in_the_cloud_is_known_by_its_name(self, tmp_path: Path) -> None:
        workbook = make_workbook(tmp_path / "1.xlsx")
        open_in_excel(self.world, workbook, "https://d.docs.live.net/abc/Plans/1.xlsx")
        assert ExcelLive(SCHEMA).is_open(str(workbook))

    def test_a_workbook_that_would_be_renewed_whole_waits_until_it_is_closed(
        self, place: LivePlace
    ) -> None:
        planned = PlannedWrite(NEXT, refill=Refill(replacement=b"new"))
        landed = place.backend.write(place.place, planned, place.read())
        assert "once it is closed" in landed.queued
        assert landed.copy.stamp == STAMP

    def test_an_error_gives_no_opinion(self, place: LivePlace) -> None:
        place.type("Action grid", 4, 5, "#N/A")
        assert rows(place.read())[0]["note"].silent

    def test_merged_cells_below_plain_headings_are_no_opinion(self, place: LivePlace) -> None:
        sheet = place.book.sheets("Action grid")
        sheet.tables_.clear()
        sheet.merged.append((4, 5, 5, 5))
        assert rows(place.read())[1]["note"].kind is RawKind.SHADOW

    def test_dates_with_times_and_money_are_read_as_the_file_has_them(
        self, place: LivePlace
    ) -> None:
        from decimal import Decimal

        grid = place.book.sheets("Action grid").cells_
        grid[4, 6].value = Decimal("12.50")
        grid[5, 8].value = datetime(2027, 5, 14, 18, 30)
        read = rows(place.read())
        assert read[0]["outcome"].value == 12.5
        assert read[1]["due"].value == datetime(2027, 5, 14, 18, 30)
