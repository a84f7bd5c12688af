"""How closely page one is set so that it fits its sheet, letterhead and all."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.report.blocks import (
    Block,
    Bullets,
    KeyFigures,
    Paragraph,
    Quote,
    Report,
    StackedBars,
    Timeline,
    plain,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """How closely a sheet is set.

    Attributes:
        letters: size of running text in half points, 0 for the styles' own.
        before, after: space around a heading, in twentieths of a point.
        gap: space after a table or chart.
        bar: height of a chart's bar.
        title: size of the title in half points, 0 for the style's own.
    """

    letters: int = 0
    before: int = 240
    after: int = 80
    gap: int = 160
    bar: int = 300
    title: int = 0

    @property
    def points(self) -> float:
        """Size of running text in points."""
        return (self.letters or _OWN_LETTERS) / 2

    @property
    def heading(self) -> float:
        """Size of the title in points."""
        return (self.title or _OWN_TITLE) / 2

    @property
    def close(self) -> bool:
        """Whether anything differs from the styles' own measures."""
        return bool(self.letters)


_OWN_LETTERS, _OWN_TITLE = 21, 44
USUAL = Setting()
_SETTINGS = (
    USUAL,
    Setting(letters=20, before=150, after=40, gap=100, bar=280, title=38),
    Setting(letters=18, before=110, after=30, gap=70, bar=250, title=34),
    Setting(letters=17, before=70, after=15, gap=40, bar=230, title=32),
    Setting(letters=15, before=50, after=10, gap=30, bar=210, title=28),
)
_LINE = 1.27
"""Height of a line by the size of its letters."""

_WIDE, _WIDER = 0.48, 0.56
"""Width of an ordinary letter by its size, and of one in a quotation."""


def setting_for(report: Report, width: float, height: float) -> Setting:
    """The roomiest setting in which page one fits; the closest when none does.

    Args:
        width, height: of the room for text, in points.
    """
    for setting in _SETTINGS:
        if _needed(report, setting, width) <= height:
            return setting
    return _SETTINGS[-1]


def _needed(report: Report, setting: Setting, width: float) -> float:
    letters = setting.points
    heading = (letters + 3) * _LINE + (setting.before + setting.after) / 20
    opening = setting.heading * 1.3 + 30
    parts = sum(
        heading + sum(_height(block, setting, letters, width) for block in section.blocks)
        for section in report.page_one
    )
    return opening + parts


def _height(block: Block, setting: Setting, letters: float, width: float) -> float:
    line, gap = letters * _LINE, setting.gap / 20
    match block:
        case Quote():
            parts = [part for part in block.text.splitlines() if part.strip()]
            return sum(_lines(p, letters * _WIDER, width - 20) * line + 4 for p in parts)
        case Bullets():
            shown = (plain(item) for item in block.items)
            return sum(_lines(text, letters * _WIDE, width - 24) * line + 2 for text in shown)
        case Paragraph():
            return _lines(plain(block.line), letters * _WIDE, width) * line + setting.after / 20
        case KeyFigures():
            return 44 + gap
        case Timeline():
            return 34 + gap
        case StackedBars():
            return len(block.bars) * (setting.bar / 20 + 6) + 26
        case _:
            return line


def _lines(text: str, letter: float, width: float) -> int:
    return int(len(text) * letter / width) + 1
