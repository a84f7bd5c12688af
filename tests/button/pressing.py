"""Workbooks with the real button, workspaces for them, and LibreOffice to press it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from toolkit.tables.stamp import Stamp
from toolkit.xlsx.vba_project import sheet_code_names, vba_project

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SOURCE = (ROOT / "workbook_templates" / "refresh_button.bas").read_text(encoding="ascii")
SYSTEM_PYTHON = "/usr/bin/python3"
SHEET = "Over & view"
STATUS = (SHEET, "B2")


def make_workbook(place: Path, plan_id: str, *, source: str = SOURCE, status: bool = True) -> Path:
    """A workbook with the button as the generator makes it: stamp, status cell, table, macro."""
    book = xlsxwriter.Workbook(str(place))
    front = book.add_worksheet(SHEET)
    stamp = book.add_worksheet("_actiongrid")
    stamp.hide()
    for row, (label, text) in enumerate(Stamp(plan_id, "summary", 3).rows()):
        stamp.write_string(row, 0, label)
        stamp.write_string(row, 1, text)
    front.set_column("A:B", 40)
    front.write_string("A8", "old text")
    columns = [{"header": "What"}, {"header": "Answer"}]
    front.add_table("E4:F6", {"name": "tblNeeds", "columns": columns})
    if status:
        book.define_name("ActionGridStatus", f"='{SHEET}'!$B$2")
    names = sheet_code_names(len(book.worksheets()))
    book.add_vba_project(BytesIO(vba_project(source, names)), is_stream=True)
    front.insert_button("C1", {"macro": "ActionGridRefresh", "caption": "Refresh", "width": 120})
    book.close()
    return place


def make_workspace(folder: Path, plan_id: str, gather: Mapping[str, Any]) -> Path:
    """A workspace whose gathering finds what the test says."""
    (folder / "workbooks").mkdir(parents=True)
    plan = (ROOT / "config" / "plans" / "imec.yaml").read_text(encoding="utf-8")
    (folder / "plan.yaml").write_text(plan.replace("id: imec", f"id: {plan_id}", 1), "utf-8")
    (folder / "gather.json").write_text(json.dumps(gather), encoding="utf-8")
    return folder


def write_launcher(home: Path, plan_id: str, words: Sequence[str]) -> None:
    """What install-button writes, with other words."""
    folder = home / ".local" / "share" / "ActionGrid"
    folder.mkdir(parents=True, exist_ok=True)
    line = " ".join(f'"{word}"' for word in words)
    (folder / f"{plan_id}.txt").write_text(f"{line}\n", encoding="utf-8")


def tool_words(folder: Path) -> tuple[str, ...]:
    """The command of a launcher that runs the tests' tool on a workspace."""
    return (sys.executable, str(HERE / "tool.py"), "-C", str(folder))


def press_all(order: Mapping[str, Any], *, seconds: int = 240) -> list[dict[str, Any]]:
    """Press the buttons of some workbooks in one LibreOffice; what their cells show afterwards."""
    done = subprocess.run(
        [SYSTEM_PYTHON, str(HERE / "press.py")],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers
