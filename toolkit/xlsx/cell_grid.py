"""The cells of a sheet, held row by row so that a large sheet stays small in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import ItemsView, Iterator, Mapping

from toolkit.xlsx.cell import Cell

Row = tuple[tuple[int, ...], tuple[Cell, ...]]


class CellGrid(Mapping[tuple[int, int], Cell]):
    """The stored cells by (row, column), both from 1, in reading order; absent ones are absent."""

    __slots__ = ("_count", "_rows")

    def __init__(self, rows: dict[int, Row]) -> None:
        self._rows = rows
        self._count = sum(len(columns) for columns, _ in rows.values())

    def __getitem__(self, position: tuple[int, int]) -> Cell:
        row, column = position
        columns, cells = self._rows[row]
        index = bisect_left(columns, column)
        if index < len(columns) and columns[index] == column:
            return cells[index]
        raise KeyError(position)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for row, (columns, _) in self._rows.items():
            for column in columns:
                yield row, column

    def __len__(self) -> int:
        return self._count

    def items(self) -> ItemsView[tuple[int, int], Cell]:
        """Positions and cells in reading order, without looking each one up."""
        return _Items(self)

    def rows(self, first: int = 1) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """Each stored row from ``first`` on that holds cells, as its number and cells by column."""
        for row, (columns, cells) in self._rows.items():
            if row >= first:
                yield row, dict(zip(columns, cells, strict=True))

    def row(self, number: int) -> Mapping[int, Cell]:
        """The cells of one row by column; empty when the row holds none."""
        columns, cells = self._rows.get(number, ((), ()))
        return dict(zip(columns, cells, strict=True))

    def stored(self, number: int) -> Row | None:
        """One row as it is held; None when it holds no cells."""
        return self._rows.get(number)

    @property
    def last_row(self) -> int:
        """The last row that holds a stored cell; 0 when none does."""
        return next(reversed(self._rows), 0)


class _Items(ItemsView[tuple[int, int], Cell]):
    _mapping: CellGrid

    def __iter__(self) -> Iterator[tuple[tuple[int, int], Cell]]:
        for row, (columns, cells) in self._mapping._rows.items():
            for column, cell in zip(columns, cells, strict=True):
                yield (row, column), cell
