"""Changing a workbook without harm: plan, splice, pack, prove."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.errors import FileRefused
from toolkit.xlsx.book import Book, open_book
from toolkit.xlsx.changes import Change, Changed
from toolkit.xlsx.limits import STANDARD, Limits
from toolkit.xlsx.parts_written import written_parts
from toolkit.xlsx.planning import Plan, Planner
from toolkit.xlsx.refused import CellRefused
from toolkit.xlsx.repack import repack
from toolkit.xlsx.verify import prove


def refusals(
    data: bytes, changes: Iterable[Change], *, limits: Limits = STANDARD
) -> tuple[CellRefused, ...]:
    """Which of the changes would be refused, with the reason, so that a caller leaves them out.

    Each refusal's ``change`` is the change it is about.

    Raises:
        FileRefused: when the workbook as a whole cannot be changed.
    """
    return tuple(_plan(open_book(data, limits=limits), changes).refused)


def change_book(
    data: bytes | Book, changes: Iterable[Change], *, limits: Limits = STANDARD
) -> Changed:
    """The workbook with the changes made and nothing else touched, proved by re-reading it.

    Args:
        data: its bytes, or the workbook opened already.
        changes: what to do.
        limits: what the gate lets through.

    Raises:
        CellRefused: when one of the changes would do harm; then none is made. The further ones
            are in its ``others``.
        FileRefused: when the workbook as a whole cannot be changed.
    """
    book = data if isinstance(data, Book) else open_book(data, limits=limits)
    plan = _plan(book, changes)
    if plan.refused:
        first, *others = plan.refused
        first.others = tuple(others)
        raise first
    changed, gone = written_parts(book, plan)
    if not changed:
        return Changed(book.package.data, (), ())
    result = repack(book.package, changed, gone)
    touched = frozenset((*changed, *gone))
    prove(book, plan, result, touched, own=True)
    names = tuple(name for name in book.package.names if name in touched)
    return Changed(result, names, _cells(plan), _stale(plan))


def _plan(book: Book, changes: Iterable[Change]) -> Plan:
    if any(member.key.startswith("_xmlsignatures/") for member in book.package.members):
        raise FileRefused(
            "signed",
            "the workbook carries a digital signature, which any change would break",
            next_step="Ask its owner for a copy without the signature.",
        )
    return Planner(book).add(changes)


def _cells(plan: Plan) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (sheet.name, row, column)
        for sheet in plan.sheets.values()
        for row, column in sorted({*sheet.contents, *sheet.results, *sheet.moved})
    )


def _stale(plan: Plan) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (sheet.name, row, column)
        for sheet in plan.sheets.values()
        for row, column in sorted(sheet.stale)
    )
