"""The drop-downs of a sheet: which words a cell offers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from toolkit.xlsx.content import formula_bytes
from toolkit.xlsx.grid import Area, cell_name
from toolkit.xlsx.holders import relisted, thinned
from toolkit.xlsx.markup import Element, with_attribute
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.splice import Replacement

Place = tuple[int, int]


@dataclass(frozen=True)
class _Rule:
    """One rule on what may be typed.

    Attributes:
        element: the whole of it.
        areas: where it holds; empty areas stand for ranges we cannot read.
        source: the list it offers.
        sqref: the element that names its ranges, where that is one of its own.
    """

    element: Element
    areas: tuple[Area, ...]
    source: str
    sqref: Element | None


class Offers:
    """The drop-downs of one sheet, those Excel 2010 keeps among its extensions included."""

    def __init__(self, layout: SheetLayout) -> None:
        self._layout = layout
        rules = [e for e in layout.frame if e.name == "dataValidation"]
        inner: dict[int, list[Element]] = {id(rule): [] for rule in rules}
        for element in layout.frame:
            above = element.parent
            while above is not None and id(above) not in inner:
                above = above.parent
            if above is not None:
                inner[id(above)].append(element)
        self._rules = [_rule(rule, inner[id(rule)]) for rule in rules]

    def at(self, row: int, column: int) -> str:
        """The range or list a cell offers, empty when it offers nothing."""
        for rule in self._rules:
            if rule.source and any(area.has(row, column) for area in rule.areas):
                return rule.source
        return ""

    def rewritten(self, wanted: Mapping[Place, str]) -> Iterator[Replacement]:
        """What changes in the sheet so that these cells offer these ranges and nothing else."""
        gone: list[Element] = []
        for rule in self._rules:
            areas = _without(rule.areas, wanted)
            if not areas and rule.areas:
                gone.append(rule.element)
            elif areas != rule.areas:
                yield self._narrowed(rule, areas)
        added = [self._made(place, source) for place, source in sorted(wanted.items()) if source]
        plain = [e for e in gone if e.parent is not None and e.parent.depth == 1]
        yield from relisted(self._layout, "dataValidations", plain, added)
        holders = {id(e.parent): e.parent for e in gone if e not in plain and e.parent}
        for holder in holders.values():
            yield from thinned(self._layout, holder, gone)

    def _narrowed(self, rule: _Rule, areas: tuple[Area, ...]) -> Replacement:
        text, xml = " ".join(map(str, areas)).encode(), self._layout.xml
        if rule.sqref is not None:
            close = xml.rfind(b"</", rule.sqref.inside, rule.sqref.stop)
            return Replacement(rule.sqref.inside, close, text)
        element = rule.element
        tag = xml[element.start : element.inside]
        return Replacement(element.start, element.inside, with_attribute(tag, b"sqref", text))

    def _made(self, place: Place, source: str) -> bytes:
        p = self._layout.prefix
        return (
            b'<%sdataValidation type="list" allowBlank="1" showInputMessage="1" sqref="%s">'
            b"<%sformula1>%s</%sformula1></%sdataValidation>"
            % (p, cell_name(*place).encode(), p, formula_bytes(source), p, p)
        )


def _rule(element: Element, inner: Collection[Element]) -> _Rule:
    sqref = next((e for e in inner if e.name == "sqref"), None)
    texts = [e.text for e in inner if _first_formula(e) and e.text.strip()]
    ranges = sqref.text if sqref is not None else element.get("sqref")
    areas = tuple(area for word in ranges.split() if (area := Area.parse(word)))
    source = texts[0] if texts and element.get("type") == "list" else ""
    return _Rule(element, areas, source.strip().removeprefix("="), sqref)


def _first_formula(element: Element) -> bool:
    above = element.parent.name if element.parent else ""
    return element.name == "formula1" or (element.name == "f" and above == "formula1")


def _without(areas: tuple[Area, ...], places: Collection[Place]) -> tuple[Area, ...]:
    for row, column in places:
        if any(area.has(row, column) for area in areas):
            areas = tuple(rest for area in areas for rest in _cut(area, row, column))
    return areas


def _cut(area: Area, row: int, column: int) -> Iterator[Area]:
    """What is left of an area without one cell."""
    if not area.has(row, column):
        yield area
        return
    if area.top < row:
        yield area._replace(bottom=row - 1)
    if area.left < column:
        yield Area(row, area.left, row, column - 1)
    if column < area.right:
        yield Area(row, column + 1, row, area.right)
    if row < area.bottom:
        yield area._replace(top=row + 1)
