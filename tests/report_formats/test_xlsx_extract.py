"""The extract: a sheet for each kind of table, text stays text, every figure leads to its cell."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

from tests.report.report_for_tests import material
from tests.report_formats.payloads import LINKS, PAYLOADS
from tests.report_formats.reports_of_payloads import payload_report, report_of_blocks
from tests.report_formats.test_html import assert_harmless_address
from toolkit.ports.report_writer import ReportWriter
from toolkit.report.blocks import Section, Table, TableColumn, TableRow, text_line
from toolkit.report.director import director_report
from toolkit.report_formats.xlsx_extract import XlsxExtractWriter

WRITER: ReportWriter = XlsxExtractWriter()
REPORT = director_report(material())
DATA = WRITER.write(REPORT)
OTHERS = [payload for payload in PAYLOADS if payload not in LINKS]
GROUPS = ["\n".join(OTHERS[first : first + 12]) for first in range(0, len(OTHERS), 12)]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


BOOK = opened(DATA)


def rows(sheet: str) -> list[tuple[Any, ...]]:
    return list(BOOK[sheet].iter_rows(values_only=True))


def test_tables_with_the_same_columns_share_a_sheet_and_each_row_says_where_it_is_from() -> None:
    assert BOOK.sheetnames[:3] == ["Report", "Every change", "Actions of goal"]
    head, first, *_ = rows("Actions of goal")
    assert head[:4] == ("Part", "Table", "Ref", "Action")
    assert first[:3] == ("1  Relevance", "Actions of goal 1.1", "1.1a")
    assert BOOK["Actions of goal"].freeze_panes == "A2"
    assert BOOK["Actions of goal"].auto_filter.ref == "A1:L9"
    assert head[4:6] == ("By When?", "By When?: next due")


def test_figures_are_numbers_and_the_same_as_in_the_report() -> None:
    (figures,) = (
        block.figures
        for section in REPORT.page_one
        for block in section.blocks
        if type(block).__name__ == "KeyFigures"
    )
    said = {row[0]: row[1] for row in rows("Report")}
    assert {f.label: int(f.value) for f in figures} == {f.label: said[f.label] for f in figures}


def test_figures_lead_to_their_cell() -> None:
    row = next(row for row in BOOK["Report"].iter_rows() if row[0].value == "overdue")
    link = row[1].hyperlink
    assert (link.target, link.location) == ("..\\Summary.xlsm", "'Summary'!C5")
    link = BOOK["Actions of goal"]["C2"].hyperlink
    assert (link.target, link.location, link.tooltip) == (
        "..\\One.xlsx", "'Grid'!B6", "One.xlsx › Grid!B6",
    )  # fmt: skip


def test_the_same_report_gives_the_same_bytes() -> None:
    assert WRITER.write(director_report(material())) == DATA


@pytest.mark.parametrize("make", [report_of_blocks, payload_report])
@pytest.mark.parametrize("payload", [*LINKS, *GROUPS])
def test_nothing_typed_is_a_formula_or_a_link_of_its_own(payload: str, make: Any) -> None:
    for sheet in opened(WRITER.write(make(payload))):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.value
                if cell.hyperlink:
                    assert_harmless_address((cell.hyperlink.target or "").replace("\\", "/"))


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("Goals: 1/2 [draft]?*", "Goals 1 2 draft"),
        ("history", "history 1"),
        ("'quoted'", "quoted"),
        ("Report", "Report 2"),
        ("A caption that is a good deal longer than a tab", "A caption that is a good deal l"),
        ("***", "Table"),
    ],
)
def test_a_caption_becomes_a_name_excel_accepts(caption: str, name: str) -> None:
    table = Table(caption, (TableColumn("A"),), (TableRow((text_line("b"),)),))
    report = replace(REPORT, page_one=(), sections=(Section("a", "A", (table,)),))
    assert opened(WRITER.write(report)).sheetnames == ["Report", name]


def test_a_text_longer_than_a_cell_can_hold_is_cut_and_says_so() -> None:
    table = Table("A", (TableColumn("A"),), (TableRow((text_line("x" * 40_000),)),))
    report = replace(REPORT, page_one=(), sections=(Section("a", "A", (table,)),))
    assert opened(WRITER.write(report))["A"]["C2"].value.endswith("x … (cut here)")
