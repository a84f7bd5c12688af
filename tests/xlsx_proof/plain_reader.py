"""A second, slow and simple reader of workbooks, written apart from the one it judges."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree import ElementTree

MAINS = frozenset(
    (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
)
Place = tuple[int, int]


@dataclass(frozen=True)
class PlainCell:
    """One cell as it stands in the file.

    Attributes:
        kind: ``text``, ``number``, ``bool``, ``error``, ``date`` or ``blank``.
        value: the text of the value; shared strings looked up.
        formula: the formula element as text with its attributes, empty when there is none.
        style: the style number as written.
    """

    kind: str
    value: str
    formula: str
    style: str


@dataclass(frozen=True)
class PlainTable:
    """One table: its part, its name, its area (first row, first column, last row, last column).

    ``waiting`` says that its only data row still waits for its first content.
    """

    part: str
    name: str
    area: tuple[int, int, int, int]
    headings: tuple[str, ...]
    heads: int
    totals: int
    waiting: bool = False


@dataclass(frozen=True)
class PlainSheet:
    """One worksheet: its name, its part, its cells, tables, merged and array areas."""

    name: str
    part: str
    cells: Mapping[Place, PlainCell]
    tables: tuple[PlainTable, ...]
    merged: tuple[tuple[int, int, int, int], ...]
    arrays: tuple[tuple[int, int, int, int], ...]
    masters: frozenset[Place]
    pivots: tuple[tuple[int, int, int, int], ...]

    def calculated(self, at: Place) -> bool:
        """Whether the cell shows what a formula worked out, its own or one that fills an area."""
        cell = self.cells.get(at)
        return bool(cell and cell.formula) or any(
            top <= at[0] <= bottom and left <= at[1] <= right
            for top, left, bottom, right in self.arrays
        )


@dataclass(frozen=True)
class PlainBook:
    """A workbook's parts and its worksheets in order; ``others`` are sheets without cells."""

    workbook: str
    names: tuple[str, ...]
    sheets: tuple[PlainSheet, ...]
    others: tuple[str, ...]
    date1904: bool
    links: Mapping[str, str] = field(default_factory=dict)


def read_plain(data: bytes) -> PlainBook:
    """Everything a judge needs to know about a workbook; raises whatever the file provokes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return _Parts(package).book()


def place(ref: str) -> Place:
    """Row and column of ``B7``."""
    letters, digits = re.fullmatch(r"\$?([A-Za-z]+)\$?(\d+)", ref.strip()).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(digits), column


def area(ref: str) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column of ``A1:C9``, one cell, ``A:C`` or ``2:5``."""
    first, _, last = ref.replace("$", "").partition(":")
    last = last or first
    if first.isalpha():
        return 1, place(f"{first}1")[1], 1_048_576, place(f"{last}1")[1]
    if first.isdigit():
        return int(first), 1, int(last), 16_384
    (top, left), (bottom, right) = place(first), place(last)
    return top, left, bottom, right


class _Parts:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.folded = {name.replace("\\", "/").lower(): name for name in package.namelist()}

    def tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.package.read(self.found(name)))

    def found(self, name: str) -> str:
        name = unquote(name).replace("\\", "/").lstrip("/").lower()
        for folded, real in self.folded.items():
            if unquote(folded).lstrip("/") == name:
                return real
        raise KeyError(name)

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """id → (last word of its type, target part), internal links only."""
        folder, name = posixpath.split(part.replace("\\", "/"))
        try:
            tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        except KeyError:
            return {}
        found = {}
        for link in tree:
            if link.get("TargetMode") == "External" or link.get("Target") is None:
                continue
            target = link.get("Target", "").replace("\\", "/").split("#")[0]
            full = target if target.startswith("/") else posixpath.join("/", folder, target)
            kind = link.get("Type", "").rsplit("/", 1)[-1]
            found[link.get("Id", "")] = (kind, posixpath.normpath(full).lstrip("/"))
        return found

    def book(self) -> PlainBook:
        root = self.links("")
        part = next(target for kind, target in root.values() if kind == "officeDocument")
        part = self.found(part)
        tree, links = self.tree(part), self.links(part)
        by_kind = dict(links.values())
        strings = self.strings(by_kind.get("sharedStrings", ""))
        sheets, others = [], []
        for element in (each for each in tree.iter() if _is(each, "sheet")):
            link = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
            kind, target = links.get(link, ("nowhere", ""))
            name = element.get("name", "")
            if kind == "worksheet":
                sheets.append(self.sheet(name, self.found(target), strings))
            else:
                others.append(name)
        settings = next((each for each in tree.iter() if _is(each, "workbookPr")), None)
        since_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        names = tuple(self.package.namelist())
        return PlainBook(part, names, tuple(sheets), tuple(others), since_1904, by_kind)

    def strings(self, part: str) -> tuple[str, ...]:
        if not part:
            return ()
        try:
            tree = self.tree(part)
        except KeyError:
            return ()
        return tuple(_text(item) for item in tree if _is(item, "si"))

    def sheet(self, name: str, part: str, strings: tuple[str, ...]) -> PlainSheet:
        tree = self.tree(part)
        home = next((each for each in tree if _is(each, "sheetData")), None)
        cells, masters, arrays = {}, set(), []
        for at, cell in _cells(home):
            cells[at] = _cell(cell, strings)
            formula = next((each for each in cell if _is(each, "f")), None)
            if formula is not None and formula.get("ref"):
                kind = formula.get("t")
                if kind in ("array", "dataTable"):
                    arrays.append(area(formula.get("ref", "")))
                elif kind == "shared":
                    masters.add(at)
        merged = tuple(
            area(each.get("ref", ""))
            for each in tree.iter()
            if _is(each, "mergeCell") and each.get("ref")
        )
        links = self.links(part).values()
        tables = tuple(self.table(target) for kind, target in links if kind == "table")
        found = (self.pivot(target) for kind, target in links if kind == "pivotTable")
        pivots = tuple(part for parts in found for part in parts)
        return PlainSheet(
            name, part, cells, tables, merged, tuple(arrays), frozenset(masters), pivots
        )

    def table(self, part: str) -> PlainTable:
        part = self.found(part)
        tree = self.tree(part)
        return PlainTable(
            part,
            tree.get("displayName") or tree.get("name") or "",
            area(tree.get("ref", "")),
            tuple(each.get("name", "") for each in tree.iter() if _is(each, "tableColumn")),
            int(tree.get("headerRowCount") or 1),
            int(tree.get("totalsRowCount") or 0),
            tree.get("insertRow") in ("1", "true"),
        )

    def pivot(self, part: str) -> list[tuple[int, int, int, int]]:
        """Its body and the page filters above it."""
        tree = self.tree(part)
        location = next(each for each in tree.iter() if _is(each, "location"))
        top, left, bottom, right = area(location.get("ref", ""))
        filters = len([each for each in tree.iter() if _is(each, "pageField")])
        down = int(location.get("rowPageCount") or filters)
        width = 3 * int(location.get("colPageCount") or 1) - 1
        above = [(top - 1 - down, left, top - 2, left + width - 1)] if down else []
        return [(top, left, bottom, right), *above]


def _is(element: ElementTree.Element, name: str) -> bool:
    space, _, local = element.tag.rpartition("}")
    return local == name and space.lstrip("{") in MAINS


def _cells(home: ElementTree.Element | None) -> Iterator[tuple[Place, ElementTree.Element]]:
    row_number = 0
    for row in home if home is not None else ():
        if not _is(row, "row"):
            continue
        row_number = int(row.get("r") or row_number + 1)
        column = 0
        for cell in row:
            if not _is(cell, "c"):
                continue
            ref = cell.get("r")
            column = place(ref)[1] if ref else column + 1
            yield (row_number, column), cell


def _cell(cell: ElementTree.Element, strings: tuple[str, ...]) -> PlainCell:
    kind, style = cell.get("t", "n"), cell.get("s") or "0"
    value, formula = "", ""
    shown = False
    # A text of the cell's own comes before a value beside it.
    own = any(_is(child, "is") for child in cell)
    for child in cell:
        if _is(child, "v") and not own:
            value, shown = child.text or "", True
            value = unescaped(value) if kind in ("str", "inlineStr") else value
        elif _is(child, "f"):
            formula = f"{sorted(child.attrib.items())}{child.text or ''}"
        elif _is(child, "is"):
            value, shown = _text(child), True
    if not shown or (value.strip() == "" and kind not in ("inlineStr", "str")):
        return PlainCell("blank", "", formula, style)
    if kind == "s":
        return PlainCell("text", strings[int(value)], formula, style)
    if kind in ("str", "inlineStr"):
        return PlainCell("text", value, formula, style)
    name = {"b": "bool", "e": "error", "d": "date"}.get(kind, "number")
    return PlainCell(name, value, formula, style)


def _text(item: ElementTree.Element) -> str:
    pieces = []
    for child in item:
        if _is(child, "t"):
            pieces.append(child.text or "")
        elif _is(child, "r"):
            pieces += [part.text or "" for part in child if _is(part, "t")]
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """Excel's ``_x000D_`` escapes read as what they stand for, a lone half as unreadable."""
    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
    text = re.sub("[\ud800-\udbff][\udc00-\udfff]", _joined, text)
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _joined(halves: re.Match[str]) -> str:
    high, low = halves[0]
    return chr(0x10000 + (ord(high) - 0xD800) * 0x400 + ord(low) - 0xDC00)
