"""Plans of other shapes: read right or asked about, and nothing dropped."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

import pytest
from more_plan_shapes import MORE_SHAPES
from odd_plan_shapes import ODD_SHAPES
from plan_shapes import SHAPES as FIRST_SHAPES

from toolkit.plan.reading.completeness import texts_of
from toolkit.stores.yaml_file import write_yaml
from toolkit.wiring import read_plan

SHAPES = FIRST_SHAPES | MORE_SHAPES | ODD_SHAPES
SAID_OTHERWISE = {"one", "two", "three", "page", "no", "goals"}
"""Numbers of goals in words, of pages and of rows; a level's name in the plural."""

PROMPTS = {"click", "or", "tap", "here", "to", "enter", "text", "choose", "an", "item", "date"}
WORD = re.compile(r"[^\W_]{2,}")


def words(text):
    return set(WORD.findall(text.casefold()))


def words_of_file(name, data):
    """Every word people see in a file, told without the readers."""
    if name.endswith((".docx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [
                package.read(part).decode()
                for part in package.namelist()
                if re.search(r"word/(document|foot\w+|header\d*)\.xml|sharedStrings", part)
            ]
        xml = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", " ".join(parts), flags=re.DOTALL)
        return words(unescape(" ".join(re.findall(r"<(?:w:)?t(?: [^>]*)?>([^<]*)</", xml))))
    try:
        return words(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return words(data.decode("cp1252"))


@pytest.fixture(scope="module")
def shape(read):
    """Reads one of the shapes by name; each once."""
    known = {}

    def find(name):
        if name not in known:
            file, build, _ = SHAPES[name]
            known[name] = read(build(), file)
        return known[name]

    return find


def actions(found):
    """All actions by their text."""
    plan = found.plan
    holders = [h for area in plan["areas"] for h in (area, *area.get("goals", []))]
    return {action["text"]: action for holder in holders for action in holder.get("actions", [])}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_has_the_areas_goals_and_actions_it_was_made_with(shape, name):
    assert tuple(shape(name).counts.values()) == SHAPES[name][2]


@pytest.mark.parametrize("name", SHAPES)
def test_no_word_of_any_shape_is_dropped(shape, name):
    file, build, _ = SHAPES[name]
    kept = words(" ".join(texts_of(shape(name).plan)))
    said = words_of_file(file, build()) - kept - SAID_OTHERWISE
    assert said - (PROMPTS if name == "controls.docx" else set()) == set()


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_can_be_adopted_as_it_was_read(shape, name):
    adopted = read_plan(write_yaml(shape(name).plan), name)
    assert [str(mistake) for mistake in adopted.mistakes] == []
    assert len(adopted.tables["actions"]) == SHAPES[name][2][2]


def test_a_merged_strategy_is_the_goal_of_all_its_rows(shape):
    goals = shape("strategies and committees").plan["areas"][0]["goals"]
    assert [(g["statement"], len(g["actions"])) for g in goals] == [
        ("Grow the annual convention", 2), ("Reach new teachers", 1),
    ]  # fmt: skip


def test_headings_are_recognised_by_meaning_and_kept_as_the_organisation_words_them(shape):
    plan = shape("one row an action").plan
    assert plan["headings"] == {
        "text": "Action Steps",
        "by_when": "Timeline",
        "who": "Person(s) Responsible",
        "resources": "Projected Expenses",
        "measures": "Outcomes",
    }
    assert plan["columns"]["actions"]["evidence"]["heading"] == "Evidence"
    assert actions(shape("one row an action"))["Visit three campuses"] == {
        "ref": "1b", "text": "Visit three campuses", "by_when": "November 2015",
        "who": "President", "resources": "Mileage", "measures": "Contacts made",
        "evidence": "Sign-in sheets",
    }  # fmt: skip


def test_an_indicator_table_keeps_baseline_status_and_target_as_columns_of_its_own(shape):
    found = actions(shape("indicators of a district"))["Third graders who read at grade level"]
    assert found["baseline"] == "62%"
    assert found["status_in_document"] == "66%"
    assert found["document_goal"] == "80%"


def test_a_hard_wrapped_outline_is_joined_and_keeps_its_own_numbers(shape):
    plan = shape("roman outline").plan
    goal = plan["areas"][0]["goals"][0]
    assert goal["ref"] == "I.A"
    assert goal["statement"].endswith("distribution site that people can walk to.")
    second = goal["actions"][1]
    assert (second["who"], second["by_when"]) == ("Operations Director", "Spring 2026")
    assert plan["plan"]["adopted"] == "2025-06-12"
    assert plan["plan"]["organisation"] == "HARBOR FOOD BANK"


def test_automatic_numbers_of_word_become_refs(shape):
    goal = shape("automatic numbers").plan["areas"][0]["goals"][1]
    assert (goal["ref"], goal["actions"][0]["ref"]) == ("1.2", "1.2a")


def test_nested_bullets_are_parts_and_lines_such_as_lead_are_cells(shape):
    plan = shape("bullets under goals").plan
    assert plan["areas"][0]["goals"][0]["who"] == "Curriculum Director"
    senior = actions(shape("bullets under goals"))["Meet each senior twice"]
    assert senior["sub_items"] == ["once in fall", "once in spring"]
    assert plan["tables"]["statements"][0]["current"] == "Every child known by name."


def test_a_row_without_an_action_goes_on_with_the_row_above_and_is_asked(shape):
    found = shape("table over two pages")
    who = actions(found)["Hire a second interpreter"]["who"]
    assert who == "HR director\nand the clinic lead"
    assert [q.text for q in found.questions] == ["and the clinic lead"]


def test_two_heading_rows_and_merged_cells_of_a_sheet_are_read(shape):
    plan = shape("one sheet per area").plan
    assert [area["title"] for area in plan["areas"]] == ["Youth", "Farms"]
    first = plan["areas"][0]["goals"][0]
    assert first["statement"] == "Young people lead"
    assert first["actions"][0]["responsibility_support"] == "VOL"
    assert plan["key"]["roles"]["AG"] == "Agriculture educator"


def test_colours_are_a_status_only_with_the_organisations_legend(shape):
    with_legend = actions(shape("coloured, with a legend"))
    assert with_legend["Answer mail in two days"]["status_in_document"] == "Completed"
    assert with_legend["Renew the website"]["status_in_document"] == "Underway"
    without = shape("coloured, without a legend")
    assert not any("status_in_document" in action for action in actions(without).values())
    assert [q.place for q in without.questions if "colour" in q.reading] == ["Colours"]


def test_several_actions_in_one_cell_take_the_lines_beside_them(shape):
    found = actions(shape("several in a cell"))
    assert {text: (a["by_when"], a["who"]) for text, a in found.items()} == {
        "Rewrite the website": ("June 2026", "Web team"),
        "Post weekly": ("Weekly", "Interns"),
        "Invite the press": ("Before the gala", "Director"),
        "Call ten donors a month": ("Monthly", "Director"),
        "Keep notes of each call": ("Ongoing", "Assistant"),
    }


def test_columns_in_another_order_and_goals_between_rows_are_read(shape):
    plan = shape("headings in the middle").plan
    assert [(a["number"], a["title"]) for a in plan["areas"]] == [
        ("A", "Comfort at home"), ("B", "Support for families"),
    ]  # fmt: skip
    notes = [note["text"] for note in plan["notes"]]
    assert "Hospice Guild, draft of 4 May" in notes


def test_a_table_without_headings_is_read_by_its_cells_and_asked(shape):
    found = shape("no headings")
    first = actions(found)["Mark all junctions with new signs"]
    assert (first["who"], first["by_when"]) == ("Sign Committee", "Ongoing")
    assert "no headings" in found.questions[0].reading


def test_insertions_and_text_boxes_are_read_and_deletions_are_not(shape):
    found = shape("changes, boxes, notes")
    titles = [area["title"] for area in found.plan["areas"]]
    assert titles == ["Open the collection to everyone", "Care for the building"]
    said = write_yaml(found.plan)
    assert "Lend objects to schools" in said
    assert "vault" not in said and "banks" not in said
    assert any("Tracked changes" in question.text for question in found.questions)


def test_a_form_gives_its_lines_to_the_goal(shape):
    goals = shape("forms").plan["areas"][0]["goals"]
    assert [(g["statement"], g["who"], g["by_when"]) for g in goals] == [
        ("Clean parks", "Parks superintendent", "By May 2026"),
        ("Busy parks", "Recreation committee", "FY27"),
    ]


def test_wrapped_cells_in_columns_of_spaces_are_joined(shape):
    found = actions(shape("columns of spaces"))
    assert found["Replace the engine of the older boat"]["resources"] == "$90,000"
    assert found["Keep the waiting room warm and clean"]["who"] == "Terminal crew"


def test_a_fourth_level_is_named_in_the_goal_and_asked(shape):
    found = shape("four levels")
    goal = found.plan["areas"][0]["goals"][2]
    assert goal["ref"] == "1.2.A"
    assert goal["statement"] == "Objective 1.2: Close gaps.\nTutor after school."
    assert any("more than three levels" in question.reading for question in found.questions)
    assert (
        actions(found)["Form a selection committee. Responsible: Curriculum director"]["who"]
        == "Curriculum director"
    )


def test_a_windows_encoding_is_read_and_said(shape):
    found = shape("semicolons")
    note = actions(found)["Cut energy costs"]
    assert "Señora Núñez helps" in note.values()
    assert any("Windows" in question.reading for question in found.questions)
