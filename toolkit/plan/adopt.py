"""From a plan document to tables: every mistake reported at once, nothing dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field

from toolkit.plan.wording import LEVELS, plan_schema
from toolkit.tables.column import Choice, Value
from toolkit.tables.document import Inspector, LinedMap, Mistake, Node
from toolkit.tables.raw import raw_of
from toolkit.tables.reading import read
from toolkit.tables.record import Record, Table
from toolkit.tables.row_id import adopted_row_id
from toolkit.tables.schema import Schema, TableSchema

_TOP_KEYS = frozenset(
    {
        "plan", "labels", "headings", "key", "areas", "measures", "surveys", "questions", "notes",
        "tables", "columns", "own_tables", "statuses", "amendments", "smart",
    }
)  # fmt: skip
_DEFINITIONS = ("columns", "own_tables", "statuses", "amendments", "smart")
_PLAN_KEYS = frozenset(
    {"id", "name", "organisation", "source", "adopted", "period", "period_start", "period_end"}
)
_CELLS = frozenset({"by_when", "who", "resources", "measures", "reporting", "see_also"})
_AREA_KEYS = frozenset({"number", "title", "description", "goals", "actions", "note"})
_GOAL_KEYS = _CELLS | {"number", "ref", "statement", "note", "actions"}
_ACTION_KEYS = _CELLS | {"ref", "letter", "text", "note", "sub_items"}
_PLAN_ID = re.compile(r"[a-z][a-z0-9-]{0,30}")


class Adopted(Struct, frozen=True):
    """What a plan document says.

    Attributes:
        plan_id: its short id.
        schema: tables and columns in the plan's own wording.
        tables: the records.
        amendments_direct: changes to adopted text count at once.
        smart: the SMART questions are asked of every action.
        definitions: the sections that say what the plan adds or renames (columns, own tables,
            status words), as they stand in the document.
        mistakes: everything wrong, in document order; with any, the rest must not be used.
    """

    plan_id: str = ""
    schema: Schema = field(default_factory=Schema)
    tables: Mapping[str, Table] = field(default_factory=dict)
    amendments_direct: bool = False
    smart: bool = False
    definitions: Mapping[str, Node] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


def adopt(
    document: Node | None, tables_document: LinedMap, statuses: tuple[Choice, ...]
) -> Adopted:
    """Read a whole plan document."""
    inspector = Inspector()
    if not isinstance(document, LinedMap):
        inspector.report(document, "", "the document is empty or not a plan")
        return Adopted(mistakes=tuple(inspector.mistakes))
    inspector.only(document, _TOP_KEYS, "")
    facts = inspector.mapping(document.get("plan"), "plan")
    plan_id = inspector.text(facts, "id", "plan")
    if not _PLAN_ID.fullmatch(plan_id):
        found = f'"{plan_id}" is not a plan id' if plan_id else "is missing"
        inspector.report(
            facts.get("id", facts), "plan.id", f"{found}; use lower-case letters and digits"
        )
    schema = plan_schema(document, tables_document, statuses, inspector)
    if inspector.mistakes and "actions" not in schema:
        return Adopted(mistakes=tuple(inspector.mistakes))
    reader = _PlanReader(plan_id, schema, inspector)
    reader.read(document)
    tables = {name: Table.of(records.values()) for name, records in reader.records.items()}
    direct = inspector.text(document, "amendments", "") == "direct"
    smart = inspector.flag(document, "smart", "")
    mistakes = sorted(inspector.mistakes, key=lambda mistake: mistake.line)
    definitions = {name: document[name] for name in _DEFINITIONS if name in document}
    return Adopted(plan_id, schema, tables, direct, smart, definitions, tuple(mistakes))


class _PlanReader:
    """Collects the records of one plan document, table by table."""

    def __init__(self, plan_id: str, schema: Schema, inspector: Inspector) -> None:
        self.plan_id = plan_id
        self.schema = schema
        self.inspector = inspector
        self.records: dict[str, dict[str, Record]] = {name: {} for name in schema.tables}
        self._refs: dict[tuple[str, str], int] = {}

    def read(self, document: LinedMap) -> None:
        self._plan(document)
        self._key(self.inspector.mapping(document.get("key"), "key"))
        areas = list(self.inspector.items(document.get("areas"), "areas"))
        for place, (node, key) in enumerate(areas, start=1):
            self._area(self.inspector.mapping(node, key), key, place)
        self._listed("surveys", document.get("surveys"), "surveys")
        self._measures(document.get("measures"))
        self._listed("questions", document.get("questions"), "questions")
        self._notes(document.get("notes"))
        for table, node in self.inspector.mapping(document.get("tables"), "tables").items():
            if table in self.schema:
                self._listed(str(table), node, f"tables.{table}")
            else:
                self.inspector.report(table, f"tables.{table}", f'there is no table "{table}"')

    def _plan(self, document: LinedMap) -> None:
        facts = self.inspector.mapping(document.get("plan"), "plan")
        self.inspector.only(facts, _PLAN_KEYS, "plan")
        labels = self.inspector.mapping(document.get("labels"), "labels")
        cells = self._cells("plan", facts, "plan", skip=frozenset({"id"}))
        if not cells.get("name"):
            self.inspector.report(facts, "plan.name", "is missing; give the plan a name")
        for level in LEVELS:
            cells[f"{level}_label"] = self.inspector.text(labels, level, "labels") or None
        self._add("plan", "plan", cells, "", facts, "plan")

    def _key(self, key: LinedMap) -> None:
        self.inspector.only(key, frozenset({"roles", "terms", "memberships"}), "key")
        memberships = self.inspector.texts(key.get("memberships"), "key.memberships")
        for kind in ("roles", "terms"):
            group = self.inspector.mapping(key.get(kind), f"key.{kind}")
            for code, name in group.items():
                word = "membership" if str(code) in memberships else kind.removesuffix("s")
                cells: dict[str, Value] = {"ref": str(code), "name": str(name), "kind": word}
                self._add("roles", str(code), cells, "", code, f"key.{kind}.{code}")
        codes = self.inspector.mapping(key.get("roles"), "key.roles")
        for code in memberships:
            if code not in codes:
                message = f'"{code}" is not one of the roles'
                self.inspector.report(key["memberships"], "key.memberships", message)

    def _area(self, area: LinedMap, key: str, place: int) -> None:
        self.inspector.only(area, _AREA_KEYS, key)
        number = self.inspector.text(area, "number", key) or str(place)
        title = self.inspector.text(area, "title", key)
        if not title:
            self.inspector.report(area, f"{key}.title", "is missing; name the focus area")
        description = self.inspector.text(area, "description", key) or None
        cells: dict[str, Value] = {"ref": number, "title": title, "description": description}
        area_id = self._add("areas", number, cells, "", area, key)
        goals = list(self.inspector.items(area.get("goals"), f"{key}.goals"))
        for goal_place, (node, goal_key) in enumerate(goals, start=1):
            goal = self.inspector.mapping(node, goal_key)
            self._goal(goal, goal_key, area_id, number, str(goal_place))
        if "actions" in area:
            # A plan without the middle level: its actions hang under one unnamed goal.
            goal_id = self._add("goals", number, {"ref": number}, area_id, area, key)
            self._actions(area, key, goal_id, number, {})

    def _goal(self, goal: LinedMap, key: str, area_id: str, area_number: str, place: str) -> None:
        self.inspector.only(goal, _GOAL_KEYS, key)
        number = self.inspector.text(goal, "number", key) or place
        ref = self.inspector.text(goal, "ref", key) or f"{area_number}.{number}"
        statement = self.inspector.text(goal, "statement", key)
        if not statement:
            self.inspector.report(goal, f"{key}.statement", "is missing; write the goal")
        cells = self._cells("goals", goal, key, only=_CELLS)
        cells |= {"ref": ref, "number": number, "statement": statement}
        goal_id = self._add("goals", ref, cells, area_id, goal, key)
        self._actions(goal, key, goal_id, ref, cells)

    def _actions(
        self, parent: LinedMap, key: str, goal_id: str, goal_ref: str, inherited: dict[str, Value]
    ) -> None:
        nodes = self.inspector.items(parent.get("actions"), f"{key}.actions")
        for place, (node, action_key) in enumerate(nodes):
            action = self.inspector.mapping(node, action_key)
            self.inspector.only(action, _ACTION_KEYS | self._own_columns("actions"), action_key)
            letter = self.inspector.text(action, "letter", action_key) or _letter(place)
            ref = self.inspector.text(action, "ref", action_key) or f"{goal_ref}{letter}"
            self._action(action, action_key, goal_id, ref, inherited)

    def _action(
        self, action: LinedMap, key: str, goal_id: str, ref: str, inherited: dict[str, Value]
    ) -> None:
        text = self.inspector.text(action, "text", key)
        if not text:
            self.inspector.report(action, f"{key}.text", "is missing; write the action")
        cells = self._cells("actions", action, key, only=_CELLS | self._own_columns("actions"))
        is_note = self.inspector.text(action, "note", key).casefold() in ("true", "yes")
        cells |= {"ref": ref, "text": text, "kind": "note" if is_note else "action"}
        cells["adopted_by_when"] = cells.get("by_when") or inherited.get("by_when")
        action_id = self._add("actions", ref, cells, goal_id, action, key)
        sub_items = self.inspector.texts(action.get("sub_items"), f"{key}.sub_items")
        for number, sub_item in enumerate(sub_items, start=1):
            sub_ref = f"{ref}.{number}"
            found: dict[str, Value] = {"ref": sub_ref, "text": sub_item}
            self._add("sub_items", sub_ref, found, action_id, action, f"{key}.sub_items")

    def _measures(self, node: Node | None) -> None:
        counted: dict[str, int] = {}
        for item, key in self.inspector.items(node, "measures"):
            facts = self.inspector.mapping(item, key)
            of = self.inspector.text(facts, "ref", key)
            counted[of] = counted.get(of, 0) + 1
            known = self.refs("areas") | self.refs("goals") | self.refs("actions")
            if of not in known:
                self.inspector.report(
                    facts.get("ref", facts), f"{key}.ref", f'no "{of}" in the plan'
                )
            cells = self._cells("measures", facts, key, skip=frozenset({"ref"}))
            cells |= {"ref": f"{of}/{counted[of]}", "of": of}
            self._add("measures", f"{of}/{counted[of]}", cells, "", facts, key)

    def _notes(self, node: Node | None) -> None:
        for number, (item, key) in enumerate(self.inspector.items(node, "notes"), start=1):
            facts = self.inspector.mapping(item, key)
            self.inspector.only(facts, frozenset({"place", "text", "table"}), key)
            cells: dict[str, Value] = {
                "ref": str(number),
                "place": self.inspector.text(facts, "place", key) or None,
                "text": self.inspector.text(facts, "text", key),
                "shown_with": self.inspector.text(facts, "table", key) or None,
            }
            self._add("document_notes", str(number), cells, "", facts, key)

    def _listed(self, table: str, node: Node | None, key: str) -> None:
        """Records of any table, one group of keys each; ``under`` names the parent's ref."""
        schema = self.schema[table]
        has_ref = "ref" in schema.by_name
        for number, (item, place) in enumerate(self.inspector.items(node, key), start=1):
            facts = self.inspector.mapping(item, place)
            known = frozenset(c.name for c in schema.kept) | {"ref", "under"}
            self.inspector.only(facts, known, place)
            ref = self.inspector.text(facts, "ref", place) or str(number)
            cells = self._cells(table, facts, place, skip=frozenset({"under"}))
            if has_ref:
                cells["ref"] = ref
            under = self.inspector.text(facts, "under", place)
            parent = self._parent(schema, under, facts, place)
            self._add(table, ref, cells, parent, facts, place)

    def _parent(self, schema: TableSchema, under: str, facts: LinedMap, key: str) -> str:
        if not under:
            return ""
        for record in self.records.get(schema.parent, {}).values():
            if record.text("ref") == under:
                return record.id
        self.inspector.report(facts["under"], f"{key}.under", f'there is no "{under}"')
        return ""

    def _cells(
        self,
        table: str,
        facts: LinedMap,
        key: str,
        *,
        only: frozenset[str] | None = None,
        skip: frozenset[str] = frozenset(),
    ) -> dict[str, Value]:
        """The typed cells a group of keys gives; an unreadable one is a mistake."""
        cells: dict[str, Value] = {}
        for column in self.schema[table].kept:
            name = column.name
            if name not in facts or name in skip or (only is not None and name not in only):
                continue
            lines = self.inspector.texts(facts[name], f"{key}.{name}")
            reading = read(column, raw_of("\n".join(lines)))
            if reading.problem:
                hint = f'; did you mean "{reading.suggestion}"?' if reading.suggestion else "."
                message = f'"{reading.text}" {reading.problem}{hint}'
                self.inspector.report(facts[name], f"{key}.{name}", message)
            elif reading.value is not None:
                cells[name] = reading.value
        return cells

    def _add(
        self,
        table: str,
        ref: str,
        cells: dict[str, Value],
        parent: str,
        node: object,
        key: str,
    ) -> str:
        line = getattr(node, "line", 0)
        if (table, ref) in self._refs:
            first = self._refs[(table, ref)]
            self.inspector.report(node, key, f'"{ref}" was used before, in line {first}')
        self._refs.setdefault((table, ref), line)
        records = self.records[table]
        row_id = adopted_row_id(self.plan_id, table, ref, records)
        kept = {name: value for name, value in cells.items() if value is not None}
        records[row_id] = Record(row_id, kept, parent)
        return row_id

    def refs(self, table: str) -> frozenset[str]:
        """The refs of a table so far."""
        return frozenset(ref for found, ref in self._refs if found == table)

    def _own_columns(self, table: str) -> frozenset[str]:
        """Columns the plan added to a table: they may stand in its rows too."""
        return frozenset(
            column.name for column in self.schema[table].kept if column.name not in _ACTION_KEYS
        ) - {"ref", "kind", "adopted_by_when", "status", "no_change", "last_checked"}


def _letter(place: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[place] if place < 26 else str(place + 1)
