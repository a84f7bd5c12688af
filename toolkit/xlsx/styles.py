"""How cells look, as far as values depend on it: number formats, and the few styles we may add."""

from __future__ import annotations

import re
from copy import copy

from msgspec import Struct

from toolkit.xlsx.limits import Limits
from toolkit.xlsx.markup import Element, elements, escape_attribute, with_attribute
from toolkit.xlsx.refused import too_large

_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "m/d/yy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_LISTS = frozenset(("numFmts", "cellXfs"))
_EAST_ASIAN_DATES = frozenset((*range(27, 32), 36, *range(50, 59)))
_EAST_ASIAN_TIMES = frozenset(range(32, 36))
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_AMOUNT = re.compile(r"[#?@]")
GENERAL = "General"


class NumberFormat(Struct, frozen=True):
    """What a number format makes of a number.

    Attributes:
        code: the format code, such as ``yyyy-mm-dd``.
        has_date: it shows days, months or years.
        has_time: it shows hours, minutes or seconds of a day.
    """

    code: str
    has_date: bool = False
    has_time: bool = False

    @property
    def is_date(self) -> bool:
        """Whether a number in it is a point in time."""
        return self.has_date or self.has_time


PLAIN = NumberFormat(GENERAL)


def read_format(code: str) -> NumberFormat:
    """What a format code shows; elapsed time (``[h]:mm``) is an amount, not a point in time."""
    first = _LITERAL.sub("", code).split(";", 1)[0].lower()
    if "general" in first or _ELAPSED.search(first) or _AMOUNT.search(first):
        return NumberFormat(code)
    first = first.replace("am/pm", "").replace("a/p", "")
    has_time = bool(re.search(r"[hs]", first))
    has_date = bool(re.search(r"[yd]", first)) or ("m" in first and not has_time)
    return NumberFormat(code, has_date, has_time)


def is_percent(code: str) -> bool:
    """Whether the format shows a number as a percentage."""
    return "%" in code and "%" in _LITERAL.sub("", code)


class CellStyle(Struct, frozen=True):
    """One entry of the cell formats.

    Attributes:
        number_format: what its numbers show.
        quote_prefix: it shows text as typed, with the quiet apostrophe.
        raw: its bytes as written.
    """

    number_format: NumberFormat
    quote_prefix: bool
    raw: bytes


class Styles:
    """The cell formats of a workbook, read once, with room for a few appended ones.

    Attributes:
        cells: the formats, numbered as cells name them.
    """

    def __init__(self, xml: bytes, part: str, limits: Limits) -> None:
        self._xml = xml
        self._part = part
        self._codes: dict[int, str] = {}
        self._holder: Element | None = None
        self._formats: Element | None = None
        self._new_formats: list[bytes] = []
        self._new_cells: list[bytes] = []
        self._wanted: dict[tuple[int, str], int] = {}
        entries: list[Element] = []
        for element in elements(xml, part, lists=_LISTS) if xml else []:
            self._take(element, entries)
        if len(entries) > limits.styles:
            raise too_large(
                f"it has {len(entries):,} cell formats", code="too-many-styles", where=part
            )
        known = {number: read_format(code) for number, code in self._codes.items()}
        self.cells = [self._style(element, known) for element in entries]

    def fresh(self) -> Styles:
        """The same cell formats, to append to."""
        found = copy(self)
        found.cells, found._codes = list(self.cells), dict(self._codes)
        found._new_formats, found._new_cells, found._wanted = [], [], {}
        return found

    def _take(self, element: Element, entries: list[Element]) -> None:
        parent = element.parent.name if element.parent else ""
        if element.name == "numFmt" and parent == "numFmts":
            number = element.get("numFmtId")
            if number.isdecimal() and len(number) < 10:
                self._codes[int(number)] = element.get("formatCode")
        elif element.name == "xf" and parent == "cellXfs":
            entries.append(element)
        elif element.depth == 1 and element.name == "cellXfs":
            self._holder = element
        elif element.depth == 1 and element.name == "numFmts":
            self._formats = element

    def _style(self, element: Element, known: dict[int, NumberFormat]) -> CellStyle:
        text = element.get("numFmtId", "0")
        number = int(text) if text.isdecimal() and len(text) < 10 else 0
        quoted = element.get("quotePrefix") in ("1", "true")
        shown = known.get(number) or _built_in(number)
        return CellStyle(shown, quoted, self._xml[element.start : element.stop])

    def format_of(self, style: int) -> NumberFormat:
        """The number format of a cell's style; plain when there is no such style."""
        return self.cells[style].number_format if 0 <= style < len(self.cells) else PLAIN

    def quoted_twin(self, style: int) -> int:
        """A style that differs only by showing text as typed; the same style when there is none."""
        if not 0 <= style < len(self.cells) or self.cells[style].quote_prefix:
            return style
        wanted = _comparable(with_attribute_in(self.cells[style].raw, b"quotePrefix", b"1"))
        for number, cell in enumerate(self.cells):
            if cell.quote_prefix and _comparable(cell.raw) == wanted:
                return number
        return style

    def with_format(self, style: int, code: str) -> int:
        """The style that looks the same with another number format, appended when new."""
        if (style, code) in self._wanted:
            return self._wanted[style, code]
        number = self._format_number(code)
        raw = self.cells[style].raw if 0 <= style < len(self.cells) else self._plain()
        raw = with_attribute_in(raw, b"numFmtId", str(number).encode())
        raw = with_attribute_in(raw, b"applyNumberFormat", b"1")
        found = self._same(raw)
        if found < 0:
            found = len(self.cells)
            self.cells.append(CellStyle(read_format(code), b"quotePrefix" in raw, raw))
            self._new_cells.append(raw)
        self._wanted[style, code] = found
        return found

    @property
    def can_grow(self) -> bool:
        """Whether there is a list of cell formats to append to."""
        return self._holder is not None

    @property
    def changed(self) -> bytes:
        """The part with what was appended; empty when nothing was."""
        if not self._new_cells or self._holder is None:
            return b""
        pieces = [(self._holder, self._new_cells)]
        if self._new_formats and self._formats is not None:
            pieces.append((self._formats, self._new_formats))
        xml = self._xml
        for element, added in sorted(pieces, key=lambda piece: -piece[0].start):
            xml = grown(xml, element, added)
        if self._new_formats and self._formats is None:
            xml = self._with_formats(xml)
        return xml

    def _same(self, raw: bytes) -> int:
        wanted = _comparable(raw)
        for number, cell in enumerate(self.cells):
            if len(cell.raw) >= 8 and _comparable(cell.raw) == wanted:
                return number
        return -1

    def _format_number(self, code: str) -> int:
        for number, known in (*_BUILT_IN.items(), *self._codes.items()):
            if known == code:
                return number
        number = max(163, *self._codes) + 1 if self._codes else 164
        self._codes[number] = code
        tag = self._prefix() + b"numFmt"
        self._new_formats.append(
            b'<%s numFmtId="%d" formatCode="%s"/>' % (tag, number, escape_attribute(code))
        )
        return number

    def _prefix(self) -> bytes:
        if self._holder is None:
            return b""
        name = re.match(rb"<([\w.-]+:)?", self._xml[self._holder.start :][:80])
        return name[1] or b"" if name else b""

    def _plain(self) -> bytes:
        return b'<%sxf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' % self._prefix()

    def _with_formats(self, xml: bytes) -> bytes:
        root = xml.index(b"<", xml.find(b"?>") + 1)
        at = xml.index(b">", root) + 1
        name = self._prefix() + b"numFmts"
        added = b"".join(self._new_formats)
        body = b'<%s count="%d">%s</%s>' % (name, len(self._new_formats), added, name)
        return xml[:at] + body + xml[at:]


def _built_in(number: int) -> NumberFormat:
    if number in _EAST_ASIAN_DATES:
        return NumberFormat("yyyy-mm-dd", has_date=True)
    if number in _EAST_ASIAN_TIMES:
        return NumberFormat("h:mm:ss", has_time=True)
    return read_format(_BUILT_IN.get(number, GENERAL))


def with_attribute_in(raw: bytes, name: bytes, value: bytes) -> bytes:
    """An element with one attribute of its start tag set."""
    end = raw.index(b">") + 1
    return with_attribute(raw[:end], name, value) + raw[end:]


def _comparable(raw: bytes) -> tuple[frozenset[bytes], bytes]:
    end = raw.index(b">") + 1
    attributes = re.findall(rb"[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')", raw[:end])
    return frozenset(attributes), raw[end:].strip()


def grown(xml: bytes, holder: Element, added: list[bytes]) -> bytes:
    """The part with elements appended to one of its lists, and the list's count."""
    tag = xml[holder.start : holder.inside]
    count = holder.get("count")
    if count.isdecimal():
        tag = with_attribute(tag, b"count", str(int(count) + len(added)).encode())
    body = xml[holder.inside : holder.stop]
    if tag.endswith(b"/>"):
        name = re.match(rb"<([^\s/>]+)", tag)
        closing = b"</" + (name[1] if name else b"") + b">"
        return (
            xml[: holder.start] + tag[:-2] + b">" + b"".join(added) + closing + xml[holder.stop :]
        )
    close = body.rindex(b"</")
    return (
        xml[: holder.start]
        + tag
        + body[:close]
        + b"".join(added)
        + body[close:]
        + xml[holder.stop :]
    )
