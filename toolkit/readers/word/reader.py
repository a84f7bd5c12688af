"""Word document → lines and grids."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from toolkit.errors import FileRefused
from toolkit.plan.reading.source import Aside, Block, Cell, Grid, Line, Row, Source
from toolkit.readers.package_gate import check_word_package
from toolkit.readers.word.numbering import Numbering
from toolkit.readers.word.paragraph import (
    Words,
    is_prompt,
    without_prompts,
    words_of_paragraph,
)
from toolkit.readers.word.styles import PLAIN, Style, read_styles
from toolkit.readers.word.xml import Element, child, descendants, is_a, value

_HOLDERS = ("w:ins", "w:moveTo", "w:customXml", "w:smartTag")
_TWIPS_A_STEP = 360
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}


class WordReader:
    """Reads .docx files."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of its files."""
        return (".docx",)

    def read(self, data: bytes, name: str) -> Source:
        """The document as lines and grids."""
        check_word_package(data)
        try:
            import docx

            document = docx.Document(io.BytesIO(data))
            return _Reading(document, name).source()
        except FileRefused:
            raise
        except Exception as problem:
            raise FileRefused(
                "damaged",
                f"cannot be read ({type(problem).__name__})",
                next_step="Open it in Word, save it as a new Word document (.docx), and import "
                "that one.",
            ) from problem


class _Tally(Struct):
    paragraphs: int = 0
    tables: int = 0
    inserted: int = 0
    deleted: int = 0
    title: str = ""
    note_places: dict[tuple[str, str], str] = field(default_factory=dict)


class _Reading:
    """One document being read."""

    def __init__(self, document: Any, name: str) -> None:
        self._document = document
        self._name = name
        self._styles = read_styles(_part(document, "styles"))
        self._numbering = Numbering(_part(document, "numbering"))
        self._tally = _Tally()

    def source(self) -> Source:
        blocks = tuple(self._blocks(self._document.element.body))
        asides = tuple(self._asides())
        title = self._tally.title or (self._document.core_properties.title or "")
        return Source(
            name=self._name,
            kind="Word document",
            title=" ".join(title.split()),
            blocks=blocks,
            asides=asides,
            remarks=self._remarks(),
        )

    def _blocks(self, holder: Element) -> Iterator[Block]:
        for element in holder:
            if is_a(element, "w:p"):
                self._tally.paragraphs += 1
                yield from self._paragraph(element, f"paragraph {self._tally.paragraphs}")
            elif is_a(element, "w:tbl"):
                yield self._table(element)
            elif is_a(element, "w:sdt"):
                content = child(element, "w:sdtContent")
                if content is not None:
                    yield from self._blocks(content)
            elif is_a(element, *_HOLDERS):
                yield from self._blocks(element)

    def _paragraph(self, element: Element, place: str) -> Iterator[Block]:
        """Its lines, then what stands in text boxes that hang on it."""
        words = self._words(element, place)
        yield from self._lines(element, words, place)
        for box in words.boxes:
            yield from self._box(box, place)

    def _box(self, box: Element, place: str) -> Iterator[Block]:
        for block in self._blocks(box):
            if isinstance(block, Line):
                if not block.blank:
                    where = f"text box at {place}"
                    yield Line(
                        block.text, block.mark, block.level, block.heading, block.bold, where
                    )
            else:
                yield block

    def _words(self, element: Element, place: str) -> Words:
        words = words_of_paragraph(element)
        self._tally.inserted += words.inserted
        self._tally.deleted += words.deleted
        for note in words.notes:
            self._tally.note_places.setdefault(note, words.text.strip() or place)
        return words

    def _lines(self, element: Element, words: Words, place: str) -> Iterator[Line]:
        style = self._styles.get(value(child(element, "w:pPr", "w:pStyle")), PLAIN)
        text = without_prompts(words.text.replace("\u00a0", " "))
        if not text.strip():
            if not words.deleted and not words.boxes:
                yield Line("", place=place)
            return
        if style.title and not self._tally.title:
            self._tally.title = text.strip()
        mark, level = self._mark(element, style)
        heading = self._heading(element, style)
        bold = words.bold(style.bold)
        if heading or style.title:
            yield Line(" ".join(text.split()), mark, level, heading, bold, place)
            return
        for at, part in enumerate(text.split("\n")):
            yield Line(part.strip(" \t"), mark if at == 0 else "", level, 0, bold, place)

    def _mark(self, element: Element, style: Style) -> tuple[str, int]:
        """The automatic number or bullet, and the level in its list or its indent."""
        listed = child(element, "w:pPr", "w:numPr")
        list_id = value(child(listed, "w:numId")) or style.list_id
        written = value(child(listed, "w:ilvl"))
        level = int(written) if written.isdigit() else style.list_level
        mark = self._numbering.mark(list_id, level) if list_id else ""
        facts = child(element, "w:pPr", "w:ind")
        indent = value(facts, "w:left") or value(facts, "w:start") or style.indent
        indent = indent or (self._numbering.indent(list_id, level) if mark else "")
        if re.fullmatch(r"\d{1,6}", indent):
            return mark, round(int(indent) / _TWIPS_A_STEP)
        return mark, 2 * level

    def _heading(self, element: Element, style: Style) -> int:
        outline = value(child(element, "w:pPr", "w:outlineLvl"))
        if outline.isdigit() and int(outline) < 9:
            return int(outline) + 1
        return style.heading

    def _table(self, element: Element) -> Grid:
        self._tally.tables += 1
        place = f"table {self._tally.tables}"
        rows = [
            self._row(row, f"{place}, row {number}")
            for number, row in enumerate(_inside(element, "w:tr"), start=1)
            if child(row, "w:trPr", "w:del") is None
        ]
        width = max((len(row) for row in rows), default=0)
        return Grid(tuple((*row, *[Cell()] * (width - len(row))) for row in rows), place)

    def _row(self, element: Element, place: str) -> Row:
        before = value(child(element, "w:trPr", "w:gridBefore"))
        cells = [Cell()] * (min(int(before), 60) if before.isdigit() else 0)
        for number, cell in enumerate(_inside(element, "w:tc"), start=1):
            made = self._cell(cell, f"{place}, column {number}")
            cells.append(made)
            cells += [Cell(covered=True)] * (made.across - 1)
        return tuple(cells)

    def _cell(self, element: Element, place: str) -> Cell:
        facts = child(element, "w:tcPr")
        span = value(child(facts, "w:gridSpan"))
        merged = child(facts, "w:vMerge")
        above = merged is not None and value(merged, default="continue") == "continue"
        fill = value(child(facts, "w:shd"), "w:fill").upper()
        lines: list[Line] = []
        grids: list[Grid] = []
        for block in self._cell_blocks(element, place):
            if isinstance(block, Line):
                lines.append(block)
            else:
                grids.append(block)
        if above and not any(not line.blank for line in lines):
            lines = []
        return Cell(
            lines=tuple(lines),
            grids=tuple(grids),
            across=max(1, min(int(span), 60)) if span.isdigit() else 1,
            above=above,
            fill=fill if re.fullmatch(r"[0-9A-F]{6}", fill) else "",
        )

    def _cell_blocks(self, element: Element, place: str) -> Iterator[Block]:
        for part in element:
            if is_a(part, "w:p"):
                yield from self._paragraph(part, place)
            elif is_a(part, "w:tbl"):
                yield self._table(part)
            elif is_a(part, "w:sdt"):
                content = child(part, "w:sdtContent")
                if content is not None and not is_prompt(part):
                    yield from self._cell_blocks(content, place)
            elif is_a(part, *_HOLDERS):
                yield from self._cell_blocks(part, place)

    def _asides(self) -> Iterator[Aside]:
        seen: set[str] = set()
        for kind, root in _side_parts(self._document):
            if kind in _NOTES:
                yield from self._notes(root, _NOTES[kind])
                continue
            text = _text_of(root)
            if text and text not in seen and re.sub(r"(?i)\bpage\b|\bof\b|[\W\d]", "", text):
                seen.add(text)
                yield Aside(f"page {kind}", text)

    def _notes(self, root: Element, kind: str) -> Iterator[Aside]:
        number = 0
        for note in root:
            if not isinstance(note.tag, str) or value(note, "w:type") not in ("", "normal"):
                continue
            number += 1
            text = _text_of(note)
            anchor = " ".join(self._tally.note_places.get((kind, value(note, "w:id")), "").split())
            to = f", to “{anchor[:60]}”" if anchor else ""
            by = value(note, "w:author") if kind == "comment" else ""
            if text:
                yield Aside(f"{kind} {number}{f' by {by}' if by else ''}{to}", text)

    def _remarks(self) -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
        tally = self._tally
        if not tally.inserted and not tally.deleted:
            return ()
        return (
            (
                "The whole document",
                f"Tracked changes: {tally.inserted} insertions, {tally.deleted} deletions",
                "Insertions are read, deletions are left out, as if all changes were accepted.",
                ("Some changes are not agreed: accept or reject them in Word and import again",),
            ),
        )


def _inside(element: Element, short: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for part in element:
        if is_a(part, short):
            yield part
        elif is_a(part, "w:sdt"):
            content = child(part, "w:sdtContent")
            if content is not None:
                yield from _inside(content, short)
        elif is_a(part, *_HOLDERS):
            yield from _inside(part, short)


def _text_of(root: Element) -> str:
    lines = []
    for paragraph in descendants(root, "w:p"):
        if any(is_a(above, "mc:Fallback") for above in paragraph.iterancestors()):
            continue
        text = words_of_paragraph(paragraph).text.strip()
        if text:
            lines.append(" ".join(text.split()))
    return "\n".join(lines)


def _part(document: Any, kind: str) -> Element | None:
    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] == kind and not relation.is_external:
            return _root(relation.target_part)
    return None


def _side_parts(document: Any) -> Iterator[tuple[str, Element]]:
    for kind in ("header", "footer", "footnotes", "endnotes", "comments"):
        for relation in document.part.rels.values():
            if relation.reltype.rpartition("/")[2] == kind and not relation.is_external:
                yield kind, _root(relation.target_part)


def _root(part: Any) -> Element:
    element = getattr(part, "element", None)
    if element is not None:
        return element
    from docx.oxml import parse_xml

    return parse_xml(part.blob)
