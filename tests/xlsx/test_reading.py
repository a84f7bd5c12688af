"""Cells are read as people see them, whoever wrote the workbook and however."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from tests.xlsx.books import CLOCK, DATE, PERCENT, STRICT, actions_book, book, package, parts, sheet
from toolkit.errors import FileRefused
from toolkit.xlsx import Area, Cell, CellKind, open_book

NOON = datetime(2026, 1, 1, 12)
MORNING = datetime(2026, 1, 31, 8, 30)


def values(data: bytes) -> dict[tuple[int, int], object]:
    return {place: cell.value for place, cell in open_book(data).read("Plan").cells.items()}


def cell(data: bytes, row: int = 1, column: int = 1) -> Cell:
    return open_book(data).read("Plan").cells[row, column]


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ('<c r="A1" t="s"><v>1</v></c>', CellKind.TEXT, "two words"),
        ('<c r="A1" t="inlineStr"><is><t>typed</t></is></c>', CellKind.TEXT, "typed"),
        ('<c r="A1" t="inlineStr"><is><t/></is></c>', CellKind.BLANK, None),
        ('<c r="A1" t="inlineStr"><v>1.0</v><is><t>1.</t></is></c>', CellKind.TEXT, "1."),
        ('<c r="A1" t="str"><f>B1</f><v>told</v></c>', CellKind.TEXT, "told"),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', CellKind.TEXT, ""),
        ('<c r="A1"><f>B1</f></c>', CellKind.BLANK, None),
        ('<c r="A1"><v>5</v></c>', CellKind.NUMBER, 5),
        ('<c r="A1"><v>-0.25</v></c>', CellKind.NUMBER, -0.25),
        ('<c r="A1" t="n"><v>1.5E3</v></c>', CellKind.NUMBER, 1500.0),
        ('<c r="A1" t="b"><v>1</v></c>', CellKind.BOOLEAN, True),
        ('<c r="A1" t="e"><v>#REF!</v></c>', CellKind.ERROR, "#REF!"),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellKind.ERROR, "#DIV/0!"),
        ('<c r="A1" s="1"/>', CellKind.BLANK, None),
        ('<c r="A1" s="1"><v>46023</v></c>', CellKind.DATE, date(2026, 1, 1)),
        ('<c r="A1" s="1"><v>46023.5</v></c>', CellKind.DATE, NOON),
        ('<c r="A1" s="3"><v>0.75</v></c>', CellKind.DATE, time(18, 0)),
        ('<c r="A1" s="1"><v>1000000000</v></c>', CellKind.NUMBER, 1_000_000_000),
        ('<c r="A1" s="1"><v>-3</v></c>', CellKind.NUMBER, -3),
        ('<c r="A1" t="d"><v>2026-01-31</v></c>', CellKind.DATE, date(2026, 1, 31)),
        ('<c r="A1" t="d"><v>2026-01-31T08:30:00</v></c>', CellKind.DATE, MORNING),
    ],
)  # fmt: skip
def test_every_kind_of_cell_is_told_apart(written: str, kind: CellKind, value: object) -> None:
    data = book(
        f'<row r="1">{written}</row>', strings="<si><t>one</t></si><si><t>two words</t></si>"
    )
    found = cell(data)
    assert (found.kind, found.value) == (kind, value)
    assert type(found.value) is type(value)


def test_a_formula_nobody_has_calculated_is_told_from_a_blank_cell() -> None:
    data = book('<row r="1"><c r="A1"><f>B1&amp;"x"</f></c><c r="B1"/></row>')
    assert cell(data).uncalculated
    assert cell(data).formula == 'B1&"x"'
    assert not cell(data, 1, 2).uncalculated


def test_a_shared_formula_reads_in_each_row_as_if_it_were_typed_there() -> None:
    data = book(
        '<row r="1"><c r="C1"><f t="shared" ref="C1:C2" si="0">A1*$B$1</f><v>1</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/><v>2</v></c></row>'
    )
    assert cell(data, 2, 3).formula == "A2*$B$1"


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("<t>a_x000D_b</t>", "a\rb"),
        ("<t>_x005F_x000D_</t>", "_x000D_"),
        ("<t>_xD83D__xDE00_</t>", "\U0001f600"),
        ("<t>_xD83D_two _xDE00_</t>", "\ufffdtwo \ufffd"),
        ("<t>a &amp; b &lt;c&gt; &#233;&#xE9;</t>", "a & b <c> éé"),
        (
            "<r><t>bold</t></r><r><rPr><b/></rPr><t xml:space='preserve'> plain</t></r>",
            "bold plain",
        ),
        ("<t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh>", "東京"),
        ("<t><![CDATA[a < b]]></t>", "a < b"),
        ("<t>line one\r\nline two</t>", "line one\nline two"),
        ("<t>a > b</t>", "a > b"),
    ],
)
def test_texts_are_read_with_their_escapes_and_runs(stored: str, read: str) -> None:
    rows = (
        f'<row r="1"><c r="A1" t="s"><v>0</v></c>'
        f'<c r="B1" t="inlineStr"><is>{stored}</is></c></row>'
    )
    data = book(rows, strings=f"<si>{stored}</si>")
    assert values(data) == {(1, 1): read, (1, 2): read}


def test_rows_and_cells_without_names_are_counted() -> None:
    data = book("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert values(data) == {(1, 1): 1, (1, 2): 2, (2, 1): 3}


def test_prefixed_and_strict_sheets_are_read_alike() -> None:
    prefixed = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>x</x:t></x:is></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    strict = sheet('<row r="2"><c r="B2" t="inlineStr"><is><t>x</t></is></c></row>', space=STRICT)
    for xml in (prefixed, strict):
        assert values(package(parts({"Plan": xml}))) == {(2, 2): "x"}


def test_comments_and_instructions_between_cells_are_no_cells() -> None:
    data = book(
        '<!-- <row r="1"><c r="A1"><v>1</v></c></row> --><row r="2"><?x <c r="A2"/> ?>'
        '<c r="B2"><!-- 7 --><v>8</v></c></row>'
    )
    assert values(data) == {(2, 2): 8}


def test_the_calendar_of_1904_is_four_years_off() -> None:
    row = f'<row r="1"><c r="A1" s="{DATE}"><v>44561</v></c></row>'
    data = book(row, properties='<workbookPr date1904="1"/>')
    assert cell(data).value == date(2026, 1, 1)
    assert open_book(data).date1904


def test_a_percentage_is_known_by_its_format() -> None:
    row = (
        f'<row r="1"><c r="A1" s="{PERCENT}"><v>0.5</v></c><c r="B1" s="{CLOCK}"><v>2</v></c></row>'
    )
    assert cell(book(row)).is_percent_format
    assert not cell(book(row), 1, 2).is_percent_format


def test_tables_merges_and_hidden_rows_and_columns_are_told() -> None:
    data = book(
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="0"/>'
        '<row r="3" hidden="true"/>',
        before='<cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="B2:C4"/></mergeCells>',
    )
    found = open_book(data).read("Plan")
    assert found.hidden_rows == {1, 3}
    assert found.hidden_columns == {2, 3}
    assert found.merged == (Area(2, 2, 4, 3),)
    table = open_book(actions_book()).read("Grid").tables[0]
    assert (table.name, str(table.area)) == ("Actions", "A3:E6")
    assert table.headings == ("Id", "Status", "By When", "Share", "Twice")
    assert (table.first_row, table.last_row, table.column_of(" by  when")) == (4, 6, 3)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ('<row r="1"><c r="A1" t="s"><v>1</v></c></row>', "bad-shared-string"),
        ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', "bad-shared-string"),
        ('<row r="1"><c r="A1"><v>five</v></c></row>', "bad-cell"),
        ('<row r="1"><c r="A1"><v>1_000</v></c></row>', "bad-cell"),
        ('<row r="1"><c r="A1"><v>nan</v></c></row>', "bad-cell"),
        ('<row r="1"><c r="A1"><v>1e999</v></c></row>', "bad-cell"),
        ('<row r="1"><c r="A1" t="b"><v>2</v></c></row>', "bad-cell"),
        ('<row r="1"><c r="A1" t="q"><v>2</v></c></row>', "bad-cell"),
        ('<row r="1"><c r="XFE1"><v>2</v></c></row>', "off-grid"),
        ('<row r="1048577"><c r="A1048577"><v>2</v></c></row>', "off-grid"),
        ('<row r="4294967295"/>', "off-grid"),
        ('<row r="1"><c r="A2"><v>2</v></c></row>', "odd-markup"),
        ('<row r="1"><c r="A1"/><c r="A1"/></row>', "duplicate-cell"),
        ('<row r="1"><c r="A1"/></row><row r="1"><c r="A1"/></row>', "duplicate-cell"),
        ('<row r="1"><x/></row>', "odd-markup"),
        ('text<row r="1"/>', "odd-markup"),
        ('<c r="A1"><v>1</v></c>', "odd-markup"),
    ],
)
def test_what_two_readers_would_see_differently_is_refused(row: str, code: str) -> None:
    data = book(row, strings="<si><t>only one</t></si>")
    with pytest.raises(FileRefused) as refusal:
        open_book(data).read("Plan")
    assert refusal.value.code == code
    assert refusal.value.next_step


def test_cells_stored_out_of_order_are_read_in_order() -> None:
    data = book(
        '<row r="2"><c r="B2"><v>2</v></c><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"/></row>'
    )
    assert list(values(data)) == [(1, 1), (2, 1), (2, 2)]


def test_a_missing_tab_is_named() -> None:
    with pytest.raises(FileRefused, match="no tab “Budget”"):
        open_book(book("")).read("Budget")


def test_a_grid_gives_rows_cells_and_absence() -> None:
    cells = open_book(book('<row r="3"><c r="B3"><v>1</v></c><c r="D3"/></row>')).read("Plan").cells
    assert len(cells) == 2
    assert (3, 3) not in cells
    assert [(n, sorted(row)) for n, row in cells.rows()] == [(3, [2, 4])]
    assert cells.row(3)[2].value == 1
    assert cells.last_row == 3


MASTER = '<row r="2"><c r="A2"><f t="shared" ref="A2:A4" si="0">B2*2</f><v>2</v></c></row>'
REPEATS = (
    '<row r="3"><c r="A3"><f t="shared" si="0"/><v>4</v></c></row>'
    '<row r="4" hidden="1"><c r="A4"><f t="shared" si="0"/><v>6</v></c><c r="C4"><v>1</v></c></row>'
)
PLAIN = '<row r="6"><c r="A6"><f>B6*2</f><v>2</v></c><c r="B6" t="s"><v>0</v></c></row>'
HIDDEN = '<row r="7" hidden="1"><c r="A7" s="1"><v>46023</v></c></row>'
TEXTS = "<si><t>text</t></si>"
BARE = "<row><c><v>1</v></c><c><v>2</v></c></row>"
STATES = {
    "whole": MASTER + REPEATS + PLAIN + HIDDEN,
    "another master": MASTER.replace("B2*2", "B2*3") + REPEATS + PLAIN + HIDDEN,
    "a cell changed": MASTER + REPEATS + PLAIN.replace("B6*2", "B6*5") + HIDDEN,
    "shown again": MASTER + REPEATS + PLAIN + HIDDEN.replace(' hidden="1"', ""),
    "a row gone": MASTER + REPEATS + HIDDEN,
    "out of order": HIDDEN + MASTER + REPEATS + PLAIN,
    "a row more": MASTER + REPEATS + PLAIN + HIDDEN + '<row r="8"><c r="A8"><v>1</v></c></row>',
    "rows without numbers": MASTER + BARE + BARE,
    "one row without a number fewer": MASTER + BARE,
    "with a remark": MASTER + REPEATS + "<!-- here -->" + PLAIN + HIDDEN,
}


@pytest.mark.parametrize("after", STATES)
@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("properties", ["", "<workbookPr date1904='1'/>"])
def test_a_workbook_reads_the_same_whether_or_not_another_state_of_it_was_read(
    before: str, after: str, properties: str
) -> None:
    known = open_book(book(STATES[before], strings=TEXTS))
    new = book(STATES[after], strings=TEXTS, properties=properties)
    fresh, told = open_book(new), open_book(new)
    for facts in known.sheets:
        known.read(facts.name)
    told.borrow(known)
    for facts in fresh.sheets:
        expected, found = fresh.read(facts.name), told.read(facts.name)
        assert dict(found.cells.items()) == dict(expected.cells.items())
        assert found.hidden_rows == expected.hidden_rows
