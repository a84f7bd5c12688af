"""What a workbook would look like after a write, cell by cell, for a program that has it open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from toolkit.ports.refreshed import Shown, ShownCell, ShownTable
from toolkit.xlsx import Book, Cell, CellKind, open_book
from toolkit.xlsx.grid import Area, cell_name


def changed_cells(before: bytes, after: bytes) -> tuple[ShownCell, ...]:
    """Every cell that shows something else in the second workbook, its hidden stamp included.

    Cells with a formula are left out: the program that has the workbook open calculates them.
    Sheets that only one of the two has are left out too.
    """
    return tuple(_between(open_book(before), open_book(after)))


def grown_tables(before: bytes, after: bytes) -> tuple[ShownTable, ...]:
    """Every Excel Table that is longer in the second workbook."""
    was, now = _areas(open_book(before)), _areas(open_book(after))
    return tuple(
        ShownTable(sheet, _corners(area), name, was[sheet, name].bottom)
        for (sheet, name), area in now.items()
        if (sheet, name) in was and was[sheet, name].bottom < area.bottom
    )


def _areas(book: Book) -> dict[tuple[str, str], Area]:
    return {
        (facts.name, table.name): table.area
        for facts in book.sheets
        if facts.kind == "worksheet"
        for table in book.read(facts.name).tables
    }


def _corners(area: Area) -> str:
    return f"{cell_name(area.top, area.left)}:{cell_name(area.bottom, area.right)}"


def _between(before: Book, after: Book) -> Iterator[ShownCell]:
    known = {facts.name for facts in before.sheets}
    for facts in after.sheets:
        if facts.name in known and facts.kind == "worksheet":
            yield from _in_sheet(facts.name, before, after)


def _in_sheet(sheet: str, before: Book, after: Book) -> Iterator[ShownCell]:
    old = before.read(sheet).cells
    new = after.read(sheet).cells
    places = {place for place, _cell in old.items()} | {place for place, _cell in new.items()}
    for row, column in sorted(places):
        was, is_now = old.get((row, column)), new.get((row, column))
        if is_now is not None and is_now.formula is not None:
            continue
        if _kind_and_value(was) != _kind_and_value(is_now):
            yield ShownCell(sheet, cell_name(row, column), _shown(is_now))


def _kind_and_value(cell: Cell | None) -> tuple[type, Shown, bool]:
    """Truth, number and text that look alike are different, and so are a formula and its result."""
    shown = _shown(cell)
    return type(shown), shown, cell is not None and cell.formula is not None


def _shown(cell: Cell | None) -> Shown:
    """What a cell shows, as the button can write it."""
    if cell is None or cell.kind in (CellKind.BLANK, CellKind.ERROR):
        return None
    if isinstance(cell.value, time):
        return cell.value.isoformat("minutes")
    return cell.value
