"""LibreOffice for the tests that press the button."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.button.pressing import SYSTEM_PYTHON


@pytest.fixture(scope="session")
def libreoffice() -> None:
    """Skip with a reason where LibreOffice or its Python bridge is missing; never in CI."""
    missing = ""
    if not shutil.which("soffice"):
        missing = "LibreOffice is not installed"
    else:
        probe = [SYSTEM_PYTHON, "-c", "import uno"]
        if subprocess.run(probe, capture_output=True, check=False).returncode:
            missing = "LibreOffice's Python bridge (python3-uno) is not installed"
    if missing and os.environ.get("CI"):
        pytest.fail(f"In CI nothing is skipped, but {missing}.")
    if missing:
        pytest.skip(missing)
