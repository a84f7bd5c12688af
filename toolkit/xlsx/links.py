"""Where the cells of a sheet lead, and how a sheet says that a cell leads elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from toolkit.xlsx.book import Book
from toolkit.xlsx.grid import Area, cell_name
from toolkit.xlsx.markup import Element, elements, escape_attribute
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.splice import Replacement
from toolkit.xlsx.workbook_parts import (
    SheetFacts,
    part_bytes,
    relation_id,
    relations_part,
    relationships,
)

Place = tuple[int, int]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = re.compile(r'xmlns:([\w.-]+)\s*=\s*["\']([^"\']*/relationships)["\']')
_UNSAFE = re.compile(r'[\s"<>\[\]`^{}]')
_NUMBER = re.compile(r"\d+")


class _Unquoted(dict[str, str]):
    """Addresses as they are read; thousands of cells may lead to the same one."""

    def __missing__(self, address: str) -> str:
        return self.setdefault(address, unquote(address))


class Links:
    """The links of one sheet.

    Attributes:
        book: the workbook.
        elements: the single cells' own ones.
        at: (row, column) → file's name and, behind ``#``, a place in it; single cells only.
        odd: cells whose link says the same in other letters, as LibreOffice writes it.
    """

    def __init__(self, book: Book, facts: SheetFacts) -> None:
        self.book, self._facts = book, facts
        self._targets = {
            link.id: link.target
            for link in relationships(book.package, facts.part)
            if link.external and link.kind == "hyperlink"
        }
        self.elements: dict[Place, Element] = {}
        self.at: dict[Place, str] = {}
        self.odd: set[Place] = set()
        self._all = [e for e in book.layout(facts).frame if e.name == "hyperlink"]
        plainly = _Unquoted()
        for element in self._all:
            area = Area.parse(element.get("ref"))
            if area is not None and area.is_one_cell:
                self._take((area.top, area.left), element, plainly)

    def _take(self, place: Place, element: Element, plainly: _Unquoted) -> None:
        target, inside = self._targets.get(relation_id(element), ""), element.get("location")
        self.elements[place] = element
        said = unquote(inside) if "%" in inside else inside
        self.at[place] = f"{plainly[target]}#{said}" if inside else plainly[target]
        if said != inside:
            self.odd.add(place)

    def rewritten(self, wanted: Mapping[Place, str]) -> tuple[bytes, frozenset[str], bytes]:
        """The link elements for these cells, the relations that lose their use, the new relations.

        Args:
            wanted: cell → link; an empty one is only taken away.
        """
        going = [self.elements[place] for place in wanted if place in self.elements]
        used = {relation_id(element) for element in going}
        kept = {relation_id(element) for element in self._all if element not in going}
        numbers = [int(found[0]) for name in self._ids() if (found := _NUMBER.search(name))]
        number = max(numbers, default=0)
        made, relations = [], []
        for (row, column), link in sorted(wanted.items()):
            if not link:
                continue
            file, _, inside = link.partition("#")
            facts = [b'ref="%s"' % cell_name(row, column).encode()]
            if file:
                number += 1
                prefix = self._prefix()
                if not prefix:  # some programs name the space at each element that needs it
                    prefix = b"r"
                    facts.append(b'xmlns:r="%s"' % _OFFICE.encode())
                facts.append(b'%s:id="rId%d"' % (prefix, number))
                relations.append(_relation(number, file))
            if inside:
                facts.append(b'location="%s"' % escape_attribute(inside))
            made.append(b"<%shyperlink %s/>" % (self._layout.prefix, b" ".join(facts)))
        return b"".join(made), frozenset(used - kept - {""}), b"".join(relations)

    @property
    def _layout(self) -> SheetLayout:
        return self.book.layout(self._facts)

    def _ids(self) -> list[str]:
        return [link.id for link in relationships(self.book.package, self._facts.part)]

    def _prefix(self) -> bytes:
        root = self._layout.frame[0]
        tag = self._layout.xml[root.start : root.inside].decode("utf-8", "replace")
        return next((match[1].encode() for match in _SPACES.finditer(tag)), b"")

    def can_be(self, link: str) -> bool:
        """Whether a cell can lead there: to another file only if the sheet lists relations."""
        file = link.partition("#")[0]
        return not file or self.book.package.find(relations_part(self._facts.part)) is not None


def related(book: Book, part: str, gone: frozenset[str], added: bytes) -> Iterator[Replacement]:
    """What changes in a list of relations."""
    name = relations_part(part)
    xml = part_bytes(book.package, name)
    found = elements(xml, name)
    for element in found:
        if element.name == "Relationship" and element.get("Id") in gone:
            yield Replacement(element.start, element.stop, b"")
    if added:
        root = found[0]
        close = xml.rfind(b"</", root.inside, root.stop)
        prefix = re.match(rb"</([\w.-]+:)?", xml[close : close + 80])
        own = (prefix[1] or b"") if prefix else b""
        yield Replacement(close, close, added.replace(b"<Rel", b"<" + own + b"Rel"))


def _relation(number: int, file: str) -> bytes:
    target = _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02x}", file.replace("%", "%25"))
    return b'<Relationship Id="rId%d" Type="%s/hyperlink" Target="%s" TargetMode="External"/>' % (
        number,
        _OFFICE.encode(),
        escape_attribute(target),
    )
