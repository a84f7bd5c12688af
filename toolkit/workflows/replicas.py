"""The workbooks a plan is edited in: their ids, names and scopes."""

from __future__ import annotations

from msgspec import Struct

from toolkit.plan.file_names import PLAN_FILE, area_file, summary_file
from toolkit.plan.view import Plan

PLAN_REPLICA = "plan"
SUMMARY_REPLICA = "summary"


class Replica(Struct, frozen=True):
    """One live workbook.

    Attributes:
        id: stable id, the same in every copy of it.
        file: the name it is given.
        scope: id of the area whose rows it shows, "" for the whole plan.
        title: what people call it.
        address: of the online spreadsheet it lives in; "" for a workbook.
    """

    id: str
    file: str
    scope: str = ""
    title: str = ""
    address: str = ""


def replicas_of(plan: Plan, *, buttons: str = "summary") -> tuple[Replica, ...]:
    """The workbooks of a plan: one for each focus area with actions, then Plan and Summary."""
    suffix = ".xlsm" if buttons == "all" else ".xlsx"
    areas = tuple(
        Replica(f"area-{area.id}", area_file(area.number, area.title, suffix), area.id, area.title)
        for area in plan.areas
    )
    return (
        *areas,
        Replica(PLAN_REPLICA, PLAN_FILE, title="Plan"),
        Replica(SUMMARY_REPLICA, summary_file(buttons), title="Summary"),
    )
