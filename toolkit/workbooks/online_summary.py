"""The summary tab of an online spreadsheet: the same figures, by the same formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from toolkit.ports.online_sheets import Figures, SummaryFigure, SummaryTab
from toolkit.workbooks.action_grid import GOAL_ID
from toolkit.workbooks.content import Content
from toolkit.workbooks.counting import Counting, Words
from toolkit.workbooks.figure_columns import COMPLETE_SHARE, figure_columns
from toolkit.workbooks.online_views import dress

_LEFT_OUT = frozenset({"freshness_days"})
"""A median needs an array formula, which a shared sheet shows as an error once it is touched."""


def summary_tab(content: Content, areas: Mapping[str, str], elsewhere: Sequence[str]) -> SummaryTab:
    """The tab for the areas (area id → replica) that live in one spreadsheet.

    Args:
        elsewhere: names of the areas that do not.
    """
    names = {area.id: f"{area.number}  {area.title}".strip() for area in content.plan.areas}
    parts = [content.plan.organisation, content.plan.facts.text("period")]
    looks = {"name": "Figure name", "figure": "Figure", "total name": "Total name",
             "total": "Total", "headline": "Headline"}  # fmt: skip
    return SummaryTab(
        title="Summary",
        colour=content.house.swatch("brand").solid,
        band=(content.plan.name, dress(content, "Title")),
        line=("  ·  ".join(part for part in parts if part), dress(content, "Subtitle")),
        label=content.plan.labels["area"],
        figures=tuple(_figures(content)),
        areas={replica: names[area] for area, replica in areas.items()},
        looks={key: dress(content, name) for key, name in looks.items()},
        elsewhere=_elsewhere(elsewhere),
    )


def _elsewhere(names: Sequence[str]) -> str:
    if not names:
        return ""
    listed = ", ".join(names)
    return f"Not in this spreadsheet, so not counted here: {listed}. Summary.xlsm counts them all."


def _figures(content: Content) -> Iterator[SummaryFigure]:
    colours = {f"by_status.{choice.word}": choice.colour for choice in content.statuses}
    colours |= {"not_reported": "blank", "overdue": "red", "due_soon": "amber"}
    for column in figure_columns(content.statuses):
        if column.key in _LEFT_OUT:
            continue
        swatch = content.house.swatch(colours.get(column.key, "tool"))
        head = replace(dress(content, "Heading tool"), centred=True)
        if column.key in colours:
            head = replace(head, ink=swatch.ink, fill=swatch.fill)
        colour = swatch.solid if column.key in colours else ""
        yield SummaryFigure(column.key, column.heading, round(column.width * 8), head, colour)


class _Ranges(Counting, frozen=True):
    """Counts over ranges instead of an Excel Table's columns; ``headings`` holds the ranges."""

    def ref(self, column: str) -> str:
        return self.headings[column]


def figure_formulas_of(content: Content) -> Figures:
    """The formulas of every figure, for columns given as ranges."""
    words = Words.of(content.statuses)
    days = str(content.due_soon_days)

    def formulas(columns: Mapping[str, str], today: str, start: str) -> Mapping[str, str]:
        named = {("goal_id" if key == GOAL_ID else key): place for key, place in columns.items()}
        counting = _Ranges("", named, words, today, start, days)
        found = counting.formulas()
        return {key: found[key] for key in found if key != COMPLETE_SHARE}

    return formulas
