"""The suite on Google sheets: stock gspread and google-auth, our server at the other end."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

pytest.importorskip("gspread")

from tests.backends.conformance import (
    SCHEMA,
    STAMP,
    BackendConformance,
    cell,
    make_workbook,
    plan,
    rows,
)
from tests.google.google_world import World
from tests.google.in_process import google
from tests.google.uploading import shown, upload
from toolkit.backends.google_sheets import ViewContent
from toolkit.ports.online import OnlineWrite
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.copy import Copy
from toolkit.tables.write import RowWrite


class SheetPlace:
    """One view of a Google sheet."""

    def __init__(self, workbook: Path) -> None:
        self.world = World()
        self.book = self.world.new(workbook.stem)
        upload(self.book, workbook, STAMP.replica, SCHEMA)
        self.google = google(self.world, SCHEMA)
        self.content = b""
        self.marks = itertools.count()
        self.read()

    def read(self) -> Copy:
        self.content = self.google.read(self.book.id)[STAMP.replica]
        return ViewContent(SCHEMA).read(self.content, "1 Relevance (Google)")

    def write(self, planned: PlannedWrite) -> None:
        ViewContent(SCHEMA).patch(self.content, planned)
        write = OnlineWrite(STAMP.replica, self.content, planned)
        (landed,) = self.google.write(self.book.id, [write], f"mark{next(self.marks)}", "")
        assert landed.landed
        assert not landed.displaced
        assert not self.world.mistakes


class TestGoogleSheets(BackendConformance):
    def open(self, workbook: Path) -> SheetPlace:
        return SheetPlace(workbook)

    def test_rows_have_to_wait_when_something_stands_below_the_table(self, tmp_path: Path) -> None:
        """Not in a Google sheet: rows are put in, so what stands below only moves down."""
        place = self.open(make_workbook(tmp_path / "3.xlsx", below="keep me"))
        place.write(plan(rows=(RowWrite("actions", "a4", {"text": "New"}),)))
        assert [row.id for row in rows(place.read())] == ["a1", "a2", "a3", "", "", "a4"]
        tab = place.world.books[place.book.id].tabs[0]
        assert [row[1] for row in shown(tab)][-3:] == ["keep me", "keep me", "New"]

    def test_what_was_expected_is_what_google_shows_afterwards(self, place: SheetPlace) -> None:
        planned = plan(
            cell("a1", 4, "note", "=1+1"),
            cell("a2", 5, "percent", 25),
            rows=(RowWrite("actions", "a4", {"text": "New", "percent": 75}),),
        )
        expected = ViewContent(SCHEMA).patch(place.content, planned)
        place.write(planned)
        place.read()
        assert place.content == expected
