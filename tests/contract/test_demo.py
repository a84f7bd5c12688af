"""The whole story, told by the real command line, ends with nothing half-done."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def test_the_demo_tells_its_story_and_leaves_no_answer_behind(tmp_path: Path) -> None:
    folder = tmp_path / "demo & story"
    tool = [sys.executable, "-m", "toolkit"]
    told = subprocess.run([*tool, "demo", str(folder)], capture_output=True, check=False)
    story = told.stdout.decode()
    assert told.returncode == 0, told.stderr.decode()
    assert "Answers nobody understands" not in story
    assert "Two answers" in story
    assert re.search(r"Nothing has changed since sync no\. \d+\.", story)

    with (folder / "workbooks" / "Summary.xlsm").open("rb") as file:
        sheet = openpyxl.load_workbook(file)["Needs you"]
    [table] = sheet.tables.values()
    [answers] = [place for place, cell in enumerate(sheet[4]) if cell.value == "Answer"]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert table.ref.startswith("A4:")
    assert len(rows) > 5
    assert not [row[answers] for row in rows if row[answers]]
    assert not [row for row in rows if str(row[0]).startswith("2.2a") and "Keep" in str(row[3])]

    reports = list(folder.glob("reports/*/*.html"))
    assert reports
    assert "invented" in reports[0].read_text(encoding="utf-8")
    again = subprocess.run(
        [*tool, "-C", str(folder), "sync", "--json", "--today", "2027-05-17"],
        capture_output=True,
        check=False,
    )
    document = json.loads(again.stdout)
    assert (document["changes"], document["written"]) == ([], [])
