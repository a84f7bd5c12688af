"""How high a row must be for its wrapped text: the file has to say it."""

from __future__ import annotations

from functools import lru_cache

from toolkit.workbooks.house_style import Look

_WIDTHS = {
    "'il": 220, ",j": 260, ".:;I": 270, "()-[]`f": 300, "!J{}": 320, "rt": 340, "/\\ \u00a0": 380,
    '"sz': 400, "Lc": 420, "x": 440, "?FSZkvy|": 460, "ETYag": 480, "$#*+0123456789<=>^_e~": 500,
    "KPXbdhnopqu": 520, "BCR": 540, "VA": 570, "DH": 620, "GNUO": 650, "&Q": 680, "%w": 720,
    "mM": 820, "W@": 890, "‘’": 250, "“”": 420, "–•": 500, "—": 905,
}  # fmt: skip
"""Widths of signs in thousandths of the font size, measured on a Calibri-like face."""

_SIGN = {sign: width / 1000 for signs, width in _WIDTHS.items() for sign in signs}
_SIGN[" "] = 0.23
_OTHER, _WIDE = 0.6, 1.0
_PIXELS_A_POINT = 4 / 3
_LINE = 1.27
_PADDING = 5.0
_SAFETY = 1.03
_INDENT = 9
HIGHEST = 409.0
"""Excel's limit for a row, in points."""


def pixels(text: str, look: Look) -> float:
    """Width of one line of text."""
    return _ems(text) * _em(look)


def _em(look: Look) -> float:
    """Pixels of a font size."""
    return look.size * _PIXELS_A_POINT * (1.06 if look.bold else 1.0) * _SAFETY


@lru_cache(20_000)
def _ems(text: str) -> float:
    """Width of a text in font sizes; a plan uses the same words again and again."""
    return sum(_SIGN.get(sign, _WIDE if ord(sign) > 0x2E80 else _OTHER) for sign in text)


def column_pixels(width: float) -> float:
    """Width of a column of so many characters, inside its margins."""
    return width * 7 - 1


def lines_of(text: str, width: float, look: Look) -> int:
    """How many lines a text takes in a column of ``width`` characters."""
    room = max(column_pixels(width) - _INDENT * look.indent, 10)
    if len(text) * _widest(look) <= room and "\n" not in text:
        return 1
    em = _em(look)
    return sum(_lines(paragraph, room, em) for paragraph in text.split("\n"))


def _widest(look: Look) -> float:
    """No sign is wider than the letters are high."""
    return _WIDE * look.size * _PIXELS_A_POINT * 1.06 * _SAFETY


@lru_cache(20_000)
def _lines(paragraph: str, room: float, em: float) -> int:
    lines, filled, space = 1, 0.0, _ems(" ") * em
    for word in paragraph.split(" "):
        long = _ems(word) * em
        if filled and filled + space + long > room:
            lines, filled = lines + 1, 0.0
        elif filled:
            filled += space
        filled += long
        if filled > room:  # a word longer than the column is broken wherever the line ends
            lines += int((filled - 0.01) // room)
            filled %= room
    return lines


def text_height(text: str, width: float, look: Look) -> float:
    """Height in points a text needs in a column."""
    count = lines_of(text, width, look) if look.wrap else 1
    return min(HIGHEST, count * look.size * _LINE + _PADDING)


def row_height(cells: list[tuple[str, float, Look]], lowest: float = 18.0) -> float:
    """Height of a row from its cells: text, column width, look."""
    needed = max((text_height(*cell) for cell in cells if cell[0]), default=lowest)
    return min(HIGHEST, max(lowest, needed))
