"""Plans of two levels: no sheet shows a column for goals nobody wrote."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from toolkit.plan.view import Goal
from toolkit.workbooks.content import Content
from toolkit.workbooks.layout import ColumnLayout
from toolkit.workbooks.view_columns import ViewColumn

AREA = "area"


def are_unnamed(goals: Iterable[Goal]) -> bool:
    """Whether none of these goals has words of its own."""
    return not any(goal.statement for goal in goals)


def without(columns: tuple[ViewColumn, ...], key: str) -> tuple[ViewColumn, ...]:
    """The columns with one out of sight: it stays for who adds goals later."""
    return tuple(
        replace(view, place=replace(view.place, hidden=True)) if view.key == key else view
        for view in columns
    )


def area_column(content: Content) -> ViewColumn:
    """The area's title, where a goal's statement would stand."""
    return ViewColumn(AREA, content.plan.labels["area"], ColumnLayout(AREA), head="Heading plan")
