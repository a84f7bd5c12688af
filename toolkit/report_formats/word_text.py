"""Texts of the report as Word paragraphs and runs: whatever was typed stays text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from msgspec import Struct, field

from toolkit.report.address import safe_address, safe_link
from toolkit.report.blocks import CellRef, Line, Piece, Tone
from toolkit.report_formats.colours import BRAND, TONE, chip_of
from toolkit.report_formats.xml_signs import allowed

_LONGEST_TIP = 250
_UNDERLINED = 16
"""Letters up to which a link to a cell is underlined: a page of dotted lines is hard to read."""


def xml_text(text: str) -> str:
    """A text as it may stand in XML, in an element or between double quotes."""
    return escape(allowed(text))


class Links(Struct):
    """Where the document's links lead.

    Attributes:
        relation: takes an address, gives the id the document knows it by.
        bookmarks: anchors of the report → names Word accepts.
    """

    relation: Callable[[str], str]
    bookmarks: dict[str, str] = field(default_factory=dict)

    def bookmark(self, anchor: str) -> str:
        """The name of a place in the document: letters and digits, not longer than 40."""
        if anchor not in self.bookmarks:
            plain = re.sub(r"[^A-Za-z0-9]", "_", anchor)[:30]
            self.bookmarks[anchor] = f"p{len(self.bookmarks) + 1}_{plain}"
        return self.bookmarks[anchor]

    def inside(self, anchor: str, runs: str) -> str:
        """Runs that lead to a place in the document."""
        return f'<w:hyperlink w:anchor="{self.bookmark(anchor)}" w:history="1">{runs}</w:hyperlink>'

    def outside(self, address: str, runs: str, *, spot: str = "", tip: str = "") -> str:
        """Runs that open an address, at a spot inside of it."""
        anchor = f' w:anchor="{xml_text(spot)}"' if spot else ""
        words = f' w:tooltip="{xml_text(tip[:_LONGEST_TIP])}"' if tip else ""
        known = self.relation(address)
        return f'<w:hyperlink r:id="{known}"{anchor}{words} w:history="1">{runs}</w:hyperlink>'

    def to_cell(self, cell: CellRef | None, runs: str) -> str:
        """Runs that open the cell a figure stands in; bare runs where there is nothing to open."""
        address = safe_address(cell.address) if cell else ""
        if cell is None or not address or not runs:
            return runs
        spot = f"'{cell.sheet}'!{cell.cell}" if cell.sheet and cell.cell else ""
        return self.outside(address, runs, spot=spot, tip=cell.words)


def run(text: str, look: str = "") -> str:
    """A run; line breaks and tabs count. ``look`` is what its ``w:rPr`` holds."""
    facts = f"<w:rPr>{look}</w:rPr>" if look else ""
    parts = re.split(r"(\r\n|\n|\r|\t)", text)
    inner = "".join(_part(part) for part in parts if part)
    return f"<w:r>{facts}{inner}</w:r>" if inner else ""


def _part(part: str) -> str:
    if part == "\t":
        return "<w:tab/>"
    if part in ("\r\n", "\n", "\r"):
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{xml_text(part)}</w:t>'


def look(
    *, bold: bool = False, ink: str = "", size: int = 0, under: str = "", ground: str = ""
) -> str:
    """How letters look, in the order Word wants it.

    Args:
        ink, ground: colours of the letters and behind them.
        size: in half points; 0 for the style's.
        under: ``single`` or ``dotted``.
    """
    grey = ' w:color="B4BFCA"' if under == "dotted" else ""
    parts = (
        "<w:b/>" if bold else "",
        f'<w:color w:val="{ink}"/>' if ink else "",
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
        f'<w:u w:val="{under}"{grey}/>' if under else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else "",
    )
    return "".join(parts)


def paragraph(runs: str, style: str = "", facts: str = "") -> str:
    """A paragraph of a style; ``facts`` is what else its ``w:pPr`` holds, in Word's order."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = f"<w:pPr>{named}{facts}</w:pPr>" if named or facts else ""
    return f"<w:p>{inner}{runs}</w:p>"


def line_runs(line: Line, links: Links, tone: Tone = Tone.PLAIN, size: int = 0) -> str:
    """The runs of a line; ``size`` in half points where the style's does not fit."""
    return "".join(_piece(piece, links, tone, size) for piece in line)


def _piece(piece: Piece, links: Links, around: Tone, size: int) -> str:
    tone = piece.tone if piece.tone is not Tone.PLAIN else around
    bold, address = tone in _BOLD, safe_link(piece.link)
    if address:
        runs = run(piece.text, look(bold=bold, ink=BRAND, size=size, under="single"))
    elif piece.chip:
        ground, letters = chip_of(piece.chip)
        said = f"\u00a0{piece.text}\u00a0"
        runs = run(said, look(bold=True, ink=letters, size=size, ground=ground))
    else:
        short = len(piece.text.strip()) <= _UNDERLINED
        line = "dotted" if short and _leads_somewhere(piece) else ""
        runs = run(piece.text, look(bold=bold, ink=TONE.get(tone, ""), size=size, under=line))
    if address.startswith("#"):
        return links.inside(address[1:], runs)
    return links.outside(address, runs) if address else links.to_cell(piece.cell, runs)


_BOLD = frozenset({Tone.STRONG, Tone.GOOD, Tone.BAD, Tone.CAUTION})


def _leads_somewhere(piece: Piece) -> bool:
    return bool(piece.cell and safe_address(piece.cell.address) and piece.text.strip())
