"""Which cells of a workbook nobody has seen are changed, and to what, to prove the writer on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.xlsx_proof.plain_reader import Place, PlainBook, PlainSheet, PlainTable

TEXT = "Ärger & <Spaß> “✓” 😀"
NUMBER = 1234.5
NEW_TEXT = "  a new cell, with spaces  "
ROW_TEXT = "an appended row"
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
TRIES = 25


@dataclass(frozen=True)
class Wish:
    """One change somebody could want: a cell's new value, or a row at the end of a table.

    Attributes:
        kind: ``string``, ``number``, ``new`` or ``row``.
        sheet: the sheet's name.
        at: row and column; for a row (0, 0).
        value: the new value.
        table: the table's name, for a row.
        heading: the heading under which the value goes, for a row.
    """

    kind: str
    sheet: str
    at: Place
    value: str | float
    table: str = ""
    heading: str = ""


def wishes(book: PlainBook) -> dict[str, Iterator[Wish]]:
    """For each kind of change the places to try, one after the other."""
    found: dict[str, Iterator[Wish]] = {}
    filled = [sheet for sheet in book.sheets if sheet.cells] or list(book.sheets[:1])
    for kind, shape, value in (("string", "text", TEXT), ("number", "number", NUMBER)):
        home = next((sheet for sheet in filled if _places(sheet, shape)), None)
        if home:
            found[kind] = iter(
                [Wish(kind, home.name, at, value) for at in _spread(_places(home, shape))]
            )
    if filled:
        found["new"] = iter([Wish("new", filled[0].name, at, NEW_TEXT) for at in _new(filled[0])])
    rows = [_row(sheet, table) for sheet in book.sheets for table in sheet.tables]
    if rows:
        found["row"] = iter(rows)
    return found


def _places(sheet: PlainSheet, kind: str) -> list[Place]:
    return [
        at
        for at, cell in sheet.cells.items()
        if cell.kind == kind and not cell.formula and at[0] <= LAST_ROW and at[1] <= LAST_COLUMN
    ]


def _spread(places: list[Place]) -> list[Place]:
    """The first few, then some from all over."""
    if len(places) <= TRIES:
        return places
    step = max(1, (len(places) - 8) // (TRIES - 8))
    return places[:8] + places[8::step][: TRIES - 8]


def _new(sheet: PlainSheet) -> list[Place]:
    """Below and beside everything, then beside, then anywhere free."""
    rows = max((row for row, _ in sheet.cells), default=0)
    columns = max((column for _, column in sheet.cells), default=0)
    tries = [
        (rows + 3, columns + 2),
        (rows, columns + 2),
        (rows + 3, 1),
        (1, columns + 2),
        (rows + 20, 1),
    ]
    free = ((row, column) for row in range(1, 40) for column in range(1, 40))
    tries += [at for at in free if at not in sheet.cells][:10]
    return [
        (row, column)
        for row, column in dict.fromkeys(tries)
        if 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN
    ]


def _row(sheet: PlainSheet, table: PlainTable) -> Wish:
    """A text under the first heading whose column holds no formula in the table's last row."""
    _, left, bottom, _ = table.area
    last = bottom - table.totals
    for offset, heading in enumerate(table.headings):
        cell = sheet.cells.get((last, left + offset))
        if cell is None or not cell.formula:
            return Wish("row", sheet.name, (0, 0), ROW_TEXT, table.name, heading)
    return Wish("row", sheet.name, (0, 0), ROW_TEXT, table.name, table.headings[0])
