"""What a workbook would show, without its bytes: enough to tell what an older one lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Shown = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """One cell.

    Attributes:
        value: what it shows; the result where it holds a formula.
        formula: "" where it holds none.
    """

    value: Shown
    formula: str = ""


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """One Excel Table.

    Attributes:
        name: the name formulas use.
        headings: from left to right.
        top, left: where its headings begin, from 1.
        bottom: its last row.
    """

    name: str
    headings: tuple[str, ...]
    top: int
    left: int
    bottom: int


@dataclass(frozen=True)
class DrawnSheet:
    """One tab.

    Attributes:
        name: the tab's name.
        cells: what is not blank, by row and column from 1. The action grid's rows are left out:
            people edit them, and no formula of ours stands there.
        tables: its tables.
    """

    name: str
    cells: Mapping[tuple[int, int], DrawnCell]
    tables: tuple[DrawnTable, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A workbook's tabs, in order."""

    sheets: tuple[DrawnSheet, ...]
