"""Setting up: once is enough, and what people did to their sheet stays."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

pytest.importorskip("gspread")

from tests.google.google_world import World
from tests.google.in_process import google
from tests.google.race import REPLICA, SCHEMA, book_of
from tests.google.sheet_model import Tab, new_tab
from tests.google.uploading import shown
from toolkit.ports.online_sheets import Chip, Dress, OnlineBook, SavedFilter, SheetColumn
from toolkit.tables.column import ColumnType
from toolkit.tables.record import Record
from toolkit.tables.stamp import Stamp

STAMP = Stamp("race", REPLICA, 1)
RECORDS = [Record(f"row{n}", {"text": f"t{n}", "status": "On track"}) for n in range(3)]
WORDS = ("On track", "Complete")


def wanted(words: tuple[str, ...] = WORDS) -> OnlineBook:
    """A book with drop-downs, colours, a saved filter and a folded column."""
    book = book_of(RECORDS, STAMP)
    (view,) = book.views
    (tab,) = view.tabs
    plain = Dress()
    status = replace(tab.columns[1], words=words, chips=(Chip("Complete", "#DAE8F8", "#1A487F"),))
    folded = SheetColumn("note", "Note", 90, ColumnType.TEXT, plain, plain, fold="More")
    columns = (tab.columns[0], status, folded, tab.columns[3])
    filters = (SavedFilter("Complete", "status", "Complete"),)
    tab = replace(tab, columns=columns, filters=filters, striped=True)
    return replace(book, views=(replace(view, tabs=(tab,)),))


class Sheet:
    def __init__(self) -> None:
        self.world = World()
        self.id = self.world.new("Plan").id
        self.google = google(self.world, SCHEMA)
        self.first = self.google.set_up(self.id, wanted())

    @property
    def tabs(self) -> dict[str, Tab]:
        return {tab.title: tab for tab in self.world.books[self.id].tabs}


def test_a_new_sheet_gets_everything_in_one_batch() -> None:
    sheet = Sheet()
    assert [call.verb for call in sheet.world.calls] == ["GET", "POST"]
    assert sheet.first.tabs == ("Action grid",)
    assert set(sheet.tabs) == {"Action grid", "Lists", "_actiongrid", "_actiongrid_before"}
    grid = sheet.tabs["Action grid"]
    assert shown(grid)[2:] == [
        ["Action", "Status", "Note", "Row id"],
        ["t0", "On track", None, "row0"],
        ["t1", "On track", None, "row1"],
        ["t2", "On track", None, "row2"],
    ]
    rule = grid.cell(3, 1)["dataValidation"]
    assert (rule["strict"], rule["condition"]["type"]) == (False, "ONE_OF_RANGE")
    assert [f["title"] for f in grid.lists["filterViews"]] == ["Complete"]
    assert all(kept["warningOnly"] for kept in grid.lists["protectedRanges"])
    assert grid.lists["columnGroups"][0]["collapsed"]
    assert grid.columns[3].props["hiddenByUser"]
    assert grid.props["gridProperties"]["frozenRowCount"] == 3
    assert len(grid.lists["conditionalFormats"]) == len(grid.lists["bandedRanges"]) == 1
    assert shown(sheet.tabs["Lists"]) == [["Status"] + [None] * 19] + [
        [word] + [None] * 19 for word in WORDS
    ]
    assert sheet.tabs["_actiongrid"].props["hidden"]
    assert not sheet.world.mistakes


def test_setting_up_again_changes_nothing_whatever_people_did() -> None:
    sheet = Sheet()
    grid = sheet.tabs["Action grid"]
    grid.props["title"] = "Our work"
    grid.lists["filterViews"].clear()
    grid.rows[3].cells[0]["userEnteredFormat"] = {"textFormat": {"bold": True}}
    sheet.world.books[sheet.id].tabs.append(new_tab(77, "Our own notes"))
    before = sheet.world.books[sheet.id].copied()
    calls = len(sheet.world.calls)
    again = sheet.google.set_up(sheet.id, wanted())
    assert (again.tabs, again.views) == ((), {})
    assert len(sheet.world.calls) == calls + 1
    assert sheet.world.books[sheet.id] == before


def test_new_words_are_added_below_those_people_added() -> None:
    sheet = Sheet()
    sheet.tabs["Lists"].put(3, 0, {"userEnteredValue": {"stringValue": "Ours"}})
    sheet.google.set_up(sheet.id, wanted((*WORDS, "On hold")))
    words = [row[0] for row in shown(sheet.tabs["Lists"])]
    assert words == ["Status", "On track", "Complete", "Ours", "On hold"]


def test_a_tab_of_that_name_that_is_somebodys_own_is_left_alone() -> None:
    world = World()
    book = world.new("Plan")
    book.tabs[0].props["title"] = "Action grid"
    book.tabs[0].put(0, 0, {"userEnteredValue": {"stringValue": "mine"}})
    made = google(world, SCHEMA).set_up(book.id, wanted())
    assert made.tabs == ("Action grid (plan)",)
    tabs = {tab.title: tab for tab in world.books[book.id].tabs}
    assert shown(tabs["Action grid"])[0][0] == "mine"
