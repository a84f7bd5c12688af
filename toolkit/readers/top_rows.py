"""A sheet's first rows: titles above the table are lines of text, not rows of it."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.plan.reading.columns import heading_rows
from toolkit.plan.reading.source import Block, Cell, Grid, Line


def parted(grid: Grid) -> tuple[Block, ...]:
    """The lines above the headings, then the table; tables side by side one after the other."""
    bands = _bands(grid)
    if len(bands) == 1:
        return _parted(grid)
    parts = [part for band in bands for part in _stacked(band)]
    return tuple(block for _, part in sorted(parts, key=lambda p: p[0]) for block in _parted(part))


def _bands(grid: Grid) -> list[Grid]:
    """Parts of a sheet with blank columns between them, when each has headings of its own."""
    width = max((len(row) for row in grid.rows), default=0)
    used = [any(c < len(row) and _is_used(row[c]) for row in grid.rows) for c in range(width)]
    bands: list[list[int]] = []
    for column in range(width):
        if used[column] and column and used[column - 1]:
            bands[-1].append(column)
        elif used[column]:
            bands.append([column])
    found = [
        Grid(tuple(tuple(row[c] if c < len(row) else Cell() for c in band) for row in grid.rows),
             grid.place)
        for band in bands
    ]  # fmt: skip
    headed = all(any(heading_rows(g.rows, at) for at in range(len(g.rows))) for g in found)
    return found if len(found) > 1 and headed else [grid]


def _stacked(grid: Grid) -> Iterator[tuple[int, Grid]]:
    """A band as tables one under the other, parted where a row is blank, with their first row."""
    start = 0
    for at in range(len(grid.rows) + 1):
        if at == len(grid.rows) or not any(_is_used(cell) for cell in grid.rows[at]):
            if at > start:
                yield start, Grid(grid.rows[start:at], grid.place)
            start = at + 1


def _is_used(cell: Cell) -> bool:
    return bool(cell.text or cell.covered or cell.above)


def _parted(grid: Grid) -> tuple[Block, ...]:
    top: list[Line] = []
    start = 0
    for at, row in enumerate(grid.rows):
        said = [cell for cell in row if cell.text and not cell.covered]
        if heading_rows(grid.rows, at) or len(said) > 1:
            break
        top += [line for cell in said for line in cell.lines if not line.blank]
        start = at + 1
    if start >= len(grid.rows):
        return tuple(top)
    return (*top, Grid(_narrowed(grid.rows[start:]), grid.place))


def _narrowed(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """The rows without the columns in which no row says or colours anything."""
    width = max((len(row) for row in rows), default=0)
    kept = [
        column
        for column in range(width)
        if any(
            column < len(row) and (row[column].text or row[column].fill or row[column].above
                                   or row[column].covered)
            for row in rows
        )
    ]  # fmt: skip
    return tuple(tuple(row[c] if c < len(row) else Cell() for c in kept) for row in rows)
