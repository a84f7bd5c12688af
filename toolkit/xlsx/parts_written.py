"""Which parts a plan writes, and with what."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.xlsx.book import Book
from toolkit.xlsx.growth import grown_table, renamed
from toolkit.xlsx.planning import Plan
from toolkit.xlsx.recalculation import calculation_request, without_calculation_chain
from toolkit.xlsx.splice import sheet_replacements, spliced

Pieces = Iterable[bytes | memoryview]


def written_parts(book: Book, plan: Plan) -> tuple[dict[str, Pieces], frozenset[str]]:
    """The new content of every part that changes, and the parts that go.

    Nothing but sheets with changed cells or dropped results, tables that grew, the cell formats
    when a style had to be added, and what tells a program to calculate.
    """
    changed: dict[str, Pieces] = {}
    for part, sheet in plan.sheets.items():
        if not sheet.is_empty:
            changed[_stored(book, part)] = spliced(sheet.layout.xml, sheet_replacements(sheet))
    if not changed:
        return {}, frozenset()
    for table in plan.tables.values():
        if table.added or table.filled:
            replacements = grown_table(table.part, table.added)
            name = _stored(book, table.geometry.part)
            changed[name] = spliced(table.part.xml, replacements)
    if styles := plan.styles.changed:
        changed[book.parts.styles] = [styles]
    workbook = list(renamed(book, plan.names))
    workbook += calculation_request(book) if plan.recalculates else []
    if workbook:
        changed[book.parts.part] = spliced(book.parts.xml, workbook)
    if not plan.formula_overwritten or not book.parts.calc_chain:
        return changed, frozenset()
    for name, xml in without_calculation_chain(book):
        changed[name] = [xml]
    return changed, frozenset((book.parts.calc_chain,))


def _stored(book: Book, part: str) -> str:
    member = book.package.find(part)
    return member.name if member else part
