"""A draft shows, cell by cell, what the workbook that is made shows."""

from datetime import datetime

import pytest
from made_workbooks import area_bytes, summary_of
from sample_content import content

from toolkit.tables.equality import comparable
from toolkit.tables.stamp import STAMP_SHEET, Stamp
from toolkit.workbooks.area import drawn_area
from toolkit.workbooks.summary import drawn_summary
from toolkit.xlsx import open_book

ACTIONS = "tblActions"


def formula(text):
    plain = "".join((text or "").split()).replace("_xlfn.", "").replace("_xlws.", "")
    return plain.replace("[#ThisRow],", "@")


def cells_of_file(data):
    """(sheet, row, column) → result and formula of every cell that is not blank."""
    book = open_book(data)
    for facts in book.sheets:
        for (row, column), cell in book.read(facts.name).cells.items():
            value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
            if comparable(value) is not None or cell.formula:
                yield (facts.name, row, column), (comparable(value), formula(cell.formula))


def cells_of_draft(drawn):
    for sheet in drawn.sheets:
        for (row, column), cell in sheet.cells.items():
            yield (sheet.name, row, column), (comparable(cell.value), formula(cell.formula))


def tables_of_file(data):
    book = open_book(data)
    for facts in book.sheets:
        for table in book.read(facts.name).tables:
            area = table.area
            yield facts.name, table.name, table.headings, area.top, area.left, area.bottom


def tables_of_draft(drawn):
    for sheet in drawn.sheets:
        for table in sheet.tables:
            yield (sheet.name, table.name, table.headings, table.top, table.left, table.bottom)


def rows_people_edit(data):
    """The places below the headings of the action grid; none of them holds a formula."""
    for facts in open_book(data).sheets:
        sheet = open_book(data).read(facts.name)
        for table in sheet.tables:
            if table.name == ACTIONS:
                for (row, column), cell in sheet.cells.items():
                    if table.first_row <= row <= table.last_row:
                        assert cell.formula is None
                        yield facts.name, row, column


def require_alike(drawn, data):
    for sheet in drawn.sheets:
        for row, draw in sheet.later.items():
            draw(row)
    assert [sheet.name for sheet in drawn.sheets] == [s.name for s in open_book(data).sheets]
    assert list(tables_of_draft(drawn)) == list(tables_of_file(data))
    left_out = set(rows_people_edit(data))
    draft = dict(cells_of_draft(drawn))
    made = {k: v for k, v in cells_of_file(data) if k not in left_out}
    assert {k: v for k, v in draft.items() if k[0] != STAMP_SHEET} == {
        k: v for k, v in made.items() if k[0] != STAMP_SHEET
    }


@pytest.mark.parametrize("plan", ["imec", "amsd", "cec", "mass"])
@pytest.mark.parametrize("answered", [False, True], ids=["untouched", "answered"])
def test_a_draft_shows_what_the_made_workbook_shows(plan, answered):
    found = content(plan, answered=answered)
    for number, area in enumerate(found.plan.areas, start=1):
        stamp = Stamp("imec", f"area-{number}", 1, scope=area.id)
        require_alike(drawn_area(found, area.id, stamp), area_bytes(found, number))
    files = {area.id: f"{area.number} {area.title.title()}.xlsx" for area in found.plan.areas}
    drawn = drawn_summary(found, Stamp("imec", "summary", 1), files=files)
    require_alike(drawn, summary_of(found).data)
