"""What a workbook is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct, field

from toolkit.plan.view import Plan
from toolkit.report.needs_you import NeedsLine
from toolkit.rollup.figures import Rollup
from toolkit.tables.column import Choice, Value
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workbooks.house_style import HouseStyle
from toolkit.workbooks.layout import Layouts

Shown = Callable[[str, str], Mapping[str, Value]]
"""(table, record id) → what a view shows by column: own, inherited or computed."""


class Content(Struct, frozen=True):
    """Everything the workbooks of one plan show at one moment.

    Attributes:
        snapshot: the agreed state.
        schema: tables and columns in the plan's wording.
        plan: the same state as areas → goals → actions.
        shown: what a view shows of a record.
        rollup: the figures; cached under the formulas that compute them.
        needs: the lines of *Needs you*.
        today: the day the figures are for.
        period_start: first day of the reporting period.
        due_soon_days: how many days ahead an action is due soon.
        statuses: the status words in the order of the drop-down.
        house: the look.
        layout: sheets, columns, widths, print set-up.
        history: area id → (day, percent complete) of past syncs, oldest first.
    """

    snapshot: Snapshot
    schema: Schema
    plan: Plan
    shown: Shown
    rollup: Rollup
    needs: tuple[NeedsLine, ...]
    today: date
    period_start: date
    due_soon_days: int
    statuses: tuple[Choice, ...]
    house: HouseStyle
    layout: Layouts
    history: Mapping[str, tuple[tuple[date, float], ...]] = field(default_factory=dict)
