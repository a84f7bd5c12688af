"""What a workbook would show, without its bytes: enough to tell what an older one lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct, field

Shown = str | int | float | bool | date | None

MARK = 8
"""Bytes of the mark of one row."""


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
        marks: of each row behind the other, where rows are drawn only when somebody asks: a row
            with the same mark says the same.
    """

    name: str
    headings: tuple[str, ...]
    top: int
    left: int
    bottom: int
    marks: bytes = b""

    def unlike(self, known: bytes) -> list[int]:
        """The sheet rows that say something else than those with these marks."""
        rows = range(max(len(self.marks), len(known)) // MARK)
        places = ((row, slice(row * MARK, (row + 1) * MARK)) for row in rows)
        first = self.top + 1
        return [first + row for row, at in places if self.marks[at] != known[at]]


class DrawnSheet(Struct, frozen=True):
    """One tab.

    Attributes:
        name: the tab's name.
        cells: what is not blank, by row and column from 1. The action grid's rows are left out:
            people edit them, and no formula of ours stands there.
        tables: its tables.
        dresses: what else cells say, by row and column; those of blank cells too.
        heights: how high a row of a table must be for its texts, asked only where it matters.
        later: rows of tables with marks: drawn into ``cells`` and ``dresses`` when called with
            their number.
    """

    name: str
    cells: Mapping[tuple[int, int], DrawnCell]
    tables: tuple[DrawnTable, ...] = ()
    dresses: Mapping[tuple[int, int], Dress] = field(default_factory=dict)
    heights: Mapping[int, Callable[[], float]] = field(default_factory=dict)
    later: Mapping[int, Callable[[int], None]] = field(default_factory=dict)


class Outline(Struct, frozen=True):
    """What has to be known of a workbook to tell which cells make it a newly made one.

    Attributes:
        frame: hash of everything but values, links, heights and what letters say: sheets, tables,
            looks, formulas, rules, charts; "" for a workbook people have touched.
        marks: of the rows of each long table, by the table's name.
    """

    frame: str = ""
    marks: Mapping[str, bytes] = field(default_factory=dict)


NO_OUTLINE = Outline()


class Drawn(Struct, frozen=True):
    """What a workbook would show.

    Attributes:
        sheets: its tabs, in order.
        outline: everything else about it.
    """

    sheets: tuple[DrawnSheet, ...]
    outline: Outline = NO_OUTLINE
