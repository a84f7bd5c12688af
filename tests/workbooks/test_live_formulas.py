"""Every formula's cached value is what the roll-up counted, and what LibreOffice counts anew."""

import pytest
from made_workbooks import all_workbooks, read_book, summary_of, with_wrong_caches
from sample_content import content

from toolkit.workbooks.figure_columns import figures_of

ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "Err:")


def formula_cells(data):
    """(sheet, cell, cached value) of every formula."""
    cached = read_book(data)
    for sheet in read_book(data, values=False):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, cached[sheet.title][cell.coordinate].value


def same(left, right):
    if isinstance(left, int | float) and isinstance(right, int | float):
        return abs(left - right) < 1e-9
    return (left or "") == (right or "")


def items_of(rollup):
    """Every item of a roll-up by its path."""
    found = {"overall": rollup.overall}
    for name in ("areas", "goals", "people"):
        found |= {f"{name}[{item.ref}]": item for item in getattr(rollup, name)}
    return found


@pytest.mark.parametrize("state", ["untouched", "answered"])
def test_every_figure_cell_of_summary_holds_the_roll_ups_value(state, request):
    found = request.getfixturevalue(state)
    made = summary_of(found)
    book, items = read_book(made.data), items_of(found.rollup)
    assert len(made.figures) > 400
    for cell in made.figures:
        path, _, figure = cell.figure.rpartition("].") if "]." in cell.figure else ("", "", "")
        item = items[f"{path}]"] if path else items["overall"]
        name = figure or cell.figure.removeprefix("overall.")
        expected = figures_of(item).get(name)
        assert same(book[cell.sheet][cell.cell].value, expected), cell


def test_every_item_and_status_of_the_roll_up_has_its_cell(answered):
    found = {cell.figure for cell in summary_of(answered).figures}
    for path, item in items_of(answered.rollup).items():
        assert f"{path}.actions" in found
        assert {f"{path}.by_status.{word}" for word in item.by_status} <= found
        assert f"{path}.completion.of" in found
    assert {f"goals[{goal.ref}].word" for goal in answered.plan.goals()} <= found


@pytest.mark.libreoffice
@pytest.mark.parametrize(("plan", "answered"), [("imec", True), ("mass", False), ("amsd", True)])
def test_libreoffice_counts_the_same_from_wrong_caches(plan, answered, recalculate):
    books = all_workbooks(content(plan, answered=answered))
    books = {name: data for name, data in books.items() if name != "plan"}
    anew = recalculate({name: with_wrong_caches(data) for name, data in books.items()})
    counted = 0
    for name, data in books.items():
        for sheet, cell, cached in formula_cells(data):
            counted += 1
            value = anew[name][sheet][cell].value
            assert same(cached, value), (name, sheet, cell, cached, value)
            assert not str(value).startswith(ERRORS)
    assert counted > 300


def test_headline_says_counts_and_coverage_in_words(answered):
    sheet = read_book(summary_of(answered).data)["Summary"]
    assert sheet["A4"].value == (
        "37 actions: 4 not started, 9 on track, 4 at risk, 4 off track, 3 on hold, 5 complete, "
        "4 cancelled, 4 not reported.  Heard from this period: 29 of 33;  checked: 21 of 33.  "
        "Overdue: 3;  due soon: 3."
    )


def test_no_formula_asks_the_clock(answered):
    for data in all_workbooks(answered).values():
        for sheet in read_book(data, values=False):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        text = getattr(cell.value, "text", cell.value)
                        assert "TODAY()" not in text
                        assert "NOW()" not in text
