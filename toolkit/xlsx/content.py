"""What a cell will hold: checked before anything is touched, then written as bytes."""

from __future__ import annotations

from datetime import date, datetime, time
from math import isfinite
from typing import NamedTuple

from toolkit.xlsx.cell import Cell, CellKind
from toolkit.xlsx.escapes import escape, is_writable
from toolkit.xlsx.grid import MAX_TEXT, cell_name
from toolkit.xlsx.serials import to_serial


class Content(NamedTuple):
    """What a cell will hold.

    Attributes:
        value: the value or the formula's known result; dates already as serial numbers.
        formula: the formula to write; None for a plain value.
        style: the style number it will have; -1 keeps what the cell has.
        array: the formula is an array formula of this one cell: its cell's ``cm`` mark, or a
            blank; empty for an ordinary one.
    """

    value: str | int | float | bool | None
    formula: str | None = None
    style: int = -1
    array: str = ""


class Unwritable(NamedTuple):
    """Why a value cannot be stored in any cell.

    Attributes:
        code: the stable name of the reason.
        found: what is wrong with it.
        next_step: what to do about it.
    """

    code: str
    found: str
    next_step: str


def storable(value: object, *, date1904: bool) -> str | int | float | bool | Unwritable | None:
    """The value as a workbook stores it, or why it cannot."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return _storable_text(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _storable_number(value)
    if isinstance(value, date | time):
        return _storable_date(value, date1904=date1904)
    return Unwritable(
        "unknown-type",
        f"a cell cannot hold a {type(value).__name__}",
        "Give text, a number, a truth value, a date or a time.",
    )


def _storable_text(text: str) -> str | Unwritable:
    if not is_writable(text):
        return Unwritable(
            "half-character", "the text holds half a character", "Type the text again."
        )
    length = len(text) + sum(character > "\uffff" for character in text)
    if length > MAX_TEXT:
        return Unwritable(
            "too-long",
            f"the text has {length:,} characters; a cell holds {MAX_TEXT:,}",
            "Shorten it; it was not cut.",
        )
    return text


def _storable_number(number: float) -> float | Unwritable:
    exact = isinstance(number, int) and abs(number) >= 2**53
    try:
        stored = float(number)
    except OverflowError:
        stored = float("inf")
    if not isfinite(stored) or (exact and int(stored) != number):
        return Unwritable(
            "not-a-number", "the number cannot be kept exactly by a cell", "Write it as text."
        )
    # Plain numbers only: those of other libraries print themselves in other ways.
    return int(number) if isinstance(number, int) and not exact else stored


def _storable_date(value: date | time, *, date1904: bool) -> float | int | Unwritable:
    if isinstance(value, datetime | time) and value.tzinfo is not None:
        return Unwritable(
            "time-zone", "the time names a time zone, which a cell cannot", "Give local time."
        )
    serial = to_serial(value, date1904=date1904)
    if serial is None:
        return Unwritable(
            "date-out-of-calendar",
            f"the date {value} is before the workbook's calendar begins",
            "Write it as text.",
        )
    return serial


def cell_bytes(prefix: bytes, row: int, column: int, style: int, content: Content) -> bytes:
    """A whole cell as it stands in the sheet."""
    look = b' s="%d"' % style if style > 0 else b""
    tag = b'<%sc r="%s"%s' % (prefix, cell_name(row, column).encode(), look)
    if content.formula is None:
        return tag + _value_bytes(prefix, content.value)
    alone = b' t="array" ref="%s"' % cell_name(row, column).encode() if content.array else b""
    mark = b' cm="%s"' % content.array.encode() if content.array.strip() else b""
    formula = b"<%sf%s>%s</%sf>" % (prefix, alone, formula_bytes(content.formula), prefix)
    kind, result = result_bytes(prefix, content.value)
    return tag + kind + mark + b">" + formula + result + b"</" + prefix + b"c>"


def _value_bytes(p: bytes, value: str | float | bool | None) -> bytes:
    if value is None:
        return b"/>"
    if isinstance(value, str):
        text = b'<%st xml:space="preserve">%s</%st>' % (p, escape(value), p)
        return b' t="inlineStr"><%sis>%s</%sis></%sc>' % (p, text, p, p)
    kind, result = result_bytes(p, value)
    return kind + b">" + result + b"</" + p + b"c>"


def result_bytes(prefix: bytes, value: str | float | bool | None) -> tuple[bytes, bytes]:
    """The ``t`` attribute and ``<v>`` of a formula's result."""
    if value is None:
        return b"", b""
    if isinstance(value, bool):
        kind, text = b' t="b"', b"1" if value else b"0"
    elif isinstance(value, str):
        kind, text = b' t="str"', escape(value)
    else:
        kind, text = b"", repr(value).encode()
    return kind, b"<%sv>%s</%sv>" % (prefix, text, prefix)


def formula_bytes(formula: str) -> bytes:
    """A formula as it stands between tags."""
    return formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def holds(cell: Cell, value: str | float | bool | None) -> bool:
    """Whether a cell, read without its number format, holds exactly that stored value."""
    if value is None or value == "":
        return cell.kind is CellKind.BLANK or cell.value == ""
    if isinstance(value, bool):
        return cell.kind is CellKind.BOOLEAN and cell.value is value
    if isinstance(value, str):
        return cell.kind is CellKind.TEXT and cell.value == value
    return cell.kind is CellKind.NUMBER and cell.value == value
