"""A new row at the end of a table: where it goes, what its cells hold, why it must wait."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.xlsx.book import Book
from toolkit.xlsx.cell import CellKind, Value
from toolkit.xlsx.cell_grid import CellGrid
from toolkit.xlsx.changes import AppendRow
from toolkit.xlsx.formula_cells import array_areas
from toolkit.xlsx.formulas import shifted
from toolkit.xlsx.grid import MAX_ROW, Area, cell_name
from toolkit.xlsx.refused import CellRefused
from toolkit.xlsx.tables import TableGeometry, TablePart, with_headings
from toolkit.xlsx.workbook_parts import SheetFacts


@dataclass
class GrowingTable:
    """A table while rows are added to it.

    Attributes:
        facts: its sheet.
        part: its part.
        geometry: as it was, headings as they stand in the sheet.
        added: rows added below its last row.
        filled: its waiting first row was used.
    """

    facts: SheetFacts
    part: TablePart
    geometry: TableGeometry
    added: int = 0
    filled: bool = False

    @property
    def next_row(self) -> int:
        """The sheet's row the next new row goes to."""
        if self.geometry.awaits_first_row and not self.filled:
            return self.geometry.first_row
        return self.geometry.last_row + self.added + 1

    def take(self) -> int:
        """Claim the next row."""
        row = self.next_row
        if self.geometry.awaits_first_row and not self.filled:
            self.filled = True
        else:
            self.added += 1
        return row

    @property
    def grown(self) -> TableGeometry:
        """The table with its added rows."""
        area = self.geometry.area
        area = area._replace(bottom=area.bottom + self.added)
        return TableGeometry(**{**self.geometry.__dict__, "area": area})


@dataclass(frozen=True)
class NewCell:
    """One cell of a new row.

    Attributes:
        column: from 1.
        value: what it shall hold, or the formula's known result.
        formula: the formula it takes over from the row above; None for a value.
    """

    column: int
    value: Value
    formula: str | None = None


def all_tables(book: Book) -> dict[str, GrowingTable]:
    """Every table of the workbook by its name in lower case."""
    found = {}
    for facts in book.sheets:
        if facts.kind != "worksheet" or book.package.find(facts.part) is None:
            continue
        for part in book.tables(facts):
            found[part.geometry.name.lower()] = GrowingTable(facts, part, part.geometry)
    return found


def with_sheet_headings(book: Book, table: GrowingTable) -> None:
    """Read the heading row once, so that a heading as people see it is found as well."""
    row = book.layout(table.facts).row(table.geometry.area.top)
    if row is not None:
        cells = CellGrid({row.number: book.reader(table.facts).row(row)})
        table.geometry = with_headings(table.geometry, cells)


def unknown_heading(table: GrowingTable, change: AppendRow) -> CellRefused | None:
    """The refusal of a heading the table does not have."""
    for heading in (*change.values, *change.calculated):
        if not table.geometry.column_of(heading):
            return _refusal(
                table,
                "no-such-column",
                f"the table {table.geometry.name} has no column “{heading}”",
                "Give the column its heading back, or leave it out.",
            )
    return None


def blocked(book: Book, table: GrowingTable) -> CellRefused | None:
    """Why the table cannot grow by one more row; None when it can."""
    geometry, row = table.geometry, table.next_row
    if row <= geometry.last_row:
        return None
    if geometry.totals_rows:
        return _refusal(
            table,
            "table-totals",
            f"the table {geometry.name} ends in a totals row, which would be overwritten",
            "Switch the totals row off (Table Design), then run again.",
            geometry.area.bottom,
        )
    if row > MAX_ROW:
        return _refusal(table, "off-grid", "the sheet is full", "Use another sheet.")
    strip = Area(row, geometry.area.left, row, geometry.area.right)
    for other in book.tables(table.facts):
        if other.geometry.part != geometry.part and other.geometry.area.meets(strip):
            return _refusal(
                table,
                "below-table-not-empty",
                f"the table {other.geometry.name} begins right below the table {geometry.name}",
                "Leave empty rows between the two tables, then run again.",
                row,
            )
    return _occupied(book, table, strip)


def _occupied(book: Book, table: GrowingTable, strip: Area) -> CellRefused | None:
    layout = book.layout(table.facts)
    for area in array_areas(layout, book.package.limits.merges):
        if area.has(model_row(table), area.left) and area.meets(
            strip._replace(top=model_row(table), bottom=model_row(table))
        ):
            return _refusal(
                table,
                "array",
                f"one formula fills the area {area} of the table {table.geometry.name}",
                "Clear that formula in Excel first.",
                model_row(table),
            )
    span = layout.row(strip.top)
    if span is None:
        return None
    columns, cells = book.reader(table.facts).row(span)
    for column, cell in zip(columns, cells, strict=True):
        if not strip.left <= column <= strip.right:
            continue
        if cell.kind is not CellKind.BLANK or cell.formula is not None:
            name = cell_name(strip.top, column)
            return _refusal(
                table,
                "below-table-not-empty",
                f"the cell {name} right below the table {table.geometry.name} is not empty "
                f"({str(cell.value if cell.value is not None else cell.formula)[:60]!r})",
                "Move it further down or away, then run again.",
                strip.top,
                column,
            )
    return None


def new_cells(book: Book, table: GrowingTable, change: AppendRow, row: int) -> list[NewCell]:
    """What the cells of the new row hold, one for each column of the table."""
    geometry = table.geometry
    given = {geometry.column_of(heading): value for heading, value in change.values.items()}
    known = {geometry.column_of(heading): value for heading, value in change.calculated.items()}
    above = _formulas_above(book, table)
    cells = []
    for offset in range(len(geometry.columns)):
        column = geometry.area.left + offset
        if column in given:
            cells.append(NewCell(column, given[column]))
            continue
        formula = above.get(column)
        if formula is not None:
            formula = shifted(formula, row - model_row(table), 0)
        else:
            formula = _column_formula(table, offset)
        value = known.get(column) if formula is not None else None
        cells.append(NewCell(column, value, formula))
    return cells


def model_row(table: GrowingTable) -> int:
    """The row a new row looks like: the last one of the table."""
    return table.geometry.last_row


def _formulas_above(book: Book, table: GrowingTable) -> dict[int, str]:
    row = model_row(table)
    layout = book.layout(table.facts)
    span = layout.row(row) if row >= table.geometry.first_row else None
    if span is None:
        return {}
    reader = book.reader(table.facts)
    reader.know_shared(book.shared_formulas(table.facts))
    columns, cells = reader.row(span)
    return {
        column: cell.formula for column, cell in zip(columns, cells, strict=True) if cell.formula
    }


def _column_formula(table: GrowingTable, offset: int) -> str | None:
    """The column's own formula, as far as it reads the same in every row."""
    columns = [e for e in table.part.elements if e.name == "tableColumn"]
    for element in table.part.elements:
        if element.name == "calculatedColumnFormula" and element.parent is columns[offset]:
            formula = element.text.removeprefix("=")
            if formula and element.get("array") not in ("1", "true"):
                return formula if shifted(formula, 1, 0) == formula else None
    return None


def _refusal(
    table: GrowingTable, code: str, found: str, next_step: str, row: int = 0, column: int = 0
) -> CellRefused:
    column = column or (table.geometry.area.left if row else 0)
    return CellRefused(code, table.facts.name, row, column, found, next_step=next_step)
