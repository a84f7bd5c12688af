"""The corpus measurement judges workbooks of any folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.xlsx.feature_workbook import feature_workbook
from tests.xlsx.hostile_package import workbook
from tests.xlsx.hostile_strangers import compound_file

pytest.importorskip("resource", reason="limits on memory and time need a Unix system")
ROOT = Path(__file__).resolve().parents[2]


def test_a_folder_is_measured_with_its_written_and_its_refused_workbooks(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "own.xlsx").write_bytes(feature_workbook())
    (tmp_path / "deep" / "plain.xlsm").write_bytes(workbook())
    (tmp_path / "locked.xlsx").write_bytes(compound_file("EncryptedPackage"))
    (tmp_path / "notes.txt").write_text("not looked at")
    command = [sys.executable, "scripts/measure_corpus.py", str(tmp_path), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    assert (figures["files"], figures["readable"], figures["written"]) == (3, 2, 2)
    assert figures["edits"] == {"string": 2, "number": 2, "new": 2, "row": 1}
    assert figures["refused, unreadable"] == {"password-protected": [str(tmp_path / "locked.xlsx")]}
    assert (figures["damaged"], figures["crashed"]) == ([], [])
    assert figures["read by"] == {"calamine": 2, "openpyxl": 2}
