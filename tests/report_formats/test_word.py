"""The Word file: real headings and tables, the letterhead kept, nothing typed in a cell alive."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.report.report_for_tests import full_report, material
from tests.report_formats.payloads import LINKS, PAYLOADS
from tests.report_formats.reports_of_payloads import payload_report, report_of_blocks
from tests.report_formats.test_html import assert_harmless_address
from toolkit.errors import UsageError
from toolkit.ports.report_writer import ReportWriter
from toolkit.report.agenda import agenda_page
from toolkit.report.director import director_report
from toolkit.report_formats.word import WordWriter

WRITER: ReportWriter = WordWriter()
DATA = WRITER.write(director_report(material()))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def letterhead() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "IMEC · 12 Long Street"
    document.add_paragraph("Dear Sir or Madam")
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def as_template(document: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b".document.main+xml", b".template.main+xml"))
    return kept.getvalue()


def test_sections_are_headings_and_the_file_has_a_title() -> None:
    document = opened(DATA)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:2] == ["Where we are", "Progress by focus area"]
    assert "Overdue and due next" in headings
    parts = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert parts[:1] == ["1.1  Be of use."]
    assert document.core_properties.title == "Tiny Plan"
    assert document.core_properties.created.isoformat()[:10] == "2027-05-14"


def test_every_table_of_records_repeats_its_header_row_and_no_row_is_cut_in_two() -> None:
    tables = opened(DATA).tables
    grids = [t for t in tables if t.rows[0].cells[0].paragraphs[0].style.name == "Table Heading"]
    assert len(grids) > 4
    for table in grids:
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    for table in tables:
        assert all(row._tr.trPr.find(f"{W}cantSplit") is not None for row in table.rows)


def test_every_chart_says_in_words_what_it_shows() -> None:
    said = {
        table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val"): table._tbl.tblPr.find(
            f"{W}tblDescription"
        )
        for table in opened(DATA).tables
    }
    words = said["Actions by status"].get(f"{W}val")
    assert words.startswith("Relevance: 1 on track, 1 off track, 1 complete; 0 of 3 checked")
    assert "overdue" in said["Key figures"].get(f"{W}val")


def test_figures_lead_to_their_cell() -> None:
    found = {
        (opened(DATA).part.rels[link.get(relation)].target_ref, link.get(f"{W}anchor"))
        for relation in ["{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"]
        for link in opened(DATA).element.body.iter(f"{W}hyperlink")
        if link.get(relation)
    }
    assert ("../Summary.xlsm", "'Summary'!C5") in found
    assert ("../One.xlsx", "'Grid'!B6") in found


def test_links_inside_the_report_lead_to_a_bookmark() -> None:
    body = opened(DATA).element.body
    marks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    wanted = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    assert len(marks) == len(set(marks))
    assert {name for name in wanted if "!" not in name} <= set(marks)


def test_wide_tables_lie_on_their_side_and_page_one_stands() -> None:
    sections = opened(DATA).sections
    assert sections[0].page_width < sections[0].page_height
    assert sections[1].page_width > sections[1].page_height


def test_a_page_with_one_part_needs_no_list_of_parts() -> None:
    listed = [p.text for p in opened(DATA).paragraphs if p.text == "In this report"]
    agenda = opened(WRITER.write(agenda_page(material())))
    assert listed == ["In this report"]
    assert "In this report" not in [p.text for p in agenda.paragraphs]


def test_the_letterhead_heads_page_one_and_its_own_text_is_gone() -> None:
    document = opened(WordWriter(letterhead()).write(director_report(material())))
    assert document.sections[0].header.paragraphs[0].text == "IMEC · 12 Long Street"
    assert "page" not in document.sections[0].footer.paragraphs[0].text
    assert document.sections[1].header.paragraphs[0].text == ""
    assert "Dear Sir" not in "\n".join(p.text for p in document.paragraphs)


def test_a_letterhead_may_be_a_word_template() -> None:
    document = opened(WordWriter(as_template(letterhead())).write(director_report(material())))
    assert document.sections[0].header.paragraphs[0].text == "IMEC · 12 Long Street"


def with_part(document: bytes, old: bytes, new: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as found, zipfile.ZipFile(kept, "w") as made:
        for name in found.namelist():
            made.writestr(name, found.read(name).replace(old, new))
    return kept.getvalue()


def test_a_letterhead_may_hold_macros_and_be_locked_against_edits_the_report_is_neither() -> None:
    kind = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = with_part(letterhead(), kind, b"vnd.ms-word.document.macroEnabled.main+xml")
    locked = b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    odd = with_part(macros, b"<w:compat>", locked + b"<w:compat>")
    assert odd != macros != letterhead()
    data = WordWriter(odd).write(director_report(material()))
    document = opened(data)
    assert document.sections[0].header.paragraphs[0].text == "IMEC · 12 Long Street"
    assert document.settings.element.find(f"{W}documentProtection") is None
    assert b"macroEnabled" not in zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml")


def test_of_several_sections_the_first_is_the_letterhead() -> None:
    document = docx.Document(io.BytesIO(letterhead()))
    later = document.add_section()
    later.header.is_linked_to_previous = False
    later.header.paragraphs[0].text = "Continued"
    kept = io.BytesIO()
    document.save(kept)
    made = opened(WordWriter(kept.getvalue()).write(director_report(material())))
    assert made.sections[0].header.paragraphs[0].text == "IMEC · 12 Long Street"
    assert "Continued" not in "".join(s.header.paragraphs[0].text for s in made.sections)


def test_a_letterhead_without_a_page_or_without_styles_still_carries_the_report() -> None:
    xml = zipfile.ZipFile(io.BytesIO(letterhead())).read("word/document.xml")
    page = re.search(rb"<w:sectPr.*?</w:sectPr>", xml, re.DOTALL)
    assert page
    bare = docx.Document(io.BytesIO(letterhead()))
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Quote", "List Bullet"):
        style = bare.styles[name]._element
        style.getparent().remove(style)
    kept = io.BytesIO()
    bare.save(kept)
    for head in (with_part(letterhead(), page[0], b""), kept.getvalue()):
        document = opened(WordWriter(head).write(director_report(material())))
        headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
        assert headings[:2] == ["Where we are", "Progress by focus area"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", "is not a Word document"),
        (letterhead()[:2000], "is not a Word document"),
        (with_part(letterhead(), b"<w:body>", b"<w:bod"), "is not a Word document"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "locked with a password"),
    ],
    ids=["text", "cut off", "broken", "locked"],
)
def test_a_broken_letterhead_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        WordWriter(content).write(director_report(material()))


def test_a_letterhead_that_is_no_word_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(UsageError, match=r"report\.letterhead.*Save it in Word as \.docx"):
        WordWriter(b"%PDF-1.7 not a Word file").write(director_report(material()))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert WRITER.write(director_report(material())) == DATA


def shape(data: bytes) -> Counter[str]:
    """How many of each element the document has, those that hang on a text's length left out."""
    body = opened(data).element.body
    # Long texts are set closer, with their indent named.
    length = {f"{W}{name}" for name in ("br", "tab", "t", "ind")}
    return Counter(element.tag for element in body.iter() if element.tag not in length)


def assert_harmless(data: bytes, like: Counter[str]) -> None:
    found = shape(data)
    assert set(found) <= set(like)
    assert [found[f"{W}{tag}"] for tag in _FIXED] == [like[f"{W}{tag}"] for tag in _FIXED]
    document = opened(data)
    for relation in document.part.rels.values():
        if relation.is_external:
            assert_harmless_address(relation.target_ref)
    codes = [code.text for code in document.element.body.iter(f"{W}instrText")]
    assert codes == []


_FIXED = ("tbl", "tr", "tc", "sectPr", "bookmarkStart")
BLOCKS = shape(WRITER.write(report_of_blocks("harmless")))


OTHERS = [payload for payload in PAYLOADS if payload not in LINKS]
GROUPS = ["\n".join(OTHERS[first : first + 12]) for first in range(0, len(OTHERS), 12)]


@pytest.mark.parametrize("payload", [*LINKS, *GROUPS])
def test_nothing_in_a_block_is_alive_in_the_file(payload: str) -> None:
    assert_harmless(WRITER.write(report_of_blocks(payload)), BLOCKS)


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 40))
def test_nothing_typed_in_a_workbook_is_alive_in_the_file(first: int) -> None:
    payload = "\n".join(PAYLOADS[first : first + 40])
    like = payload_report("\n".join(["harmless"] * len(payload.splitlines())))
    assert_harmless(WRITER.write(payload_report(payload)), shape(WRITER.write(like)))


@pytest.mark.libreoffice
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or Poppler is not installed",
)
@pytest.mark.parametrize("head", [b"", letterhead()], ids=["own look", "letterhead"])
def test_a_full_page_one_fits_one_sheet(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "report.docx").write_bytes(WordWriter(head).write(full_report()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "report.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    text = subprocess.run(
        ["pdftotext", "-layout", "report.pdf", "-"], cwd=tmp_path, check=True,
        capture_output=True, text=True,
    ).stdout  # fmt: skip
    first, second = text.split("\f")[:2]
    assert "Tiny Plan" in first
    assert "number 2" in first
    assert re.match(r"\s*In this report", second)
