"""The proof after each write: re-open the result and find nothing changed but the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from toolkit.errors import FileRefused
from toolkit.xlsx.book import Book, open_book
from toolkit.xlsx.cell import NOTHING, Cell
from toolkit.xlsx.changes import Change
from toolkit.xlsx.content import holds
from toolkit.xlsx.limits import STANDARD, Limits
from toolkit.xlsx.markup import Element, attributes_of
from toolkit.xlsx.package import Package, open_package, unpack_chunks
from toolkit.xlsx.parts_written import Pieces, written_parts
from toolkit.xlsx.planning import Plan, Planner
from toolkit.xlsx.sheet_layout import CellSpan, SheetLayout
from toolkit.xlsx.sheet_reader import SheetReader
from toolkit.xlsx.splice import SheetPlan, moved_bytes
from toolkit.xlsx.stored_cell import formula_bytes, style_number
from toolkit.xlsx.zip64 import with_offset
from toolkit.xlsx.zip_directory import part_key

_BLOCK = 64
_GROWING = frozenset(("ref", "sqref"))
_UNSTYLED = {b"s": b"999999"}


def verify_change(
    before: bytes, after: bytes, changes: Iterable[Change], *, limits: Limits = STANDARD
) -> None:
    """Prove that a workbook is another one with exactly these changes made.

    Raises:
        CellRefused: when one of the changes would not be made at all.
        FileRefused: with code ``not-as-planned`` when anything else differs.
    """
    book = open_book(before, limits=limits)
    plan = Planner(book).add(tuple(changes))
    if plan.refused:
        raise plan.refused[0]
    changed, gone = written_parts(book, plan)
    if changed or before != after:
        prove(book, plan, after, frozenset((*changed, *gone)))
        sheets = {part_key(part) for part in plan.sheets}
        small = {name: new for name, new in changed.items() if part_key(name) not in sheets}
        _require_small_parts(open_package(after, limits), small)


def prove(
    book: Book, plan: Plan, after: bytes, touched: frozenset[str], *, own: bool = False
) -> None:
    """Prove that ``after`` is the book with the plan carried out.

    Args:
        book: the workbook as it was.
        plan: what was to happen.
        after: what came out.
        touched: the members the plan may touch.
        own: ``after`` was packed by us a moment ago.

    Raises:
        FileRefused: with code ``not-as-planned``.
    """
    package = open_package(after, book.package.limits, own=own)
    require_members(book.package, package, touched)
    result = Book(package)
    if [facts.part for facts in result.sheets] != [facts.part for facts in book.sheets]:
        raise not_as_planned("the workbook lists other sheets than before")
    result.share(book)
    # The largest comes last: what was known of the others has been given back by then.
    for sheet in sorted(plan.sheets.values(), key=lambda sheet: len(sheet.layout.xml)):
        if not sheet.is_empty:
            _SheetProof(book, result, sheet).run()
            sheet.layout.forget_frame()
            result.rest()


def not_as_planned(found: str, where: str = "") -> FileRefused:
    return FileRefused(
        "not-as-planned",
        f"the written workbook is not what was planned: {found}",
        where=where,
        next_step="The original was left as it is. Please report this with the workbook.",
    )


def require_members(before: Package, after: Package, touched: frozenset[str]) -> None:
    """Every untouched member is byte for byte the same, and the order is kept."""
    kept = [member for member in before.members if after.find(member.name) is not None]
    if [member.name for member in kept] != list(after.names):
        raise not_as_planned("its parts come in another order")
    for member, now in zip(kept, after.members, strict=True):
        if member.name in touched:
            for _ in unpack_chunks(after.data, now):
                pass
            continue
        same = before.data[member.start : member.stop] == after.data[now.start : now.stop]
        if not same or with_offset(member.central, 0) != with_offset(now.central, 0):
            raise not_as_planned("a part nobody meant to touch differs", member.name)
    for member in before.members:
        if member.name not in touched and after.find(member.name) is None:
            raise not_as_planned("a part is missing", member.name)


def _require_small_parts(after: Package, planned: Mapping[str, Pieces]) -> None:
    """Tables, cell formats and the workbook part say exactly what was planned."""
    for name, new in planned.items():
        member = after.find(name)
        if member is None or after.read(member) != b"".join(new):
            raise not_as_planned("a small part is not what was planned", name)


class _SheetProof:
    """Compares one sheet before and after, row by row, with what was planned."""

    def __init__(self, before: Book, after: Book, plan: SheetPlan) -> None:
        self._plan = plan
        facts = before.sheet(plan.name)
        self._old = before.layout(facts)
        self._new = after.layout(facts, like=self._old)
        self._old_reader = before.reader(facts)
        self._new_reader = after.reader(facts)

    def run(self) -> None:
        plan = self._plan
        planned: dict[int, set[int]] = {}
        for row, column in (*plan.contents, *plan.results, *plan.stale, *plan.moved):
            planned.setdefault(row, set()).add(column)
        seen = set(self._differing_rows())
        if not seen <= planned.keys():
            raise self._wrong(f"row {min(seen - planned.keys())} differs")
        for number, columns in planned.items():
            self._require_row(number, columns)
        self._require_frame()

    def _wrong(self, found: str) -> FileRefused:
        return not_as_planned(found, self._plan.name)

    def _differing_rows(self) -> Iterator[int]:
        """Rows whose bytes differ, and rows that came; none may go or move."""
        old, new = self._old.row_numbers, self._new.row_numbers
        if old == new:
            for first in range(0, len(old), _BLOCK):
                last = min(first + _BLOCK, len(old))
                if not self._same_bytes(first, last, first, last):
                    yield from self._differing_in(range(first, last), range(first, last))
            return
        places = {number: index for index, number in enumerate(new)}
        if not places.keys() >= set(old):
            raise self._wrong("a row is gone")
        yield from sorted(places.keys() - set(old))
        yield from self._differing_in(range(len(old)), [places[number] for number in old])

    def _differing_in(self, before: Iterable[int], after: Iterable[int]) -> Iterator[int]:
        for one, two in zip(before, after, strict=True):
            if not self._same_bytes(one, one + 1, two, two + 1):
                yield self._old.row_numbers[one]

    def _same_bytes(self, first: int, last: int, new_first: int, new_last: int) -> bool:
        start, stop = self._old.stretch(first, last)
        new_start, new_stop = self._new.stretch(new_first, new_last)
        before, after = self._old.xml[start:stop], self._new.xml[new_start:new_stop]
        return before == after or before.rstrip() == after.rstrip()

    def _require_row(self, number: int, planned: set[int]) -> None:
        old_cells, new_cells = self._old.cells_of(number), self._new.cells_of(number)
        old_tag, new_tag = _row_attributes(self._old, number), _row_attributes(self._new, number)
        if old_tag and {**old_tag, b"spans": b""} != {**new_tag, b"spans": b""}:
            raise self._wrong(f"row {number} looks different")
        if self._odd_markup(number):
            raise self._wrong(f"row {number} holds odd markup")
        for column in old_cells.keys() | new_cells.keys() | planned:
            before, after = old_cells.get(column), new_cells.get(column)
            self._require_cell(number, column, before, after)

    def _odd_markup(self, number: int) -> bool:
        """Whether a changed row holds what only its former state could have been searched for."""
        if self._old.plain is not self._old.xml:
            return False
        sources = {number, self._plan.like_row.get(number, number)}
        sources |= {span.row for (row, _), span in self._plan.moved.items() if row == number}
        before = b"".join(_row_bytes(self._old, source) for source in sources)
        after = _row_bytes(self._new, number)
        return any(after.count(sign) > before.count(sign) for sign in (b"<!", b"<?", b"xmlns"))

    def _require_cell(
        self, row: int, column: int, before: CellSpan | None, after: CellSpan | None
    ) -> None:
        plan, place = self._plan, (row, column)
        content = plan.contents.get(place)
        if content is not None:
            found = _plain(self._new_reader, after)
            style = _style(after)
            right = holds(found, content.value) or (
                content.formula is not None and content.value is None and found.uncalculated
            )
            if not right or found.formula != content.formula or style != max(content.style, 0):
                raise self._wrong(f"row {row}, column {column} does not hold what was planned")
            return
        moved = plan.moved.get(place)
        if moved is not None:
            wanted = moved_bytes(self._old, moved, row)
            if after is None or _bytes(self._new, after) != wanted:
                raise self._wrong(f"row {row}, column {column} is not the moved total")
            return
        if before is None or after is None:
            raise self._wrong(f"row {row}, column {column} came or went")
        if place in plan.results or place in plan.stale:
            value = plan.results.get(place)
            same = _formula(self._old, before) == _formula(self._new, after)
            looks = _style(before) == _style(after)
            if not same or not looks or not _stores(self._new_reader, after, value):
                raise self._wrong(f"the result in row {row}, column {column} is not as planned")
        elif _bytes(self._old, before) != _bytes(self._new, after):
            raise self._wrong(f"row {row}, column {column} differs")

    def _require_frame(self) -> None:
        """Outside the rows, only stated extents and the ranges of rules may differ."""
        old, new = self._old, self._new
        if len(old.frame) != len(new.frame):
            raise self._wrong("something around the rows came or went")
        for one, two in zip(old.frame, new.frame, strict=True):
            grows = one.name in ("sqref", "dimension") or bool(self._plan.frame)
            if one.name != two.name or _fixed(one, grows=grows) != _fixed(two, grows=grows):
                raise self._wrong(f"the element {one.name} differs")
        if not self._plan.frame and old.xml[old.data_stop :] != new.xml[new.data_stop :]:
            raise self._wrong("something behind the rows differs")


def _fixed(element: Element, *, grows: bool) -> tuple[Mapping[str, str], str]:
    if not grows:
        return element.attributes, element.text
    kept = {k: v for k, v in element.attributes.items() if k not in _GROWING}
    return kept, "" if element.name == "sqref" else element.text


def _row_attributes(layout: SheetLayout, number: int) -> dict[bytes, bytes]:
    row = layout.row(number)
    return attributes_of(layout.xml[row.start : row.inside]) if row else {}


def _row_bytes(layout: SheetLayout, number: int) -> bytes:
    row = layout.row(number)
    return layout.xml[row.start : row.stop] if row else b""


def _plain(reader: SheetReader, span: CellSpan | None) -> Cell:
    """A cell with its number format ignored, so that a date is its serial number."""
    if span is None:
        return NOTHING
    return reader.cell(span._replace(attributes={**span.attributes, **_UNSTYLED}))


def _stores(reader: SheetReader, span: CellSpan, value: str | float | bool | None) -> bool:
    found = _plain(reader, span)
    return found.value is None if value is None else holds(found, value)


def _style(span: CellSpan | None) -> int:
    return style_number(span.attributes.get(b"s", b"")) if span else 0


def _formula(layout: SheetLayout, span: CellSpan) -> bytes:
    return formula_bytes(layout, span)


def _bytes(layout: SheetLayout, span: CellSpan) -> bytes:
    return layout.xml[span.start : span.stop]
