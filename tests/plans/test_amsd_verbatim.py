"""The shipped AMSD plan keeps every text of the discussion document, as tables."""

import re

import pytest

DONE = {"May/June": 7, "June/July 15": 3, "July 16 - September": 4}
OPEN = {"October - ongoing": 5}


@pytest.fixture(scope="module")
def amsd(shipped):
    return shipped("amsd")


@pytest.fixture(scope="module")
def tables(amsd):
    return amsd["tables"]


def plain(text):
    """The document's text without its layout signs (list tags, emphasis)."""
    return re.sub(r"<[^>]+>|\*", "", text)


def kept(plan):
    return {name: plan[name] for name in ("plan", "areas", "notes", "tables")}


def test_four_strategic_directions_are_the_areas_and_have_no_actions_yet(amsd):
    assert [area["number"] for area in amsd["areas"]] == ["1", "2", "3", "4"]
    assert [area["actions"] for area in amsd["areas"]] == [[], [], [], []]
    assert amsd["labels"] == {"area": "Strategic Direction", "action": "Action"}


def test_areas_are_the_pending_directions(amsd, tables):
    pending = [r["pending"] for r in tables["statements"] if r["kind"] == "strategic direction"]
    assert [area["title"].rstrip(".") for area in amsd["areas"]] == [p.rstrip(".") for p in pending]


def test_eleven_steps_and_three_parts_of_one_are_done_and_five_steps_are_open(tables):
    counts = {"yes": {}, "": {}}
    for step in tables["process_steps"]:
        by_phase = counts[step.get("done", "")]
        by_phase[step["phase"]] = by_phase.get(step["phase"], 0) + 1
    assert counts == {"yes": DONE, "": OPEN}


def test_three_data_sources_are_part_of_identifying_them(tables):
    parts = [s["step"] for s in tables["process_steps"] if s.get("part_of") == "1.4"]
    assert parts == ["Member district involvement", "Public education legislative action", "Other"]


def test_vision_mission_and_directions_have_a_current_and_a_pending_wording(tables):
    kinds = {}
    for record in tables["statements"]:
        wordings = ("current" in record, "pending" in record)
        shape = (*wordings, record.get("approving_body", ""))
        kinds.setdefault(record["kind"], []).append(shape)
    assert kinds == {
        "planning goal": [(True, False, "")],
        "vision": [(True, True, "Board")],
        "mission": [(True, True, "Board")],
        "strategic direction": [(True, True, "Board")] * 4,
        "belief": [(False, True, "Executive Committee")] * 4,
    }


def test_the_vote_has_a_date_and_an_alternate_date(tables):
    approvals = [(a["date_text"], a["date"], a.get("alternate", "")) for a in tables["approvals"]]
    assert approvals == [
        ("November 5", "2021-11-05", ""),
        ("December 3", "2021-12-03", "Alternate February"),
    ]
    assert {a["date"] for a in tables["approvals"]} < {m.get("date") for m in tables["meetings"]}


def test_three_discussion_questions_the_first_in_four_parts(tables):
    parts = [record.get("parts", "").splitlines() for record in tables["discussion_questions"]]
    assert parts == [["Vision", "Mission", "Strategic Priorities", "Belief Statements"], [], []]


def test_every_direction_has_a_blank_row_for_a_one_year_goal(amsd, tables):
    rows = tables["annual_goals"]
    assert [set(row) for row in rows] == [{"ref", "area", "direction"}] * 4
    wordings = [(area["number"], area["title"]) for area in amsd["areas"]]
    assert [(row["area"], row["direction"]) for row in rows] == wordings


def test_refs_are_unique_in_their_table(tables):
    for name, records in tables.items():
        refs = [record["ref"] for record in records]
        assert len(refs) == len(set(refs)), name


def test_every_question_offers_another_reading(amsd):
    for question in amsd["questions"]:
        assert set(question) == {"place", "text", "reading", "alternatives"}
        assert all(question.values()), question["place"]


def test_the_document_read_from_end_to_end_is_the_plan_s_texts(amsd, source, left_over):
    text = source("seeds/001_*.txt").read_text(encoding="utf-8")
    signs = ("Current", "Strategic Directions", "-", "–", "(", ")", "1.", "2.", "3.")
    assert left_over(plain(text), kept(amsd), signs) == ""


def test_every_question_quotes_the_document(amsd, source, squeeze):
    document = squeeze(plain(source("seeds/001_*.txt").read_text(encoding="utf-8")))
    for question in amsd["questions"]:
        assert squeeze(question["text"]) in document, question["place"]


def test_every_text_of_the_plan_is_the_document_s(tables, source, squeeze):
    def without_dashes(text):
        return squeeze(text).replace("-", "")

    document = without_dashes(plain(source("seeds/001_*.txt").read_text(encoding="utf-8")))
    columns = (
        *("current", "pending", "said_as", "question", "pillar", "description", "responsible"),
        *("phase", "step", "event", "how", "alternate", "parts", "date_text", "asked_of"),
    )
    for records in tables.values():
        for record in records:
            for column in columns:
                text = without_dashes(record.get(column, ""))
                assert text in document, (record["ref"], column)
