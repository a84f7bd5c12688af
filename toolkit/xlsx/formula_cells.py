"""The formulas of a sheet, gathered into groups that read alike row by row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from toolkit.xlsx.escapes import xml_text
from toolkit.xlsx.formulas import shifted
from toolkit.xlsx.grid import Area, column_number
from toolkit.xlsx.markup import ATTRIBUTES, attributes_of
from toolkit.xlsx.refused import too_large
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.stored_cell import stored_cell

_ROW = "\0"
_TOO_LONG = 100_000
"""Bytes that no formula has: Excel takes 8,192 signs."""
_OWN_ROW = re.compile(rf"(?<![0-9{_ROW}])\$?{_ROW}(?![0-9{_ROW}])")


class FormulaGroup(Struct, frozen=True):
    """Formulas of one sheet that read alike row by row.

    Attributes:
        text: the formula; for a plain group with ``\\0`` for its own row's number, for a shared
            one as it reads in row ``base``.
        cells: where they stand: columns by row.
        base: the row a shared formula is written out in; 0 for a plain group.
        fills: the area an array formula or data table fills; None otherwise.
        opaque: what it depends on cannot be told from its text.
    """

    text: str
    cells: dict[int, list[int]]
    base: int = 0
    fills: Area | None = None
    opaque: bool = False

    def at(self, row: int) -> str:
        """The formula as it reads in a row."""
        if self.base:
            return shifted(self.text, row - self.base, 0)
        return self.text.replace(_ROW, str(row))

    @property
    def is_regular(self) -> bool:
        """Whether its own row's number only ever stands for a whole row number."""
        return self.text.count(_ROW) == len(_OWN_ROW.findall(self.text))


def formula_groups(layout: SheetLayout) -> list[FormulaGroup]:
    """All formulas of a sheet, grouped."""
    opening = b"<" + layout.prefix + b"f"
    count = layout.plain.count(opening, layout.data_inside, layout.data_close)
    if not count:
        return []
    plain: dict[tuple[bytes, int], dict[int, list[int]]] = {}
    shared: dict[tuple[bytes, int], dict[int, list[int]]] = {}
    found = 0
    for match in _usual_formulas(layout):
        found += 1
        letters, row, text, number = match.groups()
        column = column_number(letters)
        if text is None:
            cells = shared.setdefault((number, column), {})
        else:
            cells = plain.setdefault((text.replace(row, b"\0"), column), {})
        cells.setdefault(int(row), []).append(column)
    groups = [FormulaGroup(_read(text, layout.part), cells) for (text, _), cells in plain.items()]
    groups += _shared_groups(layout, shared)
    return groups if found == count else [*groups, *_unusual_formulas(layout, opening)]


def _read(text: bytes, part: str) -> str:
    """The text of a formula whose own row's number is masked; as stored when nobody can read it."""
    if len(text) > _TOO_LONG:
        return text.decode("utf-8", "replace")
    pieces = (xml_text(piece, part) for piece in text.split(b"\0"))
    return _ROW.join(pieces)


def _shared_groups(
    layout: SheetLayout, found: dict[tuple[bytes, int], dict[int, list[int]]]
) -> Iterator[FormulaGroup]:
    masters = shared_masters(layout) if found else {}
    for (number, column), cells in found.items():
        base, first_column, text = masters.get(number, (0, 0, ""))
        text = shifted(text, 0, column - first_column) if text else ""
        yield FormulaGroup(text, cells, base, opaque=not text)


def _usual_formulas(layout: SheetLayout) -> Iterator[re.Match[bytes]]:
    """Formulas as nearly always written: column letters, row, then text or shared number.

    Signs may be written by name, but not by number: those digits would look like a row.
    """
    if layout.plain is not layout.xml:
        return iter(())
    prefix = re.escape(layout.prefix)
    usual = re.compile(
        b"<" + prefix + rb'c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*><' + prefix
        + rb'f(?:>([^<&\r]*+(?:&(?:amp|lt|gt|quot|apos);[^<&\r]*+)*+)</'
        rb'| t="shared"(?: ca="1")? si="([0-9]{1,6})"/>)'
    )  # fmt: skip
    return usual.finditer(layout.plain, layout.data_inside, layout.data_close)


def _unusual_formulas(layout: SheetLayout, opening: bytes) -> Iterator[FormulaGroup]:
    plain = layout.plain
    seen = {plain.find(b"<", match.end(2)) for match in _usual_formulas(layout)}
    tag = re.compile(re.escape(opening) + b"(" + ATTRIBUTES + rb")\s*/?>")
    masters = shared_masters(layout)
    for match in tag.finditer(plain, layout.data_inside, layout.data_close):
        if match.start() not in seen:
            yield _unusual(layout, match.start(), attributes_of(match[1]), masters)


def shared_masters(layout: SheetLayout) -> dict[bytes, tuple[int, int, str]]:
    """Where each shared formula of a sheet is written out: row, column and text by its number."""
    masters: dict[bytes, tuple[int, int, str]] = {}
    for at, attributes in formula_tags_with_area(layout):
        if attributes.get(b"t") == b"shared":
            masters.setdefault(attributes.get(b"si", b""), _located(layout, at))
    return masters


def formula_tags_with_area(layout: SheetLayout) -> Iterator[tuple[int, dict[bytes, bytes]]]:
    """Offset and attributes of every ``<f>`` that names an area: arrays, data tables, masters."""
    name = re.escape(b"<" + layout.prefix + b"f")
    tag = re.compile(name + rb"(?=\s)(" + ATTRIBUTES + rb")\s*/?>")
    for match in tag.finditer(layout.plain, layout.data_inside, layout.data_close):
        if b"ref" in match[1] and b"ref" in (attributes := attributes_of(match[1])):
            yield match.start(), attributes


def array_areas(layout: SheetLayout, limit: int) -> tuple[Area, ...]:
    """The areas of more than one cell that a single array formula or data table fills."""
    areas = []
    for _, attributes in formula_tags_with_area(layout):
        if attributes.get(b"t") in (b"array", b"dataTable"):
            area = Area.parse(attributes[b"ref"].decode("ascii", "replace"))
            if area and not area.is_one_cell:
                areas.append(area)
        if len(areas) > limit:
            raise too_large(
                f"a sheet has more than {limit:,} array formulas",
                code="too-many-arrays",
                where=layout.part,
            )
    return tuple(areas)


def _unusual(
    layout: SheetLayout,
    at: int,
    attributes: dict[bytes, bytes],
    masters: dict[bytes, tuple[int, int, str]],
) -> FormulaGroup:
    row, column, text = _located(layout, at)
    kind = attributes.get(b"t", b"")
    if kind == b"shared" and not text:
        number = attributes.get(b"si", b"")
        base, first_column, text = masters.get(number, (row, column, ""))
        text = shifted(text, row - base, column - first_column)
    area = Area.parse(attributes.get(b"ref", b"").decode("ascii", "replace"))
    fills = area if kind in (b"array", b"dataTable") else None
    opaque = kind == b"dataTable" or not text
    return FormulaGroup(text, {row: [column]}, fills=fills, opaque=opaque)


def _located(layout: SheetLayout, at: int) -> tuple[int, int, str]:
    """The cell around an offset, and its formula's text."""
    row = layout.row_at(layout.index_at(at))
    spans = list(layout.cells_of(row.number).values()) if layout.ordered else layout.cells(row)
    index = bisect_right([span.start for span in spans], at) - 1
    span = spans[max(index, 0)]
    stored = stored_cell(layout, span)
    text = xml_text(stored.formula[1], layout.part) if stored.formula else ""
    return span.row, span.column, text
