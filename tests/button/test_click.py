"""One real click with the mouse on a real display, where the programs for it are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.button.pressing import (
    SHEET,
    STATUS,
    make_workbook,
    make_workspace,
    press_all,
    tool_words,
    write_launcher,
)

pytestmark = pytest.mark.libreoffice

PROGRAMS = ("Xvfb", "openbox", "xdotool", "import")


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if missing:
        pytest.skip(f"a real click needs {', '.join(missing)}")
    read, write = os.pipe()
    screen = ("-screen", "0", "1280x800x24")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), *screen], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox"], env={**os.environ, "DISPLAY": name}, stderr=subprocess.DEVNULL
    )
    time.sleep(1)
    yield name
    for process in (manager, server):
        process.terminate()
        process.wait(10)


def test_a_click_with_the_mouse_refreshes_the_workbook(
    tmp_path: Path, libreoffice: None, display: str
) -> None:
    home = tmp_path / "Ann & Co"
    gather = {"sentence": "2 changes taken.", "cells": [[SHEET, "A4", "On track"]]}
    folder = make_workspace(home / "plan", "imec", gather)
    book = make_workbook(folder / "workbooks" / "Summary.xlsm", "imec")
    write_launcher(home, "imec", tool_words(folder))
    picture = os.environ.get("ACTIONGRID_PICTURE") or str(tmp_path / "screen.png")
    press = {"book": str(book), "status": STATUS, "cells": [[SHEET, "A4"]], "picture": picture}
    (answer,) = press_all(
        {
            "profile": str(tmp_path / "profile"),
            "home": str(home),
            "display": display,
            "presses": [press],
        }
    )
    assert answer["status"].endswith("  summary: 2 changes taken.")
    assert answer["cells"][f"{SHEET}!A4"]["text"] == "On track"
    assert Path(picture).stat().st_size > 0
