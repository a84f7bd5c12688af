"""The shipped MASS plan says what the approved outline says, at its three levels."""

import re

import docx
import pytest

OUTLINE = {
    "1": ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"],
    "2": ["2.1", "2.2"],
    "3": ["3.1", "3.2", "3.3", "3.4"],
}
ACTIONS_BY_OBJECTIVE = {
    "1.1": 3, "1.2": 5, "1.3": 4, "1.4": 3, "1.5": 2, "1.6": 1, "1.7": 1,
    "2.1": 2, "2.2": 1, "3.1": 1, "3.2": 3, "3.3": 2, "3.4": 2,
}  # fmt: skip
COLUMNS = {"by_when", "who", "resources", "measures", "reporting"}


@pytest.fixture(scope="module")
def mass(shipped):
    return shipped("mass")


@pytest.fixture(scope="module")
def objectives(mass):
    return [goal for area in mass["areas"] for goal in area["goals"]]


def outline(mass):
    """The document's paragraphs, rebuilt from the plan in the document's order."""
    (mission,), (scan,) = mass["tables"]["statements"], mass["tables"]["scan"]
    yield mass["plan"]["name"]
    yield mass["notes"][0]["text"]
    yield "MASS Mission Statement"
    yield mission["current"]
    yield f"{scan['input']} {scan['covers']}"
    yield "MASS Goals and Strategic Objectives"
    for area in mass["areas"]:
        yield f"{area['number']}. {area['title']}: {area['description']}"
        yield "Strategic Objectives with Actions:"
        for goal in area["goals"]:
            yield f"{goal['ref']} {goal['statement']}"
            yield from (f"{action['ref']} {action['text']}" for action in goal["actions"])


def test_the_plan_has_3_goals_13_strategic_objectives_and_30_actions(mass, objectives):
    actions = [action for goal in objectives for action in goal["actions"]]
    assert (len(mass["areas"]), len(objectives), len(actions)) == (3, 13, 30)
    assert mass["labels"] == {"area": "Goal", "goal": "Strategic Objective", "action": "Action"}


def test_refs_are_the_outline_s_own_numbers(mass, objectives):
    assert {a["number"]: [g["ref"] for g in a["goals"]] for a in mass["areas"]} == OUTLINE
    assert {goal["ref"]: len(goal["actions"]) for goal in objectives} == ACTIONS_BY_OBJECTIVE
    for goal in objectives:
        expected = [f"{goal['ref']}.{n}" for n in range(1, len(goal["actions"]) + 1)]
        assert [action["ref"] for action in goal["actions"]] == expected


def test_only_the_two_owners_the_document_names_are_filled_in_and_both_are_asked(mass, objectives):
    filled = {
        row["ref"]: {column: row[column] for column in COLUMNS & set(row)}
        for goal in objectives
        for row in (goal, *goal["actions"])
        if COLUMNS & set(row)
    }
    assert filled == {
        "1.3.4": {"who": "Regional Presidents"},
        "3.4.1": {"who": "Federal Relations Coordinator"},
    }
    asked = {question["place"] for question in mass["questions"]}
    assert {"1.3.4 › Who?", "3.4.1 › Who?"} <= asked
    assert set(mass["key"]["roles"]) == {"Regional Presidents", "Federal Relations Coordinator"}


def test_texts_that_name_an_owner_stay_whole(objectives):
    texts = {a["ref"]: a["text"] for goal in objectives for a in goal["actions"]}
    assert texts["3.4.1"].endswith("Congressional Delegation (Federal Relations Coordinator).")
    assert texts["1.3.4"].startswith("Ensure Regional Presidents routinely initiate")


def test_approval_mission_and_scan_are_kept(mass):
    assert (mass["plan"]["adopted"], mass["plan"]["period"]) == ("2022-02-08", "2022-26")
    mission = mass["tables"]["statements"][0]
    assert (mission["kind"], mission["current"], mission["state"]) == (
        "mission",
        "Making All Schools Successful",
        "adopted",
    )
    assert mass["tables"]["scan"][0]["developed"] in mass["tables"]["scan"][0]["input"]


def test_every_question_quotes_the_document_and_offers_another_reading(mass, squeeze):
    document = squeeze(" ".join(outline(mass)))
    for question in mass["questions"]:
        assert set(question) == {"place", "text", "reading", "alternatives"}
        assert squeeze(question["text"]) in document, question["place"]
        assert question["reading"] and question["alternatives"], question["place"]


def test_the_word_document_read_from_end_to_end_is_the_plan_and_nothing_else(mass, source, squeeze):
    paragraphs = docx.Document(str(source("plans/mass-strategic-plan.docx"))).paragraphs
    document = [squeeze(p.text) for p in paragraphs if p.text.strip()]
    assert document == [squeeze(line) for line in outline(mass)]


def test_the_text_document_read_from_end_to_end_is_the_plan_and_nothing_else(mass, source, squeeze):
    text = source("seeds/004_*.txt").read_text(encoding="utf-8")
    without_link_signs = re.sub(r"\[([^\]]*)\]\(#\)", r"\1", text)
    assert squeeze(without_link_signs) == squeeze("".join(outline(mass)))
