"""A document as every reader hands it over: lines and grids in reading order."""

from __future__ import annotations

from msgspec import Struct


class Line(Struct, frozen=True):
    """One paragraph of the document, or one line of a cell.

    Attributes:
        text: its words, verbatim, without the number Word or a list puts before it.
        mark: that number or bullet sign ("a)", "1.1", "•"); "" when there is none.
        level: how deep it stands in a list or how far it is indented, from 0.
        heading: heading level 1 to 9; 0 when it is no heading.
        bold: whether all of it is bold.
        place: where it stands ("line 12", "paragraph 7", "Plan!A3").
    """

    text: str
    mark: str = ""
    level: int = 0
    heading: int = 0
    bold: bool = False
    place: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is written here: an empty line, kept because it shows a position."""
        return not self.text.strip() and not self.mark


class Cell(Struct, frozen=True):
    """One cell of a grid.

    Attributes:
        lines: its lines, blank ones included.
        grids: tables inside the cell.
        across: columns it covers.
        above: it is merged with the cell above and says nothing itself.
        covered: it is covered by the cell to its left.
        fill: its background as RRGGBB; "" when it has none.
    """

    lines: tuple[Line, ...] = ()
    grids: tuple[Grid, ...] = ()
    across: int = 1
    above: bool = False
    covered: bool = False
    fill: str = ""

    @property
    def text(self) -> str:
        """Its lines that say something."""
        return "\n".join(line.text.strip() for line in self.lines if not line.blank)


BLANK = Cell()
Row = tuple[Cell, ...]


class Grid(Struct, frozen=True):
    """One table.

    Attributes:
        rows: its rows, all of the same width.
        place: where it stands ("table 2", "sheet Plan").
    """

    rows: tuple[Row, ...]
    place: str = ""

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((len(row) for row in self.rows), default=0)


Block = Line | Grid


class Aside(Struct, frozen=True):
    """Words beside the running text: a footnote, a page header, a comment.

    Attributes:
        place: what it is and where it belongs.
        text: its words.
    """

    place: str
    text: str


class Source(Struct, frozen=True):
    """A document, format forgotten.

    Attributes:
        name: the file's name without its ending.
        kind: what it was, in words ("Word document").
        title: the title stored in the file's properties; "" when there is none.
        blocks: lines and grids in reading order.
        asides: what stands beside the running text.
        remarks: what the reader itself was unsure about: (place, text, reading, alternatives).
        sheets: headings among the blocks that are tab names.
    """

    name: str
    kind: str
    title: str = ""
    blocks: tuple[Block, ...] = ()
    asides: tuple[Aside, ...] = ()
    remarks: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()
    sheets: frozenset[str] = frozenset()
