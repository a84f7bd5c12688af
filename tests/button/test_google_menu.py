"""The Google menu runs in Node, against fakes that throw at everything they do not know."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.button.pressing import ROOT

MENU = (ROOT / "workbook_templates" / "refresh_menu.gs").read_text(encoding="utf-8")
PACKAGES = ROOT / ".venv" / "browser" / "node_modules"
COMPILER = PACKAGES / "typescript" / "bin" / "tsc"


def needed(found: bool, what: str) -> None:
    """Skip with a reason; never in CI."""
    if not found and os.environ.get("CI"):
        pytest.fail(f"In CI nothing is skipped, but {what} is not installed.")
    if not found:
        pytest.skip(f"{what} is not installed: python3 scripts/test.py installs it")


def test_the_google_menu_does_what_it_says() -> None:
    needed(bool(shutil.which("node")), "Node.js")
    tests = Path(__file__).with_name("refresh_menu.test.mjs")
    done = subprocess.run(
        ["node", "--test", "--test-reporter=tap", tests],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# pass 8" in done.stdout


def mistakes(source: str, folder: Path) -> str:
    """What the compiler finds wrong in a script, by Google's own types."""
    needed(bool(shutil.which("node")) and COMPILER.is_file(), "TypeScript")
    script = folder / "menu.js"
    script.write_text(source, encoding="utf-8")
    options = ("--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2020")
    types = ("--lib", "es2020", "--typeRoots", PACKAGES / "@types", "--types", "google-apps-script")
    done = subprocess.run(
        ["node", COMPILER, *options, *types, script],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_the_google_menu_uses_google_as_its_types_say(tmp_path: Path) -> None:
    assert mistakes(MENU, tmp_path) == ""


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("getLastRow()", "getLastRows()", "TS2551"),
        ("tab.getRange(row, 2)", "tab.getRange(row, true)", "TS2345"),
        ("lock.tryLock(5000)", "lock.tryLock()", "TS2554"),
    ],
)
def test_a_mistake_in_the_menu_would_be_found(
    tmp_path: Path, right: str, wrong: str, code: str
) -> None:
    assert right in MENU
    assert code in mistakes(MENU.replace(right, wrong), tmp_path)
