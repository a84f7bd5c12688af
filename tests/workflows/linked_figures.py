"""Everything a written report shows, run by run, with where each run leads; format by format."""

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

Runs = Iterator[tuple[str, str]]
"""Address, "" for a run that leads nowhere, and what the report prints there."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def spot_of(address: str) -> str:
    """The cell of Summary an address leads to, "" when it leads elsewhere."""
    found = re.search(r"Summary\.xls[mx]#'([^']+)'!([A-Z]+\d+)$", unquote(address))
    return f"{found[1]}!{found[2]}" if found else ""


class _Page(HTMLParser):
    """What a reader sees: not the words that stand for a chart, which repeat what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.address, self.hidden, self.open = "", 0, list[bool]()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.address = facts.get("href", "")
            if "aria-label" in facts:
                self.found.append((self.address, facts["aria-label"]))
        if tag in ("meta", "br", "col", "input"):
            return
        unseen = tag in ("head", "script") or "unseen" in facts.get("class", "").split()
        inside = tag == "a" and "aria-label" in facts
        self.open.append(unseen or inside)
        self.hidden += unseen or inside

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= self.open.pop()
        if tag == "a":
            self.address = ""

    def handle_data(self, data: str) -> None:
        if not self.hidden and data.strip():
            self.found.append((self.address, data))


def in_html(data: bytes) -> Runs:
    page = _Page()
    page.feed(data.decode("utf-8"))
    yield from page.found


_MARKDOWN_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\(<([^>]*)>\)")


def in_markdown(data: bytes) -> Runs:
    rest = 0
    text = data.decode("utf-8")
    for link in _MARKDOWN_LINK.finditer(text):
        yield "", _unescaped(text[rest : link.start()])
        yield link[2], _unescaped(link[1]).strip("*")
        rest = link.end()
    yield "", _unescaped(text[rest:])


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text.replace("<br>", "\n"))


def in_word(data: bytes) -> Runs:
    document: Any = docx.Document(io.BytesIO(data))
    for run in document.element.body.iter(f"{W}r"):
        text = "".join(t.text or "" for t in run.iter(f"{W}t"))
        link = run.getparent()
        if link.tag != f"{W}hyperlink":
            yield "", text
        elif link.get(R):
            target = document.part.rels[link.get(R)].target_ref
            yield f"{target}#{link.get(f'{W}anchor')}", text
        else:
            yield f"#{link.get(f'{W}anchor')}", text


def in_sheet(data: bytes) -> Runs:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    link = cell.hyperlink
                    yield f"{link.target or ''}#{link.location}" if link else "", str(cell.value)


def in_pdf(data: bytes) -> Runs:
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        notes = [note.get_object() for note in page.get("/Annots", ())]
        places = [([float(edge) for edge in note["/Rect"]], _leads_to(note)) for note in notes]
        for x, y, text in _drawn(page):
            found = [
                address
                for (left, low, right, high), address in places
                # A space before a link may be drawn together with it.
                if left - (4 if text[:1].isspace() else 1) <= x <= right and low <= y <= high
            ]
            yield (found or [""])[0], text


def _leads_to(note: Any) -> str:
    return str(note.get("/A", {}).get("/URI", "")) or "#inside"


def _drawn(page: pypdf.PageObject) -> list[tuple[float, float, str]]:
    found: list[tuple[float, float, str]] = []

    def drawn(text: str, around: list[float], own: list[float], *_: object) -> None:
        x = own[4] * around[0] + own[5] * around[2] + around[4]
        y = own[4] * around[1] + own[5] * around[3] + around[5]
        if text.strip():
            found.append((x, y, text))

    page.extract_text(visitor_text=drawn)
    return found


FORMATS: dict[str, Callable[[bytes], Runs]] = {
    "html": in_html, "md": in_markdown, "docx": in_word, "xlsx": in_sheet, "pdf": in_pdf,
}  # fmt: skip
