"""What goes with a value from cell to cell: its link, its letters, its row's height.

Values, formulas and everything people added stay; only the list of links, the cell formats and
the tags of the rows and cells named change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from toolkit.xlsx.book import Book
from toolkit.xlsx.changes import Letters, SetDress, SetHeight
from toolkit.xlsx.letters import LetterStyles
from toolkit.xlsx.link_list import relinked
from toolkit.xlsx.links import Links, related
from toolkit.xlsx.markup import Element, tag_attributes, with_attribute, without_attribute
from toolkit.xlsx.package import open_package
from toolkit.xlsx.repack import repack
from toolkit.xlsx.sheet_layout import SheetLayout
from toolkit.xlsx.splice import Replacement, spliced
from toolkit.xlsx.stored_cell import style_number
from toolkit.xlsx.verify import not_as_planned, require_members
from toolkit.xlsx.workbook_parts import SheetFacts, part_bytes, relations_part

Place = tuple[int, int]
Dressing = SetDress | SetHeight
_USUAL_HEIGHT = 15.0
_CUT_OFF = 0.7
"""A row so much too low hides words; a little too low is how another program measures letters."""
_LISTS = frozenset(("hyperlinks", "hyperlink"))


class Wardrobe:
    """How the cells of a workbook are dressed."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._sheets: dict[str, DressedSheet] = {}

    @cached_property
    def letters(self) -> LetterStyles:
        """The cell formats."""
        part = self._book.parts.styles
        return LetterStyles(part_bytes(self._book.package, part) if part else b"", part)

    def sheet(self, name: str) -> DressedSheet:
        """One tab."""
        facts = self._book.sheet(name)
        if facts.part not in self._sheets:
            self._sheets[facts.part] = DressedSheet(self._book, facts, self.letters)
        return self._sheets[facts.part]

    def differs(self, change: Dressing) -> bool:
        """Whether the workbook would be another one after a change."""
        return bool(self.sheet(change.sheet).difference(change))

    def misleads(self, change: Dressing) -> bool:
        """Whether people see something wrong as long as a change is not made."""
        sheet = self.sheet(change.sheet)
        if isinstance(change, SetHeight):
            height = sheet.height_of(change.row)
            return sheet.differs_in_height(change) and height < change.points * _CUT_OFF
        found = sheet.difference(change)
        if not isinstance(found, SetDress):
            return False
        place = (change.row, change.column)
        link = found.link is not None and sheet.links.at.get(place, "") != found.link
        seen = found.letters is not None and not sheet.is_blank(place)
        return link or seen


class DressedSheet:
    """How the cells of one tab are dressed.

    Attributes:
        links: where they lead.
    """

    def __init__(self, book: Book, facts: SheetFacts, letters: LetterStyles) -> None:
        self._letters = letters
        self.facts = facts
        self.layout: SheetLayout = book.layout(facts)
        self.links = Links(book, facts)

    def height_of(self, row: int) -> float:
        """The height of a row in points."""
        text = self._row_facts(row).get(b"ht", b"")
        try:
            return float(text)
        except ValueError:
            return _USUAL_HEIGHT

    def differs_in_height(self, change: SetHeight) -> bool:
        """Whether a row needs another height; one that people made higher by hand does not."""
        height = self.height_of(change.row)
        if self._row_facts(change.row).get(b"customHeight") in (b"1", b"true"):
            return height < change.points - 0.5
        return abs(height - change.points) > 0.5

    def difference(self, change: Dressing) -> Dressing | None:
        """The change with only what differs left in it; None when nothing does."""
        if isinstance(change, SetHeight):
            return change if self.differs_in_height(change) else None
        place = (change.row, change.column)
        link, letters = change.link, change.letters
        same = self.links.at.get(place, "") == link and place not in self.links.odd
        if link is not None and (same or not self.links.can_be(link)):
            link = None
        if letters and (style := self._style(place)) is not None:
            letters = None if self._letters.alike(style, letters) else letters
        if link is None and letters is None:
            return None
        return SetDress(change.sheet, *place, link, letters)

    def is_blank(self, place: Place) -> bool:
        """Whether nothing is stored in a cell."""
        span = self.layout.cells_of(place[0]).get(place[1])
        return span is None or span.close == span.inside

    def replacements(
        self, dresses: Collection[SetDress], heights: Mapping[int, float]
    ) -> tuple[list[Replacement], list[Replacement]]:
        """What changes in the sheet, and in its list of relations.

        Args:
            dresses: as ``difference`` leaves them.
            heights: points by row.
        """
        links = {(d.row, d.column): d.link for d in dresses if d.link is not None}
        letters = {(d.row, d.column): d.letters for d in dresses if d.letters is not None}
        changes = [*self._tags(letters, heights)]
        relations: list[Replacement] = []
        if links:
            made, gone, added = self.links.rewritten(links)
            going = [e for place, e in self.links.elements.items() if place in links]
            changes += relinked(self.layout, going, made)
            if gone or added:
                relations += related(self.links.book, self.facts.part, gone, added)
        return changes, relations

    def _tags(
        self, letters: Mapping[Place, Letters], heights: Mapping[int, float]
    ) -> Iterator[Replacement]:
        for number, points in heights.items():
            row = self.layout.row(number)
            if row is not None:
                tag = without_attribute(self.layout.xml[row.start : row.inside], b"customHeight")
                new = with_attribute(tag, b"ht", f"{points:g}".encode())
                yield Replacement(row.start, row.inside, new)
        for (number, column), wanted in letters.items():
            span = self.layout.cells_of(number).get(column)
            if span is not None:
                style = self._letters.with_letters(self._style((number, column)) or 0, wanted)
                tag = self.layout.xml[span.start : span.inside]
                new = with_attribute(tag, b"s", b"%d" % style)
                yield Replacement(span.start, span.inside, new)

    def _style(self, place: Place) -> int | None:
        span = self.layout.cells_of(place[0]).get(place[1])
        return style_number(span.attributes.get(b"s", b"")) if span else None

    def _row_facts(self, number: int) -> dict[bytes, bytes]:
        row = self.layout.row(number)
        return dict(tag_attributes(self.layout.xml[row.start : row.inside])) if row else {}


def dress_book(book: Book, changes: Iterable[Dressing]) -> bytes:
    """The workbook with its cells dressed so, proved by re-reading it.

    Raises:
        FileRefused: with code ``not-as-planned`` when anything else would differ.
    """
    wardrobe = Wardrobe(book)
    by_sheet: dict[str, list[Dressing]] = {}
    for change in changes:
        found = wardrobe.sheet(change.sheet).difference(change)
        if found is not None:
            by_sheet.setdefault(change.sheet, []).append(found)
    changed: dict[str, Iterable[bytes | memoryview]] = {}
    for name, found_ones in by_sheet.items():
        sheet = wardrobe.sheet(name)
        dresses = [change for change in found_ones if isinstance(change, SetDress)]
        heights = {c.row: c.points for c in found_ones if isinstance(c, SetHeight)}
        own, relations = sheet.replacements(dresses, heights)
        if own:
            changed[sheet.facts.part] = spliced(sheet.layout.xml, own)
        if relations:
            part = relations_part(sheet.facts.part)
            member = book.package.find(part)
            listed = part_bytes(book.package, part)
            changed[member.name if member else part] = spliced(listed, relations)
    if not changed:
        return book.package.data
    if styles := wardrobe.letters.changed:
        changed[book.parts.styles] = [styles]
    after = repack(book.package, changed, frozenset())
    _prove(book, after, frozenset(changed), list(by_sheet))
    return after


def _prove(book: Book, after: bytes, touched: frozenset[str], sheets: Iterable[str]) -> None:
    """Values, formulas and everything around the rows but the lists are what they were."""
    package = open_package(after, book.package.limits, own=True)
    require_members(book.package, package, touched)
    result = Book(package)
    for name in sheets:
        facts = book.sheet(name)
        if dict(book.read(name).cells.items()) != dict(result.read(name).cells.items()):
            raise not_as_planned("a value differs", name)
        if _frame(book.layout(facts)) != _frame(result.layout(facts)):
            raise not_as_planned("something around the rows differs", name)


def _frame(layout: SheetLayout) -> list[tuple[str, Mapping[str, str], str]]:
    return [_facts(element) for element in layout.frame if element.name not in _LISTS]


def _facts(element: Element) -> tuple[str, Mapping[str, str], str]:
    return element.name, element.attributes, element.text
