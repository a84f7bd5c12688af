"""The plan as it stands now, in the form of a plan document: what ``init`` would take again."""

from __future__ import annotations

from typing import Any

from toolkit.plan.adopt import Adopted
from toolkit.plan.view import Action, Area, Goal, plan_of
from toolkit.tables.column import Owner
from toolkit.tables.document import LinedMap, Node
from toolkit.tables.equality import iso
from toolkit.tables.record import Record
from toolkit.tables.schema import TableSchema
from toolkit.tables.snapshot import Snapshot

_OWN_SECTIONS = frozenset(
    {
        "plan", "roles", "areas", "goals", "actions", "sub_items", "measures", "surveys",
        "questions", "document_notes", "survey_results", "survey_groups", "survey_comments",
    }
)  # fmt: skip
_CELLS = ("by_when", "who", "resources", "measures", "reporting", "see_also")


def export_document(snapshot: Snapshot, adopted: Adopted) -> dict[str, Any]:
    """The plan document of one snapshot: adopted text and what it defines, no status of actions."""
    return _Export(snapshot, adopted).document()


class _Export:
    """One snapshot being written down."""

    def __init__(self, snapshot: Snapshot, adopted: Adopted) -> None:
        self._snapshot = snapshot
        self._adopted = adopted
        self._schema = adopted.schema
        added = adopted.definitions.get("columns")
        own = added.get("actions") if isinstance(added, dict) else None
        named = own if isinstance(own, dict) else [n.get("name") for n in _maps(own)]
        self._own = [str(name) for name in named if str(name) in self._schema["actions"].by_name]

    def document(self) -> dict[str, Any]:
        """The whole document; sections that say nothing are left out."""
        snapshot, schema = self._snapshot, self._schema
        plan = plan_of(snapshot, schema)
        labels = {level: plan.facts.text(f"{level}_label") for level in ("area", "goal", "action")}
        skip = tuple(f"{level}_label" for level in labels)
        document: dict[str, Any] = {
            "plan": {"id": self._adopted.plan_id, **_cells(schema["plan"], plan.facts, skip)},
            "labels": {level: text for level, text in labels.items() if text},
            "headings": {
                name: schema["actions"].by_name[name].heading for name in ("text", *_CELLS[:-1])
            },
            **{name: _plain(node) for name, node in self._adopted.definitions.items()},
            "key": _key(snapshot),
            "areas": [self._area(area) for area in plan.areas],
            "measures": [
                {"ref": record.text("of"), **_cells(schema["measures"], record, ("ref", "of"))}
                for record in snapshot["measures"].live()
            ],
        }
        for section in ("surveys", "questions"):
            document[section] = [_cells(schema[section], r) for r in snapshot[section].live()]
        document["notes"] = [_note(record) for record in snapshot["document_notes"].live()]
        document["tables"] = {
            name: [self._record(table, record) for record in snapshot[name].live()]
            for name, table in schema.tables.items()
            if name not in _OWN_SECTIONS and len(snapshot[name])
        }
        return {name: part for name, part in document.items() if part}

    def _record(self, table: TableSchema, record: Record) -> dict[str, str]:
        parent = self._snapshot.record(table.parent, record.parent) if table.parent else None
        under = {"under": parent.text("ref")} if parent else {}
        return {**_cells(table, record), **under}

    def _area(self, area: Area) -> dict[str, Any]:
        facts = {"number": area.number, "title": area.title, "description": area.description}
        unnamed = [goal for goal in area.goals if not goal.statement]
        named = [goal for goal in area.goals if goal.statement]
        found: dict[str, Any] = {name: text for name, text in facts.items() if text}
        if named:
            found["goals"] = [self._goal(goal) for goal in named]
        if unnamed:
            actions = [action for goal in unnamed for action in goal.actions]
            found["actions"] = [self._action(action) for action in actions]
        return found

    def _goal(self, goal: Goal) -> dict[str, Any]:
        facts = {"number": goal.number, "ref": goal.ref, "statement": goal.statement}
        cells = {name: goal.record.text(name) for name in _CELLS if goal.record.text(name)}
        return {**facts, **cells, "actions": [self._action(action) for action in goal.actions]}

    def _action(self, action: Action) -> dict[str, Any]:
        found: dict[str, Any] = {"ref": action.ref, "text": action.text}
        found |= {name: action.record.text(name) for name in _CELLS if action.record.text(name)}
        found |= {
            name: iso(action.record[name])
            for name in self._own
            if name not in ("status", "note") and action.record[name] is not None
        }
        if action.record["kind"] == "note":
            found["note"] = "yes"
        sub_items = [
            record.text("text")
            for record in self._snapshot["sub_items"].live()
            if record.parent == action.id
        ]
        if sub_items:
            found["sub_items"] = sub_items
        return found


def _maps(node: Node | None) -> list[LinedMap]:
    return [item for item in node if isinstance(item, LinedMap)] if isinstance(node, list) else []


def _plain(node: Node | None) -> Any:
    """A section of the document without its line numbers."""
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(item) for item in node]
    return "" if node is None else str(node)


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
    """The cells that a plan document can give: what the tool writes is left out."""
    return {
        column.name: iso(record[column.name])
        for column in table.kept
        if column.name not in skip
        and column.owner is not Owner.TOOL
        and record[column.name] is not None
    }
