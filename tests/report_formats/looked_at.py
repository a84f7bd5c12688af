"""A page of the report before a reader: what it asks for, runs and complains of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.report_formats.test_html import WRITER
from toolkit.report.blocks import Report

AXE = Path(__file__).parents[2] / ".venv/browser/node_modules/axe-core/axe.min.js"
DESKTOP, PHONE = (1280, 900), (390, 844)


@dataclass(frozen=True)
class LookedAt:
    """One opened page.

    Attributes:
        page: to click, type and ask.
        requests: every address it asked for after itself.
        complaints: what the browser's console said, errors and dialogs.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def looked_at(
    browser: Browser, folder: Path, report: Report, size: tuple[int, int] = DESKTOP
) -> Iterator[LookedAt]:
    """The report's page in a window of a size, without a network."""
    place = folder / "report.html"
    place.write_bytes(WRITER.write(report))
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
    page = context.new_page()
    seen = LookedAt(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda said: seen.complaints.append(said.text))
    page.on("pageerror", lambda problem: seen.complaints.append(str(problem)))
    page.on("dialog", lambda dialog: (seen.complaints.append(dialog.message), dialog.dismiss()))
    page.goto(place.as_uri())
    seen.requests.remove(place.as_uri())
    yield seen
    context.close()


def violations(page: Page) -> tuple[list[str], int]:
    """What axe-core finds wrong, each with the element; and how many of its rules were kept."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: python3 scripts/test.py does")
    # The browser's own door: the page's policy would not let a script of ours in.
    client = page.context.new_cdp_session(page)

    def run(script: str) -> Any:
        asked = {"expression": script, "awaitPromise": True, "returnByValue": True}
        done = client.send("Runtime.evaluate", asked)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    run(AXE.read_text("utf-8"))
    found = json.loads(run("axe.run(document).then((found) => JSON.stringify(found))"))
    wrong = [
        f"{rule['id']}: {node['html'][:200]} ({node.get('failureSummary', '')})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
    return wrong, len(found["passes"])
