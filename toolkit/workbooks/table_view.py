"""One Excel Table on a sheet: headings, cells, drop-downs, folds and row heights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from toolkit.tables.column import ColumnType, Owner, Value
from toolkit.workbooks.book import Book, Format, Worksheet, cell_name, write, write_formula
from toolkit.workbooks.drop_downs import validation
from toolkit.workbooks.house_style import HouseStyle
from toolkit.workbooks.lists_sheet import Lists
from toolkit.workbooks.row_heights import row_height
from toolkit.workbooks.status_chips import chip_statuses
from toolkit.workbooks.view_columns import HEADS, GridCell, ViewColumn, typed_cell


class Placed(Struct, frozen=True):
    """Where a table stands: its rows (0-based, inclusive), the column of each key, its height."""

    head_row: int
    first_row: int
    last_row: int
    columns: Mapping[str, int]
    height: float = 0.0

    def area(self, key: str) -> tuple[int, int, int, int]:
        """The body cells of a column."""
        col = self.columns[key]
        return self.first_row, col, self.last_row, col


class LaterRows(Struct, frozen=True):
    """The rows of a long table, of which a draft draws only those somebody asks for.

    Attributes:
        count: how many there are.
        told: of a row, counted from 0, everything its values and links come from, and what decides
            about the looks of its cells.
        draw: makes the cells of a row.
    """

    count: int
    told: Callable[[int], tuple[object, object]]
    draw: Callable[[int], Mapping[str, GridCell]]


_EMPTY = GridCell()
_LOWEST = 20.0


class TableView:
    """Writes one table.

    Args:
        book, sheet: where.
        lists: the workbook's drop-down words.
        columns: from left to right.
        who: people and codes offered under Who.
        offers: whether cells get drop-downs and help.
        filters: whether headings get filter buttons, which take room from narrow ones.
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
        filters: bool = True,
    ) -> None:
        self.book, self.sheet, self.lists = book, sheet, lists
        self.columns, self.who = columns, who
        self.offers, self.filters = offers, filters

    def write_later(self, name: str, top: int, rows: LaterRows) -> Placed:
        """Write heading and rows like ``write``; a draft's rows wait until somebody asks."""
        if not (self.book.is_draft and rows.count):
            return self.write(name, top, map(rows.draw, range(rows.count)), rows.count)
        placed = self.reserve(name, top, rows.count)
        first = placed.first_row

        def draw(row: int) -> None:
            self._write_row(row, rows.draw(row - first))

        self.sheet.draw_later(first, map(rows.told, range(rows.count)), draw)
        self.book.let_grow(self.sheet, first, placed.last_row)
        return placed

    def write(
        self, name: str, top: int, rows: Iterable[Mapping[str, GridCell]], count: int = -1
    ) -> Placed:
        """Write heading and rows from row ``top`` on; an empty table keeps one row to fill in.

        Args:
            count: how many rows there are, when they are made one by one.
        """
        if count < 0:
            rows = list(rows)
            count = len(rows)
        placed = self._begun(name, top, count)
        height = placed.height
        for number, cells in enumerate(rows if count else [self._blank_row()]):
            height += self._write_row(placed.first_row + number, cells)
        self._help(placed)
        self.book.let_grow(self.sheet, placed.first_row, placed.last_row)
        return replace(placed, height=height)

    def reserve(self, name: str, top: int, rows: int) -> Placed:
        """Write everything but the rows."""
        placed = self._begun(name, top, rows)
        self._help(placed)
        return placed

    def _begun(self, name: str, top: int, rows: int) -> Placed:
        columns = {view.key: col for col, view in enumerate(self.columns)}
        placed = Placed(top, top + 1, top + max(rows, 1), columns)
        self._set_columns()
        return replace(placed, height=self._add_table(name, placed))

    def _blank_row(self) -> dict[str, GridCell]:
        return {c.key: typed_cell(c.column, None) for c in self.columns if c.column is not None}

    def _set_columns(self) -> None:
        after_fold = False
        for col, view in enumerate(self.columns):
            place = view.place
            options: dict[str, Any] = {"hidden": place.hidden or bool(place.fold)}
            if place.fold:
                options["level"] = 1
            elif after_fold:
                options["collapsed"] = True  # the button stands over the column after a fold
            after_fold = bool(place.fold)
            self.sheet.set_column(col, col, place.width, None, options)

    def _add_table(self, name: str, placed: Placed) -> float:
        failed = self.sheet.add_table(
            placed.head_row,
            0,
            placed.last_row,
            len(self.columns) - 1,
            {
                "name": name,
                "style": None,
                "autofilter": self.filters,
                "columns": [
                    {"header": view.heading, "header_format": self._head_form(view)}
                    for view in self.columns
                ],
            },
        )
        if failed:
            raise AssertionError(f"XlsxWriter refused the table {name}")
        self.book.headings[name] = tuple(view.heading for view in self.columns)
        heads = [
            (view.heading + "  ▾", view.place.width - 2, self.book.look(view.head))
            for view in self.columns
            if not view.place.hidden
        ]
        height = row_height(heads, 30)
        self.sheet.set_row(placed.head_row, height)
        return height

    def _head_form(self, view: ViewColumn) -> Format:
        # Where nothing can be filled in, no heading may say that it can.
        mirrored = not self.offers and view.head == HEADS[Owner.STAFF]
        look = HEADS[Owner.TOOL] if mirrored else view.head
        return self.book.form(look, **view.head_changes)

    def _write_row(self, row: int, cells: Mapping[str, GridCell]) -> float:
        for col, view in enumerate(self.columns):
            self._write_cell(row, col, cells.get(view.key, _EMPTY))
        needed = partial(_height, self.columns, self.book.house, cells)
        if self.book.is_draft:
            self.sheet.needs_height(row, needed)
            return _LOWEST
        height = needed()
        self.sheet.set_row(row, height)
        return height

    def _write_cell(self, row: int, col: int, cell: GridCell) -> None:
        form = self.book.form(cell.look, **cell.changes)
        if cell.formula:
            write_formula(self.sheet, row, col, cell.formula, form, cell.value)
        elif cell.link:
            self.sheet.write_url(row, col, cell.link, form, str(cell.value))
        else:
            write(self.sheet, row, col, cell.value, form)
        if cell.tells:
            self.book.tell(self.sheet, row, col, cell.look, **cell.changes)

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


def _height(
    columns: Iterable[ViewColumn], house: HouseStyle, cells: Mapping[str, GridCell]
) -> float:
    texts = []
    for view in columns:
        cell = cells.get(view.key, _EMPTY)
        if cell.value is not None and not view.place.hidden:
            look = house.look(cell.look)
            if cell.changes.get("bold"):
                look = replace(look, bold=True)
            texts.append((_shown(cell.value), view.place.width, look))
    return row_height(texts, _LOWEST)


def _shown(value: Value) -> str:
    """A value as wide as its cell shows it."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    return "" if value is None else str(value)


def _range(first: int, col: int, last: int) -> str:
    return f"{cell_name(first, col)}:{cell_name(last, col)}"
