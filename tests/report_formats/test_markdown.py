"""Markdown: read back by a Markdown reader, nothing typed in a cell is markup."""

from __future__ import annotations

import re

import pytest

from tests.report.report_for_tests import material
from tests.report_formats.payloads import PAYLOADS
from tests.report_formats.reports_of_payloads import report_of_blocks
from tests.report_formats.test_html import assert_harmless_address
from toolkit.ports.report_writer import ReportWriter
from toolkit.report.director import director_report
from toolkit.report_formats.markdown import MarkdownWriter, escaped

WRITER: ReportWriter = MarkdownWriter()
TEXT = WRITER.write(director_report(material())).decode("utf-8")


def test_headings_and_tables_are_markdown() -> None:
    assert TEXT.startswith("# Tiny Plan\n\n**Report to the Board, 14 May 2027**")
    assert "\n## Where we are\n" in TEXT
    rows = [
        line for line in TEXT.splitlines() if line.startswith("| **[1\\.1a]") or "1\\.1a" in line
    ]
    assert rows


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    tables = re.findall(r"(?:^\|.*\|$\n?)+", TEXT, re.MULTILINE)
    assert len(tables) > 5
    for table in tables:
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in table.strip().splitlines()}
        assert len(counts) == 1, table


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_one_line_without_a_sign_that_means_anything(payload: str) -> None:
    shown = escaped(payload)
    assert "\n" not in shown
    assert "\r" not in shown
    bare = re.sub(r"\\.", "", shown)
    assert not set(bare) & set("`*_{}[]()<>#+-.!|~&$:@^=")


def shape(text: str) -> list[str]:
    starts = (re.match(r"#+ |- |> |\| |---|\d+\. |```| {4}|\t", line) for line in text.splitlines())
    # A quotation keeps its paragraphs, so it alone may have more lines than a harmless one.
    return [match.group(0) for match in starts if match and match.group(0) != "> "]


HARMLESS = WRITER.write(report_of_blocks("harmless")).decode("utf-8")
_LINK = re.compile(r"(?<!\\)\]\(<([^>]*)>\)")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_block_is_markup(payload: str) -> None:
    text = WRITER.write(report_of_blocks(payload)).decode("utf-8")
    assert shape(text) == shape(HARMLESS)
    addresses = _LINK.findall(text)
    for address in addresses:
        assert_harmless_address(address)
    tags = set(re.findall(r"(?<!\\)<(?!br>)([^>]*)", text))
    assert tags <= set(addresses)
