"""When two values are the same: cosmetic differences are neither edits nor writes."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from toolkit.tables.column import Value
from toolkit.tables.raw import Raw

_INVISIBLE = dict.fromkeys(
    [
        *range(0x200B, 0x2010),  # zero-width characters and direction marks
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0xFEFF,
    ]
)
_SPACES = {0x00A0: " ", 0x202F: " ", 0x2007: " "}


def clean_text(text: str) -> str:
    """Text as it is kept: line breaks as LF, no spaces around it."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def comparable_text(text: str) -> str:
    """Text as it is compared: NFC, LF, plain spaces, nothing invisible, no spaces at line ends."""
    plain = clean_text(text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain).translate(_SPACES).translate(_INVISIBLE).strip()
    if "\n" not in plain:
        return plain
    return "\n".join(line.rstrip() for line in plain.split("\n"))


def comparable(value: Value) -> Value:
    """A value in the one form under which equal values are identical; blank text is None.

    Numbers agree at 15 significant digits, which is what a spreadsheet keeps.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return comparable_text(value) or None
    if isinstance(value, int | float):
        return float(f"{value:.15g}")
    if isinstance(value, datetime):
        return value.date()
    return value


def same(left: Value, right: Value) -> bool:
    """Whether two typed values of one column say the same."""
    if left is right or (left.__class__ is right.__class__ and left == right):
        return True
    a, b = comparable(left), comparable(right)
    # In Python True == 1 == 1.0, but a tick is not the number one.
    return a == b and isinstance(a, bool) == isinstance(b, bool)


def plainly_same(raw: Raw, value: Value) -> bool:
    """Whether a cell holds exactly a value: then nothing has to be read."""
    return raw.value == value and raw.value.__class__ is value.__class__ and not raw.percent


def is_blank(value: Value) -> bool:
    """Whether a value says nothing."""
    return comparable(value) is None


def iso(value: Value) -> str:
    """A value as plain words for messages: dates ISO 8601, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
