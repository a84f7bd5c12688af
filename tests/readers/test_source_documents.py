"""The source documents, read from Word and from text, give the shipped, hand-checked plans."""

from __future__ import annotations

import re

import pytest

from toolkit.plan.reading.completeness import texts_of

IMEC = ("plans/imec-strategic-plan.docx", "seeds/000_*.txt")
MASS = ("plans/mass-strategic-plan.docx", "seeds/004_*.txt")
AREA = ("number", "title", "description")
GOAL = ("number", "ref", "statement", "by_when", "who", "resources", "measures", "reporting")
ACTION = ("ref", "letter", "text", "by_when", "who", "resources", "measures", "reporting",
          "sub_items", "note")  # fmt: skip


@pytest.fixture
def imported(read, source_document):
    def run(pattern):
        place = source_document(pattern)
        return read(place.read_bytes(), place.name)

    return run


def cells(plan):
    """(what, ref, column) → text, of every area, goal and action."""
    found = {}
    for area in plan["areas"]:
        found |= {("area", area["number"], c): area.get(c) for c in AREA}
        for goal in area["goals"]:
            found |= {("goal", goal["ref"], c): goal.get(c) for c in GOAL}
            for action in goal["actions"]:
                found |= {("action", action["ref"], c): action.get(c) for c in ACTION}
    return found


@pytest.mark.parametrize("pattern", IMEC)
def test_imec_is_4_areas_14_goals_38_actions_and_every_cell_as_in_the_shipped_plan(
    imported, shipped, pattern
):
    found = imported(pattern)
    assert found.counts == {"areas": 4, "goals": 14, "actions": 38}
    got, expected = cells(found.plan), cells(shipped("imec"))
    assert {key: got.get(key) for key in expected if got.get(key) != expected[key]} == {}


@pytest.mark.parametrize("pattern", IMEC)
def test_imec_keeps_its_headings_labels_and_key(imported, shipped, pattern):
    found, expected = imported(pattern).plan, shipped("imec")
    assert found["headings"] == expected["headings"]
    assert found["labels"] == expected["labels"]
    assert found["key"] == expected["key"]


@pytest.mark.parametrize("pattern", IMEC)
def test_every_ambiguous_by_when_and_who_cell_of_imec_is_asked(imported, shipped, pattern):
    asked = {question.place for question in imported(pattern).questions}
    expected = {q["place"] for q in shipped("imec")["questions"]}
    ambiguous = {place for place in expected if place.endswith(("By When?", "Who?"))}
    assert len(ambiguous) == 10
    assert ambiguous - asked == set()


@pytest.mark.parametrize("pattern", IMEC)
def test_every_question_about_imec_quotes_its_place_and_gives_another_reading(imported, pattern):
    for question in imported(pattern).questions:
        assert question.place and question.reading and question.alternatives


@pytest.mark.parametrize("pattern", MASS)
def test_mass_is_3_goals_13_objectives_30_actions_and_every_text_as_shipped(
    imported, shipped, pattern
):
    found = imported(pattern)
    assert found.counts == {"areas": 3, "goals": 13, "actions": 30}
    got, expected = cells(found.plan), cells(shipped("mass"))
    different = {key for key in expected if got.get(key) != expected[key]}
    assert different == {("action", "1.3.4", "who")}  # who ensures it is told by nothing but words
    assert found.plan["labels"] == shipped("mass")["labels"]
    assert found.plan["plan"]["name"] == "MASS Strategic Plan 2022-26"
    assert found.plan["plan"]["adopted"] == "2022-02-08"


@pytest.mark.parametrize(
    ("pattern", "counts"),
    [
        ("seeds/001_*.txt", (4, 0, 0)),
        ("seeds/002_*.txt", (0, 0, 0)),
        ("seeds/003_*.txt", (1, 2, 12)),
    ],
)
def test_what_is_no_action_grid_is_kept_under_notes(imported, pattern, counts):
    found = imported(pattern)
    assert tuple(found.counts.values()) == counts
    assert len(found.plan["notes"]) > 10


@pytest.mark.parametrize("number", range(5))
def test_every_word_of_every_source_text_is_in_the_plan(imported, source_document, number):
    pattern = f"seeds/00{number}_*.txt"
    text = source_document(pattern).read_text(encoding="utf-8")
    said = set(re.findall(r"[^\W_]{2,}", text.casefold()))
    plan = " ".join(texts_of(imported(pattern).plan)).casefold()
    assert said - set(re.findall(r"[^\W_]{2,}", plan)) == set()
