"""The outline of a document while it is being read."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from toolkit.plan.reading.source import Line

ROW = "row"


class Node(Struct, eq=False):
    """One entry of the outline; built up line by line.

    Attributes:
        kind: what it looks like ("label:goal", "dotted:2", "row", …); same look, same kind.
        text: its words.
        number: its number or letter as printed.
        label: what the document calls its level, as printed.
        place: where it stands.
        heading: its heading level; 0 when it is no heading.
        level: its depth in a list.
        cells: column → text, of rows and of lines such as "Who: ED".
        children: entries under it.
        plain: lines under it that carry no mark.
        shared: cells said once for all its rows; column → text.
        is_note: printed like an action and only a note.
        upper: levels between the top and this one that have no place of their own, as texts.
        upper_number: their numbers.
        ref: what people cite, once it is numbered.
        box: the tick box before it, ticked or not; "" when it has none.
        said: what a line above it called entries like it ("Strategies"); "" when none did.
    """

    kind: str
    text: str = ""
    number: str = ""
    label: str = ""
    place: str = ""
    heading: int = 0
    level: int = 0
    cells: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    plain: list[Line] = field(default_factory=list)
    shared: dict[str, str] = field(default_factory=dict)
    is_note: bool = False
    upper: tuple[str, ...] = ()
    upper_number: str = ""
    ref: str = ""
    said: str = ""
    box: str = ""

    @property
    def family(self) -> str:
        """The kind without its depth."""
        return self.kind.partition(":")[0]

    @property
    def labelled(self) -> bool:
        """Whether a word of the document names its level."""
        return self.family == "label" or bool(self.label)

    @property
    def weak(self) -> bool:
        """Whether only its looks make it a heading."""
        return self.family in ("heading", "bold", "caps", "short", "sheet", "before")

    @property
    def is_stub(self) -> bool:
        """An entry that has a number and at most one word so far."""
        bare = not (self.children or self.cells)
        return bare and bool(self.number) and len(self.text.split()) <= 1

    def below(self) -> Iterator[Node]:
        """Every entry under it, in reading order."""
        for child in self.children:
            yield child
            yield from child.below()

    def add(self, column: str, text: str) -> None:
        """Add a line to one of its cells."""
        known = self.cells.get(column)
        self.cells[column] = f"{known}\n{text}" if known else text
