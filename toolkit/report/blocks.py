"""What a report is made of, whatever format it ends in: headings, tables, charts, callouts.

Formats read these and nothing else. Text is plain text, never markup: each format escapes it.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class CellRef(Struct, frozen=True):
    """The cell a figure or text comes from.

    Attributes:
        file, sheet, cell: as a person would look it up.
        address: where to open it: a path relative to the report, or an https address; "" for none.
    """

    file: str
    sheet: str
    cell: str
    address: str = ""

    @property
    def words(self) -> str:
        """``file › sheet!cell``."""
        spot = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell
        return " › ".join(part for part in (self.file, spot) if part)


class Tone(StrEnum):
    """How a piece of the report sounds."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"


class Piece(Struct, frozen=True):
    """A run of text.

    Attributes:
        text: plain text; line breaks count.
        tone: how it sounds.
        cell: the cell it comes from; None when it has none.
        link: a web or mail address, or ``#anchor`` of this report, "" for none.
        chip: name of a status colour: shown as a chip, "" for running text.
        part: what it is called where each part of a line has a column of its own; "" for what
            the line is about, ``JOINT`` for words that only join others.
        number: it is a figure, not a text that may look like one.
    """

    text: str
    tone: Tone = Tone.PLAIN
    cell: CellRef | None = None
    link: str = ""
    chip: str = ""
    part: str = ""
    number: bool = False


JOINT = "joint"
"""The part of words that say nothing where the figures they join stand apart."""

Line = tuple[Piece, ...]
"""Pieces of one line, set one after the other without spaces between."""


class Heading(Struct, frozen=True):
    """A heading; level 2 opens a section, 3 a part of it."""

    level: int
    text: str
    anchor: str = ""


class Paragraph(Struct, frozen=True):
    """A paragraph."""

    line: Line
    tone: Tone = Tone.PLAIN


class Quote(Struct, frozen=True):
    """Words printed verbatim: the director's opening message.

    Attributes:
        text: as written; blank lines part paragraphs.
        by: who says it, "" when nobody needs naming.
    """

    text: str
    by: str = ""


class Bullets(Struct, frozen=True):
    """A list."""

    items: tuple[Line, ...]


class Callout(Struct, frozen=True):
    """A boxed remark with a title."""

    title: str
    line: Line
    tone: Tone = Tone.CAUTION


class KeyFigure(Struct, frozen=True):
    """One large figure.

    Attributes:
        value: the figure, such as ``12``.
        of: what it is out of, such as ``37``, "" when it stands alone.
        label: what it counts.
        tone: how it sounds.
        cell, of_cell: where the two stand in Summary.
    """

    value: str
    label: str
    of: str = ""
    tone: Tone = Tone.PLAIN
    cell: CellRef | None = None
    of_cell: CellRef | None = None

    @property
    def words(self) -> str:
        """``4 of 17 complete``."""
        return f"{self.value}{f' of {self.of}' if self.of else ''} {self.label}"


class KeyFigures(Struct, frozen=True):
    """A row of large figures."""

    figures: tuple[KeyFigure, ...]

    @property
    def words(self) -> str:
        """All of them in one line, for whoever cannot see them."""
        return ", ".join(figure.words for figure in self.figures)


class TableColumn(Struct, frozen=True):
    """A column of a table: its heading, and whether it holds numbers (set flush right)."""

    heading: str
    number: bool = False
    width: int = 0


class TableRow(Struct, frozen=True):
    """A row; ``words`` are what a filter looks for beside the text (owner codes, status)."""

    cells: tuple[Line, ...]
    tone: Tone = Tone.PLAIN


class Table(Struct, frozen=True):
    """A table with one header row.

    Attributes:
        caption: what it shows, in a few words.
        columns: their headings.
        rows: as many cells as columns each.
        tool: readers may sort and filter it.
    """

    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    tool: bool = False


class BarPart(Struct, frozen=True):
    """One stretch of a bar: what it counts, how many, its colour's name, its sign and its cell."""

    label: str
    count: int
    colour: str
    symbol: str = ""
    cell: CellRef | None = None


class Bar(Struct, frozen=True):
    """One bar of a stacked chart; a part that counts nothing is known but not drawn."""

    label: str
    parts: tuple[BarPart, ...]
    cell: CellRef | None = None

    @property
    def drawn(self) -> tuple[BarPart, ...]:
        """The parts there is something of."""
        return tuple(part for part in self.parts if part.count)

    @property
    def total(self) -> int:
        """What all parts count together."""
        return sum(part.count for part in self.parts)

    @property
    def words(self) -> str:
        """``3 on track, 1 at risk``."""
        counts = ", ".join(f"{part.count} {part.label.casefold()}" for part in self.drawn)
        return counts or "no actions"


class StackedBars(Struct, frozen=True):
    """Counts by status, one bar an area.

    Attributes:
        title: what is shown.
        finding: the same in words, complete enough to stand for the picture.
        bars: top to bottom.
        order: every label in the order of the legend; by first appearance where it is not given.
    """

    title: str
    finding: Line
    bars: tuple[Bar, ...]
    order: tuple[str, ...] = ()

    @property
    def legend(self) -> tuple[BarPart, ...]:
        """One part of each label, in the order of the legend."""
        found: dict[str, BarPart] = {}
        for bar in self.bars:
            for part in bar.drawn:
                found.setdefault(part.label, part)
        known = [found[label] for label in self.order if label in found]
        return tuple(known) if self.order else tuple(found.values())

    @property
    def widest(self) -> int:
        """What the longest bar counts."""
        return max((bar.total for bar in self.bars), default=0)


class Figure(Struct, frozen=True):
    """A number of a chart, and the cell it stands in."""

    value: float
    cell: CellRef | None = None


class Mark(Struct, frozen=True):
    """One mean on a scale.

    Attributes:
        label: the question and round.
        mean: the figure.
        low, high: its interval, both None when not known.
        target: what it should reach, None without one.
        note: such as ``21 of 34 answered``.
    """

    label: str
    mean: Figure
    low: Figure | None = None
    high: Figure | None = None
    target: Figure | None = None
    note: Line = ()

    @property
    def reached(self) -> bool:
        """Whether the mean is where it should be."""
        return self.target is None or self.mean.value >= self.target.value

    @property
    def words(self) -> str:
        """The mark for whoever cannot see it."""
        return f"{self.label}: mean {self.mean.value:.2f}. {plain(self.note)}"


class Means(Struct, frozen=True):
    """Survey means on one scale, with intervals and targets.

    Attributes:
        title, finding: as in ``StackedBars``.
        marks: top to bottom.
        scale: lowest and highest answer.
    """

    title: str
    finding: Line
    marks: tuple[Mark, ...]
    scale: tuple[float, float] = (1.0, 5.0)


class Timeline(Struct, frozen=True):
    """How far the plan's period has run.

    Attributes:
        title: what the line is.
        finding: the same in words.
        start, end: words at both ends.
        share: how much of it has passed, 0 to 1.
        cell: where the period is set down.
    """

    title: str
    finding: str
    start: str
    end: str
    share: float
    cell: CellRef | None = None


Block = (
    Heading
    | Paragraph
    | Quote
    | Bullets
    | Callout
    | KeyFigures
    | Table
    | StackedBars
    | Means
    | Timeline
)


class Section(Struct, frozen=True):
    """A part of the report with a heading of its own.

    Attributes:
        anchor: stable name, for links and the contents.
        title: its heading.
        blocks: what it says.
        new_page: begins a new sheet when printed.
    """

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False


class Report(Struct, frozen=True):
    """A whole report.

    Attributes:
        title: such as ``IMEC Strategic Plan``.
        subtitle: such as ``Report to the Board, 14 May 2027``.
        facts: one short line each under the title: organisation, period.
        page_one: the sections of the first sheet.
        sections: what follows.
        dated: the document's day, ISO 8601.
        footer: a line at the foot of each sheet.
    """

    title: str
    subtitle: str
    facts: tuple[str, ...]
    page_one: tuple[Section, ...]
    sections: tuple[Section, ...]
    dated: str
    footer: str = ""


def text_line(text: str, tone: Tone = Tone.PLAIN) -> Line:
    """A line of one piece; a blank text gives an empty line."""
    return (Piece(text, tone),) if text else ()


def joint(text: str, tone: Tone = Tone.PLAIN) -> Piece:
    """Words between two figures: ``of``, ``to``."""
    return Piece(text, tone, part=JOINT)


def plain(line: Line) -> str:
    """A line as plain text."""
    return "".join(piece.text for piece in line)
