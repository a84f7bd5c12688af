"""The report as one HTML file: nothing is fetched, nothing typed is ever markup or script."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

from jinja2 import BaseLoader, Environment, StrictUndefined, Template
from markupsafe import Markup, escape
from msgspec import Struct

from toolkit.report.address import cell_address, safe_link
from toolkit.report.blocks import Block, CellRef, Line, Piece, Report, Table, Tone, plain
from toolkit.report_formats.html_charts import mean_line, stacked_bar, timeline_bar
from toolkit.report_formats.page_fit import Setting, Sheet, setting_for

PARTS = ("report.html.j2", "report.css", "report.js")
"""The template files under ``workbook_templates/report/``: page, style, script."""


_PRINTED = Sheet(width=510.0, height=780.0, names=0.31)
"""Room for text on a printed sheet that is as narrow as A4 and as short as a US Letter.

The sheet is 715 points high; what browsers need was measured to be 0.80 to 0.87 of what is counted.
"""


class HtmlWriter(Struct, frozen=True):
    """Writes the report as a web page (``ports.report_writer``).

    Attributes:
        page: the Jinja template.
        style: the style sheet.
        script: sorting and filtering.
        language: language of the page.
    """

    page: str
    style: str
    script: str
    language: str = "en"
    name: str = "html"
    suffix: str = ".html"

    def write(self, report: Report) -> bytes:
        """The whole page, UTF-8."""
        template = _template(self.page)
        setting = setting_for(report, _PRINTED)
        style = f"{_sober(self.style)}{_widths(report)}{_page_one(setting)}"
        script = _sober(self.script)
        html = template.render(
            report=report,
            language=self.language,
            style=style,
            script=script,
            policy=_policy(style, script),
        )
        return html.encode("utf-8", "replace")


@lru_cache(maxsize=4)
def _template(page: str) -> Template:
    made = Environment(
        loader=BaseLoader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "line": _line,
        "kind": _kind,
        "stacked_bar": stacked_bar,
        "mean_line": mean_line,
        "timeline_bar": timeline_bar,
        "paragraphs": _paragraphs,
        "linked": _linked,
        "plain": plain,
    }
    return made.from_string(page)


def _kind(block: Block) -> str:
    return type(block).__name__


def _line(line: Line) -> Markup:
    return Markup("").join(_piece(piece) for piece in line)


def _piece(piece: Piece) -> Markup:
    shown = Markup("<br>").join(escape(part) for part in piece.text.split("\n"))
    if piece.chip:
        shown = Markup('<span class="chip g-{}">{}</span>').format(piece.chip, shown)
    elif piece.tone is not Tone.PLAIN:
        tag = "strong" if piece.tone is Tone.STRONG else "span"
        shown = Markup('<{0} class="{1}">{2}</{0}>').format(tag, str(piece.tone), shown)
    if address := safe_link(piece.link):
        return Markup('<a href="{}">{}</a>').format(address, shown)
    return _linked(piece.cell, shown)


def _linked(cell: CellRef | None, shown: Markup | str) -> Markup:
    """A figure or text with a link to the cell it stands in."""
    if cell is None or not str(shown).strip():
        return Markup("{}").format(shown)
    address = cell_address(cell)
    if not address:
        return Markup('<span class="cell" title="{}">{}</span>').format(cell.words, shown)
    return Markup('<a class="cell" href="{}" title="{}">{}</a>').format(address, cell.words, shown)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _sober(text: str) -> str:
    """A template's own style or script, which must not be able to end its element."""
    return text.replace("</", "<\\/").strip() + "\n"


def _widths(report: Report) -> str:
    """Column widths as rules: a page without inline styles needs a class for each."""
    used = {
        column.width
        for section in (*report.page_one, *report.sections)
        for block in section.blocks
        if isinstance(block, Table)
        for column in block.columns
        if column.width
    }
    return "".join(f"col.w{width}{{width:{width}%}}" for width in sorted(used)) + "\n"


def _page_one(setting: Setting) -> str:
    """How closely page one is printed."""
    size, before, after = setting.points, setting.before / 20, setting.after / 20
    return (
        f"@media print{{.page-one{{font-size:{size:g}pt}}h1{{font-size:{setting.heading:g}pt}}"
        f".page-one h2{{font-size:{size + 2.5:g}pt;margin:{before:g}pt 0 {after:g}pt}}"
        f".page-one svg.bar{{height:{setting.bar / 20:g}pt}}"
        f".page-one .figures{{margin-bottom:{setting.gap / 20:g}pt}}}}\n"
    )


def _policy(style: str, script: str) -> str:
    """What the page may do: its own style and script, nothing from anywhere."""
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; "
        f"script-src 'sha256-{_digest(script)}'; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
