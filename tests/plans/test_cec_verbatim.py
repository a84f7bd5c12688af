"""The shipped CEC plan keeps every text of the process guide and of the slides, as tables."""

import re

import pytest

GUIDE_STEPS = [
    "Readiness",
    "Orientation",
    "Environmental Scan; Data Retreat; SWOT Analysis",
    "Vision Retreat; Preferred Future Statement",
    "Setting Direction Retreat; Draft of Plan",
    "Refinement/ Recommendations Meeting",
    "Strategy Action Plans",
    "Plan Approval; Living the Plan",
]
SEATS = {
    "Staff": (12, "School Leadership Teams"),
    "Parents": (8, "Parent Organizations/Parents"),
    "Community": (4, "Board"),
    "Board": (2, "Board"),
    "Union": (2, "Union Leadership"),
    "District Leadership": (2, "Superintendent"),
    "Building Leadership": (2, "Principals"),
    "Student - High School": (6, "Student Council"),
}
SLIDE_SIGNS = (
    *("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12", ".", "1/3"),
    *("Pillars", "Guiding Question", "Stakeholder Group", "Number", "Selected by"),
    *("Strategy A:", "Strategy B:", "STRENGTHS", "WEAKNESSES", "THREATS", "OPPORTUNITIES"),
)


@pytest.fixture(scope="module")
def cec(shipped):
    return shipped("cec")


@pytest.fixture(scope="module")
def tables(cec):
    return cec["tables"]


@pytest.fixture(scope="module")
def guide(source):
    """The guide's text without layout tags and without the header of each page."""
    text = re.sub(r"<[^>]+>", "", source("seeds/002_*.txt").read_text(encoding="utf-8"))
    return re.sub(r"Consortium for Educational Change\s+Strategic Planning Process", "", text)


@pytest.fixture(scope="module")
def slides(source):
    """The slides' text; the one word hyphenated over a line end is joined."""
    return (
        source("seeds/003_*.txt").read_text(encoding="utf-8").replace("Manage-\nment", "Management")
    )


def kept(plan):
    return {name: plan[name] for name in ("areas", "notes", "tables")}


def main_steps(tables):
    return [step for step in tables["process_steps"] if "part_of" not in step]


def test_the_sample_goal_has_two_strategies_of_six_actions_and_says_it_is_a_sample(cec):
    (area,) = cec["areas"]
    (sample,) = (note["text"] for note in cec["notes"] if note.get("table") == "areas")
    assert sample == f"SAMPLE Goal One: {area['title']}"
    assert [(g["ref"], len(g["actions"])) for g in area["goals"]] == [("1.A", 6), ("1.B", 6)]
    for goal in area["goals"]:
        expected = [f"{goal['ref']}.{n}" for n in range(1, 7)]
        assert [action["ref"] for action in goal["actions"]] == expected


def test_actions_can_be_worked_as_plan_do_study_act(cec):
    columns = cec["columns"]["actions"]
    assert list(columns) == ["pdsa_stage", "study_note", "act_note"]
    assert columns["pdsa_stage"]["choices"] == ["Plan", "Do", "Study", "Act"]
    assert {column["owner"] for column in columns.values()} == {"staff"}


def test_the_eight_steps_of_the_guide_are_there_in_order(tables):
    assert [step["step"] for step in main_steps(tables)] == GUIDE_STEPS


def test_what_a_step_asks_of_people_is_taken_word_for_word_from_its_description(tables):
    for step in main_steps(tables):
        for column in ("purpose", "question", "attendance", "facilitator", "length", "outcome"):
            assert step.get(column, "").rstrip(".") in step["description"], (step["ref"], column)


def test_lengths_and_questions_are_read_from_the_guide(tables):
    lengths = {step["ref"]: step.get("length", "") for step in main_steps(tables)}
    assert lengths == {
        "1": "", "2": "", "3": "six-hour session", "4": "six-hour session",
        "5": "six-hour session", "6": "three-hour session", "7": "", "8": "",
    }  # fmt: skip
    questions = [step["question"] for step in main_steps(tables) if "question" in step]
    assert [question.split()[0] for question in questions] == ["WHO", "WHERE", "WHERE", "HOW"]


def test_parts_belong_to_a_step_that_exists(tables):
    refs = {step["ref"] for step in tables["process_steps"]}
    parts = [step for step in tables["process_steps"] if "part_of" in step]
    assert {step["part_of"] for step in parts} <= refs
    assert all(step["ref"].startswith(step["part_of"] + ".") for step in parts)


def test_the_plan_team_has_eight_groups_and_thirty_eight_seats(tables):
    found = {r["group"]: (int(r["seats"]), r["selected_by"]) for r in tables["team_seats"]}
    assert found == SEATS
    assert sum(seats for seats, _ in found.values()) == 38


def test_every_group_counts_towards_one_of_the_suggested_shares(tables):
    shares = {record["ref"]: record.get("share", "") for record in tables["team_balance"]}
    assert shares == {"staff": "1/3", "management": "1/3", "community": "1/3", "students": ""}
    seats = dict.fromkeys(shares, 0)
    for record in tables["team_seats"]:
        seats[record["third"]] += int(record["seats"])
    assert seats == {"staff": 14, "management": 6, "community": 12, "students": 6}


def test_both_teams_duties_are_listed(tables):
    teams = [record["team"] for record in tables["team_roles"]]
    assert (teams.count("Strategic Plan Team"), teams.count("Core Team")) == (9, 6)


def test_swot_prompts_stand_under_their_quadrant(tables):
    quadrants = [record["quadrant"] for record in tables["swot"]]
    counts = {quadrant: quadrants.count(quadrant) for quadrant in quadrants}
    assert counts == {"Strengths": 3, "Weaknesses": 3, "Opportunities": 2, "Threats": 3}


def test_ten_reasons_five_factors_and_six_strategies_say_whether_the_plan_will_last(tables):
    kinds = [record["kind"] for record in tables["lasting"]]
    assert [kinds.count(kind) for kind in dict.fromkeys(kinds)] == [10, 5, 6]
    assert list(dict.fromkeys(kinds)) == [
        "reason plans fail",
        "success factor",
        "strategy for living the plan",
    ]


def test_five_pillars_each_ask_a_question(tables):
    pillars = [record["pillar"] for record in tables["foundations"]]
    assert pillars == ["MISSION", "VISION", "GOALS", "STRATEGIES", "VALUES"]
    assert all(record["question"].endswith("?") for record in tables["foundations"])


def test_refs_are_unique_in_their_table(tables):
    for name, records in tables.items():
        refs = [record["ref"] for record in records]
        assert len(refs) == len(set(refs)), name


def test_introductions_name_a_table_that_is_there(cec, tables):
    assert {note["table"] for note in cec["notes"] if "table" in note} <= {*tables, "areas"}


def test_the_guide_read_from_end_to_end_is_the_plan_s_texts(cec, guide, left_over):
    signs = ("Description", "1.", "2.", "3.", "4.", "5.", "6.")
    assert left_over(guide, kept(cec), signs) == ""


def test_every_row_of_the_guide_is_one_step_with_its_whole_description(tables, guide, squeeze):
    steps = "".join(step["step"] + step["description"] for step in main_steps(tables))
    living = [r["text"] for r in tables["lasting"] if r["kind"] == "strategy for living the plan"]
    numbered = "".join(f"{n}. {text}" for n, text in enumerate(living, start=1))
    assert squeeze(guide) == squeeze("Steps in the Process Description" + steps + numbered)


def test_the_slides_read_from_end_to_end_are_the_plan_s_texts(cec, slides, left_over):
    assert left_over(slides, kept(cec), SLIDE_SIGNS) == ""


def test_every_text_of_the_plan_is_one_of_the_documents(tables, guide, slides, squeeze):
    document = squeeze(guide) + squeeze(slides)
    columns = (
        *("step", "description", "pillar", "question", "text", "group", "seats", "selected_by"),
        *("share", "includes", "team", "duty", "input", "covers", "prompt", "topic", "contains"),
        *("said_as", "attendance", "purpose", "outcome", "length"),
    )
    for records in tables.values():
        for record in records:
            for column in columns:
                for line in record.get(column, "").splitlines():
                    assert squeeze(line) in document, (record["ref"], column)


def test_every_question_quotes_a_document_and_offers_another_reading(cec, guide, slides, squeeze):
    document = squeeze(guide) + squeeze(slides)
    for question in cec["questions"]:
        assert set(question) == {"place", "text", "reading", "alternatives"}
        assert all(question.values()), question["place"]
        assert squeeze(question["text"]) in document, question["place"]
