"""A table's totals row moves down when rows are added above it, if nothing else points at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.xlsx.book import Book
from toolkit.xlsx.formula_cells import formula_groups
from toolkit.xlsx.formulas import Reading, read_formula
from toolkit.xlsx.grid import Area
from toolkit.xlsx.growth import grown_names, grown_ranges
from toolkit.xlsx.markup import elements
from toolkit.xlsx.sheet_layout import CellSpan
from toolkit.xlsx.stored_cell import stored_cell
from toolkit.xlsx.tables import TableGeometry
from toolkit.xlsx.workbook_parts import SheetFacts, part_bytes, relationships

_NOTES = ("comments", "threadedComment")


def totals_strip(geometry: TableGeometry) -> Area:
    """The cells of a table's totals row."""
    area = geometry.area
    return area._replace(top=area.bottom)


def totals_cells(book: Book, facts: SheetFacts, geometry: TableGeometry) -> list[CellSpan]:
    """The stored cells of a table's totals row."""
    strip = totals_strip(geometry)
    found = book.layout(facts).cells_of(strip.top)
    return [span for column, span in found.items() if strip.left <= column <= strip.right]


def what_holds_totals(book: Book, facts: SheetFacts, geometry: TableGeometry) -> str:
    """What keeps the totals row where it is, in words; empty when it can move."""
    strip = totals_strip(geometry)
    if any(not _is_movable(book, facts, span) for span in totals_cells(book, facts, geometry)):
        return "its formulas name cells instead of columns"
    for place, reading in _readings(book, geometry):
        for reference in reading.references:
            sheet = reference.sheet or place
            if sheet.casefold() == facts.name.casefold() and _points_at(reference.area, strip):
                return f"a formula or name on {place or 'the workbook'} points at it"
    if any(_points_at(area, strip) for area in _rule_areas(book, facts, geometry)):
        return "a rule, link, merge or note belongs to it"
    return ""


def _is_movable(book: Book, facts: SheetFacts, span: CellSpan) -> bool:
    stored = stored_cell(book.layout(facts), span)
    if stored.formula is None:
        return True
    attributes, text = stored.formula
    reading = read_formula(text.decode("utf-8", "replace"))
    return b"t" not in attributes and not reading.references and b"&" not in text


def _points_at(area: Area, strip: Area) -> bool:
    """Whether an area ends or stands in the strip, instead of running through it."""
    return area.meets(strip) and not (area.top < strip.top and area.bottom > strip.bottom)


def _readings(book: Book, geometry: TableGeometry) -> Iterator[tuple[str, Reading]]:
    """All formulas, and the names that will not simply grow along."""
    grown = grown_names(book.defined_names, {geometry: 1})
    for name in set(book.defined_names) & set(grown):
        yield name.sheet, read_formula(name.formula)
    for facts in book.sheets:
        if facts.kind == "worksheet":
            for group in formula_groups(book.layout(facts)):
                for row in {min(group.cells), max(group.cells)}:
                    yield facts.name, read_formula(group.at(row))


def _rule_areas(book: Book, facts: SheetFacts, geometry: TableGeometry) -> Iterator[Area]:
    """The areas of everything on the sheet that will not simply grow along."""
    for element in book.layout(facts).frame:
        if element.name in ("dimension", "tablePart", "selection"):
            continue
        ranges = element.text if element.name == "sqref" else element.get("sqref")
        grown = grown_ranges(ranges, {geometry: 1}).split()
        yield from _areas(set(ranges.split()) & set(grown))
        yield from _areas((element.get("ref"),))
    for link in relationships(book.package, facts.part):
        if link.kind in _NOTES and book.package.find(link.target):
            found = elements(part_bytes(book.package, link.target), link.target)
            yield from _areas(element.get("ref") for element in found)


def _areas(words: Iterable[str]) -> Iterator[Area]:
    for word in words:
        if area := Area.parse(word):
            yield area
