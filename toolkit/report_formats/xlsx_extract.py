"""The report's tables as a workbook: to sort, count and paste from; text stays text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from toolkit.report.address import safe_address, safe_link
from toolkit.report.blocks import (
    Block,
    Bullets,
    Callout,
    CellRef,
    Heading,
    KeyFigures,
    Line,
    Means,
    Paragraph,
    Quote,
    Report,
    Section,
    StackedBars,
    Table,
    Timeline,
    plain,
)
from toolkit.report_formats.colours import BRAND, SOFT, chip_of
from toolkit.report_formats.sheet_plan import PlannedSheet, planned_sheets
from toolkit.report_formats.xml_signs import allowed

_FIRST = "Report"
_LONGEST_TEXT, _LONGEST_LINK, _LONGEST_TIP = 32_767, 2_000, 250
_CUT = " … (cut here)"
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_WIDEST = 60


@dataclass(frozen=True)
class XlsxExtractWriter:
    """Writes the report's tables as sheets (``ports.report_writer``)."""

    name: str = field(default="xlsx", init=False)
    suffix: str = field(default=".xlsx", init=False)

    def write(self, report: Report) -> bytes:
        """The whole workbook."""
        made = _Extract()
        made.describe(report)
        made.first_sheet(report)
        for planned in planned_sheets(report, _FIRST):
            made.table_sheet(planned)
        return made.finished()


class _Extract:
    """One workbook being written."""

    def __init__(self) -> None:
        self.kept = BytesIO()
        # Nothing a person wrote may become a formula, a link or a number by its looks.
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "max_url_length": _LONGEST_LINK + 79,
        }
        self.book = xlsxwriter.Workbook(self.kept, options)
        self.forms: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.row = 0

    def describe(self, report: Report) -> None:
        facts = {"title": _shown(report.title)[:250], "subject": _shown(report.subtitle)[:250]}
        day = datetime.fromisoformat(report.dated)
        self.book.set_properties({**facts, "author": "Action Grid Toolkit", "created": day})

    def finished(self) -> bytes:
        self.book.close()
        return self.kept.getvalue()

    def form(self, **facts: Any) -> Format:
        key = tuple(sorted(facts.items()))
        if key not in self.forms:
            usual = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
            self.forms[key] = self.book.add_format({**usual, **facts})
        return self.forms[key]

    def first_sheet(self, report: Report) -> None:
        """Everything that is no table, in reading order."""
        sheet = self._sheet(_FIRST)
        sheet.set_column(0, 0, 90)
        sheet.set_column(1, 7, 12)
        self._text(sheet, report.title, bold=True, font_size=16)
        self._text(sheet, report.subtitle, bold=True, font_color=f"#{BRAND}")
        for fact in (*report.facts, report.footer):
            self._text(sheet, fact, font_color=f"#{SOFT}")
        for section in (*report.page_one, *report.sections):
            self._section(sheet, section)

    def _section(self, sheet: Worksheet, section: Section) -> None:
        said = [block for block in section.blocks if not isinstance(block, Table | Heading)]
        if not said:
            return
        self.row += 1
        self._text(sheet, section.title, bold=True, font_color=f"#{BRAND}")
        heading = ""
        for block in section.blocks:
            if isinstance(block, Heading):
                heading = block.text
            elif not isinstance(block, Table):
                if heading:
                    self._text(sheet, heading, bold=True)
                heading = ""
                self._block(sheet, block)

    def _block(self, sheet: Worksheet, block: Block) -> None:
        match block:
            case Paragraph():
                self._line(sheet, block.line)
            case Bullets():
                for item in block.items:
                    self._line(sheet, item, "• ")
            case Callout():
                self._line(sheet, block.line, f"{block.title}: ")
            case Quote():
                for part in filter(str.strip, (*block.text.splitlines(), block.by)):
                    self._text(sheet, part, italic=True)
            case Timeline():
                words = f"{block.title}: {block.finding} ({block.start} – {block.end})"
                self._text(sheet, words)
            case KeyFigures():
                for figure in block.figures:
                    self._cell(sheet, 0, figure.label, None)
                    self._cell(sheet, 1, figure.value, figure.cell, number=True)
                    self._cell(sheet, 2, figure.of, figure.of_cell)
                    self.row += 1
            case StackedBars():
                self._bars(sheet, block)
            case Means():
                self._means(sheet, block)

    def _bars(self, sheet: Worksheet, chart: StackedBars) -> None:
        labels = [part.label for part in chart.legend]
        self._heads(sheet, (chart.title, *labels, "Total"))
        for bar in chart.bars:
            self._cell(sheet, 0, bar.label, None)
            counts = {part.label: (part.count, part.cell) for part in bar.parts}
            for place, label in enumerate(labels, start=1):
                count, cell = counts.get(label, (0, None))
                self._cell(sheet, place, str(count), cell, number=True)
            total = sum(count for count, _ in counts.values())
            self._cell(sheet, len(labels) + 1, str(total), bar.cell, number=True)
            self.row += 1

    def _means(self, sheet: Worksheet, chart: Means) -> None:
        self._heads(sheet, (chart.title, "Mean", "Low", "High", "Target", "Answers"))
        for mark in chart.marks:
            self._cell(sheet, 0, mark.label, None)
            for place, value in enumerate((mark.mean, mark.low, mark.high, mark.target), start=1):
                if value is not None:
                    sheet.write_number(self.row, place, value, self.form(num_format="0.00"))
            self._cell(sheet, 5, mark.note, None)
            self.row += 1

    def table_sheet(self, planned: PlannedSheet) -> None:
        """Tables with the same columns, one under the other, with where each row is from."""
        sheet = self._sheet(planned.name)
        self.row = 0
        headings = ("Part", "Table", *(column.heading for column in planned.columns))
        self._heads(sheet, headings)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for part, caption, row in planned.rows:
            self._cell(sheet, 0, part, None)
            self._cell(sheet, 1, caption, None)
            for place, (column, line) in enumerate(
                zip(planned.columns, row.cells, strict=True), start=2
            ):
                self._table_cell(sheet, place, line, number=column.number)
            self.row += 1
        if planned.rows:
            sheet.autofilter(0, 0, self.row - 1, len(headings) - 1)
        sheet.set_column(0, 1, 20)
        for place, column in enumerate(planned.columns, start=2):
            sheet.set_column(place, place, min(max(column.width * 1.4, 12), _WIDEST))

    def _table_cell(self, sheet: Worksheet, place: int, line: Line, *, number: bool) -> None:
        facts: dict[str, Any] = {}
        chips = [piece.chip for piece in line if piece.chip]
        if chips:
            ground, letters = chip_of(chips[0])
            facts = {"bg_color": f"#{ground}", "font_color": f"#{letters}"}
        cell = next((piece.cell for piece in line if piece.cell), None)
        link = next((safe_link(piece.link) for piece in line if safe_link(piece.link)), "")
        self._cell(sheet, place, plain(line), cell, link=link, number=number, **facts)

    def _sheet(self, name: str) -> Worksheet:
        made = self.book.add_worksheet(name)
        made.hide_gridlines(2)
        made.set_landscape()
        made.fit_to_pages(1, 0)
        return made

    def _heads(self, sheet: Worksheet, headings: Sequence[str]) -> None:
        form = self.form(bold=True, bottom=2, bottom_color="#AAB4BF", font_color=f"#{SOFT}")
        for place, heading in enumerate(headings):
            sheet.write_string(self.row, place, _shown(heading), form)
        self.row += 1

    def _line(self, sheet: Worksheet, line: Line, lead: str = "") -> None:
        cell = next((piece.cell for piece in line if piece.cell), None)
        self._cell(sheet, 0, f"{lead}{plain(line)}", cell)
        self.row += 1

    def _text(self, sheet: Worksheet, text: str, **facts: Any) -> None:
        if text.strip():
            sheet.write_string(self.row, 0, _shown(text), self.form(**facts))
            self.row += 1

    def _cell(
        self,
        sheet: Worksheet,
        place: int,
        text: str,
        cell: CellRef | None,
        *,
        link: str = "",
        number: bool = False,
        **facts: Any,
    ) -> None:
        form = self.form(**facts)
        if not text:
            sheet.write_blank(self.row, place, None, form)
            return
        address = "" if link.startswith("#") else link or _external(cell)
        if address and len(address) <= _LONGEST_LINK:
            tip = _shown(cell.words)[:_LONGEST_TIP] if cell else None
            sheet.write_url(self.row, place, address, form, _shown(text), tip)
        if number and _NUMBER.fullmatch(text):
            sheet.write_number(self.row, place, float(text), form)
        else:
            sheet.write_string(self.row, place, _shown(text), form)


def _external(cell: CellRef | None) -> str:
    """The address of a cell as a workbook's link has it."""
    address = safe_address(cell.address) if cell else ""
    if cell is None or not address:
        return ""
    if "://" in address or address.startswith("mailto:"):
        return address
    spot = allowed(f"#'{cell.sheet}'!{cell.cell}") if cell.sheet and cell.cell else ""
    return f"external:{address}{spot}"


def _shown(text: str) -> str:
    text = allowed(text)
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - len(_CUT)]}{_CUT}"
