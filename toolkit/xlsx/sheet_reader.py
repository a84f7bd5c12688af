"""Reading the cells of a sheet: one pattern for the usual cell, a careful walk for any other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from toolkit.errors import FileRefused
from toolkit.xlsx.cell import Cell
from toolkit.xlsx.cell_grid import CellGrid, Row
from toolkit.xlsx.cell_values import CellValues
from toolkit.xlsx.escapes import xml_text
from toolkit.xlsx.formulas import shifted
from toolkit.xlsx.grid import MAX_COLUMN, column_number
from toolkit.xlsx.limits import Limits
from toolkit.xlsx.markup import ATTRIBUTES
from toolkit.xlsx.refused import damaged, too_large
from toolkit.xlsx.sheet_layout import CellSpan, RowSpan, SheetLayout, attributes_of


class StoredCell(NamedTuple):
    """What stands inside a stored cell, as written.

    Attributes:
        formula: attributes and text of ``<f>``; None without one.
        raw: what stands in ``<v>``; None without one.
        inline: what stands in ``<is>``; None without one.
    """

    formula: tuple[dict[bytes, bytes], bytes] | None
    raw: bytes | None
    inline: bytes | None


def stored_cell(layout: SheetLayout, span: CellSpan) -> StoredCell:
    """The formula and value stored in a cell."""
    inner = layout.xml[span.inside : span.close]
    if not inner:
        return StoredCell(None, None, None)
    if layout.plain is layout.xml or inner == layout.plain[span.inside : span.close]:
        match = _inner_pattern(layout.prefix).fullmatch(inner)
        if match:
            formula = None
            if match["f"] is not None:
                formula = (attributes_of(match["fa"]), match["ft"] or b"")
            raw = (match["vt"] or b"") if match["v"] is not None else None
            inline = (match["it"] or b"") if match["i"] is not None else None
            return StoredCell(formula, raw, inline)
    return _walked(inner, layout)


@lru_cache(maxsize=16)
def _inner_pattern(prefix: bytes) -> re.Pattern[bytes]:
    p = re.escape(prefix)
    return re.compile(
        rb"\s*" + _piece(p, b"f", b"[^<]*") + rb"\s*" + _piece(p, b"v", b"[^<]*")
        + rb"\s*" + _piece(p, b"is", b".*?") + rb"\s*(?:<" + p + rb"extLst[\s>/].*)?",
        re.DOTALL,
    )  # fmt: skip


def _piece(prefix: bytes, tag: bytes, text: bytes) -> bytes:
    name, short = prefix + tag, tag[:1]
    return (
        b"(?P<" + short + b"><" + name + b"(?P<" + short + b"a>" + ATTRIBUTES + rb")\s*"
        b"(?:/>|>(?P<" + short + b"t>" + text + b")</" + name + rb"\s*>))?"
    )


def _walked(inner: bytes, layout: SheetLayout) -> StoredCell:
    """The same by a full parser, for comments, CDATA and anything unusual inside a cell."""
    texts: dict[str, list[str]] = {}
    formula: dict[bytes, bytes] = {}
    path: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        path.append(name)
        if len(path) == 2:
            texts.setdefault(name, [])
            if name == "f":
                formula.update((k.encode(), v.encode()) for k, v in attributes.items())
        elif len(path) > 20:
            raise damaged("a cell is nested too deeply", code="too-deep", where=layout.part)

    def end(_: str) -> None:
        path.pop()

    def text(characters: str) -> None:
        if path[-1] in ("f", "v") and len(path) == 2:
            texts[path[-1]].append(characters)
        elif path[-1] == "t" and "is" in path and "rPh" not in path:
            texts["is"].append(characters)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(b"<c>" + inner + b"</c>", True)
    except expat.ExpatError as error:
        raise damaged(f"a cell is broken ({error})", code="bad-xml", where=layout.part) from error
    found = {name: _as_xml("".join(pieces)) for name, pieces in texts.items()}
    inline = b"<t>" + found["is"] + b"</t>" if "is" in found else None
    return StoredCell((formula, found["f"]) if "f" in found else None, found.get("v"), inline)


def _as_xml(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


class SheetReader:
    """Reads the rows of one sheet into typed cells.

    Attributes:
        layout: where its rows lie.
        values: how its stored values are read.
    """

    def __init__(self, layout: SheetLayout, values: CellValues, limits: Limits) -> None:
        self.layout = layout
        self.values = values
        self._limits = limits
        self._shared: dict[bytes, tuple[int, int, str]] = {}
        self._same: dict[tuple[bytes | None, ...], Cell] = {}
        self._usual = _usual_cell(layout.prefix)
        self._masked = layout.plain is not layout.xml

    def grid(self) -> CellGrid:
        """All cells of the sheet.

        Raises:
            FileRefused: for rows or cells stored twice, off the grid, or beyond the limits.
        """
        rows: dict[int, Row] = {}
        layout, limits = self.layout, self._limits
        numbers = layout.row_numbers
        count = volume = 0
        known_columns: dict[tuple[int, ...], tuple[int, ...]] = {}
        for index in range(layout.row_count):
            columns, cells = self.row(layout.row_at(index))
            if not columns:
                continue
            number = numbers[index]
            if number in rows:
                raise self._twice(f"row {number}")
            rows[number] = (known_columns.setdefault(columns, columns), cells)
            count += len(columns)
            volume += sum(len(cell[1]) for cell in cells if type(cell[1]) is str)
            if count > limits.cells:
                raise too_large(
                    f"a sheet has more than {limits.cells:,} cells",
                    code="too-many-cells",
                    where=layout.part,
                )
            if volume > limits.text:
                raise too_large(
                    "its texts are too long altogether", code="too-much-text", where=layout.part
                )
        if not layout.ordered:
            rows = dict(sorted(rows.items()))
        return CellGrid(rows)

    def know_shared(self, masters: dict[bytes, tuple[int, int, str]]) -> None:
        """Learn where shared formulas are written out, to read rows out of their order."""
        self._shared.update(masters)

    def row(self, span: RowSpan) -> Row:
        """The cells of one row, columns ascending."""
        columns: list[int] = []
        cells: list[Cell] = []
        if not self._masked and self._usual_row(span, columns, cells):
            pass
        else:
            columns.clear()
            cells.clear()
            for cell in self.layout.cells(span):
                columns.append(cell.column)
                cells.append(self.cell(cell))
        last = 0
        for column in columns:
            if column <= last:
                return self._sorted(span, columns, cells)
            last = column
        return tuple(columns), tuple(cells)

    def cell(self, span: CellSpan) -> Cell:
        """One cell, read carefully."""
        stored = stored_cell(self.layout, span)
        formula = None
        if stored.formula is not None:
            formula = self._formula(*stored.formula, span.row, span.column)
        style = style_number(span.attributes.get(b"s", b""))
        kind = span.attributes.get(b"t", b"")
        return self.values.cell(kind, style, stored.raw, stored.inline, formula)

    def _usual_row(self, span: RowSpan, columns: list[int], cells: list[Cell]) -> bool:
        """Read a row that holds nothing unusual; False when it does."""
        at = span.inside
        number = b"%d" % span.number
        same, values = self._same, self.values
        for match in self._usual.finditer(self.layout.plain, at, span.close):
            if match.start() != at:
                return False
            letters, row, style, kind, formula, raw = match.groups()
            column = column_number(letters)
            if row != number or not 0 < column <= MAX_COLUMN:
                return False
            at = match.end()
            columns.append(column)
            if formula is not None:
                text = xml_text(formula, self.layout.part)
                cells.append(values.cell(kind or b"", int(style or 0), raw, None, text))
                continue
            if kind is None and raw is not None:
                cells.append(values.cell(b"", int(style or 0), raw, None, None))
                continue
            key = (style, kind, raw)
            cell = same.get(key)
            if cell is None:
                cell = values.cell(kind or b"", int(style or 0), raw, None, None)
                if len(same) < 100_000:
                    same[key] = cell
            cells.append(cell)
        return at == span.close or not self.layout.plain[at : span.close].strip()

    def _formula(self, attributes: dict[bytes, bytes], raw: bytes, row: int, column: int) -> str:
        text = xml_text(raw, self.layout.part)
        kind = attributes.get(b"t", b"")
        if kind == b"shared":
            number = attributes.get(b"si", b"")
            if text:
                self._shared.setdefault(number, (row, column, text))
                return text
            master = self._shared.get(number)
            return shifted(master[2], row - master[0], column - master[1]) if master else ""
        if kind == b"dataTable":
            inputs = [attributes[name].decode() for name in (b"r1", b"r2") if name in attributes]
            return f"TABLE({','.join(inputs)})"
        return text

    def _sorted(self, span: RowSpan, columns: list[int], cells: list[Cell]) -> Row:
        if len(set(columns)) != len(columns):
            raise self._twice(f"a cell of row {span.number}")
        order = sorted(range(len(columns)), key=columns.__getitem__)
        return tuple(columns[k] for k in order), tuple(cells[k] for k in order)

    def _twice(self, what: str) -> FileRefused:
        return damaged(f"{what} is stored twice", code="duplicate-cell", where=self.layout.part)


@lru_cache(maxsize=16)
def _usual_cell(prefix: bytes) -> re.Pattern[bytes]:
    p = re.escape(prefix)
    return re.compile(
        b"<" + p + rb'c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="(\w{1,9})")?'
        rb"(?:/>|>(?:<" + p + rb"f>([^<]*)</" + p + rb"f>)?"
        rb"(?:<" + p + rb"v>([^<]*)</" + p + rb"v>)?</" + p + b"c>)"
    )


def style_number(raw: bytes) -> int:
    """The style a cell names; 0 when it names none."""
    return int(raw) if raw.isdigit() and len(raw) < 7 else 0


def hidden_rows(layout: SheetLayout) -> frozenset[int]:
    """The rows people do not see."""
    if layout.plain.find(b"hidden", layout.data_inside, layout.data_close) < 0:
        return frozenset()
    hidden = set()
    for index in range(layout.row_count):
        row = layout.row_at(index)
        tag = layout.plain[row.start : row.inside]
        if b"hidden" in tag and attributes_of(tag).get(b"hidden") in _TRUE:
            hidden.add(row.number)
    return frozenset(hidden)


def hidden_columns(layout: SheetLayout) -> frozenset[int]:
    """The columns people do not see."""
    hidden: set[int] = set()
    for element in layout.frame:
        if element.name == "col" and element.get("hidden") in ("1", "true"):
            first, last = element.get("min"), element.get("max")
            if first.isdecimal() and last.isdecimal() and len(last) < 6:
                hidden.update(range(int(first), min(int(last), MAX_COLUMN) + 1))
    return frozenset(hidden)


_TRUE = (b"1", b"true")


def formula_bytes(layout: SheetLayout, span: CellSpan) -> bytes:
    """A cell's ``<f>`` element exactly as written; empty without one."""
    inner = layout.plain[span.inside : span.close]
    match = _inner_pattern(layout.prefix).fullmatch(inner)
    if match is None:
        raise damaged("a formula cell is written oddly", code="odd-markup", where=layout.part)
    if match["f"] is None:
        return b""
    start, stop = match.span("f")
    return layout.xml[span.inside + start : span.inside + stop]
