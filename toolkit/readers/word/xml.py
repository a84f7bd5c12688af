"""Names in the XML of a Word document, and what one asks of its elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
Element = Any
"""An element as the library hands it over."""


def name(short: str) -> str:
    """``w:p`` as the library spells it."""
    prefix, _, local = short.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def is_a(element: Element, *shorts: str) -> bool:
    """Whether the element has one of these names."""
    return element.tag in {name(short) for short in shorts}


def value(element: Element | None, attribute: str = "w:val", default: str = "") -> str:
    """An attribute's value; the default when there is no element or attribute."""
    return default if element is None else element.get(name(attribute), default)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child along a path; none when a step is missing."""
    for short in path:
        if element is None:
            return None
        element = element.find(name(short))
    return element


def switched(element: Element | None) -> bool:
    """Whether an on/off element is there and on."""
    return element is not None and value(element, default="1") not in ("0", "false", "off")


def descendants(element: Element, short: str) -> Iterator[Element]:
    """All elements of a name inside, in order."""
    yield from element.iter(name(short))
