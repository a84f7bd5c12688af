"""The report's tables as a workbook: to sort, count and paste from; text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from msgspec import Struct
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from toolkit.report.address import safe_address, safe_link
from toolkit.report.blocks import (
    JOINT,
    Block,
    Bullets,
    Callout,
    CellRef,
    Figure,
    Heading,
    KeyFigures,
    Line,
    Means,
    Paragraph,
    Piece,
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
_NUMBER = re.compile(r"(?P<value>[+-]?\d{1,15}(?:\.(?P<decimals>\d{1,9}))?)(?P<percent> %)?")
_FIGURE = re.compile(r"[+-]?\d")
_WIDEST = 60


class XlsxExtractWriter(Struct, frozen=True):
    """Writes the report's tables as sheets (``ports.report_writer``)."""

    name: str = "xlsx"
    suffix: str = ".xlsx"

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
        self.anchors: dict[str, str] = {}
        self.inside: list[tuple[Worksheet, int, int, str, Line]] = []

    def describe(self, report: Report) -> None:
        facts = {"title": _shown(report.title)[:250], "subject": _shown(report.subtitle)[:250]}
        day = datetime.fromisoformat(report.dated)
        self.book.set_properties({**facts, "author": "Action Grid Toolkit", "created": day})

    def finished(self) -> bytes:
        for sheet, row, place, anchor, line in self.inside:
            if anchor in self.anchors:
                self.row, form = row, self._form(line)
                sheet.write_url(row, place, self.anchors[anchor], form, _shown(plain(line)))
                self._value(sheet, place, line, form)
        self.book.close()
        return self.kept.getvalue()

    def form(self, **facts: Any) -> Format:
        key = tuple(sorted(facts.items()))
        if key not in self.forms:
            usual = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
            self.forms[key] = self.book.add_format({**usual, **facts})
        return self.forms[key]

    def first_sheet(self, report: Report) -> None:
        """Everything that is no table, in reading order; the figures of a line stand beside it."""
        sheet = self._sheet(_FIRST)
        sheet.set_column(0, 0, 90)
        sheet.set_column(1, 16, 12)
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
        self._here(sheet, section.anchor)
        self._text(sheet, section.title, bold=True, font_color=f"#{BRAND}")
        heading = Heading(3, "")
        for block in section.blocks:
            if isinstance(block, Heading):
                heading = block
            elif not isinstance(block, Table):
                self._text(sheet, heading.text, bold=True)
                heading = Heading(3, "")
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
                self._cell(sheet, 0, (Piece(words, cell=block.cell),))
                self.row += 1
            case KeyFigures():
                for figure in block.figures:
                    value = Piece(figure.value, cell=figure.cell, number=True)
                    of = Piece(figure.of, cell=figure.of_cell, number=True)
                    self._row(sheet, figure.label, ((value,), (Piece("of"),), (of,)))
            case StackedBars():
                self._bars(sheet, block)
            case Means():
                self._means(sheet, block)

    def _bars(self, sheet: Worksheet, chart: StackedBars) -> None:
        labels = [part.label for part in chart.legend]
        self._heads(sheet, (chart.title, *labels, "Total"))
        for bar in chart.bars:
            counts = {part.label: Figure(part.count, part.cell) for part in bar.parts}
            total = Figure(bar.total, bar.cell)
            known = (counts.get(label) for label in labels)
            self._row(sheet, bar.label, (_figure(each) for each in (*known, total)))

    def _means(self, sheet: Worksheet, chart: Means) -> None:
        heads = ("Mean", "Interval from", "Interval to", "Target", "Answers", "of", "share")
        self._heads(sheet, (chart.title, *heads))
        for mark in chart.marks:
            mean = (_figure(each, ".2f") for each in (mark.mean, mark.low, mark.high))
            note = ((piece,) for piece in mark.note if piece.part != JOINT)
            self._row(sheet, mark.label, (*mean, _figure(mark.target), *note))

    def table_sheet(self, planned: PlannedSheet) -> None:
        """Tables with the same columns, one under the other, with where each row is from."""
        sheet = self._sheet(planned.name)
        self.row = 0
        headings = ("Part", "Table", *(column.heading for column in planned.columns))
        self._heads(sheet, headings)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for section, caption, row in planned.rows:
            self._here(sheet, section.anchor)
            lines = ((Piece(caption),), *(column.of(row) for column in planned.columns))
            self._row(sheet, section.title, lines)
        if planned.rows:
            sheet.autofilter(0, 0, self.row - 1, len(headings) - 1)
        sheet.set_column(0, 1, 20)
        for place, column in enumerate(planned.columns, start=2):
            wanted = 12 if column.part else column.column.width * 1.4
            sheet.set_column(place, place, min(max(wanted, 12), _WIDEST))

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

    def _row(self, sheet: Worksheet, label: str, lines: Iterable[Line]) -> None:
        """A label and what stands beside it, each in a cell of its own."""
        for place, line in enumerate(((Piece(label),), *lines)):
            self._cell(sheet, place, line)
        self.row += 1

    def _line(self, sheet: Worksheet, line: Line, lead: str = "") -> None:
        """A sentence; a cell holds one link, so its figures stand beside it with theirs."""
        linked = [piece for piece in line if (piece.cell or piece.link) and piece.text.strip()]
        alone = len(linked) == 1 and not linked[0].number
        beside = [] if alone else [piece for piece in linked if _FIGURE.match(piece.text.strip())]
        first = next((piece for piece in linked if piece not in beside), Piece(""))
        self._cell(sheet, 0, (Piece(f"{lead}{plain(line)}", cell=first.cell, link=first.link),))
        for place, piece in enumerate(beside, start=1):
            self._cell(sheet, place, (piece,))
        self.row += 1

    def _text(self, sheet: Worksheet, text: str, **facts: Any) -> None:
        if text.strip():
            sheet.write_string(self.row, 0, _shown(text), self.form(**facts))
            self.row += 1

    def _cell(self, sheet: Worksheet, place: int, line: Line) -> None:
        """One cell: a number where it is one, a chip's colour, and the first link of the line."""
        form = self._form(line)
        if plain(line).strip():
            self._link(sheet, place, line, form)
            self._value(sheet, place, line, form)
        else:
            sheet.write_blank(self.row, place, None, form)

    def _form(self, line: Line) -> Format:
        chip = next((piece.chip for piece in line if piece.chip), "")
        ground, letters = chip_of(chip)
        facts = {"bg_color": f"#{ground}", "font_color": f"#{letters}"} if chip else {}
        number = _number(line)
        return self.form(**facts, **({"num_format": _form_of(number)} if number else {}))

    def _value(self, sheet: Worksheet, place: int, line: Line, form: Format) -> None:
        if number := _number(line):
            sheet.write_number(self.row, place, float(number["value"]), form)
        else:
            sheet.write_string(self.row, place, _shown(plain(line).strip("\n")), form)

    def _link(self, sheet: Worksheet, place: int, line: Line, form: Format) -> None:
        address = next((safe_link(piece.link) for piece in line if safe_link(piece.link)), "")
        if address.startswith("#"):
            # Where that part of the report begins is known at the end.
            self.inside.append((sheet, self.row, place, address[1:], line))
            return
        cell = next((piece.cell for piece in line if piece.cell), None)
        address = address or _external(cell)
        if address and len(address) <= _LONGEST_LINK:
            tip = _shown(cell.words)[:_LONGEST_TIP] if cell else None
            sheet.write_url(self.row, place, address, form, _shown(plain(line)), tip)

    def _here(self, sheet: Worksheet, anchor: str) -> None:
        self.anchors.setdefault(anchor, f"internal:'{sheet.get_name()}'!A{self.row + 1}")


def _figure(figure: Figure | None, form: str = "g") -> Line:
    """A number of a chart; an empty line where there is none."""
    if figure is None:
        return ()
    return (Piece(f"{figure.value:{form}}", cell=figure.cell, number=True),)


def _number(line: Line) -> re.Match[str] | None:
    """The number a line is; what somebody typed is a text, whatever it looks like."""
    figures = any(piece.number for piece in line)
    return _NUMBER.fullmatch(plain(line)) if figures else None


def _form_of(number: re.Match[str]) -> str:
    """The number format that shows a figure as the report prints it."""
    decimals = len(number["decimals"] or "")
    form = f"0.{'0' * decimals}" if decimals else "0"
    if number["percent"]:
        return f'{form}" %"'
    return f"+{form};-{form};{form}" if number["value"].startswith("+") else form


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
