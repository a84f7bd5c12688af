"""A sheet's first rows: titles above the table are lines of text, not rows of it."""

from __future__ import annotations

from toolkit.plan.reading.columns import heading_rows
from toolkit.plan.reading.source import Block, Cell, Grid, Line


def parted(grid: Grid) -> tuple[Block, ...]:
    """The lines above the headings, then the table; only the table when nothing stands above."""
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
