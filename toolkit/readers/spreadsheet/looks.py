"""How a workbook's cells look: background, bold, indent; plans say things with them."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from toolkit.xlsx import Book, SheetFacts
from toolkit.xlsx.markup import Element, elements
from toolkit.xlsx.workbook_parts import part_bytes

_INDEXED = {
    2: "FF0000", 3: "00FF00", 4: "0000FF", 5: "FFFF00", 10: "FF0000", 11: "00FF00", 12: "0000FF",
    13: "FFFF00", 17: "008000", 22: "C0C0C0", 23: "808080", 29: "FF8080", 42: "CCFFCC",
    43: "FFFF99", 44: "99CCFF", 45: "FF99CC", 47: "FFCC99", 50: "99CC00", 51: "FFCC00",
    52: "FF9900", 53: "FF6600",
}  # fmt: skip
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5",
                "accent6")  # fmt: skip


class Look(Struct, frozen=True):
    """How a cell looks.

    Attributes:
        fill: background as RRGGBB, "" for none.
        bold: its text is bold.
        indent: how far its text is indented.
    """

    fill: str = ""
    bold: bool = False
    indent: int = 0


PLAIN = Look()


class Looks:
    """Looks up how a cell looks."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._theme = _theme(book)
        self._by_style = self._styles()

    def of(self, sheet: SheetFacts) -> dict[tuple[int, int], Look]:
        """(row, column) → look, of the cells of a sheet that do not look plain."""
        found: dict[tuple[int, int], Look] = {}
        if all(look == PLAIN for look in self._by_style):
            return found
        layout = self._book.layout(sheet)
        for number in layout.row_numbers:
            row = layout.row(number)
            for span in layout.cells(row) if row else ():
                style = span.attributes.get(b"s", b"0")
                at = int(style) if style.isdigit() else 0
                if at < len(self._by_style) and self._by_style[at] != PLAIN:
                    found[(span.row, span.column)] = self._by_style[at]
        return found

    def _styles(self) -> list[Look]:
        part = self._book.parts.styles
        if not part:
            return []
        fills: list[str] = []
        bolds: list[bool] = []
        styles: list[Look] = []
        for element in elements(part_bytes(self._book.package, part), part):
            parent = element.parent.name if element.parent else ""
            if element.name == "fill" and parent == "fills":
                fills.append("")
            elif element.name == "patternFill" and fills and element.get("patternType") != "solid":
                fills[-1] = ""
            elif element.name == "fgColor" and fills and _is_solid(element):
                fills[-1] = self._colour(element)
            elif element.name == "font" and parent == "fonts":
                bolds.append(False)
            elif element.name == "b" and parent == "font" and bolds and not styles:
                bolds[-1] = element.get("val", "1") not in ("0", "false")
            elif element.name == "xf" and parent == "cellXfs":
                fill = _place(element, "fillId")
                font = _place(element, "fontId")
                styles.append(
                    Look(
                        fills[fill] if fill < len(fills) else "",
                        bolds[font] if font < len(bolds) else False,
                    )
                )
            elif element.name == "alignment" and parent == "xf" and styles:
                styles[-1] = replace(styles[-1], indent=_place(element, "indent"))
        return styles

    def _colour(self, element: Element) -> str:
        if re.fullmatch(r"[0-9A-Fa-f]{8}", element.get("rgb")):
            return element.get("rgb")[2:].upper()
        if element.get("indexed").isdigit():
            return _INDEXED.get(int(element.get("indexed")), "")
        if element.get("theme").isdigit() and int(element.get("theme")) < len(_THEME_ORDER):
            base = self._theme.get(_THEME_ORDER[int(element.get("theme"))], "")
            return _tinted(base, element.get("tint", "0"))
        return ""


def _place(element: Element, name: str) -> int:
    wanted = element.get(name, "0")
    return int(wanted) if wanted.isdigit() else 0


def _is_solid(element: Element) -> bool:
    return element.parent is not None and element.parent.get("patternType") == "solid"


def _tinted(base: str, tint: str) -> str:
    try:
        share = float(tint)
    except ValueError:
        return base
    if not base or not -1 <= share <= 1:
        return base
    parts = [int(base[i : i + 2], 16) for i in (0, 2, 4)]
    moved = [round(p * (1 + share)) if share < 0 else round(p + (255 - p) * share) for p in parts]
    return "".join(f"{part:02X}" for part in moved)


def _theme(book: Book) -> dict[str, str]:
    member = next((m for m in book.package.members if "theme/theme" in m.key), None)
    found: dict[str, str] = {}
    if member is None:
        return found
    for element in elements(book.package.read(member), member.name):
        if element.name in ("srgbClr", "sysClr") and element.parent is not None:
            colour = element.get("val") if element.name == "srgbClr" else element.get("lastClr")
            if re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
                found.setdefault(element.parent.name, colour.upper())
    return found
