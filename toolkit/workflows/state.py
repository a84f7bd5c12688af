"""One agreed state with everything that is worked out from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct, field

from toolkit.plan.view import Plan, plan_of
from toolkit.ports.book_maker import Content
from toolkit.ports.history import History
from toolkit.report.needs_you import NeedsLine
from toolkit.rollup.activity import last_staff_edits
from toolkit.rollup.computed import RowKey, computed_cells
from toolkit.rollup.figures import Rollup
from toolkit.rollup.roll_up import roll_up
from toolkit.rollup.tracked import tracked_actions
from toolkit.schedule.moment import Moment, moment_of
from toolkit.settings import Settings
from toolkit.tables.column import Choice, Value
from toolkit.tables.edit import CellKey, Edit
from toolkit.tables.schema import Schema
from toolkit.tables.shown_rows import ShownRows
from toolkit.tables.snapshot import Snapshot

Past = Mapping[str, tuple[tuple[date, float], ...]]
"""Area id → (day, percent complete), oldest first."""

NO_PAST: Past = MappingProxyType({})

NOTE = "note"
"""What a row is whose text is kept and that is not counted."""


class State(Struct, frozen=True, dict=True):
    """A snapshot and its figures.

    Attributes:
        snapshot, schema, plan: what is agreed.
        moment: the day and period figures are counted for.
        computed: worked-out cells that are not blank, by record.
        rollup: the figures.
        last_edits: day of the last staff edit, by action.
        past: how far each area had come, this state included.
    """

    snapshot: Snapshot
    schema: Schema
    plan: Plan
    moment: Moment
    computed: Mapping[RowKey, Mapping[str, Value]]
    rollup: Rollup
    last_edits: Mapping[str, date] = field(default_factory=dict)
    past: Past = NO_PAST

    def shown(self, table: str, record_id: str) -> Mapping[str, Value]:
        """What a view shows of a record: own, inherited or worked out; blank cells are absent."""
        row, worked_out = self._kept_rows(table, record_id), self.schema[table].computed
        if not worked_out.isdisjoint(row):
            for column in worked_out:
                row.pop(column, None)  # kept before it came to be worked out
        if computed := self.computed.get((table, record_id)):
            row |= computed
        if table == "actions" and record_id in self._retired:
            row["kind"] = NOTE  # the formulas in its file count it no more
        return row

    @cached_property
    def _kept_rows(self) -> ShownRows:
        return ShownRows(self.snapshot, self.schema)

    @cached_property
    def _retired(self) -> frozenset[str]:
        return frozenset(record.id for record in self.snapshot["actions"] if record.retired)

    def content(self, needs: Collection[NeedsLine]) -> Content:
        """What the workbooks show of it."""
        return Content(
            snapshot=self.snapshot,
            schema=self.schema,
            plan=self.plan,
            shown=self.shown,
            rollup=self.rollup,
            needs=tuple(needs),
            statuses=self.statuses,
            today=self.moment.today,
            period_start=self.moment.period_start,
            due_soon_days=self.moment.due_soon_days,
            past=self.past,
        )

    @property
    def statuses(self) -> tuple[Choice, ...]:
        """The plan's status words."""
        return self.schema["actions"].by_name["status"].choices


def state_of(
    snapshot: Snapshot,
    schema: Schema,
    settings: Settings,
    today: date,
    *,
    conflicts: Collection[CellKey] = frozenset(),
    edits: Collection[Edit] = (),
    first_day: date | None = None,
    past: Past = NO_PAST,
) -> State:
    """Work out one state.

    Args:
        conflicts: cells with two answers.
        edits: the ledger, for who was heard from since the period began.
        first_day: the day history begins; no period begins before it.
        past: how far each area had come.
    """
    moment = moment_of(
        snapshot,
        today,
        period=settings.period,
        year_starts=settings.year_starts,
        due_soon_days=settings.due_soon_days,
        day_first=settings.day_first,
        floor=settings.survey.floor,
        first_day=first_day,
    )
    last_edits, plan = last_staff_edits(edits, schema), plan_of(snapshot, schema)
    tracked = tracked_actions(plan, schema, moment, last_edits)
    return State(
        snapshot,
        schema,
        plan,
        moment,
        computed_cells(snapshot, schema, moment, conflicts=conflicts, tracked=tracked, plan=plan),
        roll_up(snapshot, schema, moment, tracked=tracked, plan=plan),
        last_edits,
        past,
    )


def first_day_of(history: History) -> date | None:
    """The day the plan was taken into history; None while there is none."""
    lines = history.snapshots()
    return lines[0].at.date() if lines else None


def ledger_edits(history: History) -> tuple[Edit, ...]:
    """Every edit ever counted, oldest first."""
    return tuple(line.edit for line in history.ledger())
