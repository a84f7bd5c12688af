"""What a paragraph's style says: heading level, bold, list."""

from __future__ import annotations

import re

from msgspec import Struct

from toolkit.readers.word.xml import Element, child, descendants, switched, value


class Style(Struct, frozen=True):
    """A paragraph style with what it takes over from the styles it is based on.

    Attributes:
        heading: heading level, 0 for none.
        title: it is the document's title.
        bold: its text is bold.
        list_id: the list it puts paragraphs in; "" for none.
        list_level: the level in that list.
        indent: how far it is indented, in twips; "" when it does not say.
    """

    heading: int = 0
    title: bool = False
    bold: bool = False
    list_id: str = ""
    list_level: int = 0
    indent: str = ""


PLAIN = Style()


def read_styles(root: Element | None) -> dict[str, Style]:
    """Style id → style."""
    if root is None:
        return {}
    elements = {value(style, "w:styleId"): style for style in descendants(root, "w:style")}
    found: dict[str, Style] = {}
    for key in elements:
        _resolve(key, elements, found, ())
    return found


def _resolve(
    key: str, elements: dict[str, Element], found: dict[str, Style], above: tuple[str, ...]
) -> Style:
    if key in found:
        return found[key]
    element = elements.get(key)
    if element is None or key in above:
        return PLAIN
    base = value(child(element, "w:basedOn"))
    known = _resolve(base, elements, found, (*above, key)) if base else PLAIN
    named = value(child(element, "w:name")).casefold()
    outline = value(child(element, "w:pPr", "w:outlineLvl"))
    heading = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else known.heading
    if match := re.fullmatch(r"heading (\d)", named):
        heading = int(match[1])
    bold = child(element, "w:rPr", "w:b")
    list_id = value(child(element, "w:pPr", "w:numPr", "w:numId"))
    level = value(child(element, "w:pPr", "w:numPr", "w:ilvl"))
    found[key] = Style(
        heading=heading,
        title=named == "title" or known.title,
        bold=switched(bold) if bold is not None else known.bold,
        list_id=list_id or known.list_id,
        list_level=int(level) if level.isdigit() else known.list_level,
        indent=value(child(element, "w:pPr", "w:ind"), "w:left") or known.indent,
    )
    return found[key]
