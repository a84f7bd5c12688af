"""A plan document becomes tables; every mistake is reported at once, with its line."""

from __future__ import annotations

from toolkit.plan.adopt import Adopted
from toolkit.plan.view import plan_of
from toolkit.tables.snapshot import Snapshot
from toolkit.wiring import read_plan

SMALL = """
plan: {id: small, name: Small plan}
labels: {area: Direction, action: Step}
key:
  roles: {ED: Executive Director, IM: Members}
  memberships: [IM]
areas:
  - title: First
    goals:
      - statement: Be useful.
        who: ED
        actions:
          - {text: Write it down., by_when: Ongoing}
          - {text: See the by-laws., note: yes, who: IM}
  - title: Second
    actions:
      - text: Straight to work.
        sub_items: [one, two]
tables:
  meetings: [{name: Fall meeting, date: 2026-10-12}]
"""


def adopted(text: str) -> Adopted:
    return read_plan(text, "small.yaml")


def test_levels_refs_and_inherited_cells_follow_the_document() -> None:
    found = adopted(SMALL)
    assert found.mistakes == ()
    plan = plan_of(Snapshot(1, None, found.tables), found.schema)
    assert [
        (area.title, goal.ref, action.ref, action.text_of("who"), action.counted)
        for area in plan.areas
        for goal in area.goals
        for action in goal.actions
    ] == [
        ("First", "1.1", "1.1a", "ED", True),
        ("First", "1.1", "1.1b", "IM", False),
        ("Second", "2", "2a", "", True),
    ]
    assert [record.text("ref") for record in found.tables["sub_items"]] == ["2a.1", "2a.2"]
    assert plan.labels == {"area": "Direction", "goal": "Goal", "action": "Step"}
    assert found.schema["actions"].by_name["text"].heading == "Step"


def test_the_same_document_always_gives_the_same_row_ids() -> None:
    first, second = adopted(SMALL), adopted(SMALL.replace("Be useful", "Be more useful"))
    assert first.tables["goals"].records.keys() == second.tables["goals"].records.keys()


def test_every_mistake_is_reported_with_line_and_key() -> None:
    broken = """
plan: {id: Bad Id, name: ""}
labels: {aera: Direction}
areas:
  - title: ""
    goals:
      - statement: Fine.
        actions:
          - {ref: 1.1a, text: One}
          - {ref: 1.1a, text: ""}
tables:
  meetings: [{name: Fall, date: soon}, {nmae: Spring}]
  nothing: []
"""
    assert [str(mistake) for mistake in adopted(broken).mistakes] == [
        'line 2, plan.id: "Bad Id" is not a plan id; use lower-case letters and digits',
        "line 2, plan.name: is missing; give the plan a name",
        "line 3, labels.aera: is not a known key; did you mean `area`?",
        "line 5, areas[0].title: is missing; name the focus area",
        "line 10, areas[0].goals[0].actions[1].text: is missing; write the action",
        'line 10, areas[0].goals[0].actions[1]: "1.1a" was used before, in line 9',
        'line 12, tables.meetings[0].date: "soon" is not a date.',
        "line 12, tables.meetings[1].nmae: is not a known key; did you mean `name`?",
        'line 13, tables.nothing: there is no table "nothing"',
    ]


def test_a_plan_may_add_columns_tables_and_status_words() -> None:
    own = (
        SMALL
        + """
  risks: [{text: No money, level: high}]
columns:
  actions:
    - {name: budget, heading: Budget, type: number, owner: staff}
own_tables:
  risks:
    title: Risks
    columns: {text: {heading: Risk}, level: {type: choice, choices: [low, high]}}
statuses:
  Underway: {meaning: open, rank: 2}
  Done: {meaning: closed, rank: 3}
"""
    )
    found = adopted(own)
    assert found.mistakes == ()
    actions = found.schema["actions"].by_name
    assert actions["budget"].heading == "Budget"
    assert [choice.word for choice in actions["status"].choices] == ["Underway", "Done"]
    assert [record["level"] for record in found.tables["risks"]] == ["high"]


def test_percent_complete_is_off_until_a_plan_switches_it_on() -> None:
    assert "percent_complete" not in adopted(SMALL).schema["actions"].by_name
    switched = adopted(SMALL + "columns: {actions: {percent_complete: on}}\n")
    assert "percent_complete" in switched.schema["actions"].by_name


def test_a_red_word_that_ranks_above_a_green_one_is_a_mistake() -> None:
    green = "Green: {meaning: open, rank: 1, colour: green}"
    own = f"statuses:\n  {green}\n  Red: {{meaning: open, rank: 3, colour: red}}\n"
    (mistake,) = adopted(SMALL + own).mistakes
    assert '"Red" is red and ranks above "Green"' in str(mistake)
    assert adopted(SMALL + own.replace("rank: 3", "rank: 0")).mistakes == ()
