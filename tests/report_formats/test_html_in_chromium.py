"""The page in a real browser: one sheet, no complaint of its policy, sorting and filtering."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from tests.report.report_for_tests import full_report
from tests.report_formats.test_html import WRITER

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
]


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [
        CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
        f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=5000", *options,
        (folder / "report.html").as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the page of a full report."""
    (tmp_path / "report.html").write_bytes(WRITER.write(full_report()))
    return tmp_path


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="Poppler is not installed")
def test_page_one_is_printed_on_one_sheet(folder: Path) -> None:
    run(folder, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'report.pdf'}")
    pages = subprocess.run(
        ["pdftotext", "-layout", str(folder / "report.pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\f")
    assert "Where we are" in pages[0]
    assert "Wins" in pages[0]
    assert "number 2" in pages[0]
    assert pages[1].split()[:2] == ["1", "Relevance"]


def test_the_page_obeys_its_own_policy_and_readers_can_filter(folder: Path) -> None:
    done = run(folder, "--dump-dom")
    assert "Content Security Policy" not in done.stderr
    assert "Error" not in re.sub(r"\[\d+:\d+:[^]]*ERROR:(?!console)[^\n]*", "", done.stderr)
    page = unescape(done.stdout)
    # The script ran: the filter is shown, and headings of tables are buttons.
    assert re.search(r'<form class="sieve" role="search"', page)
    assert '<th scope="col"><button type="button">Ref</button></th>' in page
