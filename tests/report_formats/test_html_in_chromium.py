"""The page in a real browser: one sheet, open to all, sorted and filtered without a network."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page

from tests.plan_for_tests import adopted_plan, moment
from tests.report.report_for_tests import full_report, material
from tests.report_formats.looked_at import DESKTOP, PHONE, looked_at, violations
from tests.report_formats.page_one_cases import CASES, with_next_part
from tests.report_formats.payloads import PAYLOADS
from tests.report_formats.reports_of_payloads import payload_report, report_of_blocks
from toolkit.report.agenda import agenda_page
from toolkit.report.blocks import Report
from toolkit.report.director import director_report
from toolkit.report.edition import EDITIONS
from toolkit.report.material import Material

pytestmark = pytest.mark.chromium

EVERYTHING = "\n".join(PAYLOADS)


def bare_report() -> Report:
    snapshot, schema = adopted_plan("plan: {id: bare, name: Bare}\nareas: [{title: One}]")
    return director_report(Material(snapshot, schema, moment(snapshot)))


REPORTS = {
    "full": full_report(),
    "public": director_report(material(edition=EDITIONS["public"])),
    "agenda": agenda_page(material()),
    "bare": bare_report(),
    "every block": report_of_blocks(EVERYTHING),
    "payloads": payload_report(EVERYTHING),
}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", REPORTS)
def test_axe_finds_nothing_wrong(
    browser: Browser, tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    with looked_at(browser, tmp_path, REPORTS[name], size) as seen:
        wrong, kept = violations(seen.page)
    assert wrong == []
    assert kept > 20


def test_axe_would_find_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    with looked_at(browser, tmp_path, full_report()) as seen:
        seen.page.evaluate("document.documentElement.removeAttribute('lang')")
        seen.page.evaluate("document.querySelector('h1').style.color = '#ddd'")
        wrong, _ = violations(seen.page)
    assert {found.split(":")[0] for found in wrong} == {"html-has-lang", "color-contrast"}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", REPORTS)
def test_the_page_stays_in_its_window_asks_for_nothing_and_runs_only_its_own_script(
    browser: Browser, tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    with looked_at(browser, tmp_path, REPORTS[name], size) as seen:
        seen.page.mouse.move(200, 200)
        seen.page.keyboard.press("Tab")
        width = seen.page.evaluate("document.documentElement.scrollWidth")
    assert width <= size[0]
    assert seen.requests == []
    assert seen.complaints == []


def shown_refs(page: Page) -> list[str]:
    rows = page.locator("#area-1 table.tool tbody tr:visible td:first-child")
    return [text.strip() for text in rows.all_inner_texts()]


def test_rows_are_filtered_and_sorted_from_the_keyboard(browser: Browser, tmp_path: Path) -> None:
    with looked_at(browser, tmp_path, full_report()) as seen:
        page = seen.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.focus("#sieve")
        page.keyboard.type("newsletter")
        assert shown_refs(page) == ["1.1b"]
        assert "rows" in page.inner_text(".sieve output")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert shown_refs(page) == ["1.1a", "1.1b", "1.1c"]
        page.focus("#area-1 th:first-child button")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        assert shown_refs(page) == ["1.1c", "1.1b", "1.1a"]
        heading = page.locator("#area-1 th").first
        assert heading.get_attribute("aria-sort") == "descending"


@pytest.mark.parametrize("name", CASES)
def test_page_one_fits_one_sheet_of_either_paper(
    browser: Browser, tmp_path: Path, name: str
) -> None:
    with looked_at(browser, tmp_path, with_next_part(name)) as seen:
        for paper in ("Letter", "A4"):
            printed = pypdf.PdfReader(io.BytesIO(seen.page.pdf(format=paper)))
            first, *others = (page.extract_text() for page in printed.pages)
            assert "Where we are" in first
            assert len(others) == 1, paper
            assert others[0].startswith("The next part"), paper


def test_page_one_is_printed_on_one_sheet(browser: Browser, tmp_path: Path) -> None:
    with looked_at(browser, tmp_path, full_report()) as seen:
        printed = pypdf.PdfReader(io.BytesIO(seen.page.pdf(prefer_css_page_size=True)))
    first, second = (page.extract_text() for page in printed.pages[:2])
    assert "Where we are" in first
    assert "Wins" in first
    assert "number 2" in first
    assert second.split()[:2] == ["Since", "Spring"]
