"""The web page: complete, self-contained, and nothing typed in a cell is alive in it."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from tests.plan_for_tests import adopted_plan, moment
from tests.report.report_for_tests import material
from tests.report_formats.payloads import LINKS, PAYLOADS
from tests.report_formats.reports_of_payloads import payload_report, report_of_blocks
from toolkit.ports.report_writer import ReportWriter
from toolkit.report.blocks import Piece, Report, Section, Table, TableColumn, TableRow
from toolkit.report.director import director_report
from toolkit.report.material import Material
from toolkit.report_formats.html import PARTS, HtmlWriter

FOLDER = Path(__file__).parents[2] / "workbook_templates" / "report"
WRITER: ReportWriter = HtmlWriter(*(((FOLDER / part).read_text("utf-8")) for part in PARTS))
VOID = {"meta", "br", "col", "input", "link", "img", "base"}


class Page(HTMLParser):
    """A parsed page: its elements, open ones, and the text outside style and script."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.inner: dict[str, str] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag], f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("style", "script"):
            self.inner[self.open[-1]] = self.inner.get(self.open[-1], "") + data
        else:
            self.text.append(data)

    def tags(self, name: str) -> list[dict[str, str]]:
        return [attrs for tag, attrs in self.elements if tag == name]

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


def page_of(report: Report) -> Page:
    return Page(WRITER.write(report).decode("utf-8"))


PAGE = page_of(director_report(material()))


def test_the_page_is_well_formed_and_has_one_heading_a_title_and_a_language() -> None:
    assert PAGE.open == []
    assert len(PAGE.tags("h1")) == 1
    assert PAGE.tags("html") == [{"lang": "en"}]
    ids = [attrs["id"] for _, attrs in PAGE.elements if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_headings_never_skip_a_level() -> None:
    levels = [int(tag[1]) for tag, _ in PAGE.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_headings_with_a_scope() -> None:
    assert len(PAGE.tags("caption")) == len(PAGE.tags("table"))
    assert all(attrs.get("scope") == "col" for attrs in PAGE.tags("th"))


def test_every_chart_says_what_it_shows() -> None:
    charts = PAGE.tags("svg")
    assert charts
    assert all(attrs["role"] == "img" and attrs["aria-label"] for attrs in charts)


def test_the_page_fetches_nothing_and_runs_only_its_own_style_and_script() -> None:
    (policy,) = (
        attrs["content"]
        for attrs in PAGE.tags("meta")
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(PAGE.inner[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    for tag, attrs in PAGE.elements:
        assert "src" not in attrs, tag
        assert "style" not in attrs, tag
        assert not [name for name in attrs if name.startswith("on")], tag
    assert not PAGE.tags("link")


def test_every_part_is_reachable_from_the_contents() -> None:
    anchors = {attrs["id"] for _, attrs in PAGE.elements if "id" in attrs}
    inside = [a["href"][1:] for a in PAGE.tags("a") if a.get("href", "").startswith("#")]
    assert set(inside) <= anchors
    assert {"area-1", "due", "people", "measures"} <= set(inside)


def test_figures_link_to_their_cell() -> None:
    links = {(a["href"], a.get("title", "")) for a in PAGE.tags("a") if a.get("class") == "cell"}
    assert ("../Summary.xlsm#%27Summary%27!C5", "Summary.xlsm › Summary!C5") in links
    assert ("../One.xlsx#%27Grid%27!B6", "One.xlsx › Grid!B6") in links


def test_the_same_report_gives_the_same_bytes() -> None:
    assert WRITER.write(director_report(material())) == WRITER.write(director_report(material()))


def assert_harmless(page: Page, like: Page) -> None:
    """The page has the elements and the script of a harmless one, and no odd address."""
    kinds = ("script", "style", "table", "tr", "td", "svg", "section", "title", "meta")
    assert page.open == []
    assert {tag for tag, _ in page.elements} - {"br"} == {tag for tag, _ in like.elements} - {"br"}
    for kind in kinds:
        assert len(page.tags(kind)) == len(like.tags(kind)), kind
    assert page.inner["script"] == like.inner["script"]
    # How closely page one is set follows how much there is to say.
    assert re.sub(r"[\d.]+", "", page.inner["style"]) == re.sub(r"[\d.]+", "", like.inner["style"])
    for tag, attrs in page.elements:
        assert not [name for name in attrs if name.startswith("on") or name == "style"], tag
        assert_harmless_address(attrs.get("href", "#"))


def assert_harmless_address(address: str) -> None:
    assert re.match(r"(#|https?://|mailto:|[A-Za-z0-9._~/()!%'-]*(#|$))", address), address
    assert not address.startswith(("//", "\\"))


HARMLESS_BLOCKS = page_of(report_of_blocks("harmless"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_block_is_alive_in_the_page(payload: str) -> None:
    assert_harmless(page_of(report_of_blocks(payload)), HARMLESS_BLOCKS)


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 16))
def test_nothing_typed_in_a_workbook_is_alive_in_the_page(first: int) -> None:
    payload = "\n".join(PAYLOADS[first : first + 16])
    like = "\n".join(["harmless"] * len(payload.splitlines()))
    assert_harmless(page_of(payload_report(payload)), page_of(payload_report(like)))


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("mailto:ed@example.org", "mailto:ed@example.org"),
        ("#due", "#due"),
        *((link, None) for link in LINKS),
    ],
)
def test_only_web_and_mail_addresses_and_parts_of_the_page_are_linked(
    link: str, href: str | None
) -> None:
    table = Table("T", (TableColumn("C"),), (TableRow(((Piece("words", link=link),),)),))
    report = Report("T", "S", (), (), (Section("a", "A", (table,)),), "2027-05-14")
    (cell,) = [
        a["href"] for a in page_of(report).tags("a") if a["href"] not in ("#main", "#a")
    ] or [None]
    assert cell == href


def test_an_empty_plan_gives_a_page_too() -> None:
    snapshot, schema = adopted_plan("plan: {id: bare, name: Bare}\nareas: [{title: One}]")
    page = page_of(director_report(Material(snapshot, schema, moment(snapshot))))
    assert "The plan has no actions yet." in page.words
