"""The formulas of a sheet, gathered into groups that read alike row by row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.xlsx.escapes import xml_text
from toolkit.xlsx.formulas import shifted
from toolkit.xlsx.grid import Area, column_number
from toolkit.xlsx.markup import ATTRIBUTES
from toolkit.xlsx.refused import too_large
from toolkit.xlsx.sheet_layout import SheetLayout, attributes_of
from toolkit.xlsx.sheet_reader import stored_cell

ROW = "\0"


class FormulaCell(NamedTuple):
    """One formula where it stands.

    Attributes:
        row: from 1.
        column: from 1.
        text: the formula.
        fills: the area it fills when it is an array formula or data table; None otherwise.
        opaque: what it depends on cannot be told from its text.
    """

    row: int
    column: int
    text: str
    fills: Area | None = None
    opaque: bool = False


class FormulaGroup(NamedTuple):
    """Formulas of one sheet that are the same but for their own row's number.

    Attributes:
        pattern: the formula with ``\\0`` for its own row's number.
        cells: where they stand, row by column list.
        fills: as in FormulaCell; such formulas stand alone.
        opaque: as in FormulaCell.
    """

    pattern: str
    cells: dict[int, list[int]]
    fills: Area | None
    opaque: bool


def formula_groups(layout: SheetLayout) -> list[FormulaGroup]:
    """All formulas of a sheet, grouped."""
    groups: dict[str, FormulaGroup] = {}
    alone: list[FormulaGroup] = []
    for cell in formula_cells(layout):
        if cell.fills is not None or cell.opaque:
            cells = {cell.row: [cell.column]}
            alone.append(FormulaGroup(cell.text, cells, cell.fills, cell.opaque))
            continue
        pattern = cell.text.replace(str(cell.row), ROW)
        group = groups.get(pattern)
        if group is None:
            group = groups[pattern] = FormulaGroup(pattern, {}, None, False)
        group.cells.setdefault(cell.row, []).append(cell.column)
    return [*groups.values(), *alone]


def formula_cells(layout: SheetLayout) -> Iterator[FormulaCell]:
    """Every formula of a sheet in stored order."""
    plain, prefix = layout.plain, re.escape(layout.prefix)
    if plain.find(b"<" + layout.prefix + b"f", layout.data_inside, layout.data_close) < 0:
        return
    usual = re.compile(
        b"<" + prefix + rb'c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*><' + prefix + rb"f>([^<&\r]*)<"
    )
    opening = b"<" + layout.prefix + b"f"
    tag = re.compile(opening + b"(" + ATTRIBUTES + rb")\s*/?>")
    cell_opening = b"<" + layout.prefix + b"c"
    shared: dict[bytes, tuple[int, int, str]] = {}
    masked = plain is not layout.xml
    find, at, end = plain.find, layout.data_inside, layout.data_close
    while True:
        at = find(opening, at, end)
        if at < 0:
            return
        start = plain.rfind(cell_opening, 0, at)
        match = None if masked else usual.match(plain, start)
        if match and match.start(3) == at + len(opening) + 1:
            text = match[3].decode("utf-8", "replace")
            yield FormulaCell(int(match[2]), column_number(match[1]), text)
        elif found := tag.match(plain, at):
            yield _unusual(layout, at, attributes_of(found[1]), shared)
        at += len(opening)


def shared_masters(layout: SheetLayout) -> dict[bytes, tuple[int, int, str]]:
    """Where each shared formula of a sheet is written out: row, column and text by its number."""
    masters: dict[bytes, tuple[int, int, str]] = {}
    for at, attributes in formula_tags_with_area(layout):
        if attributes.get(b"t") == b"shared":
            masters.setdefault(attributes.get(b"si", b""), _located(layout, at))
    return masters


def formula_tags_with_area(layout: SheetLayout) -> Iterator[tuple[int, dict[bytes, bytes]]]:
    """Offset and attributes of every ``<f>`` that names an area: arrays, data tables, masters."""
    plain, end = layout.plain, layout.data_close
    tag = re.compile(b"<" + re.escape(layout.prefix) + b"f(" + ATTRIBUTES + rb")\s*/?>")
    at = plain.find(b"ref", layout.data_inside, end)
    while at >= 0:
        start = plain.rfind(b"<", layout.data_inside, at)
        match = tag.match(plain, start) if start >= 0 else None
        if match and b"ref" in (attributes := attributes_of(match[1])):
            yield start, attributes
        at = plain.find(b"ref", max(at + 3, match.end() if match else 0), end)


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
    shared: dict[bytes, tuple[int, int, str]],
) -> FormulaCell:
    row, column, text = _located(layout, at)
    kind = attributes.get(b"t", b"")
    if kind == b"shared":
        number = attributes.get(b"si", b"")
        if text:
            shared[number] = (row, column, text)
        elif number in shared:
            first_row, first_column, text = shared[number]
            text = shifted(text, row - first_row, column - first_column)
        return FormulaCell(row, column, text, opaque=not text)
    area = Area.parse(attributes.get(b"ref", b"").decode("ascii", "replace"))
    if kind == b"dataTable":
        return FormulaCell(row, column, text, area, opaque=True)
    return FormulaCell(row, column, text, area if kind == b"array" else None)


def _located(layout: SheetLayout, at: int) -> tuple[int, int, str]:
    """The cell around an offset, and its formula's text."""
    row = layout.row_at(layout.index_at(at))
    spans = layout.cells(row)
    index = bisect_right([span.start for span in spans], at) - 1
    span = spans[max(index, 0)]
    stored = stored_cell(layout, span)
    text = xml_text(stored.formula[1], layout.part) if stored.formula else ""
    return span.row, span.column, text
