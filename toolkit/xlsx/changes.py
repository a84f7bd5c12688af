"""What can be done to a workbook, and what was done."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from toolkit.xlsx.cell import Value


class SetCell(Struct, frozen=True):
    """Put a value into a cell; its look, comments and rules stay.

    Attributes:
        sheet: the tab's name.
        row: from 1.
        column: from 1.
        value: what the cell shall hold. Text is always text, even when it looks like a formula;
            None (or an empty text) clears the cell and keeps its look.
        over_formula: a formula in the cell may be replaced; otherwise it is refused.
        style_from: (row, column) of a cell of the same sheet whose look it takes; None keeps its
            own.
        number_format: the format code the cell shall have afterwards; empty keeps its own, except
            that a date going into a cell that shows no dates is given Excel's short date.
    """

    sheet: str
    row: int
    column: int
    value: Value
    over_formula: bool = False
    style_from: tuple[int, int] | None = None
    number_format: str = ""


class SetCache(Struct, frozen=True):
    """Store the result of a formula we know the result of; the formula itself stays untouched.

    Attributes:
        sheet: the tab's name.
        row: from 1.
        column: from 1.
        value: the result; None stores that there is none.
    """

    sheet: str
    row: int
    column: int
    value: Value


class AppendRow(Struct, frozen=True):
    """Add a row at the end of a table, looking like the row above it.

    The first appended row of a table stands one row below its last row, the next one below that,
    in the order of the changes; other changes of the same set may name those cells.

    Attributes:
        table: the table's name.
        values: what its cells shall hold, by heading. Columns that are not named take the formula
            of the row above, or stay empty.
        calculated: results of those formulas, by heading, where they are known.
    """

    table: str
    values: Mapping[str, Value]
    calculated: Mapping[str, Value] = field(default_factory=dict)


class Letters(Struct, frozen=True):
    """How the letters of a cell look; everything else about its look is its own.

    Attributes:
        bold, underline: plainly.
        colour: ``#RRGGBB``; empty keeps the colour.
    """

    bold: bool
    underline: bool
    colour: str = ""


class SetDress(Struct, frozen=True):
    """Give a cell its link and its letters; its value stays.

    Attributes:
        sheet: the tab's name.
        row: from 1.
        column: from 1.
        link: a file's name and, behind ``#``, a place in it; empty takes the link away; None keeps
            what is there, as for the letters.
        letters: how its letters look.
    """

    sheet: str
    row: int
    column: int
    link: str | None = None
    letters: Letters | None = None


class SetHeight(Struct, frozen=True):
    """Give a stored row a height; it still grows when somebody types more into it.

    Attributes:
        sheet: the tab's name.
        row: from 1.
        points: the height.
    """

    sheet: str
    row: int
    points: float


Change = SetCell | SetCache | AppendRow


class Changed(Struct, frozen=True):
    """A workbook after its changes.

    Attributes:
        data: its bytes; the very same object when nothing had to change.
        parts_changed: the members that differ or are gone, in the order of the file.
        cells: (sheet, row, column) of every cell that holds something else now.
        stale: (sheet, row, column) of every formula result that was dropped, because it depends on
            a changed cell and only a spreadsheet program can work it out again.
    """

    data: bytes
    parts_changed: tuple[str, ...]
    cells: tuple[tuple[str, int, int], ...]
    stale: tuple[tuple[str, int, int], ...] = ()
