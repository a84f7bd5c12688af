"""Every number of a written report that leads to a cell of Summary, format by format."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import docx
import openpyxl
import pypdf

Linked = Iterator[tuple[str, str]]
"""``Sheet!Cell`` of Summary, and what the report prints there."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def spot_of(address: str) -> str:
    """The cell of Summary an address leads to, "" when it leads elsewhere."""
    found = re.search(r"Summary\.xls[mx]#'([^']+)'!([A-Z]+\d+)$", unquote(address))
    return f"{found[1]}!{found[2]}" if found else ""


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.address, self.label, self.text = "", "", ""
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            facts = dict(attrs)
            self.address, self.label = facts.get("href") or "", facts.get("aria-label") or ""
            self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and spot_of(self.address):
            self.found.append((spot_of(self.address), self.label or self.text))


def in_html(data: bytes) -> Linked:
    page = _Page()
    page.feed(data.decode("utf-8"))
    yield from page.found


_MARKDOWN_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\(<([^>]*)>\)")


def in_markdown(data: bytes) -> Linked:
    for text, address in _MARKDOWN_LINK.findall(data.decode("utf-8")):
        if spot := spot_of(address):
            yield spot, re.sub(r"\\(.)", r"\1", text).strip("*")


def in_word(data: bytes) -> Linked:
    document: Any = docx.Document(io.BytesIO(data))
    for link in document.element.body.iter(f"{W}hyperlink"):
        if link.get(R):
            target = document.part.rels[link.get(R)].target_ref
            text = "".join(t.text or "" for t in link.iter(f"{W}t"))
            if spot := spot_of(f"{target}#{link.get(f'{W}anchor')}"):
                yield spot, text


def in_sheet(data: bytes) -> Linked:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                link = cell.hyperlink
                spot = spot_of(f"{link.target}#{link.location}") if link else ""
                if spot:
                    yield spot, str(cell.value)


def in_pdf(data: bytes) -> Linked:
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        drawn = _drawn(page)
        for note in page.get("/Annots", ()):
            facts = note.get_object()
            spot = spot_of(str(facts.get("/A", {}).get("/URI", "")))
            if spot:
                left, low, right, high = (float(edge) for edge in facts["/Rect"])
                inside = [
                    text for x, y, text in drawn if left - 1 <= x <= right and low <= y <= high
                ]
                yield spot, "".join(inside)


def _drawn(page: pypdf.PageObject) -> list[tuple[float, float, str]]:
    found: list[tuple[float, float, str]] = []

    def drawn(text: str, around: list[float], own: list[float], *_: object) -> None:
        x = own[4] * around[0] + own[5] * around[2] + around[4]
        y = own[4] * around[1] + own[5] * around[3] + around[5]
        found.append((x, y, text))

    page.extract_text(visitor_text=drawn)
    return found


FORMATS: dict[str, Callable[[bytes], Linked]] = {
    "html": in_html, "md": in_markdown, "docx": in_word, "xlsx": in_sheet, "pdf": in_pdf,
}  # fmt: skip
