"""Makes new workbooks: bytes out, no paths, no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct, field

from toolkit.plan.view import Plan
from toolkit.ports.drawn import Drawn
from toolkit.report.needs_you import NeedsLine
from toolkit.rollup.figures import Rollup
from toolkit.tables.column import Choice, Value
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp

MONTHS_SHOWN = 12
"""How many months the small columns *Complete over time* show."""


class Content(Struct, frozen=True):
    """Everything the workbooks of one plan show at one moment.

    Attributes:
        snapshot, schema, plan: the agreed state.
        shown: the values of (table, id) by column, own, inherited or worked out.
        rollup: the figures, as Python counted them.
        needs: the lines of *Needs you*, most urgent first.
        statuses: the plan's status words.
        today, period_start: the days figures are counted for.
        due_soon_days: how far ahead "due soon" looks.
        past: area id → (day, percent complete) at the last sync of each month, oldest first, for
            sparklines; at most ``MONTHS_SHOWN`` of them.
    """

    snapshot: Snapshot
    schema: Schema
    plan: Plan
    shown: Callable[[str, str], Mapping[str, Value]]
    rollup: Rollup
    needs: Sequence[NeedsLine]
    statuses: tuple[Choice, ...]
    today: date
    period_start: date
    due_soon_days: int = 30
    past: Mapping[str, Sequence[tuple[date, float]]] = field(default_factory=dict)


class FigureCell(Struct, frozen=True):
    """Where a figure of the roll-up stands: ``areas[1].overdue`` at Summary!E7."""

    sheet: str
    cell: str
    figure: str


class Made(Struct, frozen=True):
    """A new workbook.

    Attributes:
        data: its bytes.
        figures: where each roll-up figure stands in it.
        macros: whether it carries the Refresh button (and must be named ``.xlsm``).
    """

    data: bytes
    figures: tuple[FigureCell, ...] = ()
    macros: bool = False


class BookMaker(Protocol):
    """Makes the three kinds of workbook; the same content always gives the same bytes."""

    def area(self, content: Content, area_id: str, stamp: Stamp) -> Made:
        """The workbook of one focus area."""
        ...

    def plan(self, content: Content, stamp: Stamp) -> Made:
        """Plan.xlsx: everything that is not an action."""
        ...

    def summary(self, content: Content, stamp: Stamp, files: Mapping[str, str]) -> Made:
        """Summary.xlsm; ``files`` names each area's workbook by area id, for links."""
        ...

    def drawn_area(self, content: Content, area_id: str, stamp: Stamp) -> Drawn:
        """What ``area`` would show, at a fraction of the cost."""
        ...

    def drawn_summary(self, content: Content, stamp: Stamp, files: Mapping[str, str]) -> Drawn:
        """What ``summary`` would show."""
        ...
