"""Honest workbooks of different make, the ground from which mutations start."""

from __future__ import annotations

import io
from functools import cache

import xlsxwriter

from tests.xlsx.feature_workbook import feature_workbook
from tests.xlsx.hostile_files import hostile_files
from tests.xlsx.hostile_package import (
    HONEST_ROWS,
    SHEET,
    links_xml,
    sheet_xml,
    with_sheet,
    workbook,
)

TABLE = (
    '<?xml version="1.0"?><table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'id="1" name="Actions" displayName="Actions" ref="A1:B2" totalsRowShown="0">'
    '<tableColumns count="2"><tableColumn id="1" name="one"/><tableColumn id="2" name="5"/>'
    "</tableColumns></table>"
)
SHARED = (
    '<row r="1" spans="1:3"><c r="A1"><v>1</v></c>'
    '<c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>2</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>'
    '<row r="3"><c r="A3" s="1"><v>45000</v></c><c r="B3"><f t="shared" si="0"/><v>6</v></c>'
    '<c r="C3" t="b"><v>1</v></c><c r="D3" t="e"><v>#N/A</v></c></row>'
    '<row r="5"><c r="A5"><f t="array" ref="A5:B5">A1:B1</f><v>1</v></c>'
    '<c r="B5"><v>2</v></c></row>'
)


@cache
def seed_books() -> tuple[bytes, ...]:
    """The workbooks in a fixed order."""
    odd = {"every element prefixed", "strict Open XML", "data descriptors on every member"}
    return (
        workbook(),
        with_sheet(SHARED, before='<dimension ref="A1:D5"/>'),
        with_sheet("<row><c><v>1</v></c><c t='str'><v>two</v></c></row><row/>"),
        _with_table(),
        _written(),
        feature_workbook(),
        *(each.make() for each in hostile_files() if each.name in odd),
    )


def _with_table() -> bytes:
    return workbook(
        {
            SHEET: sheet_xml(
                HONEST_ROWS, after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
            ),
            "xl/worksheets/_rels/sheet1.xml.rels": links_xml(
                ("rId1", "table", "../tables/table1.xml")
            ),
            "xl/tables/table1.xml": TABLE,
        }
    )


def _written() -> bytes:
    """Merged cells, a note, a hyperlink, a defined name, dates and a formula on another sheet."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    first, second = book.add_worksheet("First"), book.add_worksheet("Second & last")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    first.merge_range("A1:C1", "A merged heading")
    first.write_column("A2", ["x", "y", "z"])
    first.write_column("B2", [1, 2.5, -3])
    first.write_column("C2", [45000, 45001, 45002], day)
    first.write_formula("B5", "=SUM(B2:B4)", None, 0.5)
    first.write_url("A6", "https://example.org/", string="a link")
    first.write_comment("A2", "a note")
    first.autofilter("A2:C4")
    second.write_formula("A1", "=First!B5*2", None, 1)
    second.write_boolean("A2", True)
    book.define_name("Total", "=First!$B$5")
    book.close()
    return made.getvalue()
