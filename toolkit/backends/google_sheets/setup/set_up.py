"""All a spreadsheet still lacks, as one atomic batch; what is there stays as people left it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from toolkit.backends.google_sheets.cells import Json
from toolkit.backends.google_sheets.setup.hidden_tabs import Lists, stamp_requests
from toolkit.backends.google_sheets.setup.looks import a1_column, colour, quoted
from toolkit.backends.google_sheets.setup.new_tab import (
    FIRST,
    Placing,
    mark,
    row_count,
    tab_requests,
)
from toolkit.backends.google_sheets.setup.summary_sheet import (
    Counted,
    charts,
    summary_cells,
    with_semicolons,
)
from toolkit.backends.google_sheets.setup.tab_rules import tab_rules
from toolkit.backends.google_sheets.sheet_state import (
    LOG_SHEET,
    PART_KEY,
    SheetState,
    TabState,
    free_id,
)
from toolkit.backends.google_sheets.view_book import ViewTab, geometry
from toolkit.backends.google_sheets.write_batch import log_tab
from toolkit.ports.online_sheets import PERIOD_STARTS, OnlineBook, OnlineView, SheetTab, SummaryTab
from toolkit.tables.schema import Schema, heading_key
from toolkit.tables.stamp import STAMP_SHEET

_SUMMARY = "summary "
_Rows = tuple[str, int, int]
"""A tab as formulas name it, and the first and last row (from 1) of a table's rows there."""


class SetUp(Struct):
    """What is to be done to one spreadsheet.

    Attributes:
        requests: the batch; empty when nothing is lacking.
        made: titles of new tabs.
        views: replicas that were not there.
    """

    requests: list[Json] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    views: list[str] = field(default_factory=list)


def set_up(state: SheetState, book: OnlineBook, schema: Schema, charts_there: set[int]) -> SetUp:
    """Work out what the spreadsheet lacks.

    Args:
        state: the spreadsheet as it is.
        book: what it is to show.
        charts_there: ids of charts in it.
    """
    return _Builder(state, book, schema, charts_there).build()


class _Builder:
    def __init__(
        self, state: SheetState, book: OnlineBook, schema: Schema, charts_there: set[int]
    ) -> None:
        self.state, self.book, self.schema = state, book, schema
        self.charts_there = charts_there
        self.taken = set(state.taken)
        self.sheets = {tab.sheet_id for tab in state.tabs}
        self.titles = {tab.title.casefold() for tab in state.tabs}
        self.done = SetUp()
        self.placed: dict[str, tuple[_Rows, Mapping[str, int]]] = {}
        self.index = 0

    def build(self) -> SetUp:
        new = [view for view in self.book.views if view.replica not in self.state.replicas]
        lists = Lists(self.state, self.sheets, self.taken)
        ranges = lists.ranges(
            (column.heading, column.words)
            for view in self.book.views
            for tab in view.tabs
            for column in tab.columns
        )
        requests, facts = stamp_requests(self.state, new, self.book.facts, self.schema, self.sheets)
        self.done.requests += [*requests, *lists.requests()]
        if self.state.named(LOG_SHEET) is None:
            self.done.requests.append(log_tab())
        self.index = 1 if self.book.summary else 0
        for view in new:
            self.done.views.append(view.replica)
            for tab in view.tabs:
                self._tab(view, tab, ranges)
        for view in self.book.views:
            if view not in new:
                self._know(view)
        if self.book.summary is not None:
            self._summary(facts)
        self._drop_blank_tab()
        return self.done

    def _tab(self, view: OnlineView, tab: SheetTab, ranges: Mapping[Sequence[str], str]) -> None:
        sheet = self._sheet_id(f"{view.replica}|{tab.table}")
        title = self._title(tab.title)
        placing = Placing(sheet, title, view.replica, self.index)
        self.index += 1
        self.done.requests += tab_requests(tab, placing, self.taken)
        self.done.requests += tab_rules(tab, sheet, ranges)
        self.done.made.append(title)
        if tab.table == "actions":
            places = {column.key: number for number, column in enumerate(tab.columns)}
            self.placed[view.replica] = ((quoted(title), FIRST + 1, row_count(tab)), places)

    def _know(self, view: OnlineView) -> None:
        """Where the columns of a view's rows stand in a tab that was there already."""
        for tab in self.state.originals(view.replica):
            wanted = next((t for t in view.tabs if t.table == tab.table), None)
            if tab.table != "actions" or wanted is None:
                continue
            found = geometry(ViewTab(tab.title, tab.table, tab.by_row), self.schema)
            heads = {heading_key(h): found.area.left - 1 + n for n, h in enumerate(found.headings)}
            places = {
                column.key: heads[heading_key(column.heading)]
                for column in wanted.columns
                if heading_key(column.heading) in heads
            }
            start = (quoted(tab.title), found.area.top + 1, tab.rows)
            self.placed[view.replica] = (start, places)

    def _summary(self, facts: Mapping[str, int]) -> None:
        tab = self.book.summary
        if tab is None:
            return
        lines = [
            Counted(name, self._formulas(replica, facts))
            for replica, name in tab.areas.items()
            if replica in self.placed
        ]
        if not lines:
            return
        shape = self._shape(tab)
        there = next((t for t in self.state.tabs if t.part.startswith(_SUMMARY)), None)
        if there is not None and there.part == _SUMMARY + shape:
            return
        sheet = self._summary_tab(there, shape, len(lines))
        ids = [free_id(f"chart {n}", set()) for n in range(2)]
        self.done.requests += [
            {"deleteEmbeddedObject": {"objectId": n}} for n in ids if n in self.charts_there
        ]
        self.done.requests += summary_cells(tab, sheet, lines)
        self.done.requests += charts(tab, sheet, len(lines), ids)

    def _shape(self, tab: SummaryTab) -> str:
        """Changes when the summary has to: other areas, figures or columns, not more rows."""
        facts = [(name, self.placed.get(replica, ("", {}))[1]) for replica, name in
                 tab.areas.items()]  # fmt: skip
        facts.append((tab.elsewhere, {figure.key: n for n, figure in enumerate(tab.figures)}))
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:12]

    def _summary_tab(self, there: TabState | None, shape: str, count: int) -> int:
        tab = self.book.summary
        if tab is None:
            raise AssertionError("no summary wanted")
        if there is not None:
            look = {"metadataKey": PART_KEY, "metadataValue": there.part}
            gone = {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": look}}}
            fresh = mark(there.sheet_id, PART_KEY, _SUMMARY + shape, self.taken)
            self.done.requests += [gone, fresh]
            return there.sheet_id
        sheet, title = self._sheet_id("summary"), self._title(tab.title)
        grid = {"rowCount": max(60, count + 40), "columnCount": len(tab.figures) + 1,
                "frozenRowCount": 1, "hideGridlines": True}  # fmt: skip
        self.done.requests += [
            {"addSheet": {"properties": {"sheetId": sheet, "title": title, "index": 0,
             "gridProperties": grid, "tabColorStyle": colour(tab.colour)}}},
            mark(sheet, PART_KEY, _SUMMARY + shape, self.taken),
        ]  # fmt: skip
        self.done.made.append(title)
        return sheet

    def _formulas(self, replica: str, facts: Mapping[str, int]) -> dict[str, str]:
        start, places = self.placed[replica]
        title, first, last = start
        columns = {
            key: f"{title}!${a1_column(n)}${first}:${a1_column(n)}${last}"
            for key, n in places.items()
        }
        begun = f"{quoted(STAMP_SHEET)}!$B${facts[PERIOD_STARTS]}"
        found = self.book.figures(columns, "TODAY()", begun)
        return {key: with_semicolons(formula) for key, formula in found.items()}

    def _sheet_id(self, seed: str) -> int:
        found = free_id(seed, self.sheets)
        self.sheets.add(found)
        return found

    def _title(self, wanted: str) -> str:
        """A title nobody has yet: what staff called their own tab stays theirs."""
        title, count = wanted, 1
        while title.casefold() in self.titles:
            count += 1
            title = f"{wanted} (plan)" if count == 2 else f"{wanted} (plan {count})"
        self.titles.add(title.casefold())
        return title

    def _drop_blank_tab(self) -> None:
        """The one empty tab a new spreadsheet comes with."""
        if self.done.made and len(self.state.tabs) == 1 and not self.state.tabs[0].cells:
            self.done.requests.append({"deleteSheet": {"sheetId": self.state.tabs[0].sheet_id}})
