"""Reading a whole sheet in one sweep: a row is split at its cells, what a cell holds is read when
it is met first, and any row that holds something unusual is read again with care."""

from __future__ import annotations

import gc
import re
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any

from msgspec import Struct

from toolkit.xlsx.cell import Cell, CellKind
from toolkit.xlsx.cell_grid import CellGrid, Row
from toolkit.xlsx.escapes import unescape, xml_text
from toolkit.xlsx.limits import Limits
from toolkit.xlsx.markup import attributes_of
from toolkit.xlsx.refused import too_large
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.sheet_reader import SheetReader
from toolkit.xlsx.usual_row import columns_of, empty_rows, first_columns, shared_cell, usual_cell

_NUMBER = CellKind.NUMBER
_TEXT = CellKind.TEXT
_REMEMBERED = 50_000
_LARGEST = 1.7e308
_TRUE = (b"1", b"true")
_new = tuple.__new__


class KnownRows(Struct, frozen=True):
    """The rows of a sheet before a change: a row of the same number and bytes reads the same.

    Attributes:
        layout: where they lay.
        cells: what they hold.
        hidden: those people do not see.
    """

    layout: SheetLayout
    cells: CellGrid
    hidden: frozenset[int]

    def row(self, number: int, stored: bytes) -> Row | None:
        """The row as it was read, when it was stored in just these bytes."""
        layout = self.layout
        index = layout.find_row(number) if layout.ordered else layout.row_count
        if index == layout.row_count or layout.row_numbers[index] != number:
            return None
        start, stop = layout.stretch(index, index + 1)
        return self.cells.stored(number) if layout.plain[start:stop] == stored else None


class GridReader:
    """Reads all rows of one sheet.

    Attributes:
        reader: reads rows that are written unusually.
        limits: how many cells and characters are taken in.
        known: another state of the same sheet, read before.
    """

    def __init__(self, reader: SheetReader, limits: Limits, known: KnownRows | None = None) -> None:
        self.reader = reader
        self.limits = limits
        self.known = known
        self._rows: dict[int, Row] = {}
        self._shapes: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._hidden: set[int] = set()
        self._further: dict[int, list[Row]] = {}
        prefix = reader.layout.prefix
        self._cell, self._shared_cell = usual_cell(prefix), shared_cell(prefix)
        self._named_cell, self._nameless_cell = b"<" + prefix + b'c r="', b"<" + prefix + b"c"
        self._row_close = b"</" + prefix + b"row>"
        # The columns of the row before, by letters and numbers, and whether they ascend.
        self._last: tuple[tuple[bytes, ...], tuple[int, ...]] = (), ()
        self._ascending = True
        # By what stands behind a cell's name: the cell, and the length of its text.
        self._same: dict[bytes, Cell] = {}
        self._lengths: dict[bytes, int] = {}
        self._plain_codes: dict[bytes, str] = {}
        self._count = self._volume = 0

    def read(self, without: Container[int] = ()) -> tuple[CellGrid, frozenset[int]]:
        """The cells of the sheet, and the rows people do not see; some rows may be left out.

        Raises:
            FileRefused: for rows or cells stored twice, off the grid, or beyond the limits.
        """
        layout = self.reader.layout
        with _without_collection():
            if layout.plain is layout.xml:
                self._sweep(without)
            else:
                for index, number in enumerate(layout.row_numbers):
                    if number not in without:
                        self._careful(index)
        self._join()
        rows = self._rows if layout.ordered else dict(sorted(self._rows.items()))
        return CellGrid(rows), frozenset(self._hidden)

    def _sweep(self, without: Container[int]) -> None:
        layout, numbers = self.reader.layout, self.reader.layout.row_numbers
        plain = layout.plain
        starts = (*layout.row_starts[1:], layout.data_close)
        stop = layout.row_starts[0] if numbers else 0
        empty, known = empty_rows(layout.prefix).match, 0
        for index, number in enumerate(numbers):
            start, stop = stop, starts[index]
            if stop <= known or number in without:
                continue
            alone = plain.endswith(b"/>", start, stop) and plain.rfind(b"<", start, stop) == start
            if alone:
                if run := empty(plain, start):
                    known = run.end()
                elif attributes_of(plain[start:stop]).get(b"hidden") in _TRUE:
                    self._hidden.add(number)
                continue
            if self.known and self._is_known(number, plain[start:stop]):
                continue
            tag = self._usual(number, plain[start:stop])
            if tag is None:
                self._careful(index)
            elif b"hidden" in tag and attributes_of(tag).get(b"hidden") in _TRUE:
                self._hidden.add(number)

    def _usual(self, number: int, stored: bytes) -> bytes | None:
        """File a row of usual cells and give its tag; None when there is anything else in it."""
        pieces = self._taken_apart(number, stored.rstrip())
        if pieces is None:
            return None
        tag, columns, contents = pieces
        cells: list[Any] = [*map(self._same.get, contents)]
        if None in cells and not self._meet(number, columns, contents, cells):
            return None
        self._volume += sum(map(self._lengths.get, contents, repeat(0)))
        if columns:
            usual = columns is self._last[1] and self._ascending
            row = (columns, tuple(cells)) if usual else self.reader.in_order(number, columns, cells)
            self._file(number, row)
        return tag

    def _taken_apart(
        self, number: int, stored: bytes
    ) -> tuple[bytes, tuple[int, ...], Sequence[bytes]] | None:
        """A row's tag, the columns of its cells, and what stands behind each cell's name; None when
        it has cells both with and without names, or anything but cells."""
        if not stored.endswith(self._row_close):
            return None
        inside = stored[: -len(self._row_close)]
        tag, *pieces = inside.split(self._named_cell)
        if tag.count(b"<") == 1:
            names = [piece.partition(b'"') for piece in pieces]
            columns = self._columns_of(b"%d" % number, tuple([name for name, _, _ in names]))
            pieces = [content for _, _, content in names]
        else:
            tag, *pieces = inside.split(self._nameless_cell)
            columns = first_columns(len(pieces))
        whole = tag.count(b"<") == 1 and tag.rstrip().endswith(b">")
        return (tag, columns, pieces) if whole and columns is not None else None

    def _columns_of(self, row: bytes, names: tuple[bytes, ...]) -> tuple[int, ...] | None:
        """The columns of a row's cells: nearly always those of the row before it."""
        letters, columns = self._last
        if names != tuple([letter + row for letter in letters]):
            found = columns_of(row, names)
            if found is None:
                return None
            columns = found
            self._last = tuple([name.removesuffix(row) for name in names]), columns
            self._ascending = all(map(int.__lt__, columns, columns[1:]))
        return columns

    def _meet(
        self, row: int, columns: Sequence[int], contents: Sequence[bytes], cells: list[Any]
    ) -> bool:
        """Read the cells of a row that were not met before; False when one is no usual cell."""
        volume, index = self._volume, -1
        for _ in range(cells.count(None)):
            index = cells.index(None, index + 1)
            content = contents[index]
            shared = self._shared_cell.fullmatch(content)
            cell = self._shared(content, *shared.groups(b"")) if shared else None
            if cell is None:
                found = self._cell.fullmatch(content)
                if found is None:
                    self._volume = volume
                    return False
                cell = self._met(row, columns[index], content, found)
            cells[index] = cell
        return True

    def _shared(self, content: bytes, style: bytes, number: bytes) -> Cell | None:
        """A cell with a shared text, as most are; None leaves it to the whole reading."""
        strings, code, place = self.reader.values.strings, self._plain_codes.get(style), int(number)
        text = strings.text(place) if code is not None and place < len(strings) else ""
        if not text:
            return None
        cell: Cell = _new(Cell, (_TEXT, text, None, code))
        self._remember(content, cell, len(text))
        return cell

    def _is_known(self, number: int, stored: bytes) -> bool:
        """File a row that is stored as it was; what repeats a formula of another row is read."""
        known = self.known
        row = known.row(number, stored) if known and b"shared" not in stored else None
        if known is None or row is None:
            return False
        self._file(number, row)
        if number in known.hidden:
            self._hidden.add(number)
        return True

    def _careful(self, index: int) -> None:
        layout = self.reader.layout
        span = layout.row_at(index)
        row = self.reader.row(span)
        self._volume += sum(len(cell[1]) for cell in row[1] if isinstance(cell[1], str))
        attributes = attributes_of(layout.plain[span.start : span.inside])
        if attributes.get(b"hidden") in _TRUE:
            self._hidden.add(span.number)
        if row[0]:
            self._file(span.number, row)

    def _file(self, number: int, row: Row) -> None:
        columns, cells = row
        if number in self._rows:
            self._further.setdefault(number, []).append(row)
        else:
            self._rows[number] = (self._shapes.setdefault(columns, columns), cells)
        self._count += len(columns)
        if self._count > self.limits.cells:
            raise too_large(
                f"a sheet has more than {self.limits.cells:,} cells",
                code="too-many-cells",
                where=self.reader.layout.part,
            )
        if self._volume > self.limits.text:
            raise too_large(
                "its texts are too long altogether",
                code="too-much-text",
                where=self.reader.layout.part,
            )

    def _join(self) -> None:
        """Rows in pieces: some report writers begin a row anew for each of its cells."""
        for number, further in self._further.items():
            pieces = [self._rows[number], *further]
            columns = [column for piece, _ in pieces for column in piece]
            cells = [cell for _, piece in pieces for cell in piece]
            self._rows[number] = self.reader.in_order(number, columns, cells)

    def _met(self, row: int, column: int, content: bytes, found: re.Match[bytes]) -> Cell:
        """A cell not met before: read it, and remember it unless its place matters."""
        style, kind, formula, numeric, raw, inline = found.groups(b"")
        stays = not formula or _is_plain_formula(formula)
        text = self._formula(row, column, formula) if formula else None
        code = self._plain_codes.get(style)
        value = _number(numeric) if numeric and not kind and code is not None else None
        if value is not None:
            cell = _new(Cell, (_NUMBER, value, text, code))
        elif inline:
            cell = self._inline(style, kind, raw, inline, text)
        else:
            cell = self._valued(style, kind, numeric or raw, text)
        length = len(cell[1]) if isinstance(cell[1], str) else 0
        if stays:
            self._remember(content, cell, length)
        else:
            self._volume += length
        return cell

    def _remember(self, content: bytes, cell: Cell, length: int) -> None:
        if len(self._same) >= _REMEMBERED:
            self._volume += length
            return
        self._same[content] = cell
        if length:
            self._lengths[content] = length

    def _valued(self, style: bytes, kind: bytes, raw: bytes, formula: str | None) -> Cell:
        """A cell with a value or none. What is empty here was not there, except that a value that
        is no number keeps the ``>`` before it."""
        values, number = self.reader.values, int(style or 0)
        shown = values.styles.format_of(number)
        if not shown.is_date:
            self._plain_codes[style] = shown.code
        return values.cell(kind, number, raw.removeprefix(b">") if raw else None, None, formula)

    def _inline(
        self, style: bytes, kind: bytes, raw: bytes, inline: bytes, formula: str | None
    ) -> Cell:
        """A cell with a text of its own, which keeps the ``>`` before it."""
        values, number, part = self.reader.values, int(style or 0), self.reader.layout.part
        if kind != b"inlineStr" or formula is not None:
            run, stored = b"<t" + inline + b"</t>", raw.removeprefix(b">") if raw else None
            return values.cell(kind, number, stored, run, formula)
        text = unescape(xml_text(inline[1:], part))
        code = values.styles.format_of(number).code
        return Cell(_TEXT, text, None, code) if text else Cell(CellKind.BLANK, None, None, code)

    def _formula(self, row: int, column: int, found: bytes) -> str:
        tag, _, raw = found.partition(b">")
        if _is_plain_formula(found):
            return xml_text(raw, self.reader.layout.part)
        return self.reader.formula(attributes_of(tag.rstrip(b"/")), raw, row, column)


def _is_plain_formula(found: bytes) -> bool:
    """Whether a formula, its tag before it, means the same wherever it stands."""
    tag = found[: found.find(b">")]
    return not (b"t=" in tag or b"t =" in tag)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Cells form no cycles, and looking for some among a million of them takes half the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _number(raw: bytes) -> float | None:
    """A number written the usual way; None leaves it to the careful reading."""
    if raw.isdigit() and len(raw) < 16:
        return int(raw)
    try:
        number = float(raw)
    except ValueError:
        return None
    if number.is_integer() and raw[1:].isdigit() and len(raw) < 16:
        return int(raw)
    return number if -_LARGEST < number < _LARGEST else None
