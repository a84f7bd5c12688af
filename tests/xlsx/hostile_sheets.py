"""Workbooks whose cells lie: off the grid, twice, in false order, without end, of no kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.xlsx.hostile_case import Hostile, either, reads, refused
from tests.xlsx.hostile_package import (
    HONEST_CELLS,
    HONEST_ROWS,
    SHEET,
    sheet_xml,
    strings_xml,
    with_sheet,
    workbook,
)

BAD, OFF, TOO_BIG, DAMAGED, ODD = "bad cells", "off grid", "too big", "damaged", "encoding"


def hostile_sheets() -> Iterator[Hostile]:
    """Every file of this family."""
    yield from _off_grid()
    yield from _order()
    yield from _strings()
    yield from _floods()
    yield from _honest()


def sheet_of(rows: str, *, before: str = "", after: str = "") -> Callable[[], bytes]:
    return lambda: with_sheet(rows, before=before, after=after)


def one_cell(inside: str) -> Callable[[], bytes]:
    """One cell A1 written as told, with the honest number 5 beside it in B1."""
    return sheet_of(f'<row r="1"><c r="A1" {inside}</c><c r="B1"><v>5</v></c></row>')


def _off_grid() -> Iterator[Hostile]:
    for row, cell in (
        ("1048577", "A1048577"),
        ("4294967295", "A4294967295"),
        ("4294967297", "A4294967297"),
        ("9" * 400, f"A{'9' * 400}"),
        ("1", "XFE1"),
        ("1", "ZZZZZZ1"),
        ("1", f"{'A' * 5000}1"),
    ):
        yield refused(
            f"a cell at {cell[:12]}",
            sheet_of(f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>'),
            OFF,
            BAD,
        )
    for row in ("0", "-1", "1.5", "x", "", "1e3", " ", "\u0661"):
        yield refused(
            f"a row numbered {row!r}",
            sheet_of(f'<row r="{row}"><c><v>1</v></c></row>'),
            OFF,
            BAD,
            DAMAGED,
        )
    for cell in ("1", "A", "A0", "", "A-1", "A1B2", "R1C1", "Ä1", "A1:B2", "A 1", "A+1"):
        yield refused(
            f"a cell called {cell!r}",
            sheet_of(f'<row r="1"><c r="{cell}"><v>1</v></c></row>'),
            OFF,
            BAD,
            DAMAGED,
        )
    yield either(
        "a cell called by an absolute name",
        sheet_of('<row r="1"><c r="$A$1"><v>5</v></c></row>'),
        {"A1": 5},
        BAD,
        OFF,
    )
    yield either(
        "a cell called in small letters",
        sheet_of('<row r="1"><c r="b1"><v>5</v></c></row>'),
        {"B1": 5},
        BAD,
    )
    yield refused(
        "a cell that says another row",
        sheet_of('<row r="1"><c r="A7"><v>1</v></c></row>'),
        BAD,
        OFF,
    )
    yield refused(
        "unnumbered cells that run off the grid",
        sheet_of(f'<row r="1"><c r="XFC1"/>{"<c><v>1</v></c>" * 5}</row>'),
        OFF,
        BAD,
    )
    yield refused(
        "unnumbered rows that run off the grid",
        sheet_of(f'<row r="1048575"/>{"<row><c><v>1</v></c></row>" * 5}'),
        OFF,
        BAD,
    )


def _order() -> Iterator[Hostile]:
    one = '<c r="A1"><v>1</v></c>'
    yield refused("one cell twice", sheet_of(f'<row r="1">{one}<c r="A1"><v>2</v></c></row>'), BAD)
    yield refused(
        "one row twice",
        sheet_of(f'<row r="1">{one}</row><row r="1"><c r="A1"><v>2</v></c></row>'),
        BAD,
    )
    yield either(
        "one row in two pieces",
        sheet_of(f'<row r="1">{one}</row><row r="1"><c r="B1"><v>2</v></c></row>'),
        {"A1": 1, "B1": 2},
        BAD,
    )
    yield either(
        "rows out of order",
        sheet_of(f'<row r="5"><c r="A5"><v>5</v></c></row><row r="1">{one}</row>'),
        {"A1": 1, "A5": 5},
        BAD,
    )
    yield either(
        "cells out of order",
        sheet_of(f'<row r="1"><c r="C1"><v>3</v></c>{one}</row>'),
        {"A1": 1, "C1": 3},
        BAD,
    )
    yield either(
        "an unnumbered cell on a numbered one",
        sheet_of(f'<row r="1"><c r="B1"><v>5</v></c>{one}<c><v>9</v></c></row>'),
        {},
        BAD,
    )
    yield refused(
        "a row inside a row", sheet_of(f'<row r="1">{one}<row r="2"/></row>'), BAD, DAMAGED
    )
    yield refused(
        "a cell inside a cell",
        sheet_of('<row r="1"><c r="A1"><v>1</v><c r="B1"><v>2</v></c></c></row>'),
        BAD,
        DAMAGED,
    )
    yield refused("a cell outside every row", sheet_of(f'{one}<row r="1"/>'), BAD, DAMAGED)


def _strings() -> Iterator[Hostile]:
    for index in ("-1", "1", "99999999999999999999", "abc", "0.5", "0x0", "1e0", "+0"):
        yield refused(
            f"a shared string numbered {index!r}",
            one_cell(f't="s"><v>{index}</v>'),
            BAD,
        )
    for index in ("", " "):
        yield Hostile(
            f"a shared string numbered {index!r}",
            one_cell(f't="s"><v>{index}</v>'),
            frozenset((BAD,)),
            reads={"B1": 5},
            absent=("A1",),
        )
    yield either("a shared string without a number", one_cell('t="s">'), {"B1": 5}, BAD)
    yield refused(
        "a shared string where there are none",
        lambda: workbook({"xl/sharedStrings.xml": strings_xml()}),
        BAD,
    )
    yield either(
        "strings that say they are four billion",
        lambda: workbook(
            {
                "xl/sharedStrings.xml": strings_xml("<t>one</t>").replace(
                    'count="1"', 'count="4294967295" uniqueCount="4294967295"'
                )
            }
        ),
        HONEST_CELLS,
        BAD,
    )
    million = "B" * 1_000_000
    yield either(
        "12,000 cells of one string of a megabyte",
        lambda: workbook(
            {
                SHEET: sheet_xml(
                    "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(12_000))
                ),
                "xl/sharedStrings.xml": strings_xml(f"<t>{million}</t>"),
            }
        ),
        {},
        TOO_BIG,
        BAD,
    )
    yield either(
        "an inline string of 32,768 characters",
        one_cell(f't="inlineStr"><is><t>{"x" * 32_768}</t></is>'),
        {"B1": 5},
        BAD,
        TOO_BIG,
    )
    yield either(
        "a string of 100,000 runs",
        lambda: workbook(
            {"xl/sharedStrings.xml": strings_xml("<r><rPr><b/></rPr><t>x</t></r>" * 100_000)}
        ),
        {"B1": 5},
        TOO_BIG,
        BAD,
    )


def _floods() -> Iterator[Hostile]:
    corner = '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'
    yield reads(
        "one cell in the far corner",
        sheet_of(HONEST_ROWS + corner),
        {**HONEST_CELLS, "XFD1048576": 7},
    )
    yield reads(
        "a dimension of the whole grid",
        sheet_of(HONEST_ROWS, before='<dimension ref="A1:XFD1048576"/>'),
        HONEST_CELLS,
    )
    for ref in ("A1", "A1:A1", "ZZ99:A1", "", "garbage", "A1:ZZZZZZZ99999999999"):
        yield reads(
            f"a dimension of {ref!r}",
            sheet_of(HONEST_ROWS, before=f'<dimension ref="{ref}"/>'),
            HONEST_CELLS,
        )
    yield reads(
        "a merge of the whole grid below the cells",
        sheet_of(HONEST_ROWS, after='<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'),
        HONEST_CELLS,
    )
    merges = "".join(f'<mergeCell ref="D{n}:E{n}"/>' for n in range(1, 100_001))
    yield either(
        "100,000 merges",
        sheet_of(HONEST_ROWS, after=f"<mergeCells>{merges}</mergeCells>"),
        HONEST_CELLS,
        TOO_BIG,
    )
    same = '<mergeCell ref="D1:XFD1048576"/>' * 50_000
    yield either(
        "50,000 merges of one huge area",
        sheet_of(HONEST_ROWS, after=f"<mergeCells>{same}</mergeCells>"),
        HONEST_CELLS,
        TOO_BIG,
        BAD,
    )
    for ref in ("garbage", "A1", "A1:XFE9", "", "D9:A1"):
        yield either(
            f"a merge of {ref!r}",
            sheet_of(HONEST_ROWS, after=f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>'),
            HONEST_CELLS,
            BAD,
            OFF,
            DAMAGED,
        )
    yield either("a million empty rows", sheet_of("<row/>" * 1_000_000), {}, TOO_BIG)
    yield either(
        "a million cells without content",
        sheet_of("".join(f"<row>{'<c/>' * 1000}</row>" for _ in range(1000))),
        {},
        TOO_BIG,
    )
    columns = '<col min="1" max="16384" width="9"/>' * 100_000
    yield either(
        "columns by the hundred thousand",
        sheet_of(HONEST_ROWS, before=f"<cols>{columns}</cols>"),
        HONEST_CELLS,
        TOO_BIG,
        BAD,
    )
    rules = (
        '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1"/>'
        "</conditionalFormatting>"
    )
    yield either(
        "50,000 conditional formats",
        sheet_of(HONEST_ROWS, after=rules * 50_000),
        HONEST_CELLS,
        TOO_BIG,
    )
    lists = (
        '<dataValidation type="list" sqref="' + " ".join(f"A{n}" for n in range(1, 200_000)) + '"/>'
    )
    yield either(
        "one rule on 200,000 areas",
        sheet_of(HONEST_ROWS, after=f"<dataValidations>{lists}</dataValidations>"),
        HONEST_CELLS,
        TOO_BIG,
    )


def _honest() -> Iterator[Hostile]:
    yield reads(
        "rows and cells without numbers",
        sheet_of("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>"),
        {"A1": 1, "C1": 3, "A2": 4},
    )
    yield reads(
        "rich text in pieces",
        lambda: workbook(
            {"xl/sharedStrings.xml": strings_xml("<r><t>on</t></r><r><rPr><b/></rPr><t>e</t></r>")}
        ),
        HONEST_CELLS,
    )
    yield reads(
        "text with a reading aid",
        lambda: workbook(
            {"xl/sharedStrings.xml": strings_xml('<t>one</t><rPh sb="0" eb="1"><t>wan</t></rPh>')}
        ),
        HONEST_CELLS,
    )
    yield reads("a true cell", one_cell('t="b"><v>1</v>'), {"A1": True, "B1": 5})
    yield reads("text from a formula", one_cell('t="str"><f>"x"</f><v>x</v>'), {"A1": "x", "B1": 5})
