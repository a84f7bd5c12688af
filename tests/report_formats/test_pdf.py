"""The PDF: tagged, titled, with bookmarks; page one on one sheet; nothing typed is alive."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
import typst

from tests.report.report_for_tests import full_report, material
from tests.report_formats.page_one_cases import CASES, with_next_part
from tests.report_formats.payloads import PAYLOADS
from tests.report_formats.reports_of_payloads import payload_report, report_of_blocks
from tests.report_formats.test_html import assert_harmless_address
from toolkit.errors import UsageError
from toolkit.ports.report_writer import ReportWriter
from toolkit.report.director import director_report
from toolkit.report_formats.pdf import PdfWriter
from toolkit.wiring import extra

TEMPLATE = Path(__file__).parents[2] / "workbook_templates" / "report" / "report.typ"
WRITER: ReportWriter = PdfWriter(TEMPLATE.read_text("utf-8"), lambda: typst)
DATA = WRITER.write(director_report(material()))


def opened(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


PDF = opened(DATA)


def addresses(reader: pypdf.PdfReader) -> set[str]:
    """What its links open outside of it."""
    notes = (note.get_object() for page in reader.pages for note in page.get("/Annots", ()))
    actions = [note["/A"] for note in notes if "/A" in note]
    assert {action["/S"] for action in actions} <= {"/URI", "/GoTo"}
    return {str(action["/URI"]) for action in actions if action["/S"] == "/URI"}


def tags(reader: pypdf.PdfReader) -> set[str]:
    """The kinds of elements a screen reader is told of."""
    found: set[str] = set()
    rest: list[Any] = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while rest:
        node = rest.pop().get_object()
        if isinstance(node, list):
            rest += node
        elif isinstance(node, dict):
            found.add(str(node.get("/S", "")))
            rest += [node["/K"]] if "/K" in node else []
    return found


def test_it_is_tagged_has_a_title_a_language_and_follows_the_standard() -> None:
    root = PDF.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert PDF.metadata is not None
    assert PDF.metadata.title == "Tiny Plan"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure", "/Link"} <= tags(PDF)


def test_the_parts_are_bookmarks() -> None:
    titles = [entry["/Title"] for entry in PDF.outline if not isinstance(entry, list)]
    assert titles[:2] == ["Where we are", "Progress by focus area"]
    assert "Overdue and due next" in titles


def test_figures_lead_to_their_cell() -> None:
    assert "../Summary.xlsm#%27Summary%27!C5" in addresses(PDF)
    assert "../One.xlsx#%27Grid%27!B6" in addresses(PDF)


def test_a_full_page_one_fits_one_sheet_and_wide_tables_lie_on_their_side() -> None:
    pages = opened(WRITER.write(full_report())).pages
    assert "number 2" in pages[0].extract_text()
    assert pages[1].extract_text().startswith("In this report")
    assert pages[0].mediabox.width < pages[0].mediabox.height
    assert pages[1].mediabox.width > pages[1].mediabox.height


@pytest.mark.parametrize("name", CASES)
def test_page_one_fits_one_sheet(name: str) -> None:
    first, *others = (
        page.extract_text() for page in opened(WRITER.write(with_next_part(name))).pages
    )
    assert "Where we are" in first
    assert len(others) == 1
    assert "The first line after page one." in others[0]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert WRITER.write(director_report(material())) == DATA


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 12))
def test_nothing_typed_is_markup_or_a_link_of_its_own(first: int) -> None:
    payload = "\n".join(PAYLOADS[first : first + 12])
    for report in (report_of_blocks(payload), payload_report(payload)):
        for address in addresses(opened(WRITER.write(report))):
            assert_harmless_address(address)


@pytest.mark.parametrize("typed", ['#read("report.json")', "$x$ *b* _i_ #link[a]", '#panic("x")'])
def test_typesetting_commands_are_printed_as_they_were_typed(typed: str) -> None:
    text = opened(WRITER.write(report_of_blocks(typed))).pages[0].extract_text()
    assert re.sub(r"\s", "", typed) in re.sub(r"\s", "", text)


def test_a_sign_no_font_has_does_not_stop_the_report() -> None:
    assert opened(WRITER.write(report_of_blocks("\U0001f9ff \U00012345"))).pages


def test_without_its_part_the_tool_says_exactly_what_to_install() -> None:
    with pytest.raises(UsageError, match=r'pip install "actiongrid-toolkit\[pdf\]"'):
        extra("no_such_library", "pdf")
