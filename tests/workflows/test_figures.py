"""Figures in the workbooks, figures in Python and figures after recalculation are the same."""

from __future__ import annotations

import json
import re
import warnings
from datetime import date
from typing import Any

import openpyxl
import pytest

from tests.office.libreoffice import recalculated, run_jobs
from tests.workflows.conftest import Office
from tests.workflows.test_sync import GRID, address
from toolkit.rollup.rollup_document import rollup_document
from toolkit.workflows.count_up import figure_cells, last_state
from toolkit.workflows.refresh_summary import refresh_summary
from toolkit.workflows.validate import validate

TYPED = {
    "1": {
        ("1.1a", "status"): "On track",
        ("1.1b", "status"): "done",
        ("1.2a", "status"): "At risk",
        ("1.2b", "status"): "Dnoe",
        ("1.2c", "status"): "cancelled",
        ("1.3a", "note"): "Mission on the agenda",
    },
    "3": {
        ("3.1a", "status"): "Off track",
        ("3.1b", "by_when"): "a",
        ("3.2a", "who"): "EX",
        ("3.3a", "status"): "Complete",
        ("3.3a", "no_change"): "perhaps",
        ("3.4a", "status"): "Not started",
    },
}


def fill_in(office: Office) -> None:
    """Staff fill in two workbooks with LibreOffice, some of it nonsense."""
    jobs = []
    for area, said in TYPED.items():
        book = office.book(area)
        edits = [
            [GRID, address(office, book, ref, column), value]
            for (ref, column), value in said.items()
        ]
        jobs.append({"file": str(book), "save_as": str(book), "edits": edits})
    run_jobs(jobs)


def value_at(document: dict[str, Any], figure: str) -> Any:
    """The figure a path such as ``areas[1].by_status.On track`` names in the roll-up document."""
    head, _, rest = figure.partition(".")
    if rest == "":
        return document[head]
    if match := re.fullmatch(r"survey\[(\d+)\]\.(.+)", figure):
        return document["survey"][int(match[1])][match[2]]
    if match := re.fullmatch(r"(areas|goals|people)\[(.+?)\]\.(.+)", figure):
        group, ref, rest = match.groups()
        found: Any = next(item for item in document[group] if ref in (item["ref"], item["name"]))
    else:
        found = document[head]
    while rest:
        key, _, rest = rest.partition(".")
        found = found[key]
    return found


def assert_summary_agrees(office: Office) -> int:
    with office.open() as session:
        state = last_state(session)
        cells = figure_cells(session, state)
        document = json.loads(json.dumps(rollup_document(state.rollup, cells)))
    found = recalculated(office.book("Summary"))
    compared = 0
    for cell in document["cells"]:
        shown, formula, error = found[cell["sheet"]].get(cell["cell"], ("", "", 0))
        wanted = value_at(document, cell["figure"])
        assert not error, cell
        if isinstance(wanted, int | float) and shown != "":
            assert shown == pytest.approx(wanted), cell
            compared += str(formula).startswith("=")
        else:
            assert (shown or None) == wanted or (wanted in (None, 0) and shown in ("", 0)), cell
    return compared


@pytest.mark.libreoffice
def test_every_formula_figure_equals_python_before_and_after_people_typed(office: Office) -> None:
    before = assert_summary_agrees(office)
    fill_in(office)
    office.sync()
    assert assert_summary_agrees(office) == before > 300


@pytest.mark.libreoffice
def test_every_problem_staff_typed_is_named_at_its_cell(office: Office) -> None:
    fill_in(office)
    with office.open() as session:
        findings = validate(session).findings
    named = {(f.spot.ref, f.code): (f.spot.file, f.spot.cell, f.suggestion) for f in findings}
    one, three = office.book("1"), office.book("3")
    assert named[("1.2b", "status-unknown")] == (
        one.name,
        address(office, one, "1.2b", "status"),
        "Complete",
    )
    assert named[("3.3a", "tick-unclear")][:2] == (
        three.name,
        address(office, three, "3.3a", "no_change"),
    )
    assert named[("1.1b", "complete-without-outcome")][0] == one.name
    assert any(ref == "3.2a" and "who" in code for ref, code in named)
    assert any(ref == "3.1b" and "by-when" in code for ref, code in named)


def test_validate_changes_nothing(office: Office) -> None:
    before = office.contents()
    with office.open() as session:
        validate(session)
    assert office.contents() == before


def test_a_renamed_sheet_and_a_removed_column_are_noticed(office: Office) -> None:

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl names what it loses; staff would not see it
        book = openpyxl.load_workbook(office.book("4"))
    grid = book["Action grid"]
    grid.title = "Our grid"
    for column in range(1, 40):
        if grid.cell(4, column).value == "Outcome / evidence":
            grid.cell(4, column).value = "Results"
    book.save(office.book("4"))
    with office.open() as session:
        codes = {f.code for f in validate(session).findings if f.spot.sheet == "Our grid"}
    assert codes & {"columns-missing", "heading-renamed"}


def test_summary_can_be_counted_up_again_and_again(office: Office) -> None:
    office.sync()
    for day in (date(2026, 12, 1), date(2027, 1, 15), date(2027, 1, 15)):
        with office.open(day) as session:
            assert [done.refused for done in refresh_summary(session)] in ([], [""])
