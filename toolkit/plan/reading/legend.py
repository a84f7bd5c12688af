"""Status by colour: read with the organisation's own legend, and only with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.plan.reading.source import Block, Grid, Line
from toolkit.plan.reading.wordings import plain

_NAMES = (
    "light green", "dark green", "green", "yellow", "amber", "orange", "red", "light blue",
    "blue", "grey", "gray", "purple", "violet", "pink", "white", "black", "brown",
)  # fmt: skip
_PAIR = re.compile(
    rf"\b({'|'.join(_NAMES)})\b\s*(?:=|:|–|—|-|means|is)\s*([^;,\n.|]+)", re.IGNORECASE
)
LEGEND_TITLES = (
    "legend", "key", "colour key", "color key", "status key", "colour code", "color code",
    "status legend", "colour legend", "color legend", "status color", "status colour",
)  # fmt: skip
_LONGEST = 60
_RGB = 6


def legend_of(blocks: Sequence[Block]) -> dict[str, str]:
    """Colour (RRGGBB, or a colour's name) → the organisation's word for it."""
    found: dict[str, str] = {}
    titled = False
    for block in blocks:
        if isinstance(block, Line):
            said = _pairs(block.text)
            titled = titled or plain(block.text.rstrip(":")) in LEGEND_TITLES
            if titled or len(said) > 1 or block.text.casefold().startswith(LEGEND_TITLES):
                found |= said
            titled = titled and (bool(said) or plain(block.text.rstrip(":")) in LEGEND_TITLES)
        else:
            found |= _in_grid(block, titled=titled)
            titled = False
    return found


def colour_name(fill: str) -> str:
    """The everyday name of a colour."""
    if len(fill) != _RGB:
        return fill
    red, green, blue = (int(fill[i : i + 2], 16) for i in (0, 2, 4))
    high, low = max(red, green, blue), min(red, green, blue)
    if high - low < 24:
        return "white" if high > 240 else "black" if high < 40 else "grey"
    if red == high:
        if green > 0.8 * red and blue < 0.85 * green:
            return "yellow"
        if green > 0.5 * red and blue < 0.75 * green:
            return "orange"
        return "red" if blue < 0.9 * red or green < 0.85 * red else "pink"
    if green == high:
        return "yellow" if red > 0.9 * green and blue < 0.7 * green else "green"
    return "purple" if red > 0.75 * blue and green < 0.75 * red else "blue"


def word_for(fill: str, legend: dict[str, str]) -> str:
    """The legend's word for a colour; "" when the legend does not tell it."""
    if fill in legend:
        return legend[fill]
    name = colour_name(fill)
    alike = {"amber": ("yellow", "orange"), "gray": ("grey",), "violet": ("purple",)}
    for said, word in legend.items():
        plain_name = said.removeprefix("light ").removeprefix("dark ")
        if plain_name == name or name in alike.get(plain_name, ()):
            return word
    return ""


def _pairs(text: str) -> dict[str, str]:
    return {
        found[1].casefold(): found[2].strip()
        for found in _PAIR.finditer(text)
        if len(found[2].strip()) <= _LONGEST
    }


def _in_grid(grid: Grid, *, titled: bool) -> dict[str, str]:
    """Coloured cells beside a word, under or in a table that calls itself a legend."""
    found: dict[str, str] = {}
    inside = titled
    for row in grid.rows:
        texts = [cell.text for cell in row if cell.text]
        if any(plain(text.rstrip(":")) in LEGEND_TITLES for text in texts):
            inside = True
            found |= {k: v for text in texts for k, v in _pairs(text).items()}
        elif not texts and not any(cell.fill for cell in row):
            inside = inside and not found
        if any(len(_pairs(text)) > 1 for text in texts):
            found |= {k: v for text in texts for k, v in _pairs(text).items()}
        if not inside:
            continue
        for place, cell in enumerate(row):
            if not cell.fill or colour_name(cell.fill) == "white":
                continue
            beside = row[place + 1] if place + 1 < len(row) else None
            word = cell.text or (beside.text if beside else "")
            if cell.text and beside and beside.text and plain(cell.text) in _NAMES:
                word = beside.text
            if word and len(word) <= _LONGEST and plain(word.rstrip(":")) not in LEGEND_TITLES:
                found[cell.fill] = word
    return found
