"""Reading rows and single cells with care, whatever way they are written."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import FileRefused
from toolkit.xlsx.cell import Cell
from toolkit.xlsx.cell_grid import Row
from toolkit.xlsx.cell_values import CellValues
from toolkit.xlsx.escapes import xml_text
from toolkit.xlsx.formulas import shifted
from toolkit.xlsx.grid import MAX_COLUMN
from toolkit.xlsx.refused import damaged
from toolkit.xlsx.sheet_layout import CellSpan, RowSpan, SheetLayout
from toolkit.xlsx.stored_cell import stored_cell, style_number


class SheetReader:
    """Reads the rows of one sheet into typed cells.

    Attributes:
        layout: where its rows lie.
        values: how its stored values are read.
    """

    def __init__(self, layout: SheetLayout, values: CellValues) -> None:
        self.layout = layout
        self.values = values
        self._shared: dict[bytes, tuple[int, int, str]] = {}

    def know_shared(self, masters: dict[bytes, tuple[int, int, str]]) -> None:
        """Learn where shared formulas are written out, to read rows out of their order."""
        self._shared.update(masters)

    def row(self, span: RowSpan) -> Row:
        """The cells of one row, columns ascending.

        Raises:
            FileRefused: when a cell is stored twice or makes no sense.
        """
        columns: list[int] = []
        cells: list[Cell] = []
        for cell in self.layout.cells(span):
            columns.append(cell.column)
            cells.append(self.cell(cell))
        return self.in_order(span.number, columns, cells)

    def cell(self, span: CellSpan) -> Cell:
        """One cell."""
        stored = stored_cell(self.layout, span)
        formula = None
        if stored.formula is not None:
            formula = self.formula(*stored.formula, span.row, span.column)
        style = style_number(span.attributes.get(b"s", b""))
        kind = span.attributes.get(b"t", b"")
        return self.values.cell(kind, style, stored.raw, stored.inline, formula)

    def formula(self, attributes: dict[bytes, bytes], raw: bytes, row: int, column: int) -> str:
        """The text of a formula, also where it only points to a shared one.

        Args:
            attributes: those of ``<f>``.
            raw: what stands in it.
            row: where it stands.
            column: where it stands.
        """
        text = xml_text(raw, self.layout.part)
        kind = attributes.get(b"t", b"")
        if kind == b"shared":
            number = attributes.get(b"si", b"")
            if text:
                self._shared[number] = (row, column, text)
                return text
            master = self._shared.get(number)
            return shifted(master[2], row - master[0], column - master[1]) if master else ""
        if kind == b"dataTable":
            inputs = [attributes[name] for name in (b"r1", b"r2") if name in attributes]
            return f"TABLE({b','.join(inputs).decode('utf-8', 'replace')})"
        return text

    def in_order(self, row: int, columns: Sequence[int], cells: Sequence[Cell]) -> Row:
        """A row's cells by ascending column, each once."""
        if all(map(int.__lt__, columns, columns[1:])):
            return tuple(columns), tuple(cells)
        if len(set(columns)) != len(columns):
            raise self.twice(f"a cell of row {row}")
        order = sorted(range(len(columns)), key=columns.__getitem__)
        return tuple(columns[k] for k in order), tuple(cells[k] for k in order)

    def twice(self, what: str) -> FileRefused:
        """The refusal of something stored twice, of which two readers see different ones."""
        return damaged(f"{what} is stored twice", code="duplicate-cell", where=self.layout.part)


def hidden_columns(layout: SheetLayout) -> frozenset[int]:
    """The columns people do not see."""
    hidden: set[int] = set()
    for element in layout.frame:
        if element.name == "col" and element.get("hidden") in ("1", "true"):
            first, last = element.get("min"), element.get("max")
            if first.isdecimal() and last.isdecimal() and len(last) < 6:
                hidden.update(range(int(first), min(int(last), MAX_COLUMN) + 1))
    return frozenset(hidden)


_TRUE = (b"1", b"true")
