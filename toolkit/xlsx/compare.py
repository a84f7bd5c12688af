"""What differs between two states of a workbook, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from toolkit.xlsx.book import Book, open_book
from toolkit.xlsx.cell import NOTHING, Cell, CellKind
from toolkit.xlsx.limits import STANDARD, Limits
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.sheet_reader import SheetReader
from toolkit.xlsx.workbook_parts import SheetFacts


class CellDifference(Struct, frozen=True):
    """One cell that differs.

    Attributes:
        row: from 1.
        column: from 1.
        before: the cell as it was; blank when it was absent.
        after: the cell as it is.
    """

    row: int
    column: int
    before: Cell
    after: Cell


def compare_cells(
    before: bytes, after: bytes, *, limits: Limits = STANDARD
) -> Mapping[str, tuple[CellDifference, ...]]:
    """The cells that differ between two workbooks, by sheet name; sheets without any are left out.

    Kind, value, formula and number format count; a blank cell's look does not.

    Raises:
        FileRefused: when one of the two cannot be read.
    """
    first, second = open_book(before, limits=limits), open_book(after, limits=limits)
    return compare_books(first, second)


def compare_books(first: Book, second: Book) -> dict[str, tuple[CellDifference, ...]]:
    """The same for two open workbooks."""
    names = {facts.name: facts for facts in first.sheets if facts.kind == "worksheet"}
    others = {facts.name: facts for facts in second.sheets if facts.kind == "worksheet"}
    shared = _same_meaning(first, second)
    differences = {}
    for name in dict.fromkeys((*names, *others)):
        found = tuple(_differences(first, names.get(name), second, others.get(name), shared=shared))
        if found:
            differences[name] = found
    return differences


def _same_meaning(first: Book, second: Book) -> bool:
    """Whether equal bytes mean equal cells: same texts, same formats, same calendar."""
    return (
        first.date1904 == second.date1904
        and _part(first, first.parts.shared_strings) == _part(second, second.parts.shared_strings)
        and _part(first, first.parts.styles) == _part(second, second.parts.styles)
    )


def _part(book: Book, name: str) -> bytes:
    member = book.package.find(name) if name else None
    return book.package.read(member) if member else b""


def _differences(
    first: Book, before: SheetFacts | None, second: Book, after: SheetFacts | None, *, shared: bool
) -> Iterator[CellDifference]:
    if before and after and shared and _part(first, before.part) == _part(second, after.part):
        return
    old = _Rows(first, before)
    new = _Rows(second, after)
    for number in sorted(old.numbers.keys() | new.numbers.keys()):
        if shared and old.raw(number) == new.raw(number) and not old.shares(number):
            continue
        yield from _row_differences(number, old.cells(number), new.cells(number))


def _row_differences(
    row: int, before: Mapping[int, Cell], after: Mapping[int, Cell]
) -> Iterator[CellDifference]:
    for column in sorted(before.keys() | after.keys()):
        one, two = before.get(column, NOTHING), after.get(column, NOTHING)
        if one != two and not (_is_empty(one) and _is_empty(two)):
            yield CellDifference(row, column, one, two)


def _is_empty(cell: Cell) -> bool:
    return cell.kind is CellKind.BLANK and cell.formula is None


class _Rows:
    """The rows of one sheet by number; none at all for a sheet that is not there."""

    def __init__(self, book: Book, facts: SheetFacts | None) -> None:
        self.layout: SheetLayout | None = None
        self.reader: SheetReader | None = None
        self.numbers: dict[int, list[int]] = {}
        if facts is not None and book.package.find(facts.part):
            self.layout, self.reader = book.layout(facts), book.reader(facts)
            self.reader.know_shared(book.shared_formulas(facts))
            for index, number in enumerate(self.layout.row_numbers):
                self.numbers.setdefault(number, []).append(index)

    def raw(self, number: int) -> bytes:
        if self.layout is None or number not in self.numbers:
            return b""
        pieces = [self.layout.stretch(index, index + 1) for index in self.numbers[number]]
        return b"".join(self.layout.xml[start:stop].rstrip() for start, stop in pieces)

    def shares(self, number: int) -> bool:
        """Whether the row repeats a formula written elsewhere, which may have changed there."""
        return b"shared" in self.raw(number)

    def cells(self, number: int) -> Mapping[int, Cell]:
        if self.layout is None or self.reader is None or number not in self.numbers:
            return {}
        pieces = [self.reader.row(self.layout.row_at(index)) for index in self.numbers[number]]
        return {
            column: cell
            for columns, cells in pieces
            for column, cell in zip(columns, cells, strict=True)
        }
