"""How the letters of cells look, and the cell formats that differ in nothing else."""

from __future__ import annotations

import re

from toolkit.xlsx.changes import Letters
from toolkit.xlsx.markup import Element, elements
from toolkit.xlsx.styles import grown, with_attribute_in

_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color",
    "name", "family", "charset", "scheme",
)  # fmt: skip
_OURS = frozenset(("b", "u", "color"))
_NO = frozenset(("0", "false", "none"))


class LetterStyles:
    """The cell formats of a workbook by their letters, with room for appended ones."""

    def __init__(self, xml: bytes, part: str) -> None:
        self._xml = xml
        found = elements(xml, part) if xml else []
        self._fonts_holder = _holder(found, "fonts")
        self._formats_holder = _holder(found, "cellXfs")
        self._parts: dict[int, list[Element]] = {}
        for element in found:
            if element.parent is not None and element.parent.name == "font":
                self._parts.setdefault(id(element.parent), []).append(element)
        fonts = [e for e in found if e.parent is self._fonts_holder and e.name == "font"]
        self._fonts = fonts if self._fonts_holder is not None else []
        formats = [e for e in found if e.parent is self._formats_holder and e.name == "xf"]
        self._formats = formats if self._formats_holder is not None else []
        self._new_fonts: list[bytes] = []
        self._new_formats: list[bytes] = []
        self._made: dict[tuple[int, Letters], int] = {}

    def of(self, style: int) -> Letters:
        """The letters of a cell format."""
        parts = {part.name: part for part in self._parts_of(self._font_of(style))}
        underline, colour = parts.get("u"), parts.get("color")
        return Letters(
            bold="b" in parts and parts["b"].get("val", "1") not in _NO,
            underline=underline is not None and underline.get("val", "single") not in _NO,
            colour=f"#{colour.get('rgb')[-6:].upper()}" if colour and colour.get("rgb") else "",
        )

    def alike(self, style: int, letters: Letters) -> bool:
        """Whether a cell format has these letters already."""
        own = self.of(style)
        return (own.bold, own.underline) == (letters.bold, letters.underline) and (
            letters.colour.upper() in ("", own.colour)
        )

    def with_letters(self, style: int, letters: Letters) -> int:
        """The cell format that differs in its letters only; the same one where they cannot."""
        if self.alike(style, letters) or not 0 <= style < len(self._formats) or not self._fonts:
            return style
        if (style, letters) not in self._made:
            font = len(self._fonts) + len(self._new_fonts)
            self._new_fonts.append(self._font_with(self._font_of(style), letters))
            element = self._formats[style]
            raw = self._xml[element.start : element.stop]
            raw = with_attribute_in(raw, b"fontId", b"%d" % font)
            self._new_formats.append(with_attribute_in(raw, b"applyFont", b"1"))
            made = len(self._formats) + len(self._new_formats) - 1
            self._made[style, letters] = made
        return self._made[style, letters]

    @property
    def changed(self) -> bytes:
        """The part with what was appended; empty when nothing was."""
        if not self._new_fonts or self._fonts_holder is None or self._formats_holder is None:
            return b""
        xml = self._xml
        pieces = [
            (self._fonts_holder, self._new_fonts),
            (self._formats_holder, self._new_formats),
        ]
        for holder, added in sorted(pieces, key=lambda piece: -piece[0].start):
            xml = grown(xml, holder, added)
        return xml

    def _font_of(self, style: int) -> Element | None:
        if not 0 <= style < len(self._formats):
            return None
        number = self._formats[style].get("fontId", "0")
        known = number.isdecimal() and int(number) < len(self._fonts)
        return self._fonts[int(number)] if known else None

    def _parts_of(self, font: Element | None) -> list[Element]:
        return self._parts.get(id(font), [])

    def _font_with(self, font: Element | None, letters: Letters) -> bytes:
        named = re.match(rb"<([\w.-]+:)?", self._xml[self._fonts[0].start :][:80])
        p = (named[1] or b"") if named else b""
        parts = [
            (part.name, self._xml[part.start : part.stop])
            for part in self._parts_of(font)
            if part.name not in _OURS or (part.name == "color" and not letters.colour)
        ]
        if letters.bold:
            parts.append(("b", b"<%sb/>" % p))
        if letters.underline:
            parts.append(("u", b"<%su/>" % p))
        if letters.colour:
            rgb = letters.colour.removeprefix("#").upper().encode()
            parts.append(("color", b'<%scolor rgb="FF%s"/>' % (p, rgb)))
        parts.sort(key=lambda part: _ORDER.index(part[0]) if part[0] in _ORDER else len(_ORDER))
        return b"<%sfont>%s</%sfont>" % (p, b"".join(raw for _, raw in parts), p)


def _holder(found: list[Element], name: str) -> Element | None:
    return next((e for e in found if e.depth == 1 and e.name == name), None)
