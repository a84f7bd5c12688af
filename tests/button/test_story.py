"""From an edit in an area workbook to the figures in the open summary, nothing replaced."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.button.pressing import ROOT, press_all
from toolkit.cli.main import main
from toolkit.stores.button_launcher import install_button
from toolkit.stores.machine import Machine
from toolkit.wiring import opened
from toolkit.workflows.sync import sync
from toolkit.xlsx import SetCell, change_book, open_book
from toolkit.xlsx.grid import column_letters


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The IMEC plan, freshly started."""
    folder = tmp_path / "Ann & Co" / "plan"
    done = CliRunner().invoke(main, ["init", str(folder), "--plan", "imec", "--yes"])
    assert done.exit_code == 0, done.output
    return folder


def set_status(workspace: Path, row: int, word: str) -> None:
    """What a member of staff does: choose a status and save."""
    place = workspace / "workbooks" / "1 Relevance.xlsx"
    table = open_book(place.read_bytes()).read("Action grid").tables[0]
    change = SetCell("Action grid", table.first_row + row, table.column_of("Status"), word)
    place.write_bytes(change_book(place.read_bytes(), [change]).data)


def this_python(home: Path) -> Machine:
    import sys

    return Machine(
        "Linux", home, home, home / "Desktop", sys.executable, "utf-8", lambda path: path
    )


@pytest.mark.libreoffice
def test_an_edit_reaches_the_open_summary_and_the_next_sync_finds_nothing_new(
    workspace: Path, tmp_path: Path, libreoffice: None
) -> None:
    home = tmp_path / "home & Käthe"
    install_button(this_python(home), "imec", workspace)
    set_status(workspace, 0, "On track")
    (answer,) = press_all(
        {
            "profile": str(tmp_path / "profile"),
            "home": str(home),
            "environment": {"PYTHONPATH": str(ROOT)},
            "presses": [
                {
                    "book": str(workspace / "workbooks" / "Summary.xlsm"),
                    "status": ["Summary", "A3"],
                    "cells": [["Summary", "A4"], ["_actiongrid", "B3"]],
                    "rest": 4,
                }
            ],
        }
    )
    said = answer["status"].partition("  ")[2]
    assert re.fullmatch(
        r"1 change taken \(sync no\. 2\)\. \d+ lines need you: see Needs you\.", said
    )
    assert "1 on track, 36 not reported" in answer["cells"]["Summary!A4"]["text"]
    assert answer["cells"]["_actiongrid!B3"]["text"] == "2"
    with opened(str(workspace), None) as session:
        again = sync(session)
    assert (again.edits, again.holds, again.conflicts) == ((), (), ())
    assert again.state.snapshot.number == 2


def test_button_macro_and_code_names_survive_ten_syncs(workspace: Path) -> None:
    place = workspace / "workbooks" / "Summary.xlsm"
    before = macro_parts(place)
    assert before["button"] == ["[0]!ActionGridRefresh"]
    assert before["names"] == [
        "ThisWorkbook",
        *[f"Sheet{n}" for n in range(1, before["sheets"] + 1)],
    ]
    for number in range(10):
        set_status(workspace, number % 5, "On track" if number < 5 else "At risk")
        with opened(str(workspace), None) as session:
            done = sync(session)
        assert len(done.edits) >= 1
    assert macro_parts(place) == before


def macro_parts(place: Path) -> dict[str, object]:
    """Everything the button depends on."""
    with zipfile.ZipFile(place) as package:
        sheets = [
            name for name in package.namelist() if re.match(r"xl/worksheets/sheet\d+\.xml", name)
        ]
        parts = ["xl/workbook.xml", *sorted(sheets, key=lambda name: int(re.sub(r"\D", "", name)))]
        texts = [package.read(name).decode() for name in parts]
        drawings = [
            package.read(name).decode() for name in package.namelist() if name.endswith(".vml")
        ]
        project = package.read("xl/vbaProject.bin")
    names = [match for text in texts for match in re.findall(r'codeName="(\w+)"', text)]
    macros = [m for text in drawings for m in re.findall(r"<x:FmlaMacro>(.*?)<", text)]
    return {"project": project, "names": names, "button": macros, "sheets": len(sheets)}


@pytest.fixture
def buttons_for_all(tmp_path: Path) -> Path:
    """The MASS plan with a button in every workbook, in a folder with a space and an ampersand."""
    runner, folder = CliRunner(), tmp_path / "Käthe & Co" / "the plan"
    assert runner.invoke(main, ["init", str(folder), "--plan", "mass", "--yes"]).exit_code == 0
    settings = folder / "settings.yaml"
    text = settings.read_text("utf-8").replace("buttons: summary", "buttons: all")
    settings.write_text(text, "utf-8")
    for place in (folder / "workbooks").glob("*.xls*"):
        place.unlink()
    done = runner.invoke(main, ["-C", str(folder), "generate"])
    assert done.exit_code == 0, done.output
    return folder


SAID = {
    "Status": "On track",
    "Progress note": "=HYPERLINK(1) Käthe 😀",
    "Outcome / evidence": "1.10",
    "Help or decision needed": "50% & more",
    "Who?": "+1 helper",
}


@pytest.mark.libreoffice
def test_what_others_mailed_appears_in_the_open_area_workbook(
    buttons_for_all: Path, tmp_path: Path, libreoffice: None
) -> None:
    """Real button, real macro, real command line: a copy that came back, with awkward texts."""
    folder, home = buttons_for_all, tmp_path / "home & Käthe"
    install_button(this_python(home), "mass", folder)
    (book, *_) = sorted((folder / "workbooks").glob("1 *.xlsm"))
    content = book.read_bytes()
    table = open_book(content).read("Action grid").tables[0]
    headings = {heading: table.column_of(heading) for heading in SAID}
    cells = {h: f"{column_letters(column)}{table.first_row}" for h, column in headings.items()}
    changes = [
        SetCell("Action grid", table.first_row, headings[heading], text)
        for heading, text in SAID.items()
    ]
    (folder / "inbox" / "from Jo.xlsm").write_bytes(change_book(content, changes).data)
    (answer,) = press_all(
        {
            "profile": str(tmp_path / "profile"),
            "home": str(home),
            "environment": {"PYTHONPATH": str(ROOT)},
            "presses": [
                {
                    "book": str(book),
                    "status": ["Action grid", cells["Progress note"]],
                    "cells": [["Action grid", cell] for cell in cells.values()],
                    "rest": 6,
                }
            ],
        }
    )
    shown = {heading: answer["cells"][f"Action grid!{cell}"] for heading, cell in cells.items()}
    assert {heading: found["text"] for heading, found in shown.items()} == SAID
    assert {found["kind"] for found in shown.values()} == {"TEXT"}
    with opened(str(folder), None) as session:
        again = sync(session)
    assert (again.edits, again.holds, again.conflicts) == ((), (), ())


def test_with_buttons_for_all_every_area_workbook_carries_the_macro(
    buttons_for_all: Path,
) -> None:
    areas = sorted((buttons_for_all / "workbooks").glob("[0-9]*.xlsm"))
    assert len(areas) == 3
    for place in areas:
        assert macro_parts(place)["button"] == ["[0]!ActionGridRefresh"]
        assert b"macroEnabled" in zipfile.ZipFile(place).read("[Content_Types].xml")
