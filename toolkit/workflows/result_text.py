"""The answer the Refresh button reads back: ASCII lines that a macro can take apart.

``OK`` or ``ERROR``, a tab, one sentence · for each table that grows and each cell: sheet, address,
kind, value, divided by tabs · ``END``, a tab, the number of these lines. Tabs, line ends,
backslashes and everything that is not ASCII are written as ``\\t``, ``\\n``, ``\\r``, ``\\\\`` and
``\\uXXXX`` (UTF-16): macros read files in the computer's own code page.
"""

from __future__ import annotations

import math
from datetime import date, datetime

from toolkit.ports.refreshed import Refreshed, Shown, ShownCell

_LINE_END = "\r\n"
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 (macros count days from here, without time zones)

LONGEST_SENTENCE = 1500
"""Characters one status line can show before nobody reads it any more."""

_NAMED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def result_text(refreshed: Refreshed) -> str:
    """The whole answer for the button."""
    tables = [
        f"{escaped(grown.sheet)}\t{grown.area}\ttable\t{grown.last_row} {escaped(grown.table)}"
        for grown in refreshed.tables
    ]
    lines = [*tables, *[_cell_line(cell) for cell in refreshed.cells]]
    whole = [f"OK\t{escaped(refreshed.sentence)}", *lines, f"END\t{len(lines)}"]
    return _LINE_END.join(whole) + _LINE_END


def error_text(sentence: str) -> str:
    """The answer when nothing could be done: the button shows this sentence and changes nothing."""
    words = " ".join(sentence.split())
    if len(words) > LONGEST_SENTENCE:
        words = f"{words[:LONGEST_SENTENCE]} …"
    return f"ERROR\t{escaped(words)}{_LINE_END}END\t0{_LINE_END}"


def escaped(text: str) -> str:
    """A text as printable ASCII."""
    return "".join(_NAMED.get(sign) or _plain_or_units(sign) for sign in text)


def _plain_or_units(sign: str) -> str:
    if " " <= sign <= "~":
        return sign
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _cell_line(shown: ShownCell) -> str:
    kind, value = _typed(shown)
    return f"{escaped(shown.sheet)}\t{shown.cell}\t{kind}\t{value}"


def _typed(shown: ShownCell) -> tuple[str, str]:
    value: Shown = shown.value
    if value is None or value == "":
        return "blank", ""
    if isinstance(value, bool):
        return "tick", str(int(value))
    if isinstance(value, str):
        return "text", escaped(value)
    if isinstance(value, date):
        return "date", repr(_days(value))
    if not math.isfinite(value):
        raise ValueError(f"{shown.sheet}!{shown.cell}: {value} is not a number a cell can show.")
    return "number", repr(value)


def _days(day: date) -> int | float:
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    passed = moment.replace(tzinfo=None) - _FIRST_DAY
    return passed.days + passed.seconds / 86_400 if passed.seconds else passed.days
