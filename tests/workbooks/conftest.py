"""A shipped plan untouched and answered, and workbooks recalculated by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from made_workbooks import read_book
from sample_content import content

_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


@pytest.fixture(scope="session")
def untouched():
    """IMEC as adopted."""
    return content("imec")


@pytest.fixture(scope="session")
def answered():
    """IMEC with invented answers of staff."""
    return content("imec", answered=True)


@pytest.fixture(scope="session")
def recalculate(tmp_path_factory):
    """A function: workbook bytes → the workbook as LibreOffice calculates it anew."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    home = tmp_path_factory.mktemp("office")
    (home / "profile/user").mkdir(parents=True)
    (home / "profile/user/registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE)

    def run(books: dict[str, bytes]):
        for name, data in books.items():
            (home / f"{name}.xlsx").write_bytes(data)
        _convert(office, home, [f"{name}.xlsx" for name in books])
        return {name: read_book((home / "out" / f"{name}.xlsx").read_bytes()) for name in books}

    return run


def _convert(office: str, home: Path, names: list[str]) -> None:
    subprocess.run(
        [
            office, "--headless", f"-env:UserInstallation={(home / 'profile').as_uri()}",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "out", *names,
        ],
        cwd=home, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
