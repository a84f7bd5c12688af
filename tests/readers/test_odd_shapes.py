"""What the odd plans say, beyond their counts: when, who, how far."""

from __future__ import annotations

import pytest
from odd_plan_shapes import ODD_SHAPES


@pytest.fixture(scope="module")
def plan_of(read):
    def find(name):
        file, build, _ = ODD_SHAPES[name]
        return read(build(), file)

    return find


def cells(found, column):
    """Text → cell of every action."""
    holders = [h for area in found.plan["areas"] for h in (area, *area.get("goals", []))]
    return {a["text"]: a.get(column) for h in holders for a in h.get("actions", [])}


def test_crosses_under_quarters_are_the_by_when_and_asked(plan_of):
    found = plan_of("quarters")
    assert cells(found, "by_when") == {
        "Cut infections by 20%": "Q1 – Q2",
        "Redesign discharge instructions": "Q1, Q4",
        "Start nurse residency program": "Q2",
    }
    assert any("marks under these headings" in question.reading for question in found.questions)


def test_cells_coloured_in_under_months_are_the_by_when(plan_of):
    found = plan_of("months")
    assert list(cells(found, "by_when").values()) == ["Jan – Feb", "Jun – Aug", "Apr"]
    assert not any("coloured" in question.reading for question in found.questions)


def test_a_tick_box_is_kept_as_the_documents_status(plan_of):
    assert cells(plan_of("tick boxes"), "status_in_document") == {
        "Ask council for 25 mph limit": "☒",
        "Speed humps on Oak Street": "☐",
        "Count dark corners": "☐",
    }


def test_lines_nobody_marked_are_actions_and_asked(plan_of):
    found = plan_of("boxes of lines")
    assert "Flu clinic each October" in cells(found, "ref")
    assert any("read as their actions" in question.reading for question in found.questions)


def test_what_stands_after_a_list_is_said_of_the_objective(plan_of):
    found = plan_of("facts after lists")
    goal = found.plan["areas"][0]["goals"][0]
    assert (goal["ref"], goal["who"], goal["by_when"]) == (
        "I.A", "VP Student Services", "2026–2028",
    )  # fmt: skip
    assert goal["measures"] == "• Fall-to-fall retention"
    assert found.plan["plan"]["period"] == ""


def test_headings_in_two_merged_rows_are_joined(plan_of):
    found = plan_of("two merged heading rows")
    assert cells(found, "by_when") == {
        "Sign 10 growers": "Dec 2026", "Lease cold storage": None, "Mobile pantry": None,
    }  # fmt: skip
    assert "Prepared by staff 5/2026" in [note["text"] for note in found.plan["notes"]]


def test_a_number_in_a_cell_beside_says_for_which_action_it_is(plan_of):
    found = plan_of("numbers beside")
    assert cells(found, "resources")["Buy boxes"] == "$900"
    assert cells(found, "status_in_document")["Train docents"] is None
    assert cells(found, "by_when")["Rail exhibit"] == "May 2027"


def test_who_has_an_r_in_a_responsibility_chart_is_the_who(plan_of):
    found = plan_of("responsibility chart")
    assert cells(found, "who") == {"Adopt budget": "Finance", "Run fair": "Director"}


def test_several_facts_in_one_line_are_told_apart(plan_of):
    found = plan_of("said in a row")
    who, when = cells(found, "who"), cells(found, "by_when")
    assert list(who.values()) == [
        "Communications Committee", "President", "Treasurer", "Education Committee",
    ]  # fmt: skip
    assert list(when.values()) == ["January 2027", "Ongoing", "Spring 2027", "spring 2027"]


def test_zeros_and_dashes_after_numbers_are_no_part_of_them(plan_of):
    assert [a["title"] for a in plan_of("zeros").plan["areas"]] == ["CUSTOMER EXPERIENCE", "SAFETY"]
    areas = plan_of("numbers and dashes").plan["areas"]
    assert [(a["title"], a["goals"][0]["statement"]) for a in areas] == [
        ("Thrive", "Wellbeing"), ("Serve", "Access"),
    ]  # fmt: skip
