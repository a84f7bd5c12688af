"""The figures of the roll-up as pieces of the report, each linked to its cell in Summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from toolkit.report.blocks import CellRef, Line, Piece, Tone, joint
from toolkit.rollup.figures import Item


class ItemFigures(Struct, frozen=True):
    """The figures of the plan, an area, a goal or a person: value and link come by one name.

    Attributes:
        item: the figures.
        path: where it stands in the roll-up document, such as ``areas[1]``.
        cells: where each figure of the document stands in Summary.
    """

    item: Item
    path: str
    cells: Mapping[str, CellRef]

    def value(self, name: str) -> int:
        """A count, such as that of ``owned.n``."""
        return int(self.item.values[name] or 0)

    def cell(self, name: str) -> CellRef | None:
        """Where it stands."""
        return self.cells.get(f"{self.path}.{name}")

    def count(self, name: str, tone: Tone = Tone.PLAIN, part: str = "") -> Piece:
        """A count."""
        return Piece(str(self.value(name)), tone, self.cell(name), part=part, number=True)

    def out_of(self, name: str, whole: str, tone: Tone = Tone.PLAIN) -> Line:
        """A count and what it is out of: ``7 of 12``."""
        return (self.count(name, tone), joint(" of ", tone), self.count(whole, tone, "of"))

    def sentence(self, tone: Tone = Tone.PLAIN) -> Line:
        """``4 on track, 1 at risk, 1 not reported; 7 of 12 checked this period.``"""
        used = [word for word, count in self.item.by_status.items() if count]
        counts = [(f"by_status.{word}", word.casefold()) for word in used]
        if self.item.not_reported:
            counts.append(("not_reported", "not reported"))
        return (*self._listed(counts, tone), *self._checked(tone))

    def _listed(self, counts: list[tuple[str, str]], tone: Tone) -> Iterator[Piece]:
        if not counts:
            yield Piece("No actions", tone)
        for number, (name, word) in enumerate(counts):
            yield self.count(name, tone)
            yield Piece(f" {word}{', ' if number < len(counts) - 1 else ''}", tone)

    def _checked(self, tone: Tone) -> Line:
        checked = self.out_of("checked", "owned.of", tone)
        return (Piece("; ", tone), *checked, Piece(" checked this period.", tone))
