"""Makes the workbooks of a plan in one house style: the port's contract over this room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from toolkit.ports import book_maker as port
from toolkit.ports.drawn import Drawn
from toolkit.tables.stamp import Stamp
from toolkit.workbooks.area import area_workbook, drawn_area
from toolkit.workbooks.content import Content
from toolkit.workbooks.house_style import HouseStyle
from toolkit.workbooks.layout import Layouts
from toolkit.workbooks.summary import drawn_summary, summary_workbook

if TYPE_CHECKING:
    from toolkit.ports.online_sheets import Figures, OnlineView, SummaryTab


class Maker(Struct, frozen=True):
    """See ``ports.book_maker.BookMaker``.

    Attributes:
        house: the look.
        layout: sheets, columns, widths, print set-up.
        macro: source of the Refresh button.
        buttons: which workbooks carry it: ``summary``, ``all`` (the area workbooks too), ``none``.
    """

    house: HouseStyle
    layout: Layouts
    macro: str = ""
    buttons: str = "summary"

    def area(self, content: port.Content, area_id: str, stamp: Stamp) -> port.Made:
        """The workbook of one focus area."""
        macro = self.macro if self.buttons == "all" else ""
        made = area_workbook(self._dressed(content), area_id, stamp, macro)
        return port.Made(made, macros=bool(macro))

    def plan(self, content: port.Content, stamp: Stamp) -> port.Made:
        """Plan.xlsx."""
        from toolkit.workbooks.plan_book import plan_workbook

        return port.Made(plan_workbook(self._dressed(content), stamp))

    def summary(self, content: port.Content, stamp: Stamp, files: Mapping[str, str]) -> port.Made:
        """Summary.xlsm."""
        dressed = self._dressed(content)
        made = summary_workbook(dressed, stamp, files=files, macro=self._summary_macro)
        figures = tuple(
            port.FigureCell(figure.sheet, figure.cell, figure.figure) for figure in made.figures
        )
        return port.Made(made.data, figures, made.with_macros)

    def drawn_area(self, content: port.Content, area_id: str, stamp: Stamp) -> Drawn:
        """What the workbook of one focus area would show."""
        return drawn_area(self._dressed(content), area_id, stamp)

    def drawn_summary(self, content: port.Content, stamp: Stamp, files: Mapping[str, str]) -> Drawn:
        """What Summary would show."""
        dressed = self._dressed(content)
        return drawn_summary(dressed, stamp, files=files, macro=self._summary_macro)

    @property
    def _summary_macro(self) -> str:
        return "" if self.buttons == "none" else self.macro

    def view(self, content: port.Content, replica: str, stamp: Stamp) -> OnlineView:
        """The tabs of an online view; see ``ports.online_sheets.SheetDesigner``."""
        from toolkit.workbooks.online_views import online_view

        return online_view(self._dressed(content), replica, stamp)

    def online_summary(
        self, content: port.Content, areas: Mapping[str, str], elsewhere: Sequence[str]
    ) -> SummaryTab:
        """The tab of live figures of an online spreadsheet."""
        from toolkit.workbooks.online_summary import summary_tab

        return summary_tab(self._dressed(content), areas, elsewhere)

    def figures(self, content: port.Content) -> Figures:
        """The formulas of its figures."""
        from toolkit.workbooks.online_summary import figure_formulas_of

        return figure_formulas_of(self._dressed(content))

    def _dressed(self, content: port.Content) -> Content:
        facts = {name: getattr(content, name) for name in _SHARED}
        return Content(
            **facts,
            needs=tuple(content.needs),
            house=self.house,
            layout=self.layout,
            history={area: tuple(past) for area, past in content.past.items()},
        )


_SHARED = (
    "snapshot", "schema", "plan", "shown", "rollup", "statuses", "today", "period_start",
    "due_soon_days",
)  # fmt: skip
