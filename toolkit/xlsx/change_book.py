"""Changing a workbook without harm: plan, splice, pack, prove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.xlsx.book import Book, open_book
from toolkit.xlsx.changes import Change, Changed
from toolkit.xlsx.limits import STANDARD, Limits
from toolkit.xlsx.planning import Plan, Planner
from toolkit.xlsx.refused import CellRefused
from toolkit.xlsx.repack import repack
from toolkit.xlsx.splice import sheet_replacements, spliced
from toolkit.errors import FileRefused


def refusals(
    data: bytes, changes: Iterable[Change], *, limits: Limits = STANDARD
) -> tuple[CellRefused, ...]:
    """Which of the changes would be refused, each with its reason; so that a caller leaves them out.

    Raises:
        FileRefused: when the workbook as a whole cannot be changed.
    """
    book = open_book(data, limits=limits)
    _require_unsigned(book)
    return tuple(Planner(book).add(changes).refused)


def change_book(data: bytes, changes: Iterable[Change], *, limits: Limits = STANDARD) -> Changed:
    """The workbook with the changes made and nothing else touched, proved by re-reading it.

    Raises:
        CellRefused: when one of the changes would do harm; then none is made. The further ones
            are in ``others``.
        FileRefused: when the workbook as a whole cannot be changed.
    """
    changes = tuple(changes)
    book = open_book(data, limits=limits)
    _require_unsigned(book)
    plan = Planner(book).add(changes)
    if plan.refused:
        first, *others = plan.refused
        first.others = tuple(others)
        raise first
    parts = dict(_changed_parts(book, plan))
    if not parts:
        return Changed(data, (), ())
    result = repack(book.package, parts, frozenset())
    cells = tuple(
        (sheet.name, row, column)
        for sheet in plan.sheets.values()
        for row, column in sorted({*sheet.contents, *sheet.results})
    )
    order = [name for name in book.package.names if name in parts]
    return Changed(result, tuple(order), cells)


def _changed_parts(book: Book, plan: Plan) -> Iterator[tuple[str, Iterable[bytes | memoryview]]]:
    for part, sheet in plan.sheets.items():
        if sheet.is_empty:
            continue
        yield part, spliced(sheet.layout.xml, sheet_replacements(sheet))
    styles = plan.styles.changed
    if styles:
        yield book.parts.styles, [styles]


def _require_unsigned(book: Book) -> None:
    if any(member.key.startswith("_xmlsignatures/") for member in book.package.members):
        raise FileRefused(
            "signed",
            "the workbook carries a digital signature, which any change would break",
            next_step="Ask its owner for a copy without the signature.",
        )
