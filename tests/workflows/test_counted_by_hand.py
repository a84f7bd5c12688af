"""The figures counted a second time, from the cells of the workbooks, by nothing of the tool."""

from __future__ import annotations

import json
import shutil
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.workflows.conftest import Office
from tests.workflows.test_report_figures import DAY, TYPED
from toolkit.rollup.rollup_document import rollup_document
from toolkit.workflows.count_up import last_state

WORDS = ("Complete", "On track", "At risk", "Off track", "On hold", "Not started", "Cancelled")


def rows_of(place: Path) -> list[dict[str, Any]]:
    """The rows of a workbook's action grid as heading → value, read by openpyxl alone."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl names the drop-downs it does not know
        sheet = openpyxl.load_workbook(place, data_only=True)["Action grid"]
    first, *cells = sheet[sheet.tables["tblActions"].ref]
    headings = [str(cell.value) for cell in first]
    return [
        dict(zip(headings, (cell.value for cell in row), strict=True))
        for row in cells
        if row[headings.index("Ref")].value
    ]


def counted(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Actions, words, and who reported, of rows that are no lettered note."""
    said = Counter(str(row["Status"] or "") for row in rows)
    return {
        "actions": len(rows),
        "by_status": {word: said[word] for word in WORDS},
        "not_reported": said[""],
    }


def document(office: Office) -> dict[str, Any]:
    with office.open(DAY) as session:
        found: dict[str, Any] = json.loads(json.dumps(rollup_document(last_state(session).rollup)))
        return found


@pytest.fixture
def typed(imec_workspace: Path, tmp_path: Path) -> Office:
    shutil.copytree(imec_workspace, tmp_path / "typed")
    office = Office(tmp_path / "typed")
    for book, said in TYPED.items():
        office.type(office.book(book), said)
    office.sync()
    return office


def test_area_by_area_the_roll_up_is_what_the_cells_say(typed: Office) -> None:
    told = document(typed)
    everything: list[dict[str, Any]] = []
    for area in told["areas"]:
        # 4.4 d of the plan is a note: printed, not counted.
        rows = [row for row in rows_of(typed.book(area["ref"])) if row["Ref"] != "4.4d"]
        everything += rows
        own = {name: area[name] for name in ("actions", "by_status", "not_reported")}
        own["by_status"] = {word: own["by_status"][word] for word in WORDS}
        assert own == counted(rows), area["ref"]
    assert told["overall"]["actions"] == len(everything) == 37
    for goal in told["goals"]:
        rows = [row for row in everything if str(row["Ref"]).startswith(goal["ref"])]
        assert goal["actions"] == len(rows), goal["ref"]
        assert goal["not_reported"] == counted(rows)["not_reported"]


CHANGES = {
    "a status": ("2.1a", "status", "At risk",
                 {"by_status.At risk": 1, "not_reported": -1, "reported": 1, "checked": 1}),
    "a status to cancelled": ("2.1b", "status", "Cancelled",
                              {"by_status.Cancelled": 1, "not_reported": -1, "owned.n": -1,
                               "owned.of": -1, "in_play": -1}),
    "a tick": ("2.1a", "no_change", True, {"reported": 1, "checked": 1}),
    "a note": ("2.1a", "note", "Under way", {"reported": 1, "checked": 1}),
}  # fmt: skip
"""Kinds of cells: ref, column, what is typed, and which figures move by how much."""


def figures(item: dict[str, Any]) -> dict[str, int]:
    found = {}
    for name, value in item.items():
        inner = value if isinstance(value, dict) else {"": value}
        for key, number in inner.items():
            if isinstance(number, int):
                found[f"{name}.{key}".rstrip(".")] = number
    return found


def moved(before: dict[str, Any], after: dict[str, Any]) -> dict[str, int]:
    then, now = figures(before), figures(after)
    return {name: now[name] - then[name] for name in now if now[name] != then.get(name)}


@pytest.mark.parametrize("name", CHANGES)
def test_one_changed_cell_moves_its_own_figures_and_no_others(typed: Office, name: str) -> None:
    ref, column, value, wanted = CHANGES[name]
    before = document(typed)
    typed.type(typed.book("2"), {(ref, column): value})
    typed.sync(DAY)
    after = document(typed)
    undated = {key for key in moved(before["overall"], after["overall"])
               if key.startswith(("ongoing", "completion"))}  # fmt: skip
    for group, touched in (("areas", "2"), ("goals", "2.1")):
        for old, new in zip(before[group], after[group], strict=True):
            change = {k: v for k, v in moved(old, new).items() if k not in undated}
            assert change == (wanted if old["ref"] == touched else {}), (group, old["ref"])
    change = {k: v for k, v in moved(before["overall"], after["overall"]).items()
              if k not in undated}  # fmt: skip
    assert change == wanted
