"""A running Excel in memory, as an xlwings engine built on xlwings' own open base classes.

It knows only what the backend may use; everything else raises NotImplementedError in xlwings. A
value that is typed in is understood as Excel understands typing: "1.10" becomes a number, "3/4" a
date, "=x" a formula, unless the cell is formatted as text or the text begins with an apostrophe.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import xlwings
from openpyxl.utils import get_column_letter, range_boundaries
from xlwings import base_classes

NAME_ERROR = -2146826259
ERROR_CODES = {NAME_ERROR: "#NAME?", -2146826246: "#N/A"}


class BusyWithTyping(Exception):
    """What the connection to Excel raises while somebody types in a cell."""


BusyWithTyping.__module__ = "pywintypes"


class ProtectedSheet(Exception):
    """What it raises at a locked cell."""


ProtectedSheet.__module__ = "pywintypes"


@dataclass
class Stored:
    """One cell: what it shows, the formula behind it, how numbers look."""

    value: Any = None
    formula: str = ""
    number_format: str = "General"


@dataclass
class World:
    """Everything that is open, and what a person would notice.

    Attributes:
        books: open workbooks.
        typing: somebody is typing in a cell, so Excel takes no orders.
        touched: calls that disturb a person (selecting, saving, calculating, scrolling).
        screen: whether the screen shows changes at once.
        input: whether keys and mouse are listened to.
        on_order: called with each order before it is carried out: what a person or a macro does
            in between.
        orders: how often a value was fetched or given.
    """

    books: list[FakeBook] = field(default_factory=list)
    typing: bool = False
    touched: list[str] = field(default_factory=list)
    screen: bool = True
    input: bool = True
    on_order: Callable[[str], None] = lambda _order: None
    orders: list[str] = field(default_factory=list)

    def order(self, what: str) -> None:
        if self.typing:
            raise BusyWithTyping("Call was rejected by callee.")
        self.orders.append(what)
        self.on_order(what)


class FakeEngine:
    """See xlwings.Engine."""

    name = "fake excel"
    type = "desktop"

    def __init__(self, world: World) -> None:
        self.apps = FakeApps(world)

    @staticmethod
    def clean_value_data(
        data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> Any:
        def clean(value: Any) -> Any:
            if value in ("", None):
                return empty_as
            if isinstance(value, int) and value in ERROR_CODES:
                return ERROR_CODES[value] if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]

    @staticmethod
    def prepare_xl_data_element(value: Any, date_format: Any) -> Any:
        return "" if value is None else value


class FakeApps(base_classes.Apps):
    def __init__(self, world: World) -> None:
        self.app = FakeApp(world)

    def keys(self) -> list[int]:
        return [1]

    def __iter__(self) -> Iterator[FakeApp]:
        return iter([self.app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> FakeApp:
        return self.app


class FakeApp(base_classes.App):
    pid = 1

    def __init__(self, world: World) -> None:
        self.world = world

    @property
    def books(self) -> FakeBooks:
        return FakeBooks(self.world)

    @property
    def engine(self) -> FakeEngine:
        return FakeEngine(self.world)

    status_bar = ""
    display_alerts = True

    @property
    def screen_updating(self) -> bool:
        return self.world.screen

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self.world.screen = value

    @property
    def interactive(self) -> bool:
        return self.world.input

    @interactive.setter
    def interactive(self, value: bool) -> None:
        self.world.input = value


class FakeBooks(base_classes.Books):
    def __init__(self, world: World) -> None:
        self.world = world

    def __iter__(self) -> Iterator[FakeBook]:
        self.world.order("list the workbooks")
        return iter(self.world.books)

    def __len__(self) -> int:
        return len(self.world.books)

    def __call__(self, name_or_index: Any) -> FakeBook:
        for book in self.world.books:
            if book.name == name_or_index:
                return book
        raise KeyError(name_or_index)

    @property
    def active(self) -> FakeBook:
        return self.world.books[0]


class FakeBook(base_classes.Book):
    api = True

    def __init__(self, world: World, place: str, sheets: list[FakeSheet]) -> None:
        self.world, self.place, self.sheets_ = world, place, sheets
        self.names_: list[FakeName] = []
        for sheet in sheets:
            sheet.book_ = self

    @property
    def app(self) -> FakeApp:
        return FakeApp(self.world)

    @property
    def name(self) -> str:
        return re.split(r"[\\/]", self.place)[-1]

    @property
    def fullname(self) -> str:
        return self.place

    @property
    def sheets(self) -> FakeSheets:
        return FakeSheets(self.sheets_)

    @property
    def names(self) -> FakeNames:
        return FakeNames(self.names_)

    def save(self, path: Any = None, password: Any = None) -> None:
        self.world.touched.append("saved")

    def activate(self) -> None:
        self.world.touched.append("activated")


class FakeNames(base_classes.Names):
    def __init__(self, names: list[FakeName]) -> None:
        self.names = names

    def __call__(self, name_or_index: Any) -> FakeName:
        if isinstance(name_or_index, int):
            return self.names[name_or_index - 1]
        return next(name for name in self.names if name.name == name_or_index)

    def __len__(self) -> int:
        return len(self.names)


class FakeName(base_classes.Name):
    def __init__(self, name: str, place: FakeRange) -> None:
        self.name_, self.place = name, place

    @property
    def name(self) -> str:
        return self.name_

    @property
    def refers_to_range(self) -> FakeRange:
        return self.place


class FakeSheets(base_classes.Sheets):
    def __init__(self, sheets: list[FakeSheet]) -> None:
        self.sheets = sheets

    def __call__(self, name_or_index: Any) -> FakeSheet:
        if isinstance(name_or_index, int):
            return self.sheets[name_or_index - 1]
        for sheet in self.sheets:
            if sheet.name == name_or_index:
                return sheet
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self.sheets)

    def __iter__(self) -> Iterator[FakeSheet]:
        return iter(self.sheets)


class FakeSheet(base_classes.Sheet):
    api = True

    def __init__(self, name: str) -> None:
        self.name_ = name
        self.cells_: dict[tuple[int, int], Stored] = {}
        self.protected = False
        self.tables_: list[FakeTable] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.book_: Any = None

    @property
    def name(self) -> str:
        return self.name_

    @property
    def book(self) -> FakeBook:
        return self.book_

    @property
    def tables(self) -> FakeTables:
        return FakeTables(self.tables_)

    def range(self, arg1: Any, arg2: Any = None) -> FakeRange:
        first = self._corners(arg1)
        last = self._corners(arg2) if arg2 is not None else first
        return FakeRange(self, first[0], first[1], last[2], last[3])

    def _corners(self, at: Any) -> tuple[int, int, int, int]:
        if isinstance(at, FakeRange):
            return at.coords_
        if isinstance(at, str):
            left, top, right, bottom = range_boundaries(at.replace("$", ""))
            return top, left, bottom, right
        return at[0], at[1], at[0], at[1]

    @property
    def used_range(self) -> FakeRange:
        filled = [at for at, cell in self.cells_.items() if cell.value is not None or cell.formula]
        rows = [row for row, _ in filled] or [1]
        columns = [column for _, column in filled] or [1]
        return FakeRange(self, min(rows), min(columns), max(rows), max(columns))


class FakeRange(base_classes.Range):
    api = True
    has_array = False

    def __init__(self, sheet: FakeSheet, top: int, left: int, bottom: int, right: int) -> None:
        self.sheet_ = sheet
        self.coords_ = (top, left, bottom, right)

    @property
    def sheet(self) -> FakeSheet:
        return self.sheet_

    @property
    def row(self) -> int:
        return self.coords_[0]

    @property
    def column(self) -> int:
        return self.coords_[1]

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.coords_
        return bottom - top + 1, right - left + 1

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, arg1: Any, arg2: Any = None) -> FakeRange:
        columns = self.shape[1]
        row, column = (arg1, arg2) if arg2 is not None else divmod(arg1 - 1, columns)
        if arg2 is None:
            row, column = row + 1, column + 1
        top, left = self.coords_[0] + row - 1, self.coords_[1] + column - 1
        return FakeRange(self.sheet_, top, left, top, left)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        top, left, bottom, right = self.coords_
        first, last = f"{get_column_letter(left)}{top}", f"{get_column_letter(right)}{bottom}"
        return first if len(self) == 1 else f"{first}:{last}"

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def _each(self) -> Iterator[list[tuple[int, int]]]:
        top, left, bottom, right = self.coords_
        for row in range(top, bottom + 1):
            yield [(row, column) for column in range(left, right + 1)]

    def _stored(self, at: tuple[int, int]) -> Stored:
        return self.sheet_.cells_.get(at, Stored())

    def _order(self, what: str) -> None:
        self.sheet_.book_.world.order(f"{what} {self.sheet_.name}!{self.address}")

    @property
    def raw_value(self) -> Any:
        self._order("get")
        block = tuple(tuple(self._stored(at).value for at in row) for row in self._each())
        return block[0][0] if len(self) == 1 else block

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._order("set")
        if self.sheet_.protected:
            raise ProtectedSheet("The cell you're trying to change is on a protected sheet.")
        rows = value if isinstance(value, list | tuple) else [[value]]
        for places, values in zip(self._each(), rows, strict=True):
            for at, typed in zip(places, values, strict=True):
                type_into(self.sheet_.cells_.setdefault(at, Stored()), typed)

    @property
    def formula(self) -> Any:
        def shown(stored: Stored) -> Any:
            return stored.formula or ("" if stored.value is None else stored.value)

        block = tuple(tuple(shown(self._stored(at)) for at in row) for row in self._each())
        return block[0][0] if len(self) == 1 else block

    @property
    def number_format(self) -> str | None:
        found = {self._stored(at).number_format for row in self._each() for at in row}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        for row in self._each():
            for at in row:
                self.sheet_.cells_.setdefault(at, Stored()).number_format = value

    def clear_contents(self) -> None:
        self._order("clear")
        for row in self._each():
            for at in row:
                stored = self.sheet_.cells_.setdefault(at, Stored())
                stored.value, stored.formula = None, ""

    @property
    def merge_cells(self) -> bool | None:
        merged = [self._merge_of(at) is not None for row in self._each() for at in row]
        return merged[0] if all(merged) or not any(merged) else None

    @property
    def merge_area(self) -> FakeRange:
        area = self._merge_of((self.row, self.column))
        return FakeRange(self.sheet_, *area) if area else self

    def _merge_of(self, at: tuple[int, int]) -> tuple[int, int, int, int] | None:
        for top, left, bottom, right in self.sheet_.merged:
            if top <= at[0] <= bottom and left <= at[1] <= right:
                return top, left, bottom, right
        return None


class FakeTables(base_classes.Collection):
    def __init__(self, tables: list[FakeTable]) -> None:
        self.tables = tables

    def __call__(self, key: Any) -> FakeTable:
        if isinstance(key, int):
            return self.tables[key - 1]
        return next(table for table in self.tables if table.name == key)

    def __len__(self) -> int:
        return len(self.tables)

    def __iter__(self) -> Iterator[FakeTable]:
        return iter(self.tables)

    def __contains__(self, key: Any) -> bool:
        return any(table.name == key for table in self.tables)


class FakeTable(base_classes.Table):
    show_headers = True
    show_totals = False

    def __init__(self, sheet: FakeSheet, name: str, area: tuple[int, int, int, int]) -> None:
        self.sheet_, self.name_, self.area = sheet, name, area

    @property
    def name(self) -> str:
        return self.name_

    @property
    def range(self) -> FakeRange:
        return FakeRange(self.sheet_, *self.area)

    @property
    def header_row_range(self) -> FakeRange:
        top, left, _, right = self.area
        return FakeRange(self.sheet_, top, left, top, right)

    def resize(self, area: Any) -> None:
        """New rows of a table look like the row above, as in Excel."""
        _, left, old_bottom, right = self.area
        self.area = area.impl.coords_ if hasattr(area, "impl") else area.coords_
        for row in builtin_range(old_bottom + 1, self.area[2] + 1):
            for column in builtin_range(left, right + 1):
                above = self.sheet_.cells_.get((old_bottom, column), Stored())
                own = self.sheet_.cells_.setdefault((row, column), Stored())
                own.number_format = above.number_format


builtin_range = range


def type_into(stored: Stored, typed: Any) -> None:
    """What Excel makes of a value that is typed or given."""
    stored.formula = ""
    if typed in ("", None):
        stored.value = None
    elif not isinstance(typed, str) and stored.number_format == "@":
        stored.value = f"{typed:g}" if isinstance(typed, int | float) else str(typed)
    elif not isinstance(typed, str):
        _give(stored, typed)
    elif typed.startswith("'"):
        stored.value = typed[1:]
    elif stored.number_format == "@":
        stored.value = typed
    else:
        _understand(stored, typed)


def _give(stored: Stored, value: Any) -> None:
    if isinstance(value, datetime):
        if stored.number_format == "General":
            stored.number_format = "m/d/yyyy"
    elif isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    stored.value = value


def _understand(stored: Stored, text: str) -> None:
    number = re.fullmatch(r"\s*([+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)(%?)\s*", text)
    day = re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", text)
    if number:
        stored.value = float(number[1]) / (100 if number[2] else 1)
        if number[2]:
            stored.number_format = "0%"
    elif day:
        stored.value = datetime(int(day[3] or 2027), int(day[1]), int(day[2]))
        stored.number_format = "d-mmm"
    elif text.casefold() in ("true", "false"):
        stored.value = text.casefold() == "true"
    elif text in ERROR_CODES.values():
        stored.value = next(code for code, name in ERROR_CODES.items() if name == text)
    elif text[0] in "=+-@":
        stored.formula, stored.value = f"={text.lstrip('=')}", NAME_ERROR
    else:
        stored.value = text


def open_in_excel(world: World, place: Path, shown_as: str = "") -> FakeBook:
    """Open a file in the fake Excel."""
    sheets = []
    content = place.read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says which looks it does not know
        formulas = openpyxl.load_workbook(BytesIO(content))
        shown = openpyxl.load_workbook(BytesIO(content), data_only=True)
    for found in shown.worksheets:
        sheet = FakeSheet(found.title)
        for row in found.iter_rows():
            for cell in row:
                behind = formulas[found.title].cell(cell.row, cell.column).value
                is_formula = isinstance(behind, str) and behind.startswith("=")
                is_formula = is_formula and formulas[found.title][cell.coordinate].data_type == "f"
                value = float(cell.value) if type(cell.value) is int else cell.value
                sheet.cells_[cell.row, cell.column] = Stored(
                    value, behind if is_formula else "", cell.number_format
                )
        for table in found.tables.values():
            left, top, right, bottom = range_boundaries(table.ref)
            sheet.tables_.append(FakeTable(sheet, table.displayName, (top, left, bottom, right)))
        for area in found.merged_cells.ranges:
            sheet.merged.append((area.min_row, area.min_col, area.max_row, area.max_col))
        sheets.append(sheet)
    book = FakeBook(world, shown_as or str(place), sheets)
    world.books.append(book)
    return book


def start(world: World) -> xlwings.Engine:
    """Make this the Excel that xlwings talks to."""
    engine = xlwings.Engine(impl=FakeEngine(world))
    xlwings.engines.add(engine)
    engine.activate()
    return engine
