"""The real command line as a subprocess, stock gspread and google-auth, our server as the proxy."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import requests

pytest.importorskip("gspread")

from tests.google.conftest import Office
from tests.google.google_world import Fault
from tests.google.https_proxy import cleared_environment
from tests.google.sheet_model import Tab
from tests.google.token_office import PERSON, ROBOT
from tests.google.uploading import shown, type_into
from toolkit.xlsx import SetCell, change_book, open_book

DAY = ("--today", "2027-05-14")


def address(office: Office) -> str:
    return f"https://docs.google.com/spreadsheets/d/{office.book.id}/edit#gid=0"


def tab(office: Office, title: str) -> Tab:
    return next(tab for tab in office.book.tabs if tab.title == title)


def place(tab: Tab, heading: str) -> int:
    """Column (from 1) of a heading."""
    return shown(tab)[2].index(heading) + 1


def calls(office: Office, start: int) -> list[tuple[str, int]]:
    return [(call.verb, call.code) for call in office.world.calls[start:]]


def test_a_focus_area_is_worked_on_in_google_and_excel_at_once(office: Office) -> None:
    office.with_robot().world.new("Our plan")
    made = office.json("google", "setup", address(office), *DAY)
    tabs = made["spreadsheets"][0]["tabs"]
    assert {"1 Relevance", "Meetings", "People", "Summary"} <= set(tabs)
    assert [t.title for t in office.book.tabs][:2] == ["Summary", "1 Relevance"]

    start = len(office.world.calls)
    still = office.json("sync", *DAY)
    assert (still["changes"], still["calls"]) == ([], {"google": 1})
    assert calls(office, start) == [("GET", 200)]

    grid = tab(office, "1 Relevance")
    status, note = place(grid, "Status"), place(grid, "Progress note")
    type_into(grid, 4, status, "done")
    type_into(grid, 5, note, "=asked twice\n05/04/2027")
    row = len(shown(grid)) + 1
    type_into(grid, row, place(grid, "Strategies/Actions/Activities"), "Write to every member")
    workbook = office.folder / "workbooks" / "1 Relevance.xlsx"
    type_into_workbook(workbook, "Status", 3, "At risk")

    start = len(office.world.calls)
    done = office.json("sync", *DAY)
    assert calls(office, start) == [("GET", 200), ("POST", 200)]
    said = {(c["ref"], c["column"]): (c["new"], c["file"]) for c in done["changes"]}
    assert said["1.1a", "Status"] == ("Complete", "1 Relevance (Google)")
    assert said["1.1b", "Progress note"][0] == "=asked twice\n05/04/2027"
    assert any(new == "Write to every member" for new, _ in said.values())
    assert {"1 Relevance.xlsx", "1 Relevance (Google)"} <= {w["file"] for w in done["written"]}
    grid = tab(office, "1 Relevance")
    assert shown(grid)[5][status - 1] == "At risk"
    assert shown(grid)[row - 1][place(grid, "Row id") - 1]
    cells = open_book(workbook.read_bytes()).read("Action grid").cells
    assert "Write to every member" in {cell.value for _, cell in cells.items()}

    start = len(office.world.calls)
    office.run("sync", *DAY)
    assert calls(office, start) == [("GET", 200)]


def type_into_workbook(workbook: Path, heading: str, number: int, value: str) -> None:
    """Somebody types into the so-maniest row of an action grid and saves."""
    content = workbook.read_bytes()
    (table,) = open_book(content).read("Action grid").tables
    column = table.area.left + table.headings.index(heading)
    changed = change_book(content, [SetCell("Action grid", table.area.top + number, column, value)])
    workbook.write_bytes(changed.data)


def test_an_area_can_live_in_google_alone_and_another_in_excel_alone(office: Office) -> None:
    book = office.with_robot().world.new("Area two")
    office.settle(f"google:\n  spreadsheets:\n    2: {book.id}\n")
    made = office.json("generate", "--google", *DAY)
    assert "2 Sustainability" in made["google"]["spreadsheets"][0]["tabs"]
    assert "1 Relevance" not in made["google"]["spreadsheets"][0]["tabs"]
    (office.folder / "workbooks" / "2 Sustainability.xlsx").unlink()
    done = office.json("generate", *DAY)
    assert done["written"] == []
    assert done["sync"]["missing"] == []
    assert done["sync"]["calls"] == {"google": 1}
    again = office.json("generate", "--only", "2", *DAY)
    assert again["written"] == ["2 Sustainability.xlsx"]


def test_signing_in_with_the_browser_and_letting_the_tool_make_the_sheet(office: Office) -> None:
    client = office.home / "client file.json"
    client.write_text(json.dumps(office.proxy.office.client_file()))
    command = [sys.executable, "-u", "-m", "toolkit", "google", "sign-in", "--no-browser",
               "--client", str(client)]  # fmt: skip
    environment = {**cleared_environment(), **office.proxy.environment, **office.environment}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as asked:
        assert asked.stdout is not None
        for line in asked.stdout:
            if found := re.search(r"https://accounts\.google\.com/\S+", line):
                break
        proxies = {"https": office.proxy.environment["HTTPS_PROXY"]}
        certificate = str(office.proxy.certificate)
        page = requests.get(found.group(0), proxies=proxies, verify=certificate, timeout=30)
        said = asked.stdout.read()
    assert page.ok
    assert "Signed in" in page.text
    assert asked.returncode == 0, said
    assert "Signed in to Google" in said
    (token,) = office.home.rglob("google_token.json")
    if os.name == "posix":
        assert stat.S_IMODE(token.stat().st_mode) == 0o600
    assert office.proxy.office.scopes == ["https://www.googleapis.com/auth/spreadsheets"]

    made = office.json("google", "setup", "--new", *DAY)
    assert "Summary" in made["spreadsheets"][0]["tabs"]
    assert office.book.id in (office.folder / "settings.yaml").read_text()
    assert office.world.calls[-1].account == PERSON

    office.proxy.office.revoked = True
    office.proxy.office.tokens.clear()
    said = office.run("sync", *DAY, code=3)
    assert "the sign-in has expired or was taken back" in said
    assert "actiongrid google sign-in" in said


def test_whatever_google_refuses_ends_in_one_plain_sentence(office: Office) -> None:
    book = office.with_robot().world.new("Our plan")
    office.run("google", "setup", address(office), *DAY)
    settings = (office.folder / "settings.yaml").read_text()
    office.settle(settings.replace("patience: 60", "patience: 0"))

    office.world.shared[book.id] = {"somebody@else.org"}
    said = office.run("sync", *DAY, code=3)
    assert f"the sheet is not shared with {ROBOT}, or only for viewing" in said
    assert f"click Share, add {ROBOT} as Editor" in said
    office.world.shared[book.id] = {"*"}

    office.world.faults = [Fault(0, "429", times=9)]
    said = office.run("sync", *DAY)
    assert "Google's limit of requests a minute is used up. Wait a minute" in said
    office.world.faults = [Fault(0, "dropped", times=9)]
    said = office.run("sync", *DAY)
    assert "Google cannot be reached. Check the internet connection" in said
    office.world.faults = [Fault(0, "502 page", times=9)]
    said = office.run("sync", *DAY)
    assert "Google has trouble at the moment (502" in said
    office.world.faults = []

    office.world.enabled = False
    said = office.run("doctor", *DAY)
    assert "the Google Sheets API is not switched on" in said
    assert "click Enable" in said
    office.world.enabled = True
    said = office.run("google", "setup", "--new", *DAY, code=1)
    assert "Google lets only people make spreadsheets" in said
    assert "sheets.new" in said


def test_application_default_credentials_and_a_file_named_on_the_command_line(
    office: Office,
) -> None:
    office.world.new("Our plan")
    said = office.run("google", "setup", address(office), *DAY, code=2)
    assert "nobody is signed in to Google on this computer" in said
    assert 'Run "actiongrid google sign-in"' in said
    key = office.home / "key.json"
    key.write_text(json.dumps(office.proxy.office.service_account()))
    made = office.json("google", "setup", address(office), "--credentials", str(key), *DAY)
    assert made["spreadsheets"][0]["title"] == "Our plan"
    adc = office.home / "adc.json"
    adc.write_text(json.dumps(office.proxy.office.user_file()))
    office.environment["GOOGLE_APPLICATION_CREDENTIALS"] = str(adc)
    assert office.json("sync", *DAY)["calls"] == {"google": 1}
    assert office.world.calls[-1].account == PERSON
    office.environment["GOOGLE_APPLICATION_CREDENTIALS"] = str(office.home / "nowhere.json")
    said = office.run("google", "setup", *DAY, code=2)
    assert "there is no file" in said
    assert "GOOGLE_APPLICATION_CREDENTIALS" in said


@pytest.mark.parametrize("wrong", ["https://example.org/sheet", "9: spreadsheet"])
def test_an_address_or_a_view_that_is_none_is_named(office: Office, wrong: str) -> None:
    office.with_robot()
    if wrong.startswith("http"):
        said = office.run("google", "setup", wrong, *DAY, code=2)
        assert f'"{wrong}" is not the address of a Google sheet' in said
    else:
        office.settle(f"google:\n  spreadsheets:\n    {wrong}-abcdefghijklmnop\n")
        said = office.run("sync", *DAY, code=2)
        assert 'there is no view "9"' in said
        assert "1 (RELEVANCE)" in said.replace("Relevance", "RELEVANCE")


def test_without_the_part_the_line_that_installs_it_is_given(
    office: Office, tmp_path: Path
) -> None:
    hidden = tmp_path / "hidden" / "gspread"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ImportError('not installed')")
    office.settle("google:\n  spreadsheets:\n    all: book-abcdefghijklmnop\n")
    office.environment["PYTHONPATH"] = os.pathsep.join((str(hidden.parent), str(Path.cwd())))
    said = office.run("sync", *DAY, code=2)
    assert 'pip install "actiongrid-toolkit[google]"' in said
