"""Text file → lines and grids."""

from __future__ import annotations

import re

from toolkit.errors import FileRefused
from toolkit.plan.reading.source import Aside, Block, Source
from toolkit.readers.plain_text.decoding import decoded
from toolkit.readers.plain_text.markdown import without_markdown
from toolkit.readers.plain_text.table_forms import table_at
from toolkit.readers.plain_text.wrapping import RawLine, margin_of, paragraphs
from toolkit.readers.refusals import refuse_by_content

_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,80}\]\s?")
_MOST_LINES = 20_000
_PAGE_END = re.compile(
    r"\s*(?:(?P<words>\S.*?)\s{2,})?(?:[-–]\s*\d{1,3}\s*[-–]|"
    r"(?:page|pg\.|página)\s+\d{1,3}(?:\s*(?:of|de|/)\s*\d{1,3})?)\s*",
    re.IGNORECASE,
)


class TextReader:
    """Reads .txt, .text and .md files."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of its files."""
        return (".txt", ".text", ".md")

    def read(self, data: bytes, name: str) -> Source:
        """The file as lines and grids."""
        refuse_by_content(data, word=False)
        text, remarks = decoded(data)
        signs = tuple(
            Aside("a sign of the text export", found[0].strip())
            for found in _BOOKMARK.finditer(text)
        )
        text = _BOOKMARK.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
        text = text.replace("\u00a0", " ").replace("\f", "\n").replace("\v", "\n")
        lines = [line.rstrip() if line.strip() else "" for line in text.split("\n")]
        if len(lines) > _MOST_LINES:
            raise FileRefused(
                "too-large",
                f"has {len(lines):,} lines",
                next_step="Keep the plan itself in a file of its own, and import that.",
            )
        lines, front = without_markdown(lines)
        lines = _without_page_ends(lines)
        return Source(
            name=name,
            kind="Text file",
            title=front.get("title", ""),
            blocks=tuple(_blocks(lines)),
            asides=(*signs, *(Aside("front matter", f"{k}: {v}") for k, v in front.items())),
            remarks=remarks,
        )


def _without_page_ends(lines: list[str]) -> list[str]:
    """Lines that end in a page's number keep their words once and lose the number."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        found = _PAGE_END.fullmatch(line)
        if found is None:
            kept.append(line)
            continue
        words = (found["words"] or "").strip()
        kept.append("" if words in seen else words)
        seen.add(words)
    return kept


def _blocks(lines: list[str]) -> list[Block]:
    """Tables where one begins, paragraphs between them."""
    found: list[Block] = []
    waiting: list[RawLine] = []
    margin = margin_of([line for line in lines if "\t" not in line.strip() and "|" not in line])
    at = tables = 0
    while at < len(lines):
        table = table_at(lines, at, tables + 1) if lines[at].strip() else None
        if table is None:
            waiting.append(RawLine(lines[at], at + 1))
            at += 1
            continue
        found += paragraphs(waiting, margin)
        waiting = []
        found.append(table[0])
        at, tables = table[1], tables + 1
    return [*found, *paragraphs(waiting, margin)]
