"""How closely page one is set so that it fits its sheet, letterhead and all."""

from __future__ import annotations

from msgspec import Struct

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
from toolkit.report_formats.letter_widths import lines_of, width_of


class Setting(Struct, frozen=True):
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


class Sheet(Struct, frozen=True):
    """The room page one has, and how a format fills it.

    Attributes:
        width, height: of the room for text, in points.
        line: height of a line by the size of its letters.
        names: share of the width the names beside a chart's bars have.
        between: space between two bars, in points.
    """

    width: float
    height: float
    line: float = 1.27
    names: float = 0.3
    between: float = 4.0


_OWN_LETTERS, _OWN_TITLE = 21, 44
USUAL = Setting()
_SETTINGS = (
    USUAL,
    Setting(letters=20, before=150, after=40, gap=100, bar=280, title=38),
    Setting(letters=18, before=110, after=30, gap=70, bar=250, title=34),
    Setting(letters=17, before=70, after=15, gap=40, bar=230, title=32),
    Setting(letters=16, before=60, after=12, gap=35, bar=215, title=30),
    Setting(letters=15, before=50, after=10, gap=30, bar=200, title=28),
    Setting(letters=14, before=40, after=5, gap=20, bar=170, title=26),
    Setting(letters=13, before=30, after=5, gap=15, bar=150, title=24),
)


def setting_for(report: Report, sheet: Sheet, *, own_sizes: bool = True) -> Setting:
    """The roomiest setting in which page one fits; the closest when none does.

    Args:
        own_sizes: the styles are ours, so that their own sizes are known to be the usual ones.
    """
    for setting in _SETTINGS if own_sizes else _SETTINGS[1:]:
        if height_needed(report, setting, sheet) <= sheet.height:
            return setting
    return _SETTINGS[-1]


def height_needed(report: Report, setting: Setting, sheet: Sheet) -> float:
    """Height of page one in points, rather too much than too little."""
    size = setting.points
    heading = (size + 2.5) * sheet.line + (setting.before + setting.after) / 20
    title = lines_of(report.title, setting.heading * 1.02, sheet.width) * setting.heading * 1.2
    facts = lines_of(" · ".join(report.facts), 10.5, sheet.width) * 10.5 * sheet.line
    parts = sum(
        heading + sum(_height(block, setting, sheet) for block in section.blocks)
        for section in report.page_one
    )
    return 34 + title + facts + parts


def _height(block: Block, setting: Setting, sheet: Sheet) -> float:
    size = setting.points
    line, gap = size * sheet.line, setting.gap / 20
    match block:
        case Quote():
            parts = [part for part in block.text.splitlines() if part.strip()]
            room = sheet.width - 24
            return 4 + sum(lines_of(part, size * 1.08, room) * line * 1.06 + 4 for part in parts)
        case Bullets():
            shown = (plain(item) for item in block.items)
            return 3 + sum(lines_of(text, size, sheet.width - 26) * line + 2.2 for text in shown)
        case Paragraph():
            return lines_of(plain(block.line), size, sheet.width) * line + setting.after / 20 + 3
        case KeyFigures():
            return _figures(block, setting, sheet) + gap
        case Timeline():
            return 2.6 * line + gap
        case StackedBars():
            return _bars(block, setting, sheet)
        case _:
            return line


def _figures(block: KeyFigures, setting: Setting, sheet: Sheet) -> float:
    """Large figures side by side: the tallest label decides."""
    size = setting.points * 0.9
    room = sheet.width / max(len(block.figures), 1) - 14
    labels = max((lines_of(figure.label, size, room) for figure in block.figures), default=1)
    return 12 + (2 + labels) * size * sheet.line


def _bars(chart: StackedBars, setting: Setting, sheet: Sheet) -> float:
    size = setting.points
    room = sheet.width * sheet.names - 8
    rows = sum(
        max(setting.bar / 20, lines_of(bar.label, size, room) * size * sheet.line) + sheet.between
        for bar in chart.bars
    )
    legend = sum(width_of(part.label) + 3.2 for part in chart.legend) * size * 0.9
    keys = int(legend / sheet.width) + 1
    return rows + (keys + 1.2) * size * sheet.line + 6
