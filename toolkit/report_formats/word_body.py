"""What stands on the sheets of the Word file, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from msgspec import Struct

from toolkit.report.blocks import (
    Block,
    Bullets,
    Callout,
    Heading,
    KeyFigures,
    Means,
    Paragraph,
    Quote,
    Report,
    Section,
    StackedBars,
    Table,
    Timeline,
)
from toolkit.report_formats.colours import BRAND
from toolkit.report_formats.page_fit import USUAL, Setting
from toolkit.report_formats.word_charts import means, stacked_bars, timeline
from toolkit.report_formats.word_tables import callout, key_figures, table
from toolkit.report_formats.word_text import Links, line_runs, look, paragraph, run


class Body(Struct):
    """Writes blocks as the XML of a Word document.

    Attributes:
        links: where links lead.
        styles: names of styles → their ids in this document.
        width: width of the text in twentieths of a point.
        setting: how closely it is set.
    """

    links: Links
    styles: Mapping[str, str]
    width: int
    setting: Setting = USUAL
    marks: int = 0

    def opening(self, report: Report) -> Iterator[str]:
        """Title, subtitle and facts."""
        close = _spacing(0, 20) if self.setting.close else ""
        small = look(size=22 if self.setting.close else 0)
        title = look(size=self.setting.title)
        yield paragraph(run(report.subtitle, small), self._style("Subtitle"), close)
        yield paragraph(run(report.title, title), self._style("Title"), close)
        yield paragraph(run(" · ".join(report.facts)), self._style("Report Facts"))

    def contents(self, sections: tuple[Section, ...]) -> Iterator[str]:
        """A list of the parts that leads to them; Word's navigation pane has the same."""
        yield paragraph(run("In this report", look(bold=True)), facts=_spacing(0, 40))
        parts = (
            self.links.inside(section.anchor, run(section.title, look(ink=BRAND, under="single")))
            for section in sections
        )
        yield paragraph(run("  ·  ").join(parts))

    def section(self, section: Section, *, new_page: bool = False) -> Iterator[str]:
        """A part of the report with its heading."""
        yield self._heading(section.title, "heading 1", section.anchor, new_page=new_page)
        for block, follows in zip_longest(section.blocks, section.blocks[1:]):
            yield from self._block(block, follows)

    def _heading(self, text: str, style: str, anchor: str, *, new_page: bool = False) -> str:
        facts = "<w:pageBreakBefore/>" if new_page else ""
        letters = ""
        if self.setting.close:
            facts += _spacing(self.setting.before, self.setting.after)
            letters = look(size=self.setting.letters + 5)
        runs = run(text, letters)
        if anchor:
            name = self.links.bookmark(anchor)
            number = len(self.links.bookmarks) * 1000 + self.marks
            self.marks += 1
            runs = (
                f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}'
                f'<w:bookmarkEnd w:id="{number}"/>'
            )
        return paragraph(runs, self._style(style), facts)

    def _block(self, block: Block, follows: Block | None) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block.text, "heading 2", block.anchor)
            case Paragraph():
                runs = line_runs(block.line, self.links, block.tone, self.setting.letters)
                yield self._text(runs, introduces=isinstance(follows, Table | Heading | Paragraph))
            case Quote():
                yield from self._quote(block)
            case Bullets():
                for item in block.items:
                    yield self._bullet(line_runs(item, self.links, size=self.setting.letters))
            case Table():
                yield table(block, self.links, self.width) + self._gap
            case _:
                yield self._drawn(block)

    def _drawn(self, block: Block) -> str:
        gap = self._gap
        match block:
            case StackedBars():
                return stacked_bars(block, self.links, self.width, self.setting.bar)
            case Means():
                return means(block, self.links, self.width) + gap
            case Timeline():
                return timeline(block, self.links, self.width) + gap
            case KeyFigures():
                return key_figures(block, self.links, self.width) + gap
            case Callout():
                return callout(block, self.links, self.width) + gap
            case _:
                return ""

    def _quote(self, quote: Quote) -> Iterator[str]:
        parts = [part.strip() for part in re.split(r"\n\s*\n", quote.text) if part.strip()]
        for part in (*parts, quote.by):
            if part:
                close = _spacing(0, 60) if self.setting.close else ""
                said = run(part, look(size=self.setting.letters))
                yield paragraph(said, self._style("Quote"), close)

    def _bullet(self, runs: str) -> str:
        facts = _spacing(0, 20, hanging=True) if self.setting.close else ""
        sign = "" if self._numbered else run("•\t")
        style = self._style("List Bullet")
        hanging = "" if self._numbered else '<w:ind w:left="300" w:hanging="240"/>'
        return paragraph(sign + runs, style, facts + hanging)

    def _text(self, runs: str, *, introduces: bool) -> str:
        """A paragraph; what introduces a table is not parted from it by a sheet's end."""
        facts = "<w:keepNext/>" if introduces else ""
        facts += _spacing(0, self.setting.after) if self.setting.close else ""
        return paragraph(runs, "", facts)

    @property
    def _gap(self) -> str:
        facts = f'w:before="0" w:after="0" w:line="{self.setting.gap}" w:lineRule="exact"'
        return paragraph("", facts=f"<w:spacing {facts}/>")

    @property
    def _numbered(self) -> bool:
        return "list bullet" in self.styles

    def _style(self, name: str) -> str:
        return self.styles.get(name.casefold(), "")


def _spacing(before: int, after: int, *, hanging: bool = False) -> str:
    """Space around a paragraph; lines of a page that has to fit are not set apart."""
    line = 'w:line="252" w:lineRule="auto"'
    around = f'<w:spacing w:before="{before}" w:after="{after}" {line}/>'
    return around + ("" if hanging else '<w:ind w:firstLine="0"/>')
