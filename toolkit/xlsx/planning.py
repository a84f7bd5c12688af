"""From the changes asked for to what will stand in each sheet, or why it must not."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from toolkit.xlsx.appending import (
    GrowingTable,
    NewCell,
    all_tables,
    blocked,
    model_row,
    new_cells,
    unknown_heading,
    with_sheet_headings,
)
from toolkit.xlsx.book import Book
from toolkit.xlsx.cell import NOTHING, Cell
from toolkit.xlsx.changes import AppendRow, Change, SetCache, SetCell
from toolkit.xlsx.content import Content, Unwritable, holds, storable
from toolkit.xlsx.formula_cells import formula_groups
from toolkit.xlsx.growth import grown_names, grown_rules
from toolkit.xlsx.guards import SheetGuards, formula_refusal
from toolkit.xlsx.looks import fitting, style_at
from toolkit.xlsx.refused import CellRefused
from toolkit.xlsx.sheet_layout import CellSpan, SheetLayout
from toolkit.xlsx.sheet_reader import SheetReader
from toolkit.xlsx.splice import SheetPlan
from toolkit.xlsx.stored_cell import keeps_result, stored_cell
from toolkit.xlsx.styles import Styles
from toolkit.xlsx.tables import TableGeometry
from toolkit.xlsx.totals import totals_cells
from toolkit.xlsx.workbook_parts import DefinedName, SheetFacts


class Plan(Struct):
    """What will happen to a workbook.

    Attributes:
        sheets: what happens to each sheet, by part.
        styles: its cell formats, perhaps with appended ones.
        refused: the changes that must not happen.
        formula_overwritten: a formula gives way to a value somewhere.
        recalculates: results were dropped, stored or overtaken, so the workbook asks to be
            calculated when it is opened.
        tables: the workbook's tables, with the rows added to them, by name in lower case.
        names: the workbook's names as they will be.
    """

    sheets: dict[str, SheetPlan]
    styles: Styles
    refused: list[CellRefused] = field(default_factory=list)
    formula_overwritten: bool = False
    recalculates: bool = False
    tables: dict[str, GrowingTable] = field(default_factory=dict)
    names: tuple[DefinedName, ...] = ()


class Planner:
    """Plans changes to one workbook, in the order they are given."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._guards: dict[str, SheetGuards] = {}
        self._readers: dict[str, SheetReader] = {}
        self.plan = Plan({}, book.styles.fresh(), tables=all_tables(book), names=book.defined_names)

    def add(self, changes: Iterable[Change]) -> Plan:
        """Plan the changes; those that would do harm end up in ``refused``."""
        singles: list[SetCell | SetCache] = []
        for change in changes:
            if isinstance(change, AppendRow):
                self._note(change, self._append(change))
            else:
                singles.append(change)
        barred = self._barred(singles)
        seen: set[tuple[str, int, int]] = set()
        refusal: CellRefused | None
        for change in singles:
            place = (change.sheet.casefold(), change.row, change.column)
            if place in seen:
                refusal = _refusal(
                    "changed-twice",
                    change,
                    "two changes name the same cell",
                    "Leave one of them out.",
                )
            else:
                refusal = barred.get(place) or self._single(change)
            seen.add(place)
            self._note(change, refusal)
        if not self.plan.refused:
            self._grow()
            self._drop_stale()
        return self.plan

    def _note(self, change: Change, refusal: CellRefused | None) -> None:
        if refusal is not None:
            refusal.change = change
            self.plan.refused.append(refusal)

    def _append(self, change: AppendRow) -> CellRefused | None:
        table = self.plan.tables.get(change.table.lower())
        if table is None:
            return CellRefused(
                "no-such-table",
                change.table,
                0,
                0,
                f"the workbook has no table “{change.table}”",
                next_step="Give the table its old name again (Table Design, Table Name).",
            )
        layout = self._book.layout(table.facts)
        if not layout.has_data or not layout.ordered:
            return _unordered(table.facts.name, table.geometry.last_row)
        if not table.added and not table.filled:
            with_sheet_headings(self._book, table)
        refusal = unknown_heading(table, change) or blocked(self._book, table)
        if refusal:
            return refusal
        row = table.next_row
        cells = new_cells(self._book, table, change, row)
        target = row + (table.geometry.totals_rows if row > table.geometry.last_row else 0)
        barred = self._guards_of(table.facts).refusals((target, cell.column) for cell in cells)
        if barred:
            return next(iter(barred.values()))
        return self._add_row(table, row, cells)

    def _add_row(self, table: GrowingTable, row: int, cells: list[NewCell]) -> CellRefused | None:
        layout = self._book.layout(table.facts)
        contents: dict[tuple[int, int], Content] = {}
        for cell in cells:
            value = storable(cell.value, date1904=self._book.date1904)
            if isinstance(value, Unwritable):
                return CellRefused(
                    value.code, table.facts.name, row, cell.column, value.found,
                    next_step=value.next_step,
                )  # fmt: skip
            style = style_at(layout, model_row(table), cell.column)
            if cell.formula is None:
                style = max(fitting(self.plan.styles, style, cell.value, ""), 0)
            contents[row, cell.column] = Content(value, cell.formula, style, cell.array)
        plan = self._sheet_plan(table.facts, layout)
        plan.contents.update(contents)
        if model := model_row(table):
            plan.like_row[row] = model
        table.take()
        return None

    def _grow(self) -> None:
        grown: dict[str, dict[TableGeometry, int]] = {}
        for table in self.plan.tables.values():
            if table.added:
                plan = self._sheet_plan(table.facts, self._book.layout(table.facts))
                grown.setdefault(table.facts.part, {})[table.geometry] = table.added
                if table.geometry.totals_rows:
                    self._move_totals(table, plan)
        for part, tables in grown.items():
            plan = self.plan.sheets[part]
            plan.frame += grown_rules(plan.layout, tables)
            self.plan.names = grown_names(self.plan.names, tables)

    def _move_totals(self, table: GrowingTable, plan: SheetPlan) -> None:
        for span in totals_cells(self._book, table.facts, table.geometry):
            plan.moved[span.row + table.added, span.column] = span
            if stored_cell(plan.layout, span).formula is not None:
                self.plan.formula_overwritten = True
                self.plan.recalculates = True
        plan.like_row[table.geometry.area.bottom + table.added] = table.geometry.area.bottom

    def _drop_stale(self) -> None:
        """Find the formula results the changes overtake, and drop those nobody gave."""
        changed = {
            plan.name: [*plan.contents, *plan.results, *plan.moved]
            for plan in self.plan.sheets.values()
            if plan.contents or plan.results
        }
        if not changed:
            return
        stale: dict[str, dict[int, set[int]]] = {}
        if not self._every_result_given():
            from toolkit.xlsx.dependents import Dependents

            tables = {name: table.grown for name, table in self.plan.tables.items()}
            stale = Dependents(self._book, tables, self.plan.names).stale(changed)
        contents = (c for plan in self.plan.sheets.values() for c in plan.contents.values())
        self.plan.recalculates |= (
            bool(stale)
            or any(plan.results for plan in self.plan.sheets.values())
            or any(content.formula is not None for content in contents)
        )
        for facts in self._book.sheets:
            if cells := stale.get(facts.name.casefold()):
                layout = self._book.layout(facts)
                self._drop(self._sheet_plan(facts, layout), cells)

    def _every_result_given(self) -> bool:
        """Whether no formula keeps a result that nobody vouches for: then none can be stale."""
        for facts in self._book.sheets:
            if facts.kind != "worksheet" or not self._book.package.find(facts.part):
                continue
            plan = self.plan.sheets.get(facts.part)
            given = plan.known | plan.contents.keys() if plan else frozenset()
            for group in formula_groups(self._book.layout(facts)):
                if group.fills is not None and not group.fills.is_one_cell:
                    return False
                if any((row, c) not in given for row, cs in group.cells.items() for c in cs):
                    return False
        return True

    def _drop(self, plan: SheetPlan, cells: dict[int, set[int]]) -> None:
        by_row: dict[int, list[int]] = {}
        for column, rows in cells.items():
            for row in rows:
                by_row.setdefault(row, []).append(column)
        for row, columns in by_row.items():
            for column in columns:
                place = (row, column)
                if place in plan.contents or place in plan.known or place in plan.moved:
                    continue
                span = plan.layout.cells_of(row).get(column)
                if span is not None and stored_cell(plan.layout, span).raw is not None:
                    plan.stale.add(place)

    def _barred(self, changes: list[SetCell | SetCache]) -> dict[tuple[str, int, int], CellRefused]:
        by_sheet: dict[str, list[SetCell | SetCache]] = {}
        for change in changes:
            by_sheet.setdefault(change.sheet.casefold(), []).append(change)
        barred: dict[tuple[str, int, int], CellRefused] = {}
        for name, group in by_sheet.items():
            try:
                guards = self._guards_of(self._book.sheet(group[0].sheet))
            except CellRefused as refusal:
                barred.update({(name, c.row, c.column): refusal for c in group})
                continue
            cells = [(c.row, c.column) for c in group if isinstance(c, SetCell)]
            for (row, column), found in guards.refusals(cells).items():
                barred[name, row, column] = found
        return barred

    def _guards_of(self, facts: SheetFacts) -> SheetGuards:
        if facts.part not in self._guards:
            self._guards[facts.part] = SheetGuards(self._book, facts)
        return self._guards[facts.part]

    def _single(self, change: SetCell | SetCache) -> CellRefused | None:
        facts = self._book.sheet(change.sheet)
        layout = self._book.layout(facts)
        if not layout.has_data or not layout.ordered:
            return _unordered(facts.name, change.row)
        value = storable(change.value, date1904=self._book.date1904)
        if isinstance(value, Unwritable):
            return _refusal(value.code, change, value.found, value.next_step)
        plan = self._sheet_plan(facts, layout)
        span = layout.cells_of(change.row).get(change.column)
        if isinstance(change, SetCache):
            return self._cache(plan, facts, change, span, value)
        return self._set(plan, facts, change, span, value)

    def _sheet_plan(self, facts: SheetFacts, layout: SheetLayout) -> SheetPlan:
        return self.plan.sheets.setdefault(facts.part, SheetPlan(facts.name, layout))

    def _cache(
        self,
        plan: SheetPlan,
        facts: SheetFacts,
        change: SetCache,
        span: CellSpan | None,
        value: str | float | bool | None,
    ) -> CellRefused | None:
        place = (change.row, change.column)
        new = plan.contents.get(place)
        if new is not None and new.formula is not None:
            plan.contents[place] = new._replace(value=value)
            return None
        if span is not None and keeps_result(plan.layout, span, value):
            plan.known.add(place)
            return None
        if span is None or stored_cell(plan.layout, span).formula is None:
            return _refusal(
                "not-a-formula",
                change,
                "the cell holds no formula whose result could be stored",
                "Write the value itself, or give the cell its formula back.",
            )
        plan.known.add(place)
        before = self._plain(facts, span)
        if not holds(before, value) or (before.uncalculated and value is not None):
            plan.results[place] = value
        return None

    def _plain(self, facts: SheetFacts, span: CellSpan) -> Cell:
        """The cell as stored, its number format ignored."""
        unstyled = {k: v for k, v in span.attributes.items() if k != b"s"}
        if facts.part not in self._readers:
            self._readers[facts.part] = self._book.reader(facts)
        return self._readers[facts.part].cell(
            span._replace(attributes={**unstyled, b"s": b"999999"})
        )

    def _set(
        self,
        plan: SheetPlan,
        facts: SheetFacts,
        change: SetCell,
        span: CellSpan | None,
        value: str | float | bool | None,
    ) -> CellRefused | None:
        refusal = span and formula_refusal(
            plan.layout, facts.name, span, over_formula=change.over_formula
        )
        if refusal:
            return refusal
        new = plan.contents.get((change.row, change.column))
        own = new.style if new else style_at(plan.layout, change.row, change.column)
        style = own
        if change.style_from is not None:
            style = style_at(plan.layout, *change.style_from)
        style = fitting(self.plan.styles, style, change.value, change.number_format)
        if style < 0:
            return _refusal(
                "no-date-style",
                change,
                "the workbook has no cell formats, so a date could not be shown as one",
                "Open the workbook in Excel, save it, and run again.",
            )
        before = self._plain(facts, span) if span else NOTHING
        if not new and style == own and before.formula is None and holds(before, value):
            return None
        if before.formula is not None:
            self.plan.formula_overwritten = True
        plan.contents[change.row, change.column] = Content(value, style=style)
        return None


def _unordered(sheet: str, row: int) -> CellRefused:
    return CellRefused(
        "unordered-rows",
        sheet,
        row,
        1,
        "the sheet stores its rows out of order",
        next_step="Open the workbook in Excel, save it, and run again.",
    )


def _refusal(code: str, change: SetCell | SetCache, found: str, next_step: str) -> CellRefused:
    return CellRefused(code, change.sheet, change.row, change.column, found, next_step=next_step)
