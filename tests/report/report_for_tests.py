"""A filled-in plan with a past meeting, and the report on it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from tests.plan_for_tests import TODAY, adopted_plan, id_of, with_cells, with_rows
from toolkit.report.blocks import CellRef, Report
from toolkit.report.director import director_report
from toolkit.report.material import CellPlaces, Material
from toolkit.schedule.moment import moment_of
from toolkit.tables.column import Value
from toolkit.tables.snapshot import Snapshot

ADOPTED, SCHEMA = adopted_plan()
MEETING = date(2027, 3, 5)

THEN: dict[tuple[str, str], Value] = {
    ("1.1a", "status"): "On track",
    ("1.1b", "status"): "On track",
    ("1.1c", "status"): "At risk",
    ("2.1a", "status"): "On track",
    ("2.2a", "status"): "On track",
}
NOW: dict[tuple[str, str], Value] = {
    ("1.1a", "status"): "Complete",
    ("1.1a", "outcome"): "Forty letters sent",
    ("1.1b", "status"): "Off track",
    ("1.1b", "help"): "Decide who writes it",
    ("1.1c", "status"): "On track",
    ("1.1c", "note"): "Answered Ana Ruiz on Monday",
    ("2.1a", "status"): "At risk",
    ("2.1b", "by_when"): "1 May 2028",
    ("2.2a", "status"): "Cancelled",
}


def snapshots() -> tuple[Snapshot, Snapshot]:
    """The state at the past meeting and the state today."""
    met = with_rows(
        ADOPTED,
        "meetings",
        {"name": "Spring meeting", "date": MEETING},
        {"name": "Summer meeting", "date": date(2027, 6, 4)},
    )
    then = with_cells(met, THEN)
    return then, replace(with_cells(then, NOW), number=12, at=datetime(2027, 5, 13, 9, 0))


def places(snapshot: Snapshot) -> CellPlaces:
    """Every action's row, and two figures, stand somewhere."""
    cells = {
        ("actions", record.id, ""): CellRef("One.xlsx", "Grid", f"B{n}", "../One.xlsx")
        for n, record in enumerate(snapshot["actions"], start=6)
    }
    figures = {
        name: CellRef("Summary.xlsm", "Summary", "C5", "../Summary.xlsm")
        for name in ("overall.overdue", "overall.checked")
    }
    return CellPlaces(cells, figures)


def material(**changes: Any) -> Material:
    """The material of a board report, with any part of it changed."""
    then, now = snapshots()
    made = Material(
        now,
        SCHEMA,
        moment_of(now, TODAY),
        before=then,
        before_moment=moment_of(then, MEETING),
        places=places(now),
    )
    return replace(made, **changes)


def with_plan_cells(snapshot: Snapshot, **cells: Value) -> Snapshot:
    """The snapshot with cells of the plan's own record changed."""
    record = next(iter(snapshot["plan"]))
    for column, value in cells.items():
        record = record.with_cell(column, value)
    return snapshot.with_record("plan", record)


def action_id(ref: str) -> str:
    """Row id of an action."""
    return id_of(ADOPTED, ref)


def full_report() -> Report:
    """A report whose page one is full: a long opening, help wanted everywhere, wins typed."""
    _, now = snapshots()
    opening = "Members tell us that the newsletter is read, and two states have asked to join. " * 6
    wins = "\n".join(f"A win that takes a line of its own to tell, number {n}" for n in range(5))
    refs = ("1.1a", "1.1b", "1.1c", "2.1a", "2.1b", "2.2b")
    full = with_cells(now, {(ref, "help"): "A decision of the board " * 9 for ref in refs})
    full = with_cells(full, {(ref, "status"): "At risk" for ref in refs})
    return director_report(material(snapshot=with_plan_cells(full, opening=opening, wins=wins)))
