"""One Excel Table on a sheet: headings, cells, drop-downs, folds and row heights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from toolkit.tables.column import Column, ColumnType, Owner, Value
from toolkit.tables.schema import ROW_ID_HEADING, TableSchema, heading_key
from toolkit.workbooks.book import DATE_FORMAT, Book, cell_name, write, write_formula
from toolkit.workbooks.drop_downs import validation
from toolkit.workbooks.layout import ColumnLayout, SheetLayout
from toolkit.workbooks.lists_sheet import Lists
from toolkit.workbooks.row_heights import row_height
from toolkit.workbooks.status_chips import chip_statuses

ROW_ID = "row id"
"""Key of the hidden column that carries a record's identity."""

_HEADS = {
    Owner.PLAN: "Heading plan",
    Owner.STAFF: "Heading staff",
    Owner.COORDINATOR: "Heading staff",
    Owner.TOOL: "Heading tool",
}
LOOKS = {
    Owner.PLAN: "Plan",
    Owner.STAFF: "Staff",
    Owner.COORDINATOR: "Staff",
    Owner.TOOL: "Tool",
}
_WIDTHS = {
    ColumnType.TEXT: 34,
    ColumnType.CHOICE: 15,
    ColumnType.TICK: 8,
    ColumnType.PERCENT: 10,
    ColumnType.NUMBER: 10,
    ColumnType.DATE: 13,
    ColumnType.BY_WHEN: 20,
    ColumnType.WHO: 14,
    ColumnType.LINK: 22,
    ColumnType.REF: 8,
}
_FORMATS = {
    ColumnType.DATE: {"num_format": DATE_FORMAT},
    ColumnType.PERCENT: {"num_format": "0%"},
    ColumnType.NUMBER: {"num_format": "General"},
    ColumnType.TICK: {"align": "center"},
}
_TEXT_FORMAT = {"num_format": "@"}


@dataclass(frozen=True)
class ViewColumn:
    """One column of a table on a sheet.

    Attributes:
        key: schema name, or the sheet's own name for a figure.
        heading: text of its header cell.
        place: width, fold, hidden.
        column: the schema's column, None for figures and ids.
        head: look of the header cell.
        head_changes: XlsxWriter properties on top of it.
    """

    key: str
    heading: str
    place: ColumnLayout
    column: Column | None = None
    head: str = "Heading tool"
    head_changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class GridCell:
    """What goes into one cell.

    Attributes:
        value: its value, or the cached value of ``formula``.
        look: look of the house style.
        changes: XlsxWriter properties on top of the look.
        formula: live formula, "" for a plain value.
        link: address the cell leads to, "" for none.
    """

    value: Value = None
    look: str = "Plan"
    changes: Mapping[str, Any] = field(default_factory=dict)
    formula: str = ""
    link: str = ""


@dataclass(frozen=True)
class Placed:
    """Where a table stands: its rows (0-based, inclusive) and the column of each key."""

    head_row: int
    first_row: int
    last_row: int
    columns: Mapping[str, int]

    def area(self, key: str) -> tuple[int, int, int, int]:
        """The body cells of a column."""
        col = self.columns[key]
        return self.first_row, col, self.last_row, col


def view_columns(
    table: TableSchema, layout: SheetLayout, extra: Sequence[ViewColumn] = (), *, rest: bool = True
) -> tuple[ViewColumn, ...]:
    """The columns of a view: as laid out, then (with ``rest``) what else the plan uses, then ids.

    ``extra`` columns (figures) stand where the layout names them.
    """
    own = {column.key: column for column in extra}
    found: list[ViewColumn] = []
    for place in layout.columns:
        families = [view for key, view in own.items() if key.startswith(f"{place.name}.")]
        if place.name in own:
            found.append(_placed(own[place.name], place))
        elif families and place.name not in table.by_name:
            # One line of the layout for a family: by_status is one column a status word.
            found += [_placed(view, replace(place, name=view.key)) for view in families]
        elif place.name in table.by_name:
            found.append(_view_column(table.by_name[place.name], place))
    named = {place.name for place in layout.columns}
    if rest:
        unnamed = (c for c in table.columns if c.name not in named and not c.hidden)
        found += [_view_column(c, ColumnLayout(c.name, _WIDTHS[c.type])) for c in unnamed]
    found.sort(key=lambda view: view.place.hidden)
    row_id = ViewColumn(ROW_ID, ROW_ID_HEADING, ColumnLayout(ROW_ID, 12, hidden=True))
    return _distinct((*found, row_id))


def _placed(view: ViewColumn, place: ColumnLayout) -> ViewColumn:
    return replace(view, place=place)


def _view_column(column: Column, place: ColumnLayout) -> ViewColumn:
    return ViewColumn(column.name, column.heading, place, column, _HEADS[column.owner])


def _distinct(columns: tuple[ViewColumn, ...]) -> tuple[ViewColumn, ...]:
    """The columns with figures renamed where a plan's own heading took their word."""
    taken = {heading_key(view.heading) for view in columns if view.column is not None}
    found = []
    for view in columns:
        heading = view.heading
        while view.column is None and heading_key(heading) in taken:
            heading += " (count)"
        taken.add(heading_key(heading))
        found.append(replace(view, heading=heading))
    return tuple(found)


def span_of(columns: Sequence[ViewColumn]) -> tuple[tuple[int, float], ...]:
    """The columns people see before they unfold anything: number and width."""
    return tuple(
        (col, view.place.width)
        for col, view in enumerate(columns)
        if not view.place.hidden and not view.place.fold
    )


def typed_cell(column: Column, value: Value, look: str = "", **changes: Any) -> GridCell:
    """A cell of a schema column: percent as Excel keeps it, dates and texts in their format."""
    facts = {**_FORMATS.get(column.type, _TEXT_FORMAT), **changes}
    if column.type is ColumnType.PERCENT and isinstance(value, int | float):
        value = value / 100
    return GridCell(value, look or LOOKS[column.owner], facts)


class TableView:
    """Writes one table.

    Args:
        book, sheet: where.
        lists: the workbook's drop-down words.
        columns: from left to right.
        who: people and codes offered under Who.
        offers: whether cells get drop-downs and help.
    """

    def __init__(
        self,
        book: Book,
        sheet: Worksheet,
        lists: Lists,
        columns: tuple[ViewColumn, ...],
        who: tuple[str, ...] = (),
        *,
        offers: bool = True,
    ) -> None:
        self.book, self.sheet, self.lists = book, sheet, lists
        self.columns, self.who, self.offers = columns, who, offers

    def write(self, name: str, top: int, rows: Sequence[Mapping[str, GridCell]]) -> Placed:
        """Write heading and rows from row ``top`` on; an empty table keeps one row to fill in."""
        placed = Placed(
            top, top + 1, top + max(len(rows), 1), {c.key: i for i, c in enumerate(self.columns)}
        )
        self._set_columns()
        self._add_table(name, placed)
        for number, cells in enumerate(rows or [self._blank_row()]):
            self._write_row(placed.first_row + number, cells)
        self._help(placed)
        self.book.let_grow(self.sheet, placed.first_row, placed.last_row)
        return placed

    def _blank_row(self) -> dict[str, GridCell]:
        return {c.key: typed_cell(c.column, None) for c in self.columns if c.column is not None}

    def _set_columns(self) -> None:
        folded_after = False
        for col in reversed(range(len(self.columns))):
            place = self.columns[col].place
            options: dict[str, Any] = {"hidden": place.hidden or bool(place.fold)}
            if place.fold:
                options["level"] = 1
            elif folded_after:
                options["collapsed"] = True
            folded_after = bool(place.fold)
            self.sheet.set_column(col, col, place.width, None, options)
        self.sheet.outline_settings(True, True, False, False)

    def _add_table(self, name: str, placed: Placed) -> None:
        failed = self.sheet.add_table(
            placed.head_row,
            0,
            placed.last_row,
            len(self.columns) - 1,
            {
                "name": name,
                "style": None,
                "columns": [
                    {"header": view.heading, "header_format": self._head_form(view)}
                    for view in self.columns
                ],
            },
        )
        if failed:
            raise AssertionError(f"XlsxWriter refused the table {name}")
        heads = [
            (view.heading + "  ▾", view.place.width - 2, self.book.look(view.head))
            for view in self.columns
            if not view.place.hidden
        ]
        self.sheet.set_row(placed.head_row, row_height(heads, 30))

    def _head_form(self, view: ViewColumn) -> Format:
        # Where nothing can be filled in, no heading may say that it can.
        mirrored = not self.offers and view.head == _HEADS[Owner.STAFF]
        look = _HEADS[Owner.TOOL] if mirrored else view.head
        return self.book.form(look, **view.head_changes)

    def _write_row(self, row: int, cells: Mapping[str, GridCell]) -> None:
        heights = []
        for col, view in enumerate(self.columns):
            cell = cells.get(view.key, GridCell())
            self._write_cell(row, col, cell)
            if not view.place.hidden and not view.place.fold:
                shown = cell.value.strftime("%d %b %Y") if hasattr(cell.value, "strftime") else ""
                text = shown or ("" if cell.value is None else str(cell.value))
                heights.append((text, view.place.width, self.book.look(cell.look)))
        self.sheet.set_row(row, row_height(heights, 20))

    def _write_cell(self, row: int, col: int, cell: GridCell) -> None:
        form = self.book.form(cell.look, **cell.changes)
        if cell.formula:
            write_formula(self.sheet, row, col, cell.formula, form, cell.value)
        elif cell.link:
            self.sheet.write_url(row, col, cell.link, form, str(cell.value))
        else:
            write(self.sheet, row, col, cell.value, form)

    def _help(self, placed: Placed) -> None:
        for view in self.columns:
            if view.column is None or view.place.hidden:
                continue
            facts = validation(view.column, self.lists, self.who) if self.offers else None
            if facts:
                self.sheet.data_validation(*placed.area(view.key), facts)
            if view.column.type is ColumnType.REF:
                first, col, last, _ = placed.area(view.key)
                self.sheet.ignore_errors({"number_stored_as_text": _range(first, col, last)})
            if any(choice.symbol for choice in view.column.choices):
                chip_statuses(self.book, self.sheet, placed.area(view.key), view.column.choices)


def _range(first: int, col: int, last: int) -> str:
    return f"{cell_name(first, col)}:{cell_name(last, col)}"
