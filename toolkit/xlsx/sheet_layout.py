"""Where everything lies in a sheet's bytes: its frame, its rows, and the cells of one row."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from toolkit.errors import FileRefused
from toolkit.xlsx.encoding import require_utf8
from toolkit.xlsx.grid import MAX_COLUMN, Area, column_number
from toolkit.xlsx.limits import Limits
from toolkit.xlsx.markup import ATTRIBUTES, SPREADSHEET, Element, attributes_of, elements
from toolkit.xlsx.masking import masked
from toolkit.xlsx.refused import damaged, too_large
from toolkit.xlsx.row_index import RowIndex, off_grid

_ROOT = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)worksheet[\s>/]")
_CELL_REFERENCE = re.compile(rb"\$?([A-Za-z]{1,4})\$?([0-9]{1,8})")

_NOTHING = b" \t\r\n>"
"""Blanks, and a bracket too many, which Excel and every other reader pass over as well."""


class RowSpan(NamedTuple):
    """One row's stretch of the sheet.

    Attributes:
        number: the row, from 1.
        start: offset of its start tag.
        inside: offset behind the start tag.
        close: offset of the end tag; same as ``inside`` when the tag closes itself.
        stop: offset behind the row.
    """

    number: int
    start: int
    inside: int
    close: int
    stop: int


class CellSpan(NamedTuple):
    """One cell's stretch of the sheet.

    Attributes:
        row: from 1.
        column: from 1.
        start: offset of its start tag.
        inside: offset behind the start tag.
        close: offset of the end tag; same as ``inside`` when the tag closes itself.
        stop: offset behind the cell.
        attributes: its attributes as written.
    """

    row: int
    column: int
    start: int
    inside: int
    close: int
    stop: int
    attributes: dict[bytes, bytes]


class SheetLayout:
    """A sheet's bytes with the offsets of its rows.

    Attributes:
        xml: the sheet as stored.
        plain: the same with comments and the like blanked out; offsets agree.
        part: the member's name.
        prefix: what the sheet writes before its element names, such as ``x:``; often nothing.
        has_data: whether there is a ``sheetData`` element at all.
        data_is_closed: it is a single tag that closes itself.
        ordered: whether every row has a higher number than the one before it.
        rows: where they lie; worth keeping when the bytes are given back.
    """

    def __init__(
        self,
        xml: bytes,
        part: str,
        limits: Limits,
        *,
        like: SheetLayout | None = None,
        rows: RowIndex | None = None,
    ) -> None:
        """Find the rows.

        Args:
            xml: the sheet.
            part: the member's name.
            limits: how much is taken in.
            like: the sheet before a change; what was not found anywhere in it is not looked for
                again, so the caller must look into the rows that differ.
            rows: where the rows of just these bytes were found to lie before.
        """
        require_utf8(xml, part)
        self.xml = xml
        self.part = part
        self._limit = limits.merges * 2
        self._like = like
        self._like_plain = like is not None and like.plain is like.xml
        self.plain: bytes = xml if self._like_plain else masked(xml)
        root = _ROOT.search(self.plain)
        if root is None:
            raise damaged("it is no worksheet", code="not-a-sheet", where=part)
        self.prefix = root[1]
        self._find_data()
        self._cell = re.compile(b"<" + self.prefix + b"c(" + ATTRIBUTES + rb")\s*(/?)>")
        self._row = re.compile(b"<" + self.prefix + b"row(" + ATTRIBUTES + rb")\s*(/?)>")
        self._cell_end = re.compile(b"</" + self.prefix + rb"c\s*>")
        self._usual = re.compile(
            b"<" + self.prefix + rb'c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?'
            rb'(?: t="([A-Za-z]{1,9})")?\s*(/?)>'
        )
        self._remembered: dict[int, dict[int, CellSpan]] = {}
        self._row_close = b"</" + self.prefix + b"row"
        if rows is None:
            rows = RowIndex(part)
            rows.fill(self.plain, self.prefix, self.data_inside, self.data_close)
        self.rows = rows
        self._numbers, self._starts, self.ordered = rows.numbers, rows.starts, rows.ordered
        first = self._starts[0] if self._starts else self.data_close
        self._require_blank(self.data_inside, first)

    @cached_property
    def frame(self) -> list[Element]:
        """Every element outside the rows; those of ``like``, offsets and all, where nothing outside
        the rows differs from it.

        Whoever reads or changes a sheet asks for it; whoever only looks at a row does not.

        Raises:
            FileRefused: when the rows do not stand where they were looked for.
        """
        found = self._elements()
        if found[0].space not in SPREADSHEET or found[0].name != "worksheet":
            raise damaged("it is no worksheet", code="not-a-sheet", where=self.part)
        self._require_frame(found)
        return found

    def forget_frame(self) -> None:
        """Give the memory of the frame back; it is read again when somebody asks for it."""
        self.__dict__.pop("frame", None)

    def _find_data(self) -> None:
        tag = re.compile(b"<" + self.prefix + b"sheetData" + ATTRIBUTES + rb"\s*(/?)>")
        match = tag.search(self.plain)
        self.data_start: int = 0
        self.data_inside: int = 0
        self.data_close: int = 0
        self.data_stop: int = 0
        self.has_data = match is not None
        self.data_is_closed = match is not None and bool(match[1])
        if match is None:
            return
        self.data_start, self.data_inside = match.span()
        self.data_close = self.data_stop = self.data_inside
        if not match[1]:
            self.data_close = self.plain.rfind(b"</" + self.prefix + b"sheetData")
            self.data_stop = self.plain.find(b">", self.data_close) + 1
            if self.data_close < self.data_inside:
                raise damaged("its rows never end", code="bad-xml", where=self.part)

    def _elements(self) -> list[Element]:
        if self._like is not None and self._around() == self._like._around():
            return self._like.frame
        skip = (self.data_inside, self.data_close) if self.data_close > self.data_inside else (0, 0)
        return elements(self.xml, self.part, skip=skip, limit=self._limit)

    def _around(self) -> tuple[bytes, bytes]:
        return self.xml[: self.data_inside], self.xml[self.data_close :]

    def _require_frame(self, frame: list[Element]) -> None:
        """The frame's own reading must find the rows where the scan found them, once."""
        found = [element for element in frame if element.name == "sheetData"]
        starts = [element.start for element in found if element.depth == 1]
        expected = [self.data_start] if self.has_data else []
        if starts != expected or len(found) != len(expected):
            raise damaged("its rows stand in an odd place", code="odd-markup", where=self.part)
        if self._like_plain:
            return
        if self.plain.find(b"xmlns", self.data_inside, self.data_close) >= 0:
            self._require_one_namespace()

    def _require_one_namespace(self) -> None:
        own = b"xmlns:" + self.prefix[:-1] if self.prefix else b"xmlns"
        pattern = re.compile(own + rb"\s*=\s*[\"']([^\"']*)[\"']")
        for match in pattern.finditer(self.plain, self.data_inside, self.data_close):
            if match[1].decode("utf-8", "replace") not in SPREADSHEET:
                raise damaged("it mixes namespaces", code="odd-markup", where=self.part)

    def _require_blank(self, start: int, stop: int) -> None:
        if self.plain[start:stop].strip(_NOTHING):
            raise damaged(
                "there is something other than rows between its rows",
                code="odd-markup",
                where=self.part,
            )

    @property
    def row_count(self) -> int:
        """How many rows are stored."""
        return len(self._numbers)

    @property
    def row_numbers(self) -> array[int]:
        """The numbers of the stored rows, in stored order."""
        return self._numbers

    @property
    def row_starts(self) -> array[int]:
        """The offsets of the stored rows."""
        return self._starts

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """The offsets from which to which the stored rows of those indexes reach, blanks included.

        Args:
            first: index of the first row.
            last: index behind the last row.
        """
        stop = self._starts[last] if last < len(self._starts) else self.data_close
        return self._starts[first], stop

    def index_at(self, offset: int) -> int:
        """The index of the stored row around an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def row_at(self, index: int) -> RowSpan:
        """The stored row of that index, counted from 0.

        Raises:
            FileRefused: when it is followed by anything but the next row.
        """
        start, end = self.stretch(index, index + 1)
        plain, number = self.plain, self._numbers[index]
        match = self._row.match(plain, start, end)
        if match is None:
            raise self._odd_row(number)
        inside = close = stop = match.end()
        if not match[2]:
            close = plain.rfind(self._row_close, inside, end)
            stop = plain.find(b">", close, end) + 1
            if close < 0 or not stop:
                raise self._odd_row(number)
        if stop != end:
            self._require_blank(stop, end)
            stop += len(plain[stop:end].rstrip())
        return RowSpan(number, start, inside, close, stop)

    def find_row(self, number: int) -> int:
        """The index of a row, or of the place where it would be inserted. Needs ordered rows."""
        return bisect_left(self._numbers, number)

    def row(self, number: int) -> RowSpan | None:
        """The stored row of that number."""
        index = self.find_row(number)
        if index < len(self._numbers) and self._numbers[index] == number:
            return self.row_at(index)
        return None

    def cells(self, row: RowSpan) -> list[CellSpan]:
        """The cells of a row in stored order.

        Raises:
            FileRefused: for anything but cells in it, and cells outside the grid.
        """
        spans: list[CellSpan] = []
        plain, at, number, previous = self.plain, row.inside, b"%d" % row.number, 0
        match_usual, match_cell, end_of = self._usual.match, self._cell.match, self._cell_end.search
        while True:
            while plain[at : at + 1].isspace():
                at += 1
            if at >= row.close:
                return spans
            match = match_usual(plain, at, row.close)
            if match and match[2] == number:
                column = column_number(match[1])
                attributes = _named(*match.groups()[:-1])
            else:
                match = match_cell(plain, at, row.close)
                if match is None:
                    raise self._odd_row(row.number)
                attributes = attributes_of(match[1])
                column = self._column(attributes.get(b"r"), row.number, previous)
            if not 0 < column <= MAX_COLUMN:
                raise off_grid(plain[at : at + 20].decode("ascii", "replace"), self.part)
            inside = close = stop = match.end()
            if not match[match.re.groups]:
                ends = end_of(plain, inside, row.close)
                if ends is None:
                    raise self._odd_row(row.number)
                close, stop = ends.span()
            spans.append(CellSpan(row.number, column, at, inside, close, stop, attributes))
            at, previous = stop, column

    def cells_of(self, number: int) -> dict[int, CellSpan]:
        """The cells of a row by column, remembered; nothing for a row that is not stored."""
        found = self._remembered.get(number)
        if found is None:
            row = self.row(number)
            spans = self.cells(row) if row else []
            found = {span.column: span for span in spans}
            if len(found) != len(spans):
                raise damaged(
                    f"a cell of row {number} is stored twice",
                    code="duplicate-cell",
                    where=self.part,
                )
            self._remembered[number] = found
        return found

    def _odd_row(self, number: int) -> FileRefused:
        return damaged(
            f"row {number} holds something other than cells",
            code="odd-markup",
            where=self.part,
        )

    def _column(self, reference: bytes | None, row: int, previous: int) -> int:
        if reference is None:
            column = previous + 1
        else:
            match = _CELL_REFERENCE.fullmatch(reference)
            column = column_number(match[1].upper()) if match else 0
            if match is None or int(match[2]) != row:
                shown = reference[:20].decode("ascii", "replace")
                raise damaged(
                    f"a cell named {shown!r} stands in row {row}",
                    code="odd-markup",
                    where=self.part,
                )
        return column


def _named(
    letters: bytes, row: bytes, style: bytes | None, kind: bytes | None
) -> dict[bytes, bytes]:
    attributes = {b"r": letters + row}
    if style is not None:
        attributes[b"s"] = style
    if kind is not None:
        attributes[b"t"] = kind
    return attributes


def merged_areas(layout: SheetLayout, limits: Limits) -> tuple[Area, ...]:
    """The merged areas of a sheet."""
    areas = []
    for element in layout.frame:
        if element.name == "mergeCell" and element.depth == 2:
            area = Area.parse(element.get("ref"))
            if area is None:
                raise damaged(
                    f"a merged area is named {element.get('ref')[:40]!r}",
                    code="off-grid",
                    where=layout.part,
                )
            areas.append(area)
    if len(areas) > limits.merges:
        raise too_large(
            f"it has {len(areas):,} merged areas", code="too-many-merges", where=layout.part
        )
    return tuple(areas)
