"""How many requests a spreadsheet costs, at any size, and what happens when Google has trouble."""

from __future__ import annotations

import pytest

pytest.importorskip("gspread")

from tests.google.batch_requests import apply_batch
from tests.google.google_world import Fault, World
from tests.google.in_process import google
from tests.google.race import REPLICA, SCHEMA, book_of
from tests.google.uploading import shown
from toolkit.backends.google_sheets import GoogleSheets, ViewContent
from toolkit.errors import BusyError, FileRefused
from toolkit.ports.online import OnlineWrite
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.record import Record
from toolkit.tables.stamp import Stamp
from toolkit.tables.write import CellWrite, RowWrite

STAMP = Stamp("race", REPLICA, 1)
NEXT = Stamp("race", REPLICA, 2)


class Sheet:
    """A set-up spreadsheet with so many rows."""

    def __init__(self, count: int, patience: float = 100.0) -> None:
        self.world = World(strict=count <= 1000)
        self.id = self.world.new("Plan").id
        self.google: GoogleSheets = google(self.world, SCHEMA, patience)
        records = [
            Record(f"row{n}", {"text": f"t{n}", "status": f"s{n}", "note": f"n{n}"})
            for n in range(count)
        ]
        self.google.set_up(self.id, book_of(records, STAMP))
        self.start = len(self.world.calls)

    def read(self) -> bytes:
        self.content = self.google.read(self.id)[REPLICA]
        return self.content

    def write(self, *cells: CellWrite, rows: tuple[RowWrite, ...] = (), mark: str = "m") -> bool:
        planned = PlannedWrite(NEXT, cells, rows)
        (landed,) = self.google.write(
            self.id, [OnlineWrite(REPLICA, self.content, planned)], mark, ""
        )
        return landed.landed

    @property
    def calls(self) -> int:
        return len(self.world.calls) - self.start

    def column(self, number: int) -> list[object]:
        tab = next(t for t in self.world.books[self.id].tabs if t.title == "Action grid")
        return [row[number] for row in shown(tab)[3:]]


def status(number: int, value: str) -> CellWrite:
    return CellWrite("actions", f"row{number}", 4 + number, "status", value)


@pytest.mark.parametrize("count", [10, 1_000, 10_000])
def test_one_call_when_nothing_changed_two_to_write_new_rows_included(count: int) -> None:
    sheet = Sheet(count)
    sheet.read()
    assert sheet.calls == 1
    new = RowWrite("actions", "fresh", {"text": "new", "status": "s"})
    assert sheet.write(status(3, "changed"), status(count - 1, "last"), rows=(new,))
    assert sheet.calls == 2
    assert sheet.column(1)[3] == "changed"
    assert sheet.column(1)[-2:] == ["last", "s"]
    assert not sheet.world.mistakes


def test_what_was_read_is_what_is_written_when_nothing_is_planned() -> None:
    sheet = Sheet(10)
    before = sheet.read()
    assert sheet.write(status(1, "s1"))
    after = ViewContent(SCHEMA).read(sheet.read(), "sheet")
    assert after.tables == ViewContent(SCHEMA).read(before, "sheet").tables
    assert after.stamp == NEXT


@pytest.mark.parametrize("kind", ["429", "500", "503 after", "dropped", "dropped after",
                                  "502 page", "slow"])  # fmt: skip
@pytest.mark.parametrize("times", [1, 3])
def test_a_passing_trouble_is_waited_for_and_no_row_is_doubled(kind: str, times: int) -> None:
    sheet = Sheet(10)
    sheet.world.slow = 0.01
    sheet.world.faults = [Fault(0, kind, times=times)]
    sheet.read()
    sheet.world.faults = [Fault(0, kind, write=True, times=times)]
    new = RowWrite("actions", "fresh", {"text": "new"})
    assert sheet.write(status(2, "changed"), rows=(new,))
    assert sheet.column(1)[2] == "changed"
    assert sheet.column(3).count("fresh") == 1


def test_a_trouble_that_stays_is_given_up_and_said() -> None:
    sheet = Sheet(10)
    sheet.world.faults = [Fault(0, "429", times=10_000)]
    with pytest.raises(BusyError, match="Wait a minute"):
        sheet.read()
    assert sheet.calls < 12


def test_a_write_nobody_knows_about_is_settled_by_its_mark() -> None:
    sheet = Sheet(10, patience=2)
    content = sheet.read()
    sheet.world.faults = [Fault(0, "dropped after", write=True), Fault(0, "dropped", times=50)]
    with pytest.raises(BusyError):
        sheet.write(status(2, "changed"), mark="first")
    sheet.world.faults = []
    found = sheet.google.settle(sheet.id, "first", {REPLICA: content})
    assert found is not None
    assert found[REPLICA].landed
    assert sheet.google.settle(sheet.id, "never", {REPLICA: content}) is None


def test_two_computers_that_have_read_the_same_state_cannot_both_write() -> None:
    sheet = Sheet(10)
    sheet.read()
    other = google(sheet.world, SCHEMA)
    content = other.read(sheet.id)[REPLICA]
    write = OnlineWrite(REPLICA, content, PlannedWrite(NEXT, (status(2, "theirs"),)))
    assert other.write(sheet.id, [write], "theirs", "")[0].landed
    assert not sheet.write(status(2, "ours"), mark="ours")
    assert sheet.column(1)[2] == "theirs"


def test_an_edit_in_the_very_cell_between_read_and_write_comes_back_as_displaced() -> None:
    sheet = Sheet(10)
    sheet.read()
    tab = next(t for t in sheet.world.books[sheet.id].tabs if t.title == "Action grid")
    tab.put(5, 1, {"userEnteredValue": {"stringValue": "typed meanwhile"}})
    write = OnlineWrite(REPLICA, sheet.content, PlannedWrite(NEXT, (status(2, "ours"),)))
    (landed,) = sheet.google.write(sheet.id, [write], "m", "")
    assert landed.landed
    copy = ViewContent(SCHEMA).read(landed.displaced, "sheet")
    assert copy.tables[0].rows[2]["status"].value == "typed meanwhile"
    assert copy.stamp == STAMP


def test_a_tab_somebody_duplicated_gets_nothing_and_disturbs_nothing() -> None:
    sheet = Sheet(10)
    book = sheet.world.books[sheet.id]
    tab = next(t for t in book.tabs if t.title == "Action grid")
    request = {"duplicateSheet": {"sourceSheetId": tab.id, "insertSheetIndex": 0}}
    sheet.world.books[sheet.id], _ = apply_batch(book, [request], sheet.world.switches)
    copies = sheet.world.books[sheet.id].tabs
    copies.insert(0, copies.pop())
    sheet.read()
    copy = ViewContent(SCHEMA).read(sheet.content, "sheet")
    assert [table.sheet for table in copy.tables] == ["Action grid"]
    assert [table.sheet for table in copy.again] == ["Copy of Action grid"]
    assert sheet.write(status(2, "changed"), rows=(RowWrite("actions", "fresh", {"text": "new"}),))
    tabs = {t.title: t for t in sheet.world.books[sheet.id].tabs}
    assert shown(tabs["Copy of Action grid"])[5][1] == "s2"
    assert len(shown(tabs["Copy of Action grid"])) == 13
    assert sheet.column(1)[2] == "changed"
    assert sheet.column(3).count("fresh") == 1


def test_a_request_google_will_never_take_is_said_and_not_tried_for_ever() -> None:
    sheet = Sheet(10)
    sheet.read()
    tab = next(t for t in sheet.world.books[sheet.id].tabs if t.title == "Action grid")
    tab.columns[1].metadata.clear()
    sheet.world.books[sheet.id].metadata.append(
        {"metadataId": 1, "metadataKey": "x", "visibility": "DOCUMENT"}
    )
    sheet.google.read(sheet.id)
    long = CellWrite("actions", "row2", 6, "status", "x" * 40_000)
    with pytest.raises(FileRefused, match="longer than a cell can hold"):
        sheet.write(long)
