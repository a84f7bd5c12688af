"""Reading a whole sheet in one sweep: one pattern knows the usual rows and cells, and any row that
holds something else is read again with care."""

from __future__ import annotations

import gc
import re
from collections.abc import Container, Iterator
from contextlib import contextmanager
from functools import lru_cache

from msgspec import Struct

from toolkit.xlsx.cell import Cell, CellKind
from toolkit.xlsx.cell_grid import CellGrid, Row
from toolkit.xlsx.escapes import unescape, xml_text
from toolkit.xlsx.grid import COLUMN_NUMBERS as _COLUMNS
from toolkit.xlsx.grid import MAX_COLUMN, column_number
from toolkit.xlsx.limits import Limits
from toolkit.xlsx.markup import attributes_of
from toolkit.xlsx.refused import too_large
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.sheet_reader import SheetReader

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
        self._same: dict[tuple[bytes, bytes, bytes], Cell] = {}
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
        find = _usual_row(layout.prefix).findall
        plain, opening = layout.plain, b"<" + layout.prefix + b"row"
        starts = (*layout.row_starts[1:], layout.data_close)
        stop = layout.row_starts[0] if numbers else 0
        empty, known = _empty_rows(layout.prefix).match, 0
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
            tokens = find(plain, start, stop)
            tag = tokens[0][-1]
            whole = tokens[-1][-1][:2] == b"</"
            if not (whole and tag.startswith(opening) and self._usual(number, tokens)):
                self._careful(index)
            elif b"hidden" in tag and attributes_of(tag).get(b"hidden") in _TRUE:
                self._hidden.add(number)

    def _usual(self, number: int, tokens: list[tuple[bytes, ...]]) -> bool:
        """File a row of usual cells; False when there is anything else in it."""
        columns: list[int] = []
        cells: list[Cell] = []
        digits, codes, same, known = b"%d" % number, self._plain_codes, self._same, _COLUMNS
        column = 0
        for letters, row, style, kind, formula, numeric, raw, inline, other in tokens[1:]:
            if row == digits:
                column = known.get(letters) or column_number(letters)
            elif other:
                if other is tokens[-1][-1] and other[:2] == b"</":
                    break
                return False
            elif letters:
                return False
            else:
                column += 1
            if not 0 < column <= MAX_COLUMN:
                return False
            columns.append(column)
            if numeric and not kind and style in codes:
                value = (
                    int(numeric) if numeric.isdigit() and len(numeric) < 16 else _number(numeric)
                )
                if value is not None:
                    text = self._formula(number, column, formula) if formula else None
                    cells.append(_new(Cell, (_NUMBER, value, text, codes[style])))
                    continue
            elif not formula and not inline:
                cell = same.get((style, kind, numeric or raw))
                if cell is not None:
                    cells.append(cell)
                    if cell[0] is _TEXT:
                        self._volume += len(cell[1])  # type: ignore[arg-type]
                    continue
            stored = numeric or raw
            cells.append(self._new_cell(number, column, style, kind, formula, stored, inline))
        if columns:
            self._file(number, self.reader.in_order(number, columns, cells))
        return True

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

    def _new_cell(
        self,
        row: int,
        column: int,
        style: bytes,
        kind: bytes,
        formula: bytes,
        raw: bytes,
        inline: bytes,
    ) -> Cell:
        """A cell met for the first time. What is empty here was not there, except that a value
        or text keeps the ``>`` before it."""
        stored = raw.removeprefix(b">") if raw else None
        text = self._formula(row, column, formula) if formula else None
        if inline:
            if kind == b"inlineStr" and not formula:
                return self._inline(style, inline[1:])
            run = b"<t" + inline + b"</t>"
            return self.reader.values.cell(kind, int(style or 0), stored, run, text)
        cell = self._valued(style, kind, stored, text)
        if not formula and len(self._same) < _REMEMBERED:
            self._same[style, kind, raw] = cell
        return cell

    def _valued(self, style: bytes, kind: bytes, raw: bytes | None, formula: str | None) -> Cell:
        values = self.reader.values
        number = int(style or 0)
        cell = values.cell(kind, number, raw, None, formula)
        if isinstance(cell[1], str):
            self._volume += len(cell[1])
        shown = values.styles.format_of(number)
        if not shown.is_date:
            self._plain_codes[style] = shown.code
        return cell

    def _inline(self, style: bytes, inline: bytes) -> Cell:
        part = self.reader.layout.part
        text = unescape(xml_text(inline, part))
        self._volume += len(text)
        code = self.reader.values.styles.format_of(int(style or 0)).code
        return Cell(_TEXT, text, None, code) if text else Cell(CellKind.BLANK, None, None, code)

    def _formula(self, row: int, column: int, found: bytes) -> str:
        tag, _, raw = found.partition(b">")
        if tag and (b"t=" in tag or b"t =" in tag):
            return self.reader.formula(attributes_of(tag.rstrip(b"/")), raw, row, column)
        return xml_text(raw, self.reader.layout.part)


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
    try:
        number = float(raw)
    except ValueError:
        return None
    if number.is_integer() and raw[1:].isdigit() and len(raw) < 16:
        return int(raw)
    return number if -_LARGEST < number < _LARGEST else None


@lru_cache(maxsize=16)
def _usual_row(prefix: bytes) -> re.Pattern[bytes]:
    """Everything in a row, token by token; the last group holds whatever is no usual cell.

    The groups are: column letters, row, style, kind, formula (its tag's inside, ``>`` and text),
    value when it is a number, other value with the ``>`` before it, inline text with the ``>``
    before it, and anything else.
    """
    p = re.escape(prefix)
    cell = (
        rb'<Pc(?: r="([A-Z]{1,3})([0-9]{1,7})")?(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]{1,9})")?'
        rb'(?: (?:cm|vm|ph)="[^"<>]*")*'
        rb"(?:/>|>(?:<Pf((?:\s[^<>]*)?/?>[^<]*)(?:</Pf>)?)?"
        rb"(?:<Pv(?:>([0-9.eE+-]+)</Pv>|(>[^<]*)</Pv>)"
        rb'|<Pis><Pt(?: xml:space="preserve")?(>[^<]*)</Pt></Pis>)?</Pc>)'
    )
    other = rb"|(</?Prow[^<>]*>|\S[^<]*)"
    whole = (cell + other).replace(b"<P", b"<" + p).replace(b"</P", b"</" + p)
    return re.compile(whole.replace(b"</?P", b"</?" + p))


@lru_cache(maxsize=16)
def _empty_rows(prefix: bytes) -> re.Pattern[bytes]:
    """Rows on end that hold nothing and that everybody sees; a thousand at a time."""
    tag = b"<" + re.escape(prefix) + rb'row(?: (?!hidden)[\w:.]+="[^"<>]*")*/>\s*'
    return re.compile(b"(?:" + tag + b"){1,1000}")
