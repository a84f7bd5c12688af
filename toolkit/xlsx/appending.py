"""A new row at the end of a table: where it goes, what its cells hold, why it must wait."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from toolkit.xlsx.book import Book
from toolkit.xlsx.cell import CellKind, Value
from toolkit.xlsx.cell_grid import CellGrid
from toolkit.xlsx.changes import AppendRow
from toolkit.xlsx.formula_cells import array_areas
from toolkit.xlsx.formulas import shifted
from toolkit.xlsx.grid import MAX_ROW, Area, cell_name
from toolkit.xlsx.refused import CellRefused
from toolkit.xlsx.stored_cell import stored_cell
from toolkit.xlsx.tables import TableGeometry, TablePart, with_headings
from toolkit.xlsx.totals import what_holds_totals
from toolkit.xlsx.workbook_parts import SheetFacts


class GrowingTable(Struct):
    """A table while rows are added to it.

    Attributes:
        facts: its sheet.
        part: its part.
        geometry: as it was, headings as they stand in the sheet.
        added: rows added below its last row.
        filled: its waiting first row was used.
        totals_move: its totals row was found free to move down.
    """

    facts: SheetFacts
    part: TablePart
    geometry: TableGeometry
    added: int = 0
    filled: bool = False
    totals_move: bool = False

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
        return replace(self.geometry, area=area)


class NewCell(Struct, frozen=True):
    """One cell of a new row.

    Attributes:
        column: from 1.
        value: what it shall hold, or the formula's known result.
        formula: the formula it takes over from the row above; None for a value.
        array: that formula is an array formula of one cell: the ``cm`` mark of its cell, or a
            blank; empty for an ordinary one.
    """

    column: int
    value: Value
    formula: str | None = None
    array: str = ""


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
    if geometry.totals_rows and (held := _held_totals(book, table)):
        return held
    last = row + geometry.totals_rows
    if last > MAX_ROW:
        return _refusal(table, "off-grid", "the sheet is full", "Use another sheet.")
    strip = Area(last, geometry.area.left, last, geometry.area.right)
    for other in book.tables(table.facts):
        if other.geometry.part != geometry.part and other.geometry.area.meets(strip):
            return _refusal(
                table,
                "below-table-not-empty",
                f"the table {other.geometry.name} begins right below the table {geometry.name}",
                "Leave empty rows between the two tables, then run again.",
                last,
            )
    return _filled_by_array(book, table) or _occupied(book, table, strip)


def _held_totals(book: Book, table: GrowingTable) -> CellRefused | None:
    """Why the totals row cannot make room; looked into once for a table."""
    if table.totals_move:
        return None
    reason = what_holds_totals(book, table.facts, table.geometry)
    table.totals_move = not reason
    if not reason:
        return None
    return _refusal(
        table,
        "table-totals",
        f"the totals row of the table {table.geometry.name} cannot move down, because {reason}",
        "Add an empty row above the totals in Excel, or switch them off (Table Design).",
        table.geometry.area.bottom,
    )


def _filled_by_array(book: Book, table: GrowingTable) -> CellRefused | None:
    row = model_row(table)
    model = table.geometry.area._replace(top=row, bottom=row)
    for area in array_areas(book.layout(table.facts), book.package.limits.merges):
        if area.meets(model):
            return _refusal(
                table,
                "array",
                f"one formula fills the area {area} of the table {table.geometry.name}",
                "Clear that formula in Excel first.",
                row,
            )
    return None


def _occupied(book: Book, table: GrowingTable, strip: Area) -> CellRefused | None:
    layout = book.layout(table.facts)
    for column, span in sorted(layout.cells_of(strip.top).items()):
        cell = book.reader(table.facts).cell(span)
        empty = cell.kind is CellKind.BLANK and cell.formula is None
        if empty or not strip.left <= column <= strip.right:
            continue
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
        formula, array = above.get(column, (None, ""))
        if formula is not None:
            formula = shifted(formula, row - model_row(table), 0)
        else:
            formula = _column_formula(table, offset)
        value = known.get(column) if formula is not None else None
        cells.append(NewCell(column, value, formula, array))
    return cells


def model_row(table: GrowingTable) -> int:
    """The row a new row looks like: the last one of the table; 0 when it has none yet."""
    geometry = table.geometry
    return geometry.last_row if geometry.last_row >= geometry.first_row else 0


def _formulas_above(book: Book, table: GrowingTable) -> dict[int, tuple[str, str]]:
    """Formula and array mark of the cells in the row above, by column."""
    row = model_row(table)
    layout = book.layout(table.facts)
    reader = book.reader(table.facts)
    reader.know_shared(book.shared_formulas(table.facts))
    found = {}
    for column, span in layout.cells_of(row).items():
        stored = stored_cell(layout, span)
        if stored.formula is not None and (formula := reader.cell(span).formula):
            mark = span.attributes.get(b"cm", b" ").decode()
            found[column] = (formula, mark if stored.formula[0].get(b"t") == b"array" else "")
    return found


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
