"""Every shipped plan is taken by the tool as it stands: no mistake, nothing lost on the way."""

import pytest

from toolkit.plan.adopt import adopt
from toolkit.stores.data_files import data_names, data_text
from toolkit.stores.yaml_file import parse_yaml
from toolkit.tables.column import Choice

STATUSES = (Choice("Not started"), Choice("On track"), Choice("Complete"))
COUNTS = {
    "amsd": {"areas": 4, "actions": 0, "process_steps": 19, "statements": 11, "approvals": 2},
    "cec": {"areas": 1, "goals": 2, "actions": 12, "process_steps": 32, "team_seats": 8},
    "imec": {"areas": 4, "goals": 14, "actions": 38, "sub_items": 4, "measures": 28},
    "mass": {"areas": 3, "goals": 13, "actions": 30, "statements": 1, "scan": 1},
}


@pytest.fixture(scope="module")
def adopted():
    tables_document, problems = parse_yaml(data_text("config/tables.yaml"))
    assert problems == ()

    def take(plan):
        document, mistakes = parse_yaml(data_text(f"config/plans/{plan}.yaml"))
        assert mistakes == ()
        return adopt(document, tables_document, STATUSES)

    return take


def test_four_plans_are_shipped():
    assert data_names("config/plans", ".yaml") == ("amsd", "cec", "imec", "mass")


@pytest.mark.parametrize("plan", COUNTS)
def test_a_shipped_plan_has_no_mistake(adopted, plan):
    found = [(m.line, m.key, m.message) for m in adopted(plan).mistakes]
    assert found == []


@pytest.mark.parametrize("plan", COUNTS)
def test_a_shipped_plan_fills_its_tables(adopted, plan):
    tables = adopted(plan).tables
    assert {name: len(tables[name].records) for name in COUNTS[plan]} == COUNTS[plan]


@pytest.mark.parametrize("plan", COUNTS)
def test_every_text_of_a_shipped_plan_s_tables_arrives_unchanged(adopted, shipped, plan):
    tables = adopted(plan).tables
    for name, records in shipped(plan)["tables"].items():
        kept = {record.text("ref"): record.cells for record in tables[name]}
        for facts in records:
            for column, text in facts.items():
                value = kept[facts["ref"]].get(column, "")
                if isinstance(value, str):
                    lines = text if isinstance(text, list) else [text]
                    assert value == "\n".join(lines), (name, facts["ref"], column)


@pytest.mark.parametrize("plan", COUNTS)
def test_every_text_of_a_shipped_plan_s_grid_arrives_unchanged(adopted, shipped, plan):
    tables = adopted(plan).tables
    goals = [goal for area in shipped(plan)["areas"] for goal in area.get("goals", [])]
    actions = [action for goal in goals for action in goal["actions"]]
    for name, text, expected in (("goals", "statement", goals), ("actions", "text", actions)):
        kept = {record.text("ref"): record for record in tables[name]}
        for row in expected:
            for column in (text, "by_when", "who", "resources", "measures", "reporting"):
                assert kept[row["ref"]].text(column) == row.get(column, ""), (row["ref"], column)
