"""Telling spreadsheet programs to work the workbook out again when they open it."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.xlsx.book import Book
from toolkit.xlsx.markup import Element, elements, with_attribute
from toolkit.xlsx.splice import Replacement, spliced
from toolkit.xlsx.workbook_parts import joined, part_bytes
from toolkit.xlsx.zip_directory import part_key

_BEFORE_CALCULATION = ("sheets", "functionGroups", "externalReferences", "definedNames")


def calculation_request(book: Book) -> list[Replacement]:
    """What makes the workbook part ask for a full calculation; nothing when it asks already."""
    xml = book.parts.xml
    top = [element for element in book.parts.elements if element.depth == 1]
    for element in top:
        if element.name == "calcPr":
            if element.get("fullCalcOnLoad") in ("1", "true"):
                return []
            tag = with_attribute(xml[element.start : element.inside], b"fullCalcOnLoad", b"1")
            return [Replacement(element.start, element.inside, tag)]
    place = [element for element in top if element.name in _BEFORE_CALCULATION][-1]
    tag = b"<" + _prefix(xml, place) + b'calcPr fullCalcOnLoad="1"/>'
    return [Replacement(place.stop, place.stop, tag)]


def without_calculation_chain(book: Book) -> Iterator[tuple[str, bytes]]:
    """The parts that point to the calculation chain, without their pointers.

    A chain that lists a cell without a formula makes Excel repair the workbook; without a chain it
    quietly makes a new one.
    """
    chain = part_key(book.parts.calc_chain)
    folder, _, name = book.parts.part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    for part, base, wanted, attribute in (
        (rels, folder, "Relationship", "Target"),
        ("[Content_Types].xml", "", "Override", "PartName"),
    ):
        member = book.package.find(part)
        if member is None:
            continue
        xml = part_bytes(book.package, part)
        gone = [
            Replacement(element.start, element.stop, b"")
            for element in elements(xml, part)
            if element.name == wanted and part_key(joined(base, element.get(attribute))) == chain
        ]
        if gone:
            yield member.name, b"".join(spliced(xml, gone))


def _prefix(xml: bytes, element: Element) -> bytes:
    name = xml[element.start + 1 : element.inside].split()[0].rstrip(b"/>")
    return name[: name.index(b":") + 1] if b":" in name else b""
