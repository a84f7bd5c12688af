"""Links, letters and heights that go with the values of the sheets nobody edits."""

from __future__ import annotations

from msgspec.structs import replace

from toolkit.ports.drawn import Ink
from toolkit.ports.planned_write import DressWrite, HeightWrite, Refill
from toolkit.xlsx import Book, Letters, SetDress, SetHeight, Wardrobe


def with_what_misleads(book: Book, refill: Refill) -> Refill:
    """The refill without what the workbook has already, and how much of it misleads people now.

    What another program only wrote in its own way is put right together with something else; it is
    no reason to write a file.
    """
    wardrobe = Wardrobe(book)
    dresses = [write for write in refill.dresses if wardrobe.differs(_dress(write))]
    heights = [write for write in refill.heights if wardrobe.differs(_height(write))]
    found: list[SetDress | SetHeight] = [*map(_dress, dresses), *map(_height, heights)]
    return replace(
        refill,
        dresses=tuple(dresses),
        heights=tuple(heights),
        redressed=sum(wardrobe.misleads(change) for change in found),
    )


def dressings_of(refill: Refill) -> list[SetDress | SetHeight]:
    """What is to be dressed once the values stand."""
    return [*map(_dress, refill.dresses), *map(_height, refill.heights)]


def _dress(write: DressWrite) -> SetDress:
    dress = write.dress
    return SetDress(write.sheet, write.row, write.column, dress.link, _letters(dress.ink))


def _letters(ink: Ink | None) -> Letters | None:
    return Letters(ink.bold, ink.underline, ink.colour) if ink else None


def _height(write: HeightWrite) -> SetHeight:
    return SetHeight(write.sheet, write.row, write.points)
