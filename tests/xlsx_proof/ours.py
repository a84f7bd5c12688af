"""The writer under proof, asked for the wishes until each is granted or nowhere to be had."""

from __future__ import annotations

from dataclasses import dataclass

from tests.xlsx_proof.judge import Done
from tests.xlsx_proof.plain_reader import Place, PlainBook, PlainCell, PlainTable
from tests.xlsx_proof.wishes import Wish, wishes
from toolkit.errors import FileRefused
from toolkit.xlsx import AppendRow, SetCell, change_book, refusals


@dataclass(frozen=True)
class Written:
    """What came of the wishes for one workbook.

    Attributes:
        output: the changed workbook, empty when the whole file was refused.
        granted: the wishes that were fulfilled.
        done: the same as cells and rows.
        cell_refusals: (code, wish) for each place that was refused before another was taken.
        code: the reason why the whole file was refused, empty when it was not.
        found: the sentence that came with it.
        emptied: the parts the writer says it changed.
    """

    output: bytes
    granted: tuple[Wish, ...]
    done: Done
    cell_refusals: tuple[tuple[str, Wish], ...]
    code: str = ""
    found: str = ""


def write(data: bytes, book: PlainBook) -> Written:
    """Three edits and a row, each at the first place that is not refused."""
    tries = [(kind, wish, change(wish)) for kind, places in wishes(book).items() for wish in places]
    if not tries:
        return Written(b"", (), Done({}), (), "no worksheet")
    try:
        barred = {
            id(refusal.change): refusal for refusal in refusals(data, [each[2] for each in tries])
        }
        chosen: dict[str, tuple[Wish, SetCell | AppendRow]] = {}
        turned: list[tuple[str, Wish]] = []
        for kind, wish, wanted in tries:
            if kind in chosen:
                continue
            if id(wanted) in barred:
                turned.append((barred[id(wanted)].code, wish))
            else:
                chosen[kind] = (wish, wanted)
        if not chosen:
            return Written(b"", (), Done({}), tuple(turned), f"every cell: {turned[-1][0]}")
        output = change_book(data, [wanted for _, wanted in chosen.values()]).data
    except FileRefused as refusal:
        return Written(b"", (), Done({}), (), refusal.code, str(refusal))
    granted = tuple(wish for wish, _ in chosen.values())
    return Written(output, granted, _done(granted, book), tuple(turned))


def change(wish: Wish) -> SetCell | AppendRow:
    """A wish in the writer's own words."""
    if wish.kind == "row":
        return AppendRow(wish.table, {wish.heading: wish.value})
    return SetCell(wish.sheet, *wish.at, wish.value)


def _done(granted: tuple[Wish, ...], book: PlainBook) -> Done:
    cells: dict[str, dict[Place, object]] = {}
    rows: dict[str, frozenset[int]] = {}
    moved: dict[str, dict[Place, Place]] = {}
    tables = frozenset(wish.table for wish in granted if wish.kind == "row")
    for wish in granted:
        at = wish.at
        if wish.kind == "row":
            table = _table(wish, book)
            at = row_place(table, wish.heading)
            rows[wish.sheet] = frozenset((at[0],))
            if table.totals and not table.waiting:
                _, left, bottom, right = table.area
                columns = range(left, right + 1)
                moved[wish.sheet] = {(bottom + 1, n): (bottom, n) for n in columns}
        cells.setdefault(wish.sheet, {})[at] = wish.value
    return Done(cells, rows, tables, moved)


def _table(wish: Wish, book: PlainBook) -> PlainTable:
    sheet = next(sheet for sheet in book.sheets if sheet.name == wish.sheet)
    return next(table for table in sheet.tables if table.name == wish.table)


def row_place(table: PlainTable, heading: str) -> Place:
    """Where a row at the end of a table must stand."""
    row = table.area[0] + table.heads if table.waiting else table.area[2] - table.totals + 1
    return row, table.area[1] + table.headings.index(heading)


def refusal_is_right(code: str, wish: Wish, book: PlainBook) -> bool:
    """Whether the place really is one that must not be written, by our own reading."""
    sheet = next(each for each in book.sheets if each.name == wish.sheet)
    at = wish.at
    if wish.kind == "row":
        table = _table(wish, book)
        below = range(table.area[2] + 1, table.area[2] + 2 + table.totals)
        full = any(
            (row, column) in sheet.cells and _filled(sheet.cells[row, column])
            for row in below
            for column in range(table.area[1], table.area[3] + 1)
        )
        strip = (table.area[2] + 1, table.area[1], table.area[2] + 1 + table.totals, table.area[3])
        merged = any(
            area[0] <= strip[2] and strip[0] <= area[2] and area[1] <= strip[3] and
            strip[1] <= area[3] for area in sheet.merged
        )  # fmt: skip
        return full or merged or table.totals > 0 or table.heads == 0 or not table.headings
    areas = (*sheet.arrays, *sheet.pivots, *sheet.merged)
    tables = [
        table.area for table in sheet.tables
        if at[0] < table.area[0] + table.heads or at[0] > table.area[2] - table.totals
    ]  # fmt: skip
    return any(
        area[0] <= at[0] <= area[2] and area[1] <= at[1] <= area[3] for area in (*areas, *tables)
    )


def _filled(cell: PlainCell) -> bool:
    return cell.kind != "blank" or bool(cell.formula)
