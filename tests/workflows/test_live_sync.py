"""Sync, validate and refresh with ``live: yes``: workbooks that are open in a (fake) Excel."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

xlwings = pytest.importorskip("xlwings")

import openpyxl  # noqa: E402

from tests.backends.fake_excel import (  # noqa: E402
    FakeApp,
    FakeBook,
    World,
    open_in_excel,
    start,
    type_into,
)
from tests.workflows.conftest import Office  # noqa: E402
from toolkit.errors import UsageError  # noqa: E402
from toolkit.tables.edit import EditState  # noqa: E402
from toolkit.workflows.past import people_said  # noqa: E402
from toolkit.workflows.refresh_summary import refresh_summary  # noqa: E402
from toolkit.workflows.synced import Synced  # noqa: E402
from toolkit.workflows.validate import validate  # noqa: E402

GRID = "Action grid"


@dataclass
class Desk:
    """A workspace with ``live: yes`` and the workbooks somebody has open."""

    office: Office
    world: World
    books: dict[str, FakeBook] = field(default_factory=dict)

    def open(self, start_of_name: str) -> FakeBook:
        place = self.office.book(start_of_name)
        self.books[start_of_name] = open_in_excel(self.world, place)
        return self.books[start_of_name]

    def cell(self, book: FakeBook, ref: str, heading: str) -> tuple[int, int]:
        """Where a cell of the grid stands now."""
        sheet = book.sheets(GRID)
        top, left, bottom, right = sheet.tables_[0].area
        headings = {sheet.cells_[top, at].value: at for at in range(left, right + 1)}
        for row in range(top + 1, bottom + 1):
            if sheet.cells_[row, headings["Ref"]].value == ref:
                return row, headings[heading]
        raise KeyError(ref)

    def type(self, book: FakeBook, ref: str, heading: str, text: object) -> None:
        """Somebody types, and does not save."""
        type_into(book.sheets(GRID).cells_[self.cell(book, ref, heading)], text)

    def shows(self, book: FakeBook, ref: str, heading: str) -> Any:
        return book.sheets(GRID).cells_[self.cell(book, ref, heading)].value

    def close(self, start_of_name: str, *, save: bool) -> None:
        """Close a workbook, saving it as Excel would or not."""
        book = self.books.pop(start_of_name)
        self.world.books.remove(book)
        if save:
            place = self.office.book(start_of_name)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl says which looks it drops
                kept = openpyxl.load_workbook(place)
            for sheet in book.sheets_:
                for (row, column), stored in sheet.cells_.items():
                    if not stored.formula:
                        kept[sheet.name].cell(row, column).value = stored.value
            kept.save(place)

    def sync(self) -> Synced:
        return self.office.sync()

    def said(self, done: Synced) -> list[tuple[str, object, str]]:
        """Column, new value and state of what people said."""
        return [(e.column, e.new, str(e.state)) for e in people_said(done.edits)]


@pytest.fixture
def world() -> Iterator[World]:
    before = xlwings.engines.active
    made = World()
    start(made)
    yield made
    xlwings.engines.active = before


@pytest.fixture
def desk(office: Office, world: World) -> Desk:
    settings = office.folder / "settings.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("live: no ", "live: yes"), "utf-8")
    return Desk(office, world)


def set_orders(world: World) -> list[str]:
    return [order for order in world.orders if order.startswith(("set", "clear"))]


def test_what_is_typed_but_not_saved_counts_and_the_file_stays_as_it_is(desk: Desk) -> None:
    book = desk.open("1 ")
    before = desk.office.book("1 ").read_bytes()
    desk.type(book, "1.1a", "Status", "On track")
    done = desk.sync()
    assert desk.said(done) == [("status", "On track", "taken")]
    assert desk.office.book("1 ").read_bytes() == before
    assert desk.world.touched == []
    assert book.sheets("_actiongrid").cells_[3, 2].value == "2"


def test_a_second_sync_finds_nothing_and_gives_no_order_to_write(desk: Desk) -> None:
    book = desk.open("1 ")
    desk.type(book, "1.1a", "Status", "On track")
    desk.sync()
    desk.world.orders.clear()
    again = desk.sync()
    assert (desk.said(again), again.delivered) == ([], ())
    assert set_orders(desk.world) == []


def test_what_others_said_appears_in_the_open_workbook(desk: Desk) -> None:
    copy = desk.office.folder / "inbox" / "from Jo.xlsx"
    copy.write_bytes(desk.office.book("1 ").read_bytes())
    desk.office.type(copy, {("1.1a", "note"): "=Jo says", ("1.1b", "status"): "At risk"})
    book = desk.open("1 ")
    done = desk.sync()
    assert [d.file for d in done.delivered if d.queued or d.refused] == []
    assert desk.shows(book, "1.1a", "Progress note") == "=Jo says"
    assert desk.shows(book, "1.1b", "Status") == "At risk"
    assert desk.sync().edits == ()


def test_closing_without_saving_loses_nothing(desk: Desk) -> None:
    book = desk.open("1 ")
    desk.type(book, "1.1a", "Status", "On track")
    desk.sync()
    desk.close("1 ", save=False)
    after = desk.sync()
    assert desk.said(after) == []
    assert desk.office.cell(desk.office.book("1 "), "1.1a", "status") == "On track"


def test_saving_and_closing_brings_nothing_new(desk: Desk) -> None:
    book = desk.open("1 ")
    desk.type(book, "1.1a", "Status", "On track")
    desk.type(book, "1.1b", "Progress note", "called Käthe 😀")
    desk.sync()
    desk.close("1 ", save=True)
    after = desk.sync()
    assert (desk.said(after), after.conflicts, after.holds) == ([], (), ())
    assert after.state.snapshot.number == 2


def test_a_value_that_is_put_back_is_put_back(desk: Desk) -> None:
    book = desk.open("1 ")
    for word, state in (("On track", "On track"), ("", None), ("On track", "On track"), ("", None)):
        desk.type(book, "1.1a", "Status", word)
        done = desk.sync()
        assert desk.said(done) == [("status", state, "taken")]
    desk.close("1 ", save=True)
    assert desk.said(desk.sync()) == []
    assert desk.office.cell(desk.office.book("1 "), "1.1a", "status") is None


def test_two_answers_typed_at_the_same_moment_are_a_conflict(desk: Desk) -> None:
    copy = desk.office.folder / "inbox" / "from Jo.xlsx"
    copy.write_bytes(desk.office.book("1 ").read_bytes())
    desk.office.type(copy, {("1.1a", "status"): "At risk"})
    book = desk.open("1 ")

    readings = iter(range(1000))

    def watch(order: str) -> None:
        # At the second reading the plan is made, and nothing is written yet.
        if order.startswith(f"get {GRID}") and desk.world.input and next(readings) == 1:
            desk.type(book, "1.1a", "Status", "On track")

    desk.world.on_order = watch
    done = desk.sync()
    (conflict,) = done.conflicts
    assert set(conflict.answers) == {"At risk", "On track"}
    assert desk.shows(book, "1.1a", "Status") == "On track"
    assert [d.queued for d in done.delivered if d.queued] == []


def test_while_excel_is_busy_the_saved_file_counts_and_nothing_is_written(desk: Desk) -> None:
    desk.office.type(desk.office.book("1 "), {("1.1a", "status"): "On track"})
    book = desk.open("1 ")
    place = desk.office.book("1 ")
    place.with_name(f"~${place.name}").write_bytes(b"\x03Ann" + bytes(60))
    desk.type(book, "1.1b", "Status", "At risk")
    desk.world.typing = True
    before = place.read_bytes()
    done = desk.sync()
    assert desk.said(done) == [("status", "On track", "taken")]
    assert place.read_bytes() == before
    desk.world.typing = False
    after = desk.sync()
    assert desk.said(after) == [("status", "At risk", "taken")]


WORDS = ("On track", "At risk", "Off track", "Complete", "On hold")
REFS = ("1.1a", "1.1b", "1.2a")


@pytest.mark.parametrize("has_switch", [True, False], ids=["Windows", "Mac"])
@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_typed_whenever_is_taken_or_asked_about(
    desk: Desk, seed: int, has_switch: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three people at once: one in Excel between any two orders, one in a file, one by mail."""
    dice = Random(seed)
    if not has_switch:
        refuse = property(_no_switch, _no_switch)
        monkeypatch.setattr(FakeApp, "interactive", refuse)
    book = desk.open("1 ")
    typed: dict[tuple[str, str], list[object]] = {}

    def watch(order: str) -> None:
        if desk.world.input and not order.startswith("set") and dice.random() < 0.08:
            cell, text = a_cell(dice), f"{dice.choice(WORDS)}"
            desk.type(book, *cell, text)
            typed.setdefault(cell, []).append(text)

    for number in range(3):
        copy = desk.office.folder / "inbox" / f"from Jo {number}.xlsx"
        copy.write_bytes(desk.office.book("1 ").read_bytes())
        ref, heading = a_cell(dice)
        column = {"Status": "status", "Progress note": "note"}[heading]
        desk.office.type(copy, {(ref, column): dice.choice(WORDS)})
        desk.world.on_order = watch
        desk.sync()
    desk.world.on_order = lambda _order: None
    done = desk.sync()
    assert_nothing_is_lost(desk, book, done, typed)
    assert desk.sync().edits == ()


def _no_switch(*_: object) -> None:
    raise xlwings.XlwingsError("Getting or setting 'app.interactive' isn't supported on macOS.")


def a_cell(dice: Random) -> tuple[str, str]:
    return dice.choice(REFS), dice.choice(("Status", "Progress note"))


def assert_nothing_is_lost(
    desk: Desk, book: FakeBook, done: Synced, typed: dict[tuple[str, str], list[object]]
) -> None:
    """Every last word is agreed, asked about, or was settled by a later one in the ledger."""
    columns = {"Status": "status", "Progress note": "note"}
    ids = {record.text("ref"): record.id for record in done.state.snapshot["actions"]}
    asked = {c.key: set(c.answers) for c in done.conflicts}
    with desk.office.open() as session:
        ledger = [line.edit for line in session.history.ledger()]
    for (ref, heading), texts in typed.items():
        key = ("actions", ids[ref], columns[heading])
        shown = desk.shows(book, ref, heading)
        agreed = done.state.snapshot.value(*key)
        heard = {edit.new for edit in ledger if edit.key == key}
        last = texts[-1]
        assert last in heard | asked.get(key, set())
        assert shown in {agreed, last} | asked.get(key, set())
        if key not in asked:
            assert shown == agreed


class PowerCut(BaseException):
    """The run ends here."""


@pytest.mark.parametrize("orders_until_the_end", (0, 1, 4, 6, 7, 9))
def test_a_run_that_ends_in_the_middle_is_mended_by_the_next(
    desk: Desk, orders_until_the_end: int
) -> None:
    copy = desk.office.folder / "inbox" / "from Jo.xlsx"
    copy.write_bytes(desk.office.book("1 ").read_bytes())
    desk.office.type(
        copy, {("1.1a", "note"): "one", ("1.1b", "note"): "two", ("1.1b", "status"): "At risk"}
    )
    book = desk.open("1 ")
    desk.type(book, "1.2a", "Status", "On track")
    count = iter(range(orders_until_the_end + 1))

    def cut(order: str) -> None:
        if order.startswith("set") and next(count) == orders_until_the_end:
            raise PowerCut

    desk.world.on_order = cut
    try:
        desk.sync()
    except PowerCut:
        desk.world.on_order = lambda _order: None
        after = desk.sync()
        # What was written already is heard once more, and is what is agreed anyway.
        assert {state for _, _, state in desk.said(after)} <= {"already there"}
    assert desk.shows(book, "1.1a", "Progress note") == "one"
    assert desk.shows(book, "1.1b", "Progress note") == "two"
    assert desk.shows(book, "1.1b", "Status") == "At risk"
    last = desk.sync()
    assert (last.edits, last.conflicts, last.delivered) == ((), (), ())


def test_the_open_summary_shows_the_new_figures_and_takes_answers(desk: Desk) -> None:
    desk.office.type(desk.office.book("1 "), {("1.1a", "status"): "On track"})
    summary = desk.open("Summary")
    before = desk.office.book("Summary").read_bytes()
    done = desk.sync()
    assert [d.queued or d.refused for d in done.delivered if d.file == "Summary.xlsm"] == [""]
    assert desk.office.book("Summary").read_bytes() == before
    mirror = summary.sheets("All actions")
    assert "On track" in {stored.value for stored in mirror.cells_.values()}
    accept_first_line(summary)
    lines = len(done.needs)
    assert len(desk.sync().needs) == lines - 1


def accept_first_line(summary: FakeBook) -> None:
    """The coordinator chooses an answer in the open summary and does not save."""
    sheet = summary.sheets("Needs you")
    (table,) = sheet.tables_
    top, left, _, right = table.area
    headings = {sheet.cells_[top, at].value: at for at in range(left, right + 1)}
    choices = sheet.cells_[top + 1, headings["Choices"]].value
    assert "Accept as is" in choices
    type_into(sheet.cells_[top + 1, headings["Answer"]], "Accept as is")


def test_rollup_refreshes_the_open_summary_without_gathering(desk: Desk) -> None:
    desk.sync()
    summary = desk.open("Summary")
    desk.sync()
    sheet = summary.sheets("All actions")
    row, column = next(at for at, found in sheet.cells_.items() if found.value == "1.1a")
    type_into(sheet.cells_[row, column], "typed over")
    with desk.office.open() as session:
        (written,) = refresh_summary(session)
    assert (written.queued, written.refused) == ("", "")
    assert sheet.cells_[row, column].value == "1.1a"


def test_validate_sees_what_is_typed_and_not_saved(desk: Desk) -> None:
    book = desk.open("1 ")
    desk.type(book, "1.1a", "Status", "Dnoe")
    with desk.office.open() as session:
        findings = validate(session).findings
    (found,) = [finding for finding in findings if finding.value == "Dnoe"]
    row, _ = desk.cell(book, "1.1a", "Status")
    assert found.spot.cell.endswith(str(row))


def test_without_a_running_excel_the_files_are_worked_on(office: Office) -> None:
    settings = office.folder / "settings.yaml"
    settings.write_text(settings.read_text("utf-8").replace("live: no ", "live: yes"), "utf-8")
    assert xlwings.engines.active is None
    office.type(office.book("1 "), {("1.1a", "status"): "On track"})
    done = office.sync()
    assert [edit.state for edit in people_said(done.edits)] == [EditState.TAKEN]
    assert {d.file for d in done.delivered if not d.queued} >= {"1 Relevance.xlsx", "Summary.xlsm"}


def test_a_missing_part_is_told_with_the_line_to_type(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from toolkit.wiring import live

    settings = office.folder / "settings.yaml"
    settings.write_text(settings.read_text("utf-8").replace("live: no ", "live: yes"), "utf-8")
    monkeypatch.setattr(live, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r'pip install "actiongrid-toolkit\[live\]"'):
        office.sync()
