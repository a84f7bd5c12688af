"""What a workbook would show, without its bytes: enough to tell what an older one lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct, field

Shown = str | int | float | bool | date | None


class DrawnCell(Struct, frozen=True):
    """One cell.

    Attributes:
        value: what it shows; the result where it holds a formula.
        formula: "" where it holds none.
    """

    value: Shown
    formula: str = ""


class Ink(Struct, frozen=True):
    """What the letters of a cell say by themselves: urgent, a link, overdue.

    Attributes:
        bold, underline: plainly.
        colour: ``#RRGGBB``, "" for whatever it is.
    """

    bold: bool = False
    underline: bool = False
    colour: str = ""


class Dress(Struct, frozen=True):
    """What goes with a value from cell to cell; None for what stays as people have it.

    Attributes:
        link: where the cell leads: a file's name and, behind ``#``, a place in it; "" nowhere.
        ink: its letters.
        former: in a cell that is blank now, the pattern of the texts we may have left there.
    """

    link: str | None = None
    ink: Ink | None = None
    former: str = ""


class DrawnTable(Struct, frozen=True):
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


class DrawnSheet(Struct, frozen=True):
    """One tab.

    Attributes:
        name: the tab's name.
        cells: what is not blank, by row and column from 1. The action grid's rows are left out:
            people edit them, and no formula of ours stands there.
        tables: its tables.
        dresses: what else cells say, by row and column; those of blank cells too.
        heights: how high a row of a table must be for its texts, asked only where it matters.
    """

    name: str
    cells: Mapping[tuple[int, int], DrawnCell]
    tables: tuple[DrawnTable, ...] = ()
    dresses: Mapping[tuple[int, int], Dress] = field(default_factory=dict)
    heights: Mapping[int, Callable[[], float]] = field(default_factory=dict)


class Drawn(Struct, frozen=True):
    """A workbook's tabs, in order."""

    sheets: tuple[DrawnSheet, ...]
