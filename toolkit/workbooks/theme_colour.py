"""Colours as people pick them in Excel: by number, from the theme, or from the old palette."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

_ENTRIES = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)))
"""Theme colours in the order cells count them (light and dark change places in the file)."""


class Theme(Struct, frozen=True):
    """What a workbook's colour numbers mean, ``RRGGBB`` each (the old palette ``AARRGGBB``).

    Attributes:
        colours: of the theme, in the order cells count them.
        palette: the old numbered colours.
    """

    colours: tuple[str, ...] = ()
    palette: tuple[str, ...] = ()

    @classmethod
    def of(cls, xml: bytes | str | None, palette: Sequence[str]) -> Theme:
        """The theme a workbook's theme part describes; none when there is none."""
        if not xml:
            return cls((), tuple(palette))
        text = xml.decode("utf-8", "replace") if isinstance(xml, bytes) else xml
        return cls(tuple(_entry(text, name) for name in _ENTRIES), tuple(palette))

    def colour(self, colour: Any) -> str:
        """A cell's colour as ``#RRGGBB``, "" when it is automatic."""
        if colour is None:
            return ""
        if colour.type == "theme" and 0 <= int(colour.theme) < len(self.colours):
            return _tinted(self.colours[int(colour.theme)], float(colour.tint or 0))
        if colour.type == "indexed" and int(colour.indexed) < len(self.palette):
            return f"#{self.palette[int(colour.indexed)][-6:]}"
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            return f"#{colour.rgb[-6:].upper()}"
        return ""


def _entry(xml: str, name: str) -> str:
    wanted = rf"<a:{name}>.*?(?:lastClr|srgbClr val)=\"([0-9A-Fa-f]{{6}})\""
    found = re.search(wanted, xml, re.DOTALL)
    return found.group(1).upper() if found else "000000"


def _tinted(colour: str, tint: float) -> str:
    """A theme colour made lighter (tint above 0) or darker (below)."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(1, max(0, light)), full)
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)
