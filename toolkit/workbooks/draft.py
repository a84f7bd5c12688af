"""A workbook that is only drawn: what each cell would show, without making a file of it.

It takes the place of XlsxWriter's workbook while the same functions write, keeps what stands in
cells and tables, and lets everything about looks, print and charts go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from toolkit.ports.drawn import Drawn, DrawnCell, DrawnSheet, DrawnTable, Dress, Ink, Shown


class Silent:
    """Something that can be told anything and does nothing: a format, a chart."""

    def __getattr__(self, _name: str) -> Silent:
        return self

    def __call__(self, *_given: Any, **_named: Any) -> Silent:
        return self

    def __iter__(self) -> Iterator[Silent]:
        return iter(())

    def __bool__(self) -> bool:
        return False


SILENT = Silent()


class DraftWorkbook:
    """Under XlsxWriter's names, as far as this room uses them."""

    def __init__(self) -> None:
        self.sheetnames: dict[str, DraftSheet] = {}

    def add_worksheet(self, name: str) -> DraftSheet:
        """A new tab."""
        self.sheetnames[name] = DraftSheet(name)
        return self.sheetnames[name]

    def worksheets(self) -> list[DraftSheet]:
        """The tabs in order."""
        return list(self.sheetnames.values())

    def __getattr__(self, _name: str) -> Silent:
        return SILENT

    def drawn(self) -> Drawn:
        """What was written."""
        return Drawn(tuple(sheet.drawn() for sheet in self.worksheets()))


class DraftSheet:
    """Under XlsxWriter's names: rows and columns from 0."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._cells: dict[tuple[int, int], DrawnCell] = {}
        self._tables: list[DrawnTable] = []
        self._dresses: dict[tuple[int, int], Dress] = {}
        self._heights: dict[int, Callable[[], float]] = {}

    def get_name(self) -> str:
        """The tab's name."""
        return self.name

    def drawn(self) -> DrawnSheet:
        """What was written."""
        tables = tuple(self._tables)
        return DrawnSheet(self.name, self._cells, tables, self._dresses, self._heights)

    def dress(self, row: int, col: int, **facts: Any) -> None:
        """What else a cell says."""
        place = (row + 1, col + 1)
        self._dresses[place] = replace(self._dresses.get(place, Dress()), **facts)

    def tell(self, row: int, col: int, ink: Ink) -> None:
        """What a cell's letters say; one that leads nowhere now may have led somewhere before."""
        known = self._dresses.get((row + 1, col + 1), Dress())
        self.dress(row, col, ink=ink, link=known.link or "")

    def needs_height(self, row: int, points: Callable[[], float]) -> None:
        """How high a row must be, should anybody ask."""
        self._heights[row + 1] = points

    def write_string(self, row: int, col: int, text: str, _form: object = None) -> None:
        """A text."""
        self._put(row, col, text)

    def write_number(self, row: int, col: int, number: float, _form: object = None) -> None:
        """A number."""
        self._put(row, col, number)

    def write_datetime(self, row: int, col: int, day: datetime, _form: object = None) -> None:
        """A day."""
        self._put(row, col, day.date())

    def write_blank(self, row: int, col: int, _nothing: object, _form: object = None) -> None:
        """A cell that only looks like something."""
        self._cells.pop((row + 1, col + 1), None)

    def write_url(
        self, row: int, col: int, url: str, _form: object = None, string: str = ""
    ) -> None:
        """A link with the text it shows."""
        self._put(row, col, string)
        inside = url.startswith("internal:")
        address = url.partition(":")[2]
        self.dress(row, col, link=f"#{address}" if inside else address)

    def write_rich_string(self, row: int, col: int, *parts: object) -> None:
        """A text in several inks."""
        self._put(row, col, "".join(part for part in parts if isinstance(part, str)))

    def write_formula(
        self, row: int, col: int, formula: str, _form: object = None, value: Shown = None
    ) -> None:
        """A formula with its result."""
        shown = str(value) if isinstance(value, date) else value
        self._put(row, col, shown, formula.strip("{}").removeprefix("="))

    def write_array_formula(
        self, row: int, col: int, _last_row: int, _last_col: int, formula: str,
        form: object = None, value: Shown = None,
    ) -> None:  # fmt: skip
        """An array formula of one cell."""
        self.write_formula(row, col, formula, form, value)

    def merge_range(
        self, row: int, col: int, _last_row: int, _last_col: int, text: str, form: object = None
    ) -> None:
        """Several cells that show one text."""
        self.write_string(row, col, text, form)

    def add_table(
        self, top: int, left: int, bottom: int, right: int, facts: Mapping[str, Any]
    ) -> int:
        """An Excel Table; it writes its own headings."""
        del right
        columns: Sequence[Mapping[str, Any]] = facts["columns"]
        headings = tuple(column["header"] for column in columns)
        for offset, heading in enumerate(headings):
            self._put(top, left + offset, heading)
        self._tables.append(DrawnTable(facts["name"], headings, top + 1, left + 1, bottom + 1))
        return 0

    def __getattr__(self, _name: str) -> Silent:
        return SILENT

    def _put(self, row: int, col: int, value: Shown, formula: str = "") -> None:
        place = (row + 1, col + 1)
        if value in (None, "") and not formula:
            self._cells.pop(place, None)
        else:
            self._cells[place] = DrawnCell(value, formula)
