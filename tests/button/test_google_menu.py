"""The Google menu runs in Node, against fakes that throw at everything they do not know."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def test_the_google_menu_does_what_it_says() -> None:
    if not shutil.which("node"):
        if os.environ.get("CI"):
            pytest.fail("In CI nothing is skipped, but Node.js is not installed.")
        pytest.skip("Node.js is not installed")
    tests = Path(__file__).with_name("refresh_menu.test.mjs")
    done = subprocess.run(
        ["node", "--test", "--test-reporter=tap", tests],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# pass 8" in done.stdout
