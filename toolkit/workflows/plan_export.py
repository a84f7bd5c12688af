"""The plan as it stands now, in the form of a plan document: what ``init`` would take again."""

from __future__ import annotations

from typing import Any

from toolkit.plan.adopt import Adopted
from toolkit.plan.view import Action, Area, Goal, plan_of
from toolkit.tables.column import Owner
from toolkit.tables.equality import iso
from toolkit.tables.record import Record
from toolkit.tables.schema import TableSchema
from toolkit.tables.snapshot import Snapshot

_OWN_SECTIONS = frozenset(
    {
        "plan", "roles", "areas", "goals", "actions", "sub_items", "measures", "surveys",
        "questions", "document_notes", "survey_results", "survey_groups",
        "survey_comments", "people",
    }
)  # fmt: skip
_CELLS = ("by_when", "who", "resources", "measures", "reporting", "see_also")


def export_document(snapshot: Snapshot, adopted: Adopted) -> dict[str, Any]:
    """The plan document of one snapshot: adopted text only, no status and no notes."""
    plan = plan_of(snapshot, adopted.schema)
    facts = _cells(adopted.schema["plan"], plan.facts, skip=("area_label", "goal_label"))
    facts.pop("action_label", None)
    document: dict[str, Any] = {"plan": {"id": adopted.plan_id, **facts}}
    document["labels"] = dict(plan.labels)
    document["headings"] = {
        name: adopted.schema["actions"].by_name[name].heading for name in ("text", *_CELLS[:-1])
    }
    if key := _key(snapshot):
        document["key"] = key
    document["areas"] = [_area(area, snapshot) for area in plan.areas]
    document["measures"] = [
        {"ref": record.text("of"), **_cells(adopted.schema["measures"], record, ("ref", "of"))}
        for record in snapshot["measures"].live()
    ]
    for section in ("surveys", "questions"):
        document[section] = [
            _cells(adopted.schema[section], record) for record in snapshot[section].live()
        ]
    document["notes"] = [_note(record) for record in snapshot["document_notes"].live()]
    document["tables"] = {
        name: [_cells(table, record) for record in snapshot[name].live()]
        for name, table in adopted.schema.tables.items()
        if name not in _OWN_SECTIONS and len(snapshot[name])
    }
    return {name: part for name, part in document.items() if part}


def _area(area: Area, snapshot: Snapshot) -> dict[str, Any]:
    facts = {"number": area.number, "title": area.title, "description": area.description}
    unnamed = [goal for goal in area.goals if not goal.statement]
    named = [goal for goal in area.goals if goal.statement]
    found: dict[str, Any] = {name: text for name, text in facts.items() if text}
    if named:
        found["goals"] = [_goal(goal, snapshot) for goal in named]
    if unnamed:
        actions = [action for goal in unnamed for action in goal.actions]
        found["actions"] = [_action(action, snapshot) for action in actions]
    return found


def _goal(goal: Goal, snapshot: Snapshot) -> dict[str, Any]:
    facts = {"number": goal.number, "ref": goal.ref, "statement": goal.statement}
    cells = {name: goal.record.text(name) for name in _CELLS if goal.record.text(name)}
    return {**facts, **cells, "actions": [_action(action, snapshot) for action in goal.actions]}


def _action(action: Action, snapshot: Snapshot) -> dict[str, Any]:
    found: dict[str, Any] = {"ref": action.ref, "text": action.text}
    found |= {name: action.record.text(name) for name in _CELLS if action.record.text(name)}
    if action.record["kind"] == "note":
        found["note"] = "yes"
    sub_items = [
        record.text("text") for record in snapshot["sub_items"].live() if record.parent == action.id
    ]
    if sub_items:
        found["sub_items"] = sub_items
    return found


def _key(snapshot: Snapshot) -> dict[str, Any]:
    roles = {r.text("ref"): r.text("name") for r in snapshot["roles"] if r["kind"] != "term"}
    terms = {r.text("ref"): r.text("name") for r in snapshot["roles"] if r["kind"] == "term"}
    memberships = [r.text("ref") for r in snapshot["roles"] if r["kind"] == "membership"]
    key = {"roles": roles, "terms": terms, "memberships": memberships}
    return {name: part for name, part in key.items() if part}


def _note(record: Record) -> dict[str, str]:
    facts = {"place": "place", "text": "text", "table": "shown_with"}
    return {key: record.text(name) for key, name in facts.items() if record.text(name)}


def _cells(table: TableSchema, record: Record, skip: tuple[str, ...] = ()) -> dict[str, str]:
    """The cells that belong to the document: adopted text and what the coordinator keeps."""
    return {
        column.name: iso(record[column.name])
        for column in table.kept
        if column.name not in skip
        and column.owner in (Owner.PLAN, Owner.COORDINATOR)
        and record[column.name] is not None
    }
