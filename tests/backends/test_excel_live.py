"""The suite on workbooks open in a (fake) running Excel, and what only a live place must do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

xlwings = pytest.importorskip("xlwings")

from tests.backends.conformance import (  # noqa: E402
    HEADINGS,
    NEXT,
    SCHEMA,
    STAMP,
    LiveConformance,
    cell,
    make_workbook,
    plan,
    rows,
    values,
)
from tests.backends.fake_excel import (  # noqa: E402
    FakeApp,
    FakeBook,
    FakeSheet,
    World,
    open_in_excel,
    start,
    type_into,
)
from toolkit.backends.excel_file import ExcelFile  # noqa: E402
from toolkit.backends.excel_live import ExcelLive  # noqa: E402
from toolkit.errors import BusyError, FileRefused  # noqa: E402
from toolkit.ports.backend import Landed  # noqa: E402
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

    def write_seen(self, planned: PlannedWrite, seen: Copy) -> Landed:
        return self.backend.write(self.place, planned, seen)

    def type(self, row: int, heading: str, text: object) -> None:
        type_into(self.grid.cells_[row, HEADINGS.index(heading) + 1], text)

    def swap_rows(self, first: int, second: int) -> None:
        cells = self.grid.cells_
        for column in range(1, len(HEADINGS) + 1):
            cells[first, column], cells[second, column] = (
                cells[second, column],
                cells[first, column],
            )

    @property
    def grid(self) -> FakeSheet:
        return self.book.sheets("Action grid")


class TestExcelLive(LiveConformance):
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
        assert place.backend.serves(place.place)
        assert not place.backend.serves(other)
        with pytest.raises(BusyError, match="not open in Excel"):
            place.backend.read(other)

    def test_a_namesake_in_another_folder_is_not_the_file(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        place = self.open(make_workbook(tmp_path / "elsewhere" / "1.xlsx"))
        assert not place.backend.serves(str(tmp_path / "1.xlsx"))

    def test_a_workbook_in_the_cloud_is_known_by_its_name(self, tmp_path: Path) -> None:
        workbook = make_workbook(tmp_path / "1.xlsx")
        folder = tmp_path.name
        open_in_excel(self.world, workbook, f"https://d.docs.live.net/abc/{folder}/1.xlsx")
        assert ExcelLive(SCHEMA).serves(str(workbook))

    @pytest.mark.parametrize(
        ("address", "folder", "same"),
        [
            ("https://x.sharepoint.com/sites/Team/Our%20plan/1.xlsx", "Our plan", True),
            ("https://x.sharepoint.com/sites/Team/Our%20plan/1.xlsx", "Team - Our plan", True),
            ("https://x.sharepoint.com/sites/Team/Old/1.xlsx", "Our plan", False),
            ("https://x.sharepoint.com/sites/Team/Our%20plan/1.xlsx", "our PLAN", True),
        ],
    )
    def test_an_address_has_to_name_the_folder_too(
        self, tmp_path: Path, address: str, folder: str, same: bool
    ) -> None:
        (tmp_path / folder).mkdir()
        workbook = make_workbook(tmp_path / folder / "1.xlsx")
        open_in_excel(self.world, workbook, address)
        assert ExcelLive(SCHEMA).serves(str(workbook)) is same

    def test_of_two_workbooks_that_could_be_it_none_is(self, tmp_path: Path) -> None:
        workbook = make_workbook(tmp_path / "1.xlsx")
        for account in ("ann", "ben"):
            address = f"https://d.docs.live.net/{account}/{tmp_path.name}/1.xlsx"
            open_in_excel(self.world, workbook, address)
        assert not ExcelLive(SCHEMA).serves(str(workbook))

    def test_a_workbook_that_would_be_renewed_whole_waits_until_it_is_closed(
        self, place: LivePlace
    ) -> None:
        planned = PlannedWrite(NEXT, refill=Refill(replacement=b"new"))
        landed = place.backend.write(place.place, planned, place.read())
        assert "once it is closed" in landed.queued
        assert landed.copy.stamp == STAMP

    def test_nobody_can_type_between_the_look_and_the_write(self, place: LivePlace) -> None:
        def watch(order: str) -> None:
            if order.startswith("set"):
                listened.append(place.world.input)

        listened: list[bool] = []
        place.world.on_order = watch
        place.write(plan(cell("a1", 4, "note", "n")))
        assert listened == [False, False, False]
        assert place.world.input is True

    def test_excel_for_mac_has_no_such_switch(
        self, place: LivePlace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise xlwings.XlwingsError("isn't supported on macOS")

        monkeypatch.setattr(FakeApp, "interactive", property(refuse, refuse))
        place.write(plan(cell("a1", 4, "note", "n")))
        assert rows(place.read())[0]["note"].value == "n"

    def test_a_value_excel_did_not_take_is_told_and_everything_put_back(
        self, place: LivePlace
    ) -> None:
        place.grid.cells_[5, HEADINGS.index("Percent complete") + 1].number_format = "@"
        before = place.read()
        with pytest.raises(FileRefused, match='given the value "25", Excel holds the text "25"'):
            place.write(
                plan(
                    cell("a1", 4, "note", "n"),
                    cell("a2", 5, "percent", 25),
                    rows=(RowWrite("actions", "a4", {"text": "New"}),),
                )
            )
        assert place.read() == before
        assert place.grid.tables_[0].area == (3, 1, 6, 13)

    def test_a_protected_sheet_leaves_everything_as_it_was(self, place: LivePlace) -> None:
        before = place.read()
        place.grid.protected = True
        with pytest.raises(BusyError, match="unprotect the sheet"):
            place.write(plan(cell("a1", 4, "note", "n")))
        place.grid.protected = False
        assert place.read() == before
        assert (place.world.screen, place.world.input) == (True, True)

    def test_a_macro_that_runs_in_between_is_undone_with_the_rest(self, place: LivePlace) -> None:
        """A workbook's own macro may change what has just been written."""

        def shout(order: str) -> None:
            if order == "set Action grid!E4":
                changed.append(order)
            elif changed and order.startswith("get Action grid"):
                place.grid.cells_[4, 5].value = "SHOUTED"
                changed.clear()

        changed: list[str] = []
        place.world.on_order = shout
        with pytest.raises(FileRefused, match='Excel holds the text "SHOUTED"'):
            place.write(plan(cell("a1", 4, "note", "said")))
        place.world.on_order = lambda _order: None
        after = place.read()
        assert "note" not in values(after, "a1")
        assert after.stamp == STAMP

    def test_an_error_gives_no_opinion(self, place: LivePlace) -> None:
        place.type(4, "Progress note", "#N/A")
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
