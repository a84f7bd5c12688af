"""Words of a workbook that stand in no cell: comments and text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.plan.reading.source import Aside
from toolkit.xlsx import Book
from toolkit.xlsx.markup import elements


def asides_of(book: Book) -> Iterator[Aside]:
    """Comments and text boxes of all sheets."""
    for member in book.package.members:
        if re.search(r"xl/comments[^/]*\.xml$", member.key):
            yield from _comments(book.package.read(member), member.name)
        elif re.search(r"xl/drawings/drawing[^/]*\.xml$", member.key):
            yield from _boxes(book.package.read(member), member.name)


def _comments(xml: bytes, part: str) -> Iterator[Aside]:
    texts: dict[str, list[str]] = {}
    for element in elements(xml, part):
        if element.name != "t":
            continue
        above = element.parent
        while above is not None and above.name != "comment":
            above = above.parent
        if above is not None:
            texts.setdefault(above.get("ref"), []).append(element.text)
    for cell, parts in texts.items():
        said = "".join(parts).strip()
        if said and not said.startswith("[Threaded comment]"):
            yield Aside(f"comment at {cell}", said)


def _boxes(xml: bytes, part: str) -> Iterator[Aside]:
    lines: dict[int, list[str]] = {}
    for element in elements(xml, part):
        if element.name != "t" or element.space.rpartition("/")[2] != "main":
            continue
        above = element.parent
        while above is not None and above.name not in ("sp", "txSp"):
            above = above.parent
        if above is not None:
            lines.setdefault(id(above), []).append(element.text)
    for texts in lines.values():
        said = " ".join(text.strip() for text in texts if text.strip())
        if said:
            yield Aside("text box on a sheet", said)
