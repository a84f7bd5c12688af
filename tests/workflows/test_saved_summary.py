"""Somebody has saved Summary: from then on only its cells are changed, and it stays usable."""

from __future__ import annotations

import warnings
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from tests.workflows.conftest import Office, opened_by_openpyxl
from tests.workflows.test_sync import drop, mailed
from toolkit.wiring import start_workspace
from toolkit.workbooks.summary_people import NOBODY
from toolkit.workflows.adoption import adopt_plan
from toolkit.workflows.generate import generate

OF_NOBODY = """
plan: {id: nobody, name: A plan of nobody}
key: {roles: {Board: the board, Chair: the chair of the board}}
areas:
  - number: "1"
    title: First things
    goals:
      - number: "1.1"
        statement: Begin
        actions: [{ref: 1.1a, text: Do the first thing}, {ref: 1.1b, text: Do the second}]
"""


def saved(office: Office) -> None:
    """The director writes a remark beside the first line and saves."""
    with opened_by_openpyxl(office.book("Summary")) as book:
        book["Needs you"]["F5"] = "asked the board"


def test_a_line_that_comes_later_has_its_own_drop_down(office: Office) -> None:
    saved(office)
    copies = {who: mailed(office, "2", who) for who in ("Alex", "Sam")}
    for who, status in (("Alex", "At risk"), ("Sam", "On track")):
        office.type(copies[who], {("2.2a", "status"): status})
        drop(office, copies[who])
    done = office.sync()
    wanted = {line.key: line.choices[:9] for line in done.needs}
    with opened_by_openpyxl(office.book("Summary")) as book:
        sheet = book["Needs you"]
        [rule] = sheet.data_validations.dataValidation
        shown = {
            row[15].value: tuple(cell.value for cell in row[6:15] if cell.value is not None)
            for row in sheet.iter_rows(min_row=5, max_row=4 + len(wanted))
        }
    assert shown == wanted
    assert all(f"E{5 + offset}" in rule.sqref for offset in range(len(wanted)))


def test_people_who_come_later_are_in_a_saved_summary(tmp_path: Path) -> None:
    office = Office(tmp_path / "a plan of nobody")
    start_workspace(str(office.folder), OF_NOBODY, "")
    with office.open() as session:
        adopt_plan(session, {})
        generate(session)
    assert people(office) == [(NOBODY.name, 0)]
    saved(office)
    office.type(office.book("1"), {("1.1a", "who"): "Board", ("1.1b", "who"): "Board, Chair"})
    assert "Summary.xlsm" in {file["file"] for file in office.says()["written"]}
    assert people(office) == [("Board  the board", 2), ("Chair  the chair of the board", 1)]
    before = office.contents()
    assert office.says()["written"] == []
    assert office.contents() == before


def people(office: Office) -> list[tuple[str | None, int]]:
    rows = shown(office)["By person"].iter_rows(min_row=5, values_only=True)
    return [(row[0], row[1]) for row in rows if any(row)]


def shown(office: Office) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = BytesIO(office.book("Summary").read_bytes())
        return openpyxl.load_workbook(data, data_only=True)


def test_the_small_columns_of_a_saved_summary_show_later_months_too(office: Office) -> None:
    saved(office)
    months = [date(2026, month, 20) for month in (10, 11, 12)]
    for ref, day in zip(("1.2a", "1.1b", "1.3a"), months, strict=True):
        office.type(office.book("1"), {(ref, "status"): "Complete"})
        office.sync(day)
    days, percents = shown(office)["_history"].iter_rows(min_row=1, max_row=2, values_only=True)
    assert [day.date() for day in days[1:] if day] == months
    assert percents[1:4] == (50, 50, 100)
    before = office.contents()
    office.sync(months[-1])
    assert office.contents() == before
