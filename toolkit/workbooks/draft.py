"""A workbook that is only drawn: what each cell would show, without making a file of it.

It takes the place of XlsxWriter's workbook while the same functions write, keeps what stands in
cells and tables, and of everything about looks, print and charts only what was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from toolkit.ports.drawn import (
    MARK,
    NO_OUTLINE,
    Drawn,
    DrawnCell,
    DrawnSheet,
    DrawnTable,
    Dress,
    Ink,
    Outline,
    Shown,
)

_UNTOLD = frozenset(("created",))
"""The day a workbook was made says nothing about what another day would make."""


class Teller:
    """Something that can be told anything, such as a sheet or a chart, and notes it in a log."""

    def __init__(self, log: list[Any]) -> None:
        self._log = log
        self._number = len(log)

    def __getattr__(self, name: str) -> Callable[..., Teller]:
        def told(*given: Any, **named: Any) -> Teller:
            self._log.append((self, name, given, named))
            return Teller(self._log)

        return told

    def __repr__(self) -> str:
        return f"no. {self._number}"

    def __iter__(self) -> Iterator[Teller]:
        return iter(())

    def __bool__(self) -> bool:
        return False


class DraftWorkbook(Teller):
    """Under XlsxWriter's names, as far as this room uses them."""

    def __init__(self) -> None:
        super().__init__([])
        self.sheetnames: dict[str, DraftSheet] = {}

    def add_worksheet(self, name: str) -> DraftSheet:
        """A new tab."""
        self._log.append(name)
        self.sheetnames[name] = DraftSheet(name, self._log)
        return self.sheetnames[name]

    def worksheets(self) -> list[DraftSheet]:
        """The tabs in order."""
        return list(self.sheetnames.values())

    def set_properties(self, facts: Mapping[str, Any]) -> None:
        """What the file says about itself."""
        self._log.append({name: fact for name, fact in facts.items() if name not in _UNTOLD})

    def drawn(self, made_with: str = "") -> Drawn:
        """What was written; to be asked once, when nothing more is written than what waits.

        Args:
            made_with: what else decides about such a workbook; "" when nobody asks how it is made.
        """
        sheets = tuple(sheet.drawn() for sheet in self.worksheets())
        outline = self._outline(sheets, made_with) if made_with else NO_OUTLINE
        self._log.clear()  # it names the sheets that hold it, and so would keep all of them
        return Drawn(sheets, outline)

    def _outline(self, sheets: Iterable[DrawnSheet], made_with: str) -> Outline:
        marks = {t.name: t.marks for sheet in sheets for t in sheet.tables if t.marks}
        grown = [sheet.growing for sheet in self.worksheets()]
        frame = _hashed(repr((made_with, self._log, grown))).hexdigest()
        return Outline(frame, marks)


class DraftSheet(Teller):
    """Under XlsxWriter's names: rows and columns from 0."""

    def __init__(self, name: str, log: list[Any]) -> None:
        super().__init__(log)
        self.name = name
        self.growing = range(0)
        self._cells: dict[tuple[int, int], DrawnCell] = {}
        self._tables: list[DrawnTable] = []
        self._dresses: dict[tuple[int, int], Dress] = {}
        self._heights: dict[int, Callable[[], float]] = {}
        self._later: dict[int, Callable[[int], None]] = {}
        self._marks: list[bytes] = []

    def get_name(self) -> str:
        """The tab's name."""
        return self.name

    def drawn(self) -> DrawnSheet:
        """What was written. What draws the rows that wait knows this sheet, so it is given up."""
        if self._marks:
            self._tables[-1] = replace(self._tables[-1], marks=b"".join(self._marks))
        later, self._later = self._later, {}
        return DrawnSheet(
            self.name, self._cells, tuple(self._tables), self._dresses, self._heights, later
        )

    def dress(self, row: int, col: int, **facts: Any) -> None:
        """What else a cell says."""
        place = (row + 1, col + 1)
        self._dresses[place] = replace(self._dresses.get(place, Dress()), **facts)

    def tell(self, row: int, col: int, ink: Ink) -> None:
        """What a cell's letters say; one that leads nowhere now may have led somewhere before."""
        known = self._dresses.get((row + 1, col + 1), Dress())
        self.dress(row, col, ink=ink, link=known.link or "")

    def needs_height(self, row: int, points: Callable[[], float]) -> None:
        """How high a row must be, should anybody ask: in whole pixels, as XlsxWriter stores it."""
        self._heights[row + 1] = lambda: int(points() * 4 / 3 + 0.5) * 0.75

    def draw_later(
        self, first: int, rows: Iterable[tuple[object, object]], draw: Callable[[int], None]
    ) -> None:
        """The rows of the table begun last, each drawn when somebody asks.

        Args:
            first: its first row, from 0.
            rows: of each row, everything its values and links come from, and what decides about
                the looks of its cells.
            draw: draws one, from 0.
        """
        looks: list[object] = []
        for said, look in rows:
            looks.append(look)
            self._marks.append(_hashed(repr(said), MARK).digest())
        self._log += [(look, sum(1 for _ in run)) for look, run in groupby(looks)]
        self._later |= dict.fromkeys(
            range(first + 1, first + 1 + len(looks)), lambda row: draw(row - 1)
        )

    def write_string(self, row: int, col: int, text: str, form: object = None) -> None:
        """A text."""
        self._put(row, col, form, text)

    def write_number(self, row: int, col: int, number: float, form: object = None) -> None:
        """A number."""
        self._put(row, col, form, number)

    def write_datetime(self, row: int, col: int, day: datetime, form: object = None) -> None:
        """A day."""
        self._put(row, col, form, day.date())

    def write_blank(self, row: int, col: int, _nothing: object, form: object = None) -> None:
        """A cell that only looks like something."""
        self._put(row, col, form, None)

    def write_url(
        self, row: int, col: int, url: str, form: object = None, string: str = ""
    ) -> None:
        """A link with the text it shows."""
        self._put(row, col, form, string)
        inside = url.startswith("internal:")
        address = url.partition(":")[2]
        self.dress(row, col, link=f"#{address}" if inside else address)

    def write_rich_string(self, row: int, col: int, *parts: object) -> None:
        """A text in several inks."""
        self._put(row, col, parts, "".join(part for part in parts if isinstance(part, str)))

    def write_formula(
        self, row: int, col: int, formula: str, form: object = None, value: Shown = None
    ) -> None:
        """A formula with its result."""
        shown = str(value) if isinstance(value, date) else value
        self._put(row, col, (form, formula), shown, formula.strip("{}").removeprefix("="))

    def write_array_formula(
        self, row: int, col: int, _last_row: int, _last_col: int, formula: str,
        form: object = None, value: Shown = None,
    ) -> None:  # fmt: skip
        """An array formula of one cell."""
        self.write_formula(row, col, formula, form, value)

    def merge_range(
        self, row: int, col: int, last_row: int, last_col: int, text: str, form: object = None
    ) -> None:
        """Several cells that show one text."""
        self._put(row, col, (form, last_row, last_col), text)

    def add_table(
        self, top: int, left: int, bottom: int, right: int, facts: Mapping[str, Any]
    ) -> int:
        """An Excel Table; it writes its own headings."""
        self._log.append((self, top, left, bottom, right, facts))
        columns: Sequence[Mapping[str, Any]] = facts["columns"]
        headings = tuple(column["header"] for column in columns)
        for offset, heading in enumerate(headings):
            self._put(top, left + offset, None, heading)
        self._tables.append(DrawnTable(facts["name"], headings, top + 1, left + 1, bottom + 1))
        return 0

    def _put(self, row: int, col: int, look: object, value: Shown, formula: str = "") -> None:
        """Keep what a cell shows, and note what it looks like."""
        self._log.append((row, col, look))
        place = (row + 1, col + 1)
        if value in (None, "") and not formula:
            self._cells.pop(place, None)
        else:
            self._cells[place] = DrawnCell(value, formula)


def _hashed(text: str, size: int = 32) -> Any:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size)
