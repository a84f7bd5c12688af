"""Workbook of another kind → lines and grids, one grid a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.plan.reading.source import Block, Cell, Grid, Line, Source
from toolkit.readers.refusals import refuse_by_content
from toolkit.readers.spreadsheet.beside import asides_of
from toolkit.readers.spreadsheet.looks import PLAIN, Look, Looks
from toolkit.readers.spreadsheet.shown import shown
from toolkit.readers.top_rows import parted
from toolkit.xlsx import Book, Sheet, cell_name, open_book

_MOST_COLUMNS = 120
_MOST_ROWS = 5000
_SPACES_A_STEP = 2


class SpreadsheetReader:
    """Reads .xlsx and .xlsm files."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of its files."""
        return (".xlsx", ".xlsm")

    def read(self, data: bytes, name: str) -> Source:
        """The workbook: each sheet's name as a heading, then its rows."""
        refuse_by_content(data, word=False)
        book = open_book(data)
        looks = Looks(book)
        grids = {
            facts.name: grid
            for facts in book.sheets
            if facts.kind == "worksheet"
            and (grid := _grid(book.read(facts.name), looks.of(facts), facts.name))
        }
        several = len(grids) > 1
        blocks: list[Block] = []
        for sheet, grid in grids.items():
            if several:
                blocks.append(Line(sheet, heading=1, place=f"sheet {sheet}"))
            blocks += parted(grid)
        return Source(
            name=name,
            kind="Workbook",
            blocks=tuple(blocks),
            asides=tuple(asides_of(book)),
            sheets=frozenset(grids) if several else frozenset(),
        )


def _grid(sheet: Sheet, looks: dict[tuple[int, int], Look], name: str) -> Grid | None:
    """A sheet's used rectangle with its merged cells; none when it is blank."""
    texts = {
        position: text
        for position, cell in sheet.cells.items()
        if position[0] <= _MOST_ROWS
        and position[1] <= _MOST_COLUMNS
        and (text := shown(cell)).strip()
    }
    if not texts:
        return None
    last_row = max(row for row, _ in texts)
    last_column = max(column for _, column in texts)
    merged = _merged(sheet, last_row, last_column)
    rows = []
    for row in range(1, last_row + 1):
        cells = []
        for column in range(1, last_column + 1):
            kind, across = merged.get((row, column), ("", 1))
            place = f"{name}!{cell_name(row, column)}"
            look = looks.get((row, column), PLAIN)
            cells.append(
                Cell(
                    lines=tuple(_lines(texts.get((row, column), ""), place, look)),
                    across=across,
                    above=kind == "above",
                    covered=kind == "covered",
                    fill=look.fill,
                )
            )
        rows.append(tuple(cells))
    return Grid(tuple(rows), f"sheet {name}")


def _merged(
    sheet: Sheet, last_row: int, last_column: int
) -> dict[tuple[int, int], tuple[str, int]]:
    """What merged areas make of their cells: the first covers, others are above or covered."""
    found: dict[tuple[int, int], tuple[str, int]] = {}
    for area in sheet.merged:
        right = min(area.right, last_column)
        for row in range(area.top, min(area.bottom, last_row) + 1):
            for column in range(area.left, right + 1):
                if column > area.left:
                    found[(row, column)] = ("covered", 1)
                elif row > area.top:
                    found[(row, column)] = ("above", right - area.left + 1)
                else:
                    found[(row, column)] = ("", right - area.left + 1)
    return found


def _lines(text: str, place: str, look: Look) -> Iterator[Line]:
    if not text:
        return
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        spaces = len(line) - len(line.lstrip(" \u00a0"))
        level = look.indent + spaces // _SPACES_A_STEP
        yield Line(line.strip(), level=level, bold=look.bold, place=place)


__all__ = ["Book", "SpreadsheetReader"]
