"""The plan as areas → goals → actions: a read-only view over the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from toolkit.tables.column import Value
from toolkit.tables.record import Record
from toolkit.tables.schema import Schema
from toolkit.tables.shown_rows import ShownRows
from toolkit.tables.snapshot import Snapshot


class Action(Struct, frozen=True):
    """One lettered entry of a goal.

    Attributes:
        record: its own cells.
        above: what its blank cells show, from what stands above it.
    """

    record: Record
    above: Mapping[str, Value]

    @property
    def id(self) -> str:
        """Identity."""
        return self.record.id

    @property
    def ref(self) -> str:
        """What people cite."""
        return self.record.text("ref")

    @property
    def text(self) -> str:
        """The adopted wording."""
        return self.record.text("text")

    @property
    def counted(self) -> bool:
        """Whether roll-ups count it: lettered notes and retired rows are kept, not counted."""
        return self.record["kind"] != "note" and not self.record.retired

    def shown(self, column: str) -> Value:
        """A cell as a view shows it: its own, or an inherited one where that is blank."""
        own = self.record.cells.get(column)
        return self.above.get(column) if own is None else own

    def text_of(self, column: str) -> str:
        """A shown cell as text, "" when blank."""
        value = self.shown(column)
        return "" if value is None else str(value)


class Goal(Struct, frozen=True):
    """A goal and its actions; ``number`` and ``statement`` are blank where a plan has no goals."""

    record: Record
    actions: tuple[Action, ...]

    @property
    def id(self) -> str:
        """Identity."""
        return self.record.id

    @property
    def ref(self) -> str:
        """What people cite."""
        return self.record.text("ref")

    @property
    def number(self) -> str:
        """Number within its area."""
        return self.record.text("number")

    @property
    def statement(self) -> str:
        """The adopted wording."""
        return self.record.text("statement")

    @property
    def title(self) -> str:
        """Ref and statement, as a row of the action grid shows its goal."""
        return f"{self.ref}  {self.statement}".strip() if self.statement else ""


class Area(Struct, frozen=True):
    """A focus area and its goals."""

    record: Record
    goals: tuple[Goal, ...]

    @property
    def id(self) -> str:
        """Identity."""
        return self.record.id

    @property
    def number(self) -> str:
        """Number as printed."""
        return self.record.text("ref")

    @property
    def title(self) -> str:
        """Title as printed."""
        return self.record.text("title")

    @property
    def description(self) -> str:
        """What the area is for, "" when the plan does not say."""
        return self.record.text("description")

    def actions(self) -> Iterator[Action]:
        """All its actions, in order."""
        return (action for goal in self.goals for action in goal.actions)


class Plan(Struct, frozen=True):
    """The whole plan at one snapshot.

    Attributes:
        facts: the record of table ``plan`` (name, organisation, period, director's inputs).
        areas: in order, retired records left out.
        labels: area, goal, action → what this plan calls them.
    """

    facts: Record
    areas: tuple[Area, ...]
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name of the plan."""
        return self.facts.text("name")

    @property
    def organisation(self) -> str:
        """Whose plan it is."""
        return self.facts.text("organisation")

    def actions(self) -> Iterator[Action]:
        """All actions, in order."""
        return (action for area in self.areas for action in area.actions())

    def goals(self) -> Iterator[Goal]:
        """All goals, in order."""
        return (goal for area in self.areas for goal in area.goals)


_LABELS = {"area": "Focus area", "goal": "Goal", "action": "Action"}


def outline_of(snapshot: Snapshot) -> Plan:
    """The plan with its focus areas alone: enough to tell which workbooks it has."""
    return _plan(snapshot, tuple(Area(area, ()) for area in snapshot["areas"].live()))


def plan_of(snapshot: Snapshot, schema: Schema) -> Plan:
    """The plan a snapshot holds."""
    children, shown = _children(snapshot), ShownRows(snapshot, schema)
    areas = tuple(
        Area(
            area,
            tuple(
                Goal(goal, tuple(_actions(shown, children["actions"].get(goal.id, ()))))
                for goal in children["goals"].get(area.id, [])
            ),
        )
        for area in snapshot["areas"].live()
    )
    return _plan(snapshot, areas)


def _plan(snapshot: Snapshot, areas: tuple[Area, ...]) -> Plan:
    facts = next(iter(snapshot["plan"]), Record("plan"))
    labels = {level: facts.text(f"{level}_label") or word for level, word in _LABELS.items()}
    return Plan(facts, areas, labels)


def _actions(shown: ShownRows, siblings: Sequence[Record]) -> Iterator[Action]:
    return (Action(record, shown.above("actions", record.parent)) for record in siblings)


def _children(snapshot: Snapshot) -> dict[str, dict[str, list[Record]]]:
    found: dict[str, dict[str, list[Record]]] = {"goals": {}, "actions": {}}
    for table, by_parent in found.items():
        for record in snapshot[table].live():
            by_parent.setdefault(record.parent, []).append(record)
    return found
