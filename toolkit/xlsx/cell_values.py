"""The typed value of a stored cell."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from math import isfinite

from toolkit.errors import FileRefused
from toolkit.xlsx.cell import Cell, CellKind, Value
from toolkit.xlsx.escapes import rich_text, unescape, xml_text
from toolkit.xlsx.refused import damaged
from toolkit.xlsx.serials import from_serial
from toolkit.xlsx.shared_strings import SharedStrings
from toolkit.xlsx.styles import NumberFormat, Styles

_NUMBER = re.compile(rb"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WHOLE = re.compile(rb"-?[0-9]{1,15}")


class CellValues:
    """Turns what a sheet stores into what a person sees, for one sheet of one workbook.

    Attributes:
        strings: the workbook's shared texts.
        styles: its cell formats.
        date1904: which calendar it counts in.
        part: the sheet's member, for messages.
    """

    def __init__(
        self, strings: SharedStrings, styles: Styles, part: str, *, date1904: bool
    ) -> None:
        self.strings = strings
        self.styles = styles
        self.part = part
        self.date1904 = date1904

    def cell(
        self, kind: bytes, style: int, raw: bytes | None, inline: bytes | None, formula: str | None
    ) -> Cell:
        """The cell that these stored pieces make.

        Args:
            kind: the ``t`` attribute, empty for numbers.
            style: the ``s`` attribute.
            raw: what stands in ``<v>``, None without one.
            inline: what stands in ``<is>``, None without one.
            formula: the formula behind the cell.

        Raises:
            FileRefused: when the pieces contradict each other.
        """
        shown = self.styles.format_of(style)
        found, value = self._value(kind, shown, raw, inline)
        return Cell(found, value, formula, shown.code)

    def _value(
        self, kind: bytes, shown: NumberFormat, raw: bytes | None, inline: bytes | None
    ) -> tuple[CellKind, Value]:
        if inline is not None and kind != b"inlineStr":
            raise damaged(
                "a cell holds a text of its own but says it holds something else",
                code="bad-cell",
                where=self.part,
            )
        if kind == b"inlineStr":
            if inline is not None:
                return _text_or_blank(rich_text(inline, self.part))
            return _text_or_blank(self._text(raw)) if raw else (CellKind.BLANK, None)
        stored = raw.strip() if raw is not None else b""
        if kind == b"str":
            return (CellKind.BLANK, None) if raw is None else (CellKind.TEXT, self._text(raw))
        if not stored:
            return CellKind.BLANK, None
        if kind == b"s":
            return _text_or_blank(self._shared(stored))
        if kind in (b"", b"n"):
            return self._number(stored, shown)
        if kind == b"b":
            if stored not in (b"0", b"1", b"true", b"false"):
                raise self._contradiction("truth value", stored)
            return CellKind.BOOLEAN, stored in (b"1", b"true")
        if kind == b"e":
            return CellKind.ERROR, self._text(stored)
        if kind == b"d":
            return CellKind.DATE, self._moment(stored)
        raise damaged(
            f"a cell is of the unknown kind {kind[:20].decode('ascii', 'replace')!r}",
            code="bad-cell",
            where=self.part,
        )

    def _text(self, raw: bytes) -> str:
        return unescape(xml_text(raw, self.part))

    def _shared(self, stored: bytes) -> str:
        if not stored.isdigit() or len(stored) > 9 or int(stored) >= len(self.strings):
            raise damaged(
                f"a cell asks for text number {stored[:20].decode('ascii', 'replace')}, "
                f"but there are only {len(self.strings):,}",
                code="bad-shared-string",
                where=self.part,
            )
        return self.strings.text(int(stored))

    def _number(self, stored: bytes, shown: NumberFormat) -> tuple[CellKind, Value]:
        if _WHOLE.fullmatch(stored):
            number: float = int(stored)
        elif _NUMBER.fullmatch(stored) and len(stored) < 400:
            number = float(stored)
            if not isfinite(number):
                raise self._contradiction("number", stored)
        else:
            raise self._contradiction("number", stored)
        if shown.is_date:
            moment = from_serial(
                number, date1904=self.date1904, has_date=shown.has_date, has_time=shown.has_time
            )
            if moment is not None:
                return CellKind.DATE, moment
        return CellKind.NUMBER, number

    def _moment(self, stored: bytes) -> datetime | date | time:
        text = stored.decode("ascii", "replace").removesuffix("Z")
        try:
            if text.startswith("T") or text[2:3] == ":":
                return time.fromisoformat(text.removeprefix("T"))
            if "T" in text or " " in text:
                return datetime.fromisoformat(text).replace(tzinfo=None)
            return date.fromisoformat(text)
        except ValueError as error:
            raise self._contradiction("date", stored) from error

    def _contradiction(self, expected: str, stored: bytes) -> FileRefused:
        shown = stored[:40].decode("utf-8", "replace")
        return damaged(
            f"a cell that should hold a {expected} holds {shown!r}",
            code="bad-cell",
            where=self.part,
        )


def _text_or_blank(text: str) -> tuple[CellKind, Value]:
    return (CellKind.TEXT, text) if text else (CellKind.BLANK, None)
