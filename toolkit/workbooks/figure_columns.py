"""The columns of a roll-up table: heading, width, formula and cached value of each figure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from toolkit.rollup.figures import Item
from toolkit.tables.column import Choice
from toolkit.workbooks.counting import Counting

COMPLETE_SHARE = "completion"
"""Key of the progress bar: complete ones out of the dated ones."""


class FigureCell(Struct, frozen=True):
    """Where a figure stands in Summary.

    Attributes:
        sheet: name of the sheet.
        cell: such as ``C7``.
        figure: its path in the roll-up: ``areas[1].by_status.On track``.
    """

    sheet: str
    cell: str
    figure: str


class FigureColumn(Struct, frozen=True):
    """One figure: its name in JSON, heading and width."""

    key: str
    heading: str
    width: float = 9


def figure_columns(statuses: Sequence[Choice]) -> tuple[FigureColumn, ...]:
    """All figures of a roll-up, in reading order."""
    by_status = (
        FigureColumn(f"by_status.{c.word}", f"{c.symbol} {c.word}".strip(), 9.5) for c in statuses
    )
    return (
        FigureColumn("actions", "Actions", 8.5),
        *by_status,
        FigureColumn("not_reported", "Not reported", 9.5),
        FigureColumn("overdue", "Overdue", 9),
        FigureColumn("due_soon", "Due soon", 8),
        FigureColumn("owned.of", "In play", 7.5),
        FigureColumn("reported", "Heard this period", 9.5),
        FigureColumn("checked", "Checked this period", 9.5),
        FigureColumn("owned.n", "With an owner", 9),
        FigureColumn("completion.n", "Dated: complete", 9.5),
        FigureColumn("completion.of", "Dated: all", 8.5),
        FigureColumn(COMPLETE_SHARE, "Complete", 12),
        FigureColumn("ongoing.n", "Ongoing: checked", 9.5),
        FigureColumn("ongoing.of", "Ongoing: all", 9),
        FigureColumn("freshness_days", "Days since checked", 10),
    )


def figure_formulas(counting: Counting, where: str, tests: Sequence[str] = ()) -> dict[str, str]:
    """Every figure's formula, the median as an array formula (in braces)."""
    return {**counting.formulas(where), "freshness_days": counting.freshness(tests)}


def figures_of(item: Item) -> dict[str, float | str | None]:
    """Every figure's cached value, the progress share (0 to 1) with them."""
    values = item.values
    share = item.completion
    values[COMPLETE_SHARE] = share.n / share.of if share.of else None
    return values
