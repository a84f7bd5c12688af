"""Every type of value and thirty awkward texts, from Excel to Google and back to Excel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("gspread")

from tests.backends.conformance import (
    NEXT,
    SCHEMA,
    STAMP,
    cell,
    make_workbook,
    plan,
    rows,
)
from tests.google.google_world import World
from tests.google.in_process import google
from tests.google.uploading import upload
from tests.google.values_api import put_values
from toolkit.backends.excel_file import ExcelFile
from toolkit.backends.google_sheets import ViewContent
from toolkit.ports.online import OnlineWrite
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.column import Value
from toolkit.tables.copy import Copy
from toolkit.tables.reading import read

LOCALES = ("en_US", "en_GB", "de_DE")
AWKWARD = (
    "=1+1", "+49 170 1234", "-5", "@SUM(A1)", "0042", "007", "1.10", "1.20", "3/4", "03/04/2024",
    "2027-05-14", "14.05.2027", "TRUE", "false", "50%", "1e5", "1,234.50", "1.234,50", "'quoted'",
    "#REF!", "#N/A", "two\nlines", "three\n\nlines\n.", "tab\there", "Käthe 😀 👩‍👩‍👧", "Ω ≠ ∑ ½",
    "<b>&amp;</b>", "_x000D_", "a; b, c", "“smart” – quotes…", "مرحبا", "=HYPERLINK(\"x\")",
)  # fmt: skip
TYPED: tuple[tuple[str, Value], ...] = (
    ("status", "Complete"), ("percent", 0), ("percent", 12.5), ("percent", 100),
    ("due", date(1998, 2, 28)), ("due", date(2024, 2, 29)), ("due", date(2099, 12, 31)),
    ("no_change", True), ("status", None), ("percent", None), ("due", None), ("note", None),
)  # fmt: skip


class Chain:
    """A workbook, a Google sheet made of it, and a second workbook."""

    def __init__(self, folder: Path, locale: str) -> None:
        self.excel = ExcelFile(SCHEMA)
        self.first = make_workbook(folder / "first.xlsx").read_bytes()
        self.second = make_workbook(folder / "second.xlsx").read_bytes()
        self.world = World()
        self.book = self.world.new("Sheet", locale=locale)
        upload(self.book, folder / "first.xlsx", STAMP.replica, SCHEMA)
        self.google = google(self.world, SCHEMA)
        self.marks = 0

    def through(self, column: str, value: Value) -> tuple[Value, str]:
        """The value, and its text, after Excel → Google → Excel."""
        self.first = self.excel.patch(self.first, plan(cell("a1", 4, column, value)))
        there = self._typed(self.excel.read(self.first, "first.xlsx"), column)
        self._write_google(plan(cell("a1", 4, column, there[0])))
        back = self._typed(self._read_google(), column)
        self.second = self.excel.patch(self.second, plan(cell("a1", 4, column, back[0])))
        return self._typed(self.excel.read(self.second, "second.xlsx"), column)

    def _write_google(self, planned: PlannedWrite) -> None:
        content = self.google.read(self.book.id)[STAMP.replica]
        self.marks += 1
        write = OnlineWrite(STAMP.replica, content, planned)
        (landed,) = self.google.write(self.book.id, [write], f"m{self.marks}", "")
        assert landed.landed
        assert not self.world.mistakes

    def _read_google(self) -> Copy:
        content = self.google.read(self.book.id)[STAMP.replica]
        return ViewContent(SCHEMA).read(content, "sheet")

    def _typed(self, copy: Copy, column: str) -> tuple[Value, str]:
        raw = rows(copy)[0][column]
        reading = read(SCHEMA["actions"].by_name[column], raw)
        assert reading.readable, reading.problem
        return reading.value, "" if raw.value is None else str(raw.value)


@pytest.mark.parametrize("locale", LOCALES)
def test_texts_survive_sign_by_sign(tmp_path: Path, locale: str) -> None:
    chain = Chain(tmp_path, locale)
    for text in AWKWARD:
        assert chain.through("note", text) == (text, text), text


@pytest.mark.parametrize("locale", LOCALES)
def test_every_type_survives(tmp_path: Path, locale: str) -> None:
    chain = Chain(tmp_path, locale)
    for column, value in TYPED:
        assert chain.through(column, value)[0] == value, (column, value)


@pytest.mark.parametrize(
    ("locale", "text"), [("en_US", "5/14/2027"), ("en_GB", "14/05/2027"), ("de_DE", "14.05.2027")]
)
def test_a_date_typed_in_the_sheets_own_locale_is_that_day(
    tmp_path: Path, locale: str, text: str
) -> None:
    chain = Chain(tmp_path, locale)
    options = {"valueInputOption": "USER_ENTERED"}
    put_values(chain.book, "Action grid!H4", {"values": [[text]]}, options)
    copy = chain._read_google()
    assert copy.tables[0].letters["due"] == "H"
    assert chain._typed(copy, "due")[0] == date(2027, 5, 14)


@pytest.mark.parametrize(("typed", "value"), [("50%", 50), ("0.5%", 0.5), ("45", 45)])
def test_percents_typed_by_people_are_read_as_they_meant_them(
    tmp_path: Path, typed: str, value: float
) -> None:
    chain = Chain(tmp_path, "en_US")
    options = {"valueInputOption": "USER_ENTERED"}
    chain.book.tabs[0].put(4, 6, {})
    put_values(chain.book, "Action grid!G5", {"values": [[typed]]}, options)
    copy = chain._read_google()
    assert copy.tables[0].letters["percent"] == "G"
    assert read(SCHEMA["actions"].by_name["percent"], rows(copy)[1]["percent"]).value == value


def test_the_stamp_says_which_snapshot_the_sheet_shows(tmp_path: Path) -> None:
    chain = Chain(tmp_path, "en_US")
    chain._write_google(plan(cell("a1", 4, "note", "n")))
    assert chain._read_google().stamp == NEXT
