"""The real button, pressed in LibreOffice: real macro, real command line, changed cells."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.button.pressing import (
    SHEET,
    SOURCE,
    STATUS,
    make_workbook,
    make_workspace,
    press_all,
    tool_words,
    write_launcher,
)
from toolkit.backends.excel_file.pressed_mark import pressed_mark

pytestmark = pytest.mark.libreoffice

IMPATIENT = SOURCE.replace("START_SECONDS As Long = 90", "START_SECONDS As Long = 2")
CELLS = {
    "A4": "=HYPERLINK(1)",
    "A5": 'Käthe 😀 said\n"50 % & more"\tC:\\new \\u0041',
    "A6": 12.5,
    "A7": {"day": "2027-05-14"},
    "A8": None,
    "A9": True,
    "A10": "1.10",
    "A11": "3/4",
    "A12": "@SUM(A1)",
    "A13": "-1e-7",
    "A14": 1e-7,
    "A15": "TRUE",
    "A16": {"day": "1998-02-28"},
    "A17": "'quoted'",
}


@pytest.fixture(scope="module")
def pressed(
    tmp_path_factory: pytest.TempPathFactory, libreoffice: None
) -> Mapping[str, dict[str, Any]]:
    """Every story, pressed one after the other in one LibreOffice."""
    home = tmp_path_factory.mktemp("button") / "Ann & Käthe's files"
    books = {}
    finds = {
        "typed": {
            "sentence": "2 changes taken. 1 question needs you.",
            "cells": [[SHEET, cell, value] for cell, value in CELLS.items()]
            + [["_actiongrid", "B3", "4"], [SHEET, "E6", "inside"], [SHEET, "E7", "below"]],
            "tables": [[SHEET, "E4:F7", "tblNeeds", 6]],
        },
        "refused": {"refused": 'the sheet "Ünits" is open in Excel.'},
        "crash": {"crash": "boom"},
        "copied": {"sentence": "never said", "cells": [[SHEET, "A8", "never written"]]},
        "protected": {"sentence": "never said", "cells": [["No such sheet", "A8", "x"]]},
    }
    for story, gather in finds.items():
        folder = make_workspace(home / f"plan & {story}", story, gather)
        books[story] = make_workbook(folder / "workbooks" / "Summary.xlsm", story)
        write_launcher(home, story, tool_words(folder))
    elsewhere = home / "Downloads"
    elsewhere.mkdir()
    books["copied"] = Path(shutil.copy(books["copied"], elsewhere / "Summary (1).xlsm"))
    books["no-launcher"] = make_workbook(elsewhere / "Area.xlsm", "no-launcher")
    books["tool-gone"] = make_workbook(elsewhere / "Gone.xlsm", "tool-gone")
    write_launcher(home, "tool-gone", ("/no/such/actiongrid",))
    books["silent"] = make_workbook(elsewhere / "Silent.xlsm", "silent", source=IMPATIENT)
    write_launcher(home, "silent", (shutil.which("true") or "/bin/true",))
    answers = press_all(
        {
            "profile": str(tmp_path_factory.mktemp("profile")),
            "home": str(home),
            "presses": [
                {
                    "book": str(book),
                    "status": STATUS,
                    "cells": [[SHEET, cell] for cell in CELLS]
                    + [["_actiongrid", "B3"], [SHEET, "E6"], [SHEET, "E7"]],
                    "rest": 2 if story == "typed" else 0,
                }
                for story, book in books.items()
            ],
        }
    )
    return {
        story: {**answer, "book": books[story], "home": home}
        for story, answer in zip(books, answers, strict=True)
    }


def said(answer: Mapping[str, Any]) -> str:
    """The status line without its time, which it must have."""
    found = re.fullmatch(r"\d{1,2} \w{3} \d{4}, \d\d:\d\d  (.*)", answer["status"], re.DOTALL)
    assert found, answer["status"]
    return found[1]


def test_the_button_calls_the_macro_of_its_own_workbook(pressed: Any) -> None:
    assert pressed["typed"]["macros"] == [
        "vnd.sun.star.script:VBAProject.ActionGridButton.ActionGridRefresh"
        "?language=Basic&location=document"
    ]


def test_a_press_tells_when_what_changed_and_what_needs_a_person(pressed: Any) -> None:
    assert said(pressed["typed"]) == "summary: 2 changes taken. 1 question needs you."


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        ("A4", "TEXT", "=HYPERLINK(1)"),
        ("A5", "TEXT", 'Käthe 😀 said\n"50 % & more"\tC:\\new \\u0041'),
        ("A6", "VALUE", "12.5"),
        ("A7", "VALUE", "14 May 2027"),
        ("A8", "EMPTY", ""),
        ("A9", "VALUE", "TRUE"),
        ("A10", "TEXT", "1.10"),
        ("A11", "TEXT", "3/4"),
        ("A12", "TEXT", "@SUM(A1)"),
        ("A13", "TEXT", "-1e-7"),
        ("A14", "VALUE", "0.0000001"),
        ("A15", "TEXT", "TRUE"),
        ("A16", "VALUE", "28 Feb 1998"),
        ("A17", "TEXT", "'quoted'"),
    ],
)
def test_cells_arrive_with_their_type(pressed: Any, cell: str, kind: str, text: str) -> None:
    found = pressed["typed"]["cells"][f"{SHEET}!{cell}"]
    assert (found["kind"], found["text"]) == (kind, text)


def test_rows_a_table_cannot_take_in_are_left_for_the_next_sync(pressed: Any) -> None:
    cells = pressed["typed"]["cells"]
    assert (cells[f"{SHEET}!E6"]["text"], cells[f"{SHEET}!E7"]["text"]) == ("inside", "")


def test_the_stamp_arrives_and_the_workbook_is_saved_again(pressed: Any) -> None:
    assert pressed["typed"]["cells"]["_actiongrid!B3"]["text"] == "4"
    stamp = openpyxl.load_workbook(pressed["typed"]["book"])["_actiongrid"]
    assert stamp["B3"].value == "4"


def test_the_saved_workbook_carries_the_mark_of_the_press(pressed: Any) -> None:
    replica, mark = pressed_mark(pressed["typed"]["book"].read_bytes())
    assert replica == "summary"
    assert re.fullmatch(r"\d{14}", mark)


def test_an_error_of_the_tool_becomes_one_sentence_and_changes_nothing(pressed: Any) -> None:
    assert said(pressed["refused"]) == (
        'Refresh failed: Relevance.xlsx: the sheet "Ünits" is open in Excel. Close it.'
    )
    assert pressed["refused"]["cells"][f"{SHEET}!A8"]["text"] == "old text"


def test_a_crash_becomes_a_sentence_with_the_place_of_its_log(pressed: Any) -> None:
    sentence = said(pressed["crash"])
    assert "something unforeseen happened (RuntimeError: boom)" in sentence
    log = Path(re.search(r"looks after the tool: (.*)", sentence)[1])  # type: ignore[index]
    assert "RuntimeError: boom" in log.read_text(encoding="utf-8")


def test_without_a_launcher_the_workbook_is_saved_and_says_so(pressed: Any) -> None:
    assert said(pressed["no-launcher"]) == (
        "Saved. Your coordinator's next sync will collect this."
    )


def test_a_tool_that_was_moved_away_is_told(pressed: Any) -> None:
    assert said(pressed["tool-gone"]) == (
        "Refresh failed: the Action Grid tool could not be started (File not found.). Run "
        '"actiongrid install-button" again, or use the desktop shortcut if programs started from '
        "Excel are blocked on this computer."
    )


def test_a_tool_that_never_answers_is_told(pressed: Any) -> None:
    assert said(pressed["silent"]) == (
        "Refresh failed: the Action Grid tool did not start. Use the desktop shortcut, or run "
        '"actiongrid doctor".'
    )


def test_a_copy_pressed_elsewhere_gets_no_cells_of_the_live_workbook(pressed: Any) -> None:
    assert "the saved workbook did not reach the workspace" in said(pressed["copied"])
    assert pressed["copied"]["cells"][f"{SHEET}!A8"]["text"] == "old text"


def test_a_cell_that_cannot_be_written_is_told(pressed: Any) -> None:
    assert said(pressed["protected"]).startswith("Refresh failed: ")


def test_nothing_is_left_beside_the_launchers(pressed: Any) -> None:
    left = (pressed["typed"]["home"] / ".local" / "share" / "ActionGrid").iterdir()
    assert sorted(place.suffix for place in left if place.name.startswith("refresh-")) == []
