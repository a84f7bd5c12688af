"""The report's colours for formats without a style sheet of their own, as in report.css."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.report.blocks import Tone

INK, SOFT, LINE, WASH, BRAND = "1D2833", "566371", "D5DCE3", "F4F7FA", "2B4C6F"

FILL = MappingProxyType(
    {
        "green": "2F7A4D", "amber": "E0A02A", "red": "B83A2E", "blue": "2F66A5",
        "violet": "6A54A6", "brown": "835338", "grey": "AAB4BF", "muted": "C9C9C5",
        "blank": "E3E8ED",
    }
)  # fmt: skip
"""Colour of a stretch of a bar, by name."""

DARK_TEXT_ON = frozenset({"amber", "grey", "muted", "blank"})
"""Fills that carry dark letters; the others carry white ones."""

CHIP = MappingProxyType(
    {
        "green": ("DCF0E2", "1B5733"), "amber": ("FCEBC6", "724500"), "red": ("F9DEDA", "8E2318"),
        "blue": ("DAE8F8", "1A487F"), "violet": ("E8E2F5", "4F3788"), "brown": ("F0E3D9", "683F22"),
        "grey": ("E9EDF1", "414C57"), "muted": ("EFEFED", "5C5C58"), "blank": ("F0F2F5", "55606B"),
    }
)  # fmt: skip
"""Background and letters of a chip, by name."""

TONE = MappingProxyType(
    {Tone.GOOD: "1B5733", Tone.BAD: "8E2318", Tone.CAUTION: "724500", Tone.MUTED: SOFT}
)
"""Colour of letters, by tone; other tones have the ink's."""

EDGE = MappingProxyType({Tone.GOOD: "2F7A4D", Tone.BAD: "B83A2E", Tone.CAUTION: "D9961F"})
"""Line above a large figure, by tone; other tones have a grey one."""

TRACK, PASSED, INTERVAL, TARGET = "E3E8ED", "8FA3B8", "8FA3B8", "8E2318"
"""Parts of timelines and scales."""


def letters_on(fill: str) -> str:
    """Colour of letters that can be read on a stretch of a bar."""
    return "24303B" if fill in DARK_TEXT_ON or fill not in FILL else "FFFFFF"


def fill_of(name: str) -> str:
    """Colour of a stretch; a name nobody knows is a blank one."""
    return FILL.get(name, FILL["blank"])


def chip_of(name: str) -> tuple[str, str]:
    """Background and letters of a chip; a name nobody knows is a blank one."""
    return CHIP.get(name, CHIP["blank"])
