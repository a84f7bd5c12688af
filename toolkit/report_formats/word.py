"""The report as a Word file to edit and send on, on the organisation's letterhead if it has one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from msgspec import Struct

from toolkit.report.blocks import Report
from toolkit.report_formats.colours import SOFT
from toolkit.report_formats.columns import turned
from toolkit.report_formats.page_fit import USUAL, Setting, Sheet, setting_for
from toolkit.report_formats.word_body import Body
from toolkit.report_formats.word_letterhead import edges, letterhead_document
from toolkit.report_formats.word_parts import same_every_time
from toolkit.report_formats.word_styles import OWN_LOOK, WordStyle, added
from toolkit.report_formats.word_text import Links, look, paragraph, run

_LETTER = (12240, 15840)
_MARGIN = 1020
_TWIP = 635
_ROOM_LEFT = 0.96
"""Of the room for page one: letters differ from computer to computer."""

_FOREIGN_LETTERS = 0.9
"""Of the width, where the letters are a letterhead's own."""

_LISTED = 2
"""Parts up to which a report needs no list of them."""


class WordWriter(Struct, frozen=True):
    """Writes the report as a Word document (``ports.report_writer``).

    Attributes:
        letterhead: a Word document or template whose head, foot and styles are taken; empty for
            the report's own look.
    """

    letterhead: bytes = b""
    name: str = "docx"
    suffix: str = ".docx"

    def write(self, report: Report) -> bytes:
        """The whole document."""
        return _Document(report, self.letterhead).bytes()


class _Document:
    """One document being written."""

    def __init__(self, report: Report, letterhead: bytes) -> None:
        self.report, self.own_look = report, not letterhead
        self.document: Any = _opened(letterhead)

    def bytes(self) -> bytes:
        if self.own_look or not self.document.sections[0].page_width:
            _paper(self.document.sections[0])
        self._styles()
        self._first_sheet()
        self._rest()
        self._facts()
        kept = io.BytesIO()
        self.document.save(kept)
        return same_every_time(kept.getvalue())

    @cached_property
    def links(self) -> Links:
        part = self.document.part

        def relation(address: str) -> str:
            known: str = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            return known

        return Links(relation)

    def _styles(self) -> None:
        if self.own_look:
            _modern(self.document)
        known = _style_ids(self.document)
        for style in (*OWN_LOOK, *added(self.setting.letters or 18)):
            if style.name.casefold() in known and self.own_look:
                _drop_style(self.document, style)
            if style.name.casefold() not in known or self.own_look:
                self.document.styles.element.append(_parsed(style.xml))
        self.ids = _style_ids(self.document)

    def _body(self, *, fits: bool = False) -> Body:
        section = self.document.sections[-1]
        width = (section.page_width - section.left_margin - section.right_margin) / _TWIP
        return Body(self.links, self.ids, int(width), self.setting if fits else USUAL)

    @cached_property
    def setting(self) -> Setting:
        """How closely page one is set on its sheet."""
        page = self.document.sections[0]
        width = (page.page_width - page.left_margin - page.right_margin) / _TWIP / 20
        height = (page.page_height / _TWIP / 20 - sum(edges(page))) * _ROOM_LEFT
        # The letters of a letterhead's styles are not known: rather too much room than too little.
        width *= 1.0 if self.own_look else _FOREIGN_LETTERS
        sheet = Sheet(width, height, names=0.31, between=2.0)
        return setting_for(self.report, sheet, own_sizes=self.own_look)

    def _first_sheet(self) -> None:
        body = self._body(fits=True)
        self._add(body.opening(self.report))
        for section in self.report.page_one:
            self._add(body.section(section))
        if self.own_look:
            self._foot(self.document.sections[0])

    def _rest(self) -> None:
        sections = self.report.sections
        sideways = turned(sections)
        lying: bool | None = None
        for number, (section, wide) in enumerate(zip(sections, sideways, strict=True)):
            begun = lying is not wide
            if begun:
                self._new_sheets(sideways=wide, first=lying is None)
                lying = wide
            body = self._body()
            if not number and len(sections) > _LISTED:
                self._add(body.contents(sections))
            self._add(body.section(section, new_page=section.new_page and not begun))

    def _new_sheets(self, *, sideways: bool, first: bool) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        _smallest_last_paragraph(self.document)
        short, long = sorted((section.page_width, section.page_height))
        section.page_width, section.page_height = (long, short) if sideways else (short, long)
        section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
        for side in ("left", "right", "top", "bottom"):
            setattr(section, f"{side}_margin", _MARGIN * _TWIP)
        if first:
            section.different_first_page_header_footer = False
        section.header.is_linked_to_previous = False
        self._foot(section)

    def _foot(self, section: Any) -> None:
        section.footer_distance = section.header_distance = 480 * _TWIP
        section.footer.is_linked_to_previous = False
        element = section.footer._element
        for old in list(element):
            element.remove(old)
        grey = look(ink=SOFT, size=17)
        inner = run(f"{self.report.footer} · page ", grey) + _field("PAGE", grey)
        element.append(_parsed(paragraph(inner + run(" of ", grey) + _field("NUMPAGES", grey))))

    def _add(self, xml: Iterator[str]) -> None:
        body = self.document.element.body
        for each in xml:
            for found in _parsed(f"<w:body>{each}</w:body>"):
                body.insert(len(body) - 1, found)

    def _facts(self) -> None:
        facts, day = self.document.core_properties, self.report.dated
        facts.title, facts.subject = _short(self.report.title), _short(self.report.subtitle)
        facts.author = facts.last_modified_by = "Action Grid Toolkit"
        facts.comments, facts.keywords, facts.language, facts.revision = "", "", "en-US", 1
        facts.created = facts.modified = datetime.fromisoformat(day).replace(tzinfo=None)


def _opened(letterhead: bytes) -> Any:
    return letterhead_document(letterhead, docx.Document) if letterhead else docx.Document()


def _parsed(xml: str) -> Any:
    """XML of the document; the names of its spaces need not be given."""
    start = xml.index(">") if "/>" not in xml[: xml.index(">") + 1] else xml.index("/>")
    return parse_xml(f"{xml[:start]} {nsdecls('w', 'r')}{xml[start:]}")


def _style_ids(document: Any) -> dict[str, str]:
    return {
        found.name_val.casefold(): found.styleId
        for found in document.styles.element.style_lst
        if found.name_val and found.styleId
    }


def _drop_style(document: Any, style: WordStyle) -> None:
    for found in list(document.styles.element.style_lst):
        if (found.name_val or "").casefold() == style.name.casefold():
            document.styles.element.remove(found)


def _paper(section: Any) -> None:
    section.page_width, section.page_height = (side * _TWIP for side in _LETTER)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", (_MARGIN - 200) * _TWIP)


def _modern(document: Any) -> None:
    """A document of today, not one in compatibility mode, and no picture of a blank sheet."""
    package = document.part.package
    for known, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.rels.pop(known)
    settings = document.settings.element
    for old in settings.findall(f"{{{settings.nsmap['w']}}}compat"):
        settings.remove(old)
    uri = "http://schemas.microsoft.com/office/word"
    mode = f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/>'
    made = _parsed(f"<w:compat>{mode}</w:compat>")
    later = ("rsids", "mathPr", "themeFontLang", "clrSchemeMapping", "shapeDefaults")
    follows = next((found for found in settings if found.tag.split("}")[1] in later), None)
    if follows is None:
        settings.append(made)
    else:
        follows.addprevious(made)


def _smallest_last_paragraph(document: Any) -> None:
    """The paragraph that ends a run of sheets must not need a sheet of its own."""
    body = document.element.body
    last = body.findall(f"{{{body.nsmap['w']}}}p")[-1]
    spacing = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    last.pPr.insert(0, _parsed(spacing))


def _field(code: str, look: str) -> str:
    facts = f"<w:rPr>{look}</w:rPr>"
    return (
        f'<w:r>{facts}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{facts}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r>{facts}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{facts}<w:t>1</w:t></w:r>"
        f'<w:r>{facts}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _short(text: str) -> str:
    """A text as a property of the file: one line, not longer than Word allows."""
    return "".join(sign if sign.isprintable() else " " for sign in text)[:250]
