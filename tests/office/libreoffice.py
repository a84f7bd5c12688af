"""Change and read workbooks with headless LibreOffice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("uno_script.py")
Edit = tuple[str, str, Any]
Cells = Mapping[str, Mapping[str, tuple[Any, Any, int]]]


def uno_python() -> str:
    """A Python that can talk to LibreOffice, "" when there is none."""
    for name in ("/usr/bin/python3", "python3", sys.executable):
        found = shutil.which(name)
        if (
            found
            and subprocess.run([found, "-c", "import uno"], capture_output=True).returncode == 0
        ):
            return found
    return ""


def require_libreoffice() -> str:
    """The UNO Python; skips outside CI when LibreOffice is not installed."""
    python = uno_python() if shutil.which("soffice") else ""
    if not python:
        assert not os.environ.get("CI"), "CI installs LibreOffice; it is missing"
        pytest.skip("LibreOffice with its Python bridge is not installed")
    return python


def run_jobs(jobs: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Carry out jobs in one LibreOffice; see ``uno_script``."""
    python = require_libreoffice()
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder, "profile").as_uri()
        pipe = f"actiongrid{uuid.uuid4().hex[:12]}"
        listing = Path(folder, "jobs.json")
        listing.write_text(json.dumps(list(jobs)), encoding="utf-8")
        office = subprocess.Popen(
            [
                "soffice", f"-env:UserInstallation={profile}", "--headless", "--invisible",
                "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            done = subprocess.run(
                [python, str(SCRIPT), pipe, str(listing)],
                capture_output=True,
                timeout=300,
                check=False,
            )
            assert done.returncode == 0, done.stderr.decode()
            answers: list[dict[str, Any]] = json.loads(done.stdout)
            return answers
        finally:
            office.terminate()
            office.wait(30)


def change(place: Path, edits: Sequence[Edit]) -> None:
    """Open a workbook, change cells, save it in place: what staff do."""
    run_jobs([{"file": str(place), "save_as": str(place), "edits": [list(edit) for edit in edits]}])


def recalculated(place: Path) -> Cells:
    """Every cell after LibreOffice has recalculated everything: value, formula, error number."""
    [answer] = run_jobs([{"file": str(place), "read": True}])
    cells: Cells = answer["cells"]
    return cells
