"""The shipped IMEC plan says what the adopted document says, at the level the document shows."""

import re

import docx
import pytest

COLUMNS = ("by_when", "who", "resources", "measures", "reporting")

# letter: (By When?, Who?) as the document's blank lines place them; "" = the document has none
# there. A goal's own row (no letter) is what is said once for the goal.
BY_WHEN_AND_WHO = {
    "1.1a": ("Ongoing", "ED/BD\nIM"),
    "1.1b": ("Ongoing", "IM"),
    "1.2a": ("1st meeting of the year.", "ED/ BD/ IM"),
    "1.2b": ("Ongoing", "ED/BD"),
    "1.2c": ("Ongoing", "ED"),
    "1.3a": ("Annually at the 1st meeting of the year.", "ED/ BD/ IM"),
    "2.1a": ("Ongoing", "IM"),
    "2.1b": ("Fall mtg annually, as needed", "ED"),
    "2.1c": ("Spring mtgs", "ED/BD"),
    "2.1d": ("Ongoing", "ED/IM"),
    "2.1e": ("Ongoing", "BD"),
    "2.1f": ("Ongoing", "ED/IM"),
    "2.2a": ("1st meeting of the year", "FC/ED"),
    "2.2b": ("1st meeting of the year", "ED"),
    "2.2c": ("Ongoing", "ED/IM"),
    "3.1a": ("By March every 3 years", "IM"),
    "3.1b": ("", "BD"),
    "3.1c": ("Ongoing", "ED/IM"),
    "3.2": ("", "ED, BD, IM"),
    "3.2a": ("1st mtg of the year.", ""),
    "3.2b": ("Ongoing", ""),
    "3.3a": ("Ongoing", "ED, BD, IM"),
    "3.4a": ("Ongoing", "ED, IM"),
    "4.1a": ("As needed", "ED"),
    "4.1b": ("As needed", "ED, BD, CH"),
    "4.2": ("The May – June meeting each year.", ""),
    "4.2a": ("", "ED"),
    "4.2b": ("", "ED, IM"),
    "4.3a": ("As needed.", "ED by BD approval"),
    "4.3b": ("", "ED"),
    "4.3c": ("", ""),
    "4.3d": ("", ""),
    "4.3e": ("Monthly", "ED"),
    "4.3f": ("", "ED"),
    "4.4": ("1st of the year and annually", ""),
    "4.4a": ("", "BD, CH"),
    "4.4b": ("", "BD, ED, IM"),
    "4.4c": ("", "BD"),
    "4.4d": ("", ""),
    "4.5a": ("As needed", "BD, AHC"),
    "4.5b": ("As needed", "BD, AHC"),
}

# goal: the letters that have an entry of their own; "goal" = said once for the goal
LEVELS = {
    "resources": {
        "1.1": "ab", "1.2": "goal", "1.3": "a", "2.1": "goal", "2.2": "abc", "3.1": "goal",
        "3.2": "goal", "3.3": "a", "3.4": "a", "4.1": "ab", "4.2": "ab", "4.3": "aef",
        "4.4": "goal", "4.5": "goal",
    },
    "measures": {
        "1.1": "goal", "1.2": "goal", "1.3": "a", "2.1": "goal", "2.2": "abc", "3.1": "ac",
        "3.2": "goal", "3.3": "a", "3.4": "a", "4.1": "ab", "4.2": "ab", "4.3": "goal",
        "4.4": "abc", "4.5": "ab",
    },
    "reporting": {
        "1.1": "ab", "1.2": "goal", "1.3": "a", "2.1": "goal", "2.2": "abc", "3.1": "goal",
        "3.2": "goal", "3.3": "a", "3.4": "a", "4.1": "goal", "4.2": "goal", "4.3": "goal",
        "4.4": "goal", "4.5": "goal",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def imec(shipped):
    return shipped("imec")


@pytest.fixture(scope="module")
def goals(imec):
    return [goal for area in imec["areas"] for goal in area["goals"]]


def column_text(goal, column):
    """A column of the goal's grid as the document runs: said for the goal, then by letter."""
    return goal.get(column, "") + "".join(a.get(column, "") for a in goal["actions"])


def lettered_text(goal):
    return "".join(
        f"{a['letter']}){a['text']}" + "".join(a.get("sub_items", [])) for a in goal["actions"]
    )


def heading(area):
    return f"Priority Focus Area #{area['number']}: {area['title']} ({area['description']})"


def without_closing_stop(text):
    """Drops the full stop after an area heading's bracket (printed for three of the four areas)."""
    return re.sub(r"(PriorityFocusArea#\d:\w+\([^()]*\))\.", r"\1", text)


def test_the_plan_has_4_areas_14_goals_and_38_lettered_entries_of_which_37_count(imec, goals):
    actions = [action for goal in goals for action in goal["actions"]]
    notes = [action["ref"] for action in actions if action.get("note") == "true"]
    assert (len(imec["areas"]), len(goals), len(actions)) == (4, 14, 38)
    assert notes == ["4.4d"]


def test_refs_follow_area_goal_and_letter(imec):
    for area in imec["areas"]:
        for goal in area["goals"]:
            assert goal["ref"] == f"{area['number']}.{goal['number']}"
            letters = "".join(action["letter"] for action in goal["actions"])
            assert letters == "abcdef"[: len(letters)]
            assert [a["ref"] for a in goal["actions"]] == [goal["ref"] + x for x in letters]


def test_every_by_when_and_who_stands_at_its_letter_or_goal(goals):
    found = {}
    for goal in goals:
        for row in (goal, *goal["actions"]):
            entry = (row.get("by_when", ""), row.get("who", ""))
            if row is not goal or any(entry):
                found[row["ref"]] = entry
    assert found == BY_WHEN_AND_WHO


@pytest.mark.parametrize("column", LEVELS)
def test_every_longer_entry_stands_at_its_letters_or_goal(goals, column):
    found = {
        goal["ref"]: "".join(a["letter"] for a in goal["actions"] if column in a)
        or ("goal" if column in goal else "")
        for goal in goals
    }
    assert found == LEVELS[column]
    assert not [g["ref"] for g in goals if column in g and any(column in a for a in g["actions"])]


def test_the_key_is_split_into_roles_and_terms_and_every_role_written_under_who_is_in_it(
    imec, goals
):
    key = imec["key"]
    codes = {
        code
        for goal in goals
        for row in (goal, *goal["actions"])
        for code in re.findall(r"[A-Z]{2,}", row.get("who", ""))
    }
    assert set(key["roles"]) == {"AHC", "BD", "CH", "CO", "ED", "FC", "IM"}
    assert set(key["terms"]) == {"MEP", "PD"}
    assert key["memberships"] == ["IM"]
    assert codes == set(key["roles"]) - {"CO"}


def test_2_2a_has_its_lead_in_and_four_trackable_sub_items(goals):
    action = next(a for g in goals for a in g["actions"] if a["ref"] == "2.2a")
    assert action["text"].endswith("in the Membership Development Plan as follows:")
    assert [item.split()[0] for item in action["sub_items"]] == [
        "Examine", "Examine", "Develop", "Pursue",
    ]  # fmt: skip


def test_cross_links_name_rows_that_exist(imec, goals):
    refs = {area["number"] for area in imec["areas"]} | {goal["ref"] for goal in goals}
    refs |= {action["ref"] for goal in goals for action in goal["actions"]}
    links = {
        row["ref"]: row["see_also"]
        for goal in goals
        for row in (goal, *goal["actions"])
        if "see_also" in row
    }
    assert links == {"2.1a": ["3"], "2.1b": ["3"], "4.3": ["2.2"], "4.4c": ["4.4d"]}
    assert {target for targets in links.values() for target in targets} <= refs


def test_every_measure_of_the_document_is_read_once_as_one_of_three_kinds(imec, goals, squeeze):
    cells = {
        row["ref"]: row["measures"]
        for goal in goals
        for row in (goal, *goal["actions"])
        if "measures" in row
    }
    read = {}
    for measure in imec["measures"]:
        assert measure["kind"] in {"survey", "number", "deliverable"}
        read.setdefault(measure["ref"], []).append(measure["text"])
    assert list(read) == list(cells)
    for ref, texts in read.items():
        joined = " and ".join(texts) if ref == "4.3" else "".join(texts)
        assert squeeze(joined).rstrip(".") == squeeze(cells[ref]).rstrip(".")


def test_the_rating_rule_is_one_measure_of_the_goal_with_three_questions(imec):
    rules = [m for m in imec["measures"] if m["ref"] in {"1.1", "1.2"}]
    assert [(m["kind"], m["rule"], m["questions"]) for m in rules] == [
        ("survey", "mean >= 4 of 5", ["relevance", "practicality", "usefulness"])
    ] * 2


def test_measures_name_surveys_that_are_listed(imec):
    listed = {survey["ref"] for survey in imec["tables"]["surveys"]}
    assert {m["survey"] for m in imec["measures"] if "survey" in m} <= listed


def test_every_question_quotes_the_document_and_offers_another_reading(imec, goals, squeeze):
    document = squeeze("".join(column_text(g, c) for g in goals for c in COLUMNS))
    document += squeeze("".join(g["statement"] + lettered_text(g) for g in goals))
    for question in imec["questions"]:
        assert set(question) == {"place", "text", "reading", "alternatives"}
        assert squeeze(question["text"]) in document, question["place"]
        assert question["reading"] and question["alternatives"], question["place"]


def test_every_cell_with_fewer_entries_than_letters_beside_them_is_asked(imec, goals):
    asked = {question["place"] for question in imec["questions"]}
    headings = imec["headings"]
    for goal in goals:
        for column in COLUMNS:
            own = sum(column in action for action in goal["actions"])
            if 0 < own < len(goal["actions"]):
                assert f"Goal {goal['ref']} › {headings[column]}" in asked


def test_every_cell_of_the_word_document_is_there_in_full_and_nothing_else(
    imec, goals, source, squeeze
):
    tables = docx.Document(str(source("plans/imec-strategic-plan.docx"))).tables
    assert len(tables) == len(goals)
    for goal, table in zip(goals, tables, strict=True):
        titles, cells = table.rows
        assert [cell.text for cell in titles.cells] == list(imec["headings"].values())
        assert squeeze(cells.cells[0].text) == squeeze(lettered_text(goal)), goal["ref"]
        for column, cell in zip(COLUMNS, cells.cells[1:], strict=True):
            assert squeeze(cell.text) == squeeze(column_text(goal, column)), (goal["ref"], column)


def test_entries_of_the_word_document_are_not_cut_inside_a_paragraph(goals, source, squeeze):
    tables = docx.Document(str(source("plans/imec-strategic-plan.docx"))).tables
    for goal, table in zip(goals, tables, strict=True):
        for column, cell in zip(COLUMNS, table.rows[1].cells[1:], strict=True):
            paragraphs = [squeeze(p.text) for p in cell.paragraphs if p.text.strip()]
            rows = (goal, *goal["actions"])
            lines = [squeeze(x) for row in rows for x in row.get(column, "").splitlines()]
            assert lines == paragraphs, (goal["ref"], column)


def test_headings_goals_and_key_of_the_word_document_are_all_there(imec, goals, source, squeeze):
    paragraphs = docx.Document(str(source("plans/imec-strategic-plan.docx"))).paragraphs
    document = [without_closing_stop(squeeze(p.text)) for p in paragraphs if p.text.strip()]
    expected = []
    for area in imec["areas"]:
        expected.append(squeeze(heading(area)))
        expected += [
            squeeze(f"GOAL STATEMENT #{g['number']}: {g['statement']}") for g in area["goals"]
        ]
    expected += [squeeze(note["text"]) for note in imec["notes"]]
    assert document == expected


def test_the_text_document_read_from_end_to_end_is_the_plan_and_nothing_else(imec, source, squeeze):
    text = source("seeds/000_*.txt").read_text(encoding="utf-8")
    document = without_closing_stop(squeeze(text.replace("[bookmark: _GoBack]", "")))
    parts = []
    for area in imec["areas"]:
        parts.append(heading(area))
        for goal in area["goals"]:
            parts += [f"GOAL STATEMENT #{goal['number']}:", goal["statement"]]
            parts += [*imec["headings"].values(), lettered_text(goal)]
            parts += [column_text(goal, column) for column in COLUMNS]
    parts += [note["text"] for note in imec["notes"]]
    assert squeeze("".join(parts)) == document


def test_the_key_line_of_the_document_is_kept_and_read_whole(imec, squeeze):
    key = imec["key"]
    entries = sorted((key["roles"] | key["terms"]).items())
    line = "KEY: " + "; ".join(f"{code}= {meaning}" for code, meaning in entries)
    assert sorted(squeeze(line.removeprefix("KEY: ")).split(";")) == sorted(
        squeeze(imec["notes"][0]["text"].removeprefix("KEY: ")).split(";")
    )
