"""Everything a report is made from, and what follows from it, worked out once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from toolkit.checks import contradictions
from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding
from toolkit.checks.run import run_checks
from toolkit.plan.statuses import Statuses, statuses_of
from toolkit.plan.view import Goal, Plan, plan_of
from toolkit.report.amendments import Amendment, amendments_of
from toolkit.report.blocks import CellRef
from toolkit.report.edition import EDITIONS, Edition
from toolkit.report.item_figures import ItemFigures
from toolkit.report.since import Since, changes_since
from toolkit.rollup.figures import Item, Rollup
from toolkit.rollup.roll_up import roll_up
from toolkit.rollup.tracked import Tracked, tracked_actions
from toolkit.schedule.moment import Moment
from toolkit.tables.edit import Edit
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot

CellKey = tuple[str, str, str]


class CellPlaces(Struct, frozen=True):
    """Where things stand, so that every figure links to its cell.

    Attributes:
        cells: by table, record id and column; column "" is the row.
        figures: by path in the roll-up document, such as ``areas[1].overdue``; also where the
            ``plan period`` is set down, and the sheet ``needs you``.
    """

    cells: Mapping[CellKey, CellRef] = field(default_factory=dict)
    figures: Mapping[str, CellRef] = field(default_factory=dict)

    def cell(self, table: str, record_id: str, column: str) -> CellRef | None:
        """The cell of a record; its row when the column is not shown anywhere."""
        exact = self.cells.get((table, record_id, column))
        return exact or self.cells.get((table, record_id, ""))


class Material(Struct, frozen=True, dict=True):
    """What one report is about.

    Attributes:
        snapshot: the agreed state it reports.
        schema: the plan's tables.
        moment: the document's day and period.
        before: the state at the previous meeting; None when there is none.
        before_moment: the moment of that state; None without one.
        earlier: the states at the ends of earlier periods, oldest first (for repeated notes).
        conflicts: the cells with two answers, as (table, id, column).
        findings: what the checks found in the files as they are.
        last_edits: day of the last staff edit by action id.
        places: where cells and figures stand.
        edition: for whom it is.
        ledger: every edit with the day it was counted, oldest first.
        waiting: the edits that wait for the coordinator.
        files_changed: files changed since the last sync; the report names them.
    """

    snapshot: Snapshot
    schema: Schema
    moment: Moment
    before: Snapshot | None = None
    before_moment: Moment | None = None
    earlier: tuple[Snapshot, ...] = ()
    conflicts: Collection[CellKey] = frozenset()
    findings: tuple[Finding, ...] = ()
    last_edits: Mapping[str, date] = field(default_factory=dict)
    places: CellPlaces = CellPlaces()
    edition: Edition = EDITIONS["board"]
    ledger: tuple[tuple[date, Edit], ...] = ()
    waiting: tuple[Edit, ...] = ()
    files_changed: tuple[CellRef, ...] = ()

    @cached_property
    def plan(self) -> Plan:
        """The plan at the snapshot."""
        return plan_of(self.snapshot, self.schema)

    @cached_property
    def statuses(self) -> Statuses:
        """The plan's status words."""
        return statuses_of(self.schema)

    @cached_property
    def tracked(self) -> tuple[Tracked, ...]:
        """Every entry with its due day, owners and flags."""
        return tracked_actions(self.plan, self.schema, self.moment, self.last_edits)

    @cached_property
    def by_goal(self) -> Mapping[str, tuple[Tracked, ...]]:
        """The entries of each goal, by goal id."""
        found: dict[str, list[Tracked]] = {}
        for action in self.tracked:
            found.setdefault(action.goal_id, []).append(action)
        return {goal: tuple(actions) for goal, actions in found.items()}

    @cached_property
    def rollup(self) -> Rollup:
        """The figures."""
        return roll_up(self.snapshot, self.schema, self.moment, last_edits=self.last_edits)

    @property
    def overall(self) -> ItemFigures:
        """The figures of the whole plan, each with its cell."""
        return ItemFigures(self.rollup.overall, "overall", self.places.figures)

    def figures_of(self, group: str, item: Item) -> ItemFigures:
        """The figures of one item of ``areas``, ``goals`` or ``people``, each with its cell."""
        return ItemFigures(item, item.path(group), self.places.figures)

    @cached_property
    def since(self) -> Since:
        """What changed since the previous meeting."""
        return changes_since(self.before, self.before_moment, self.tracked, self.schema)

    @cached_property
    def amendments(self) -> tuple[Amendment, ...]:
        """Changes of adopted text since adoption, the proposed ones first."""
        return amendments_of(self.ledger, self.waiting, self.snapshot, self.schema)

    @cached_property
    def contradictions(self) -> tuple[Finding, ...]:
        """Contradictions in the agreed state itself, apart from any file."""
        evidence = Evidence((), self.schema, self.snapshot, self.moment)
        return run_checks(evidence, (contradictions.check,))

    @cached_property
    def goals(self) -> Mapping[str, Goal]:
        """Goals by id."""
        return {goal.id: goal for goal in self.plan.goals()}

    def settling(self, table: str, record_id: str, column: str) -> bool:
        """Whether a cell has two answers that nobody has settled yet."""
        return (table, record_id, column) in self.conflicts
