"""One new workbook: the door to XlsxWriter, with formats made from the house style."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from toolkit.errors import FileRefused
from toolkit.ports.drawn import Drawn, Ink
from toolkit.tables.column import LONGEST_TEXT, Value
from toolkit.tables.reading import too_long
from toolkit.workbooks.draft import DraftWorkbook
from toolkit.workbooks.house_style import HouseStyle, Look
from toolkit.xlsx import cell_name as place_name
from toolkit.xlsx.grid import column_letters

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet
else:
    # Drawing needs none of it; whoever makes a file loads it then.
    Chart = Format = Worksheet = object

__all__ = [
    "Book", "Chart", "Format", "Worksheet", "write", "write_formula", "cell_name", "column_name",
    "sheet_ref", "DATE_FORMAT", "LONGEST_TEXT",
]  # fmt: skip
"""The rest of the room knows XlsxWriter's types by these names only."""

DATE_FORMAT = "d mmm yyyy"
_ACROSS = {"centerContinuous": "center_across"}
_DOWN = {"center": "vcenter", "justify": "vjustify", "distributed": "vdistributed"}


class Book:
    """A workbook being written, in memory.

    Args:
        house: the look.
        paper: XlsxWriter's paper code.
        draft: it is only drawn, so that its cells can be compared; no file comes of it.
    """

    def __init__(self, house: HouseStyle, *, paper: int, draft: bool = False) -> None:
        self.house = house
        self.paper = paper
        self.is_draft = draft
        self._bytes = BytesIO()
        self._formats: dict[tuple[str, tuple[tuple[str, Any], ...]], Format] = {}
        self.headings: dict[str, tuple[str, ...]] = {}
        self.workbook: Any = DraftWorkbook() if draft else self._real()

    def _real(self) -> Any:
        import xlsxwriter

        # Nothing a person wrote may become a formula, a link or a number by its looks.
        return xlsxwriter.Workbook(
            self._bytes,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )

    def look(self, name: str) -> Look:
        """A look of the house style."""
        return self.house.look(name)

    def form(self, name: str, **changes: Any) -> Format:
        """The format of a look, with XlsxWriter properties changed; made once."""
        asked = (name, tuple(changes.items()))
        if asked not in self._formats:
            key = (name, tuple(sorted(changes.items())))
            if key not in self._formats:
                facts = {**_facts(self.look(name)), **changes}
                self._formats[key] = self.workbook.add_format(facts)
            self._formats[asked] = self._formats[key]
        return self._formats[asked]

    def loose_form(self, facts: Mapping[str, Any]) -> Format:
        """A format of its own, for conditional formats and rich text."""
        key = ("", tuple(sorted(facts.items())))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(dict(facts))
        return self._formats[key]

    def sheet(self, title: str, tab: str = "", *, landscape: bool = True) -> Worksheet:
        """A new sheet without grid lines, ready to print one page wide with page numbers."""
        made = self._added(_sheet_name(title, self.workbook.sheetnames))
        made.hide_gridlines(2)
        if tab:
            made.set_tab_color(self.house.swatch(tab).solid)
        if landscape:
            made.set_landscape()
        made.set_paper(self.paper)
        made.set_margins(left=0.35, right=0.35, top=0.5, bottom=0.6)
        made.fit_to_pages(1, 0)
        made.center_horizontally()
        return made

    def hidden_sheet(self, name: str) -> Worksheet:
        """A hidden sheet for the tool's own facts."""
        made = self._added(name)
        made.hide()
        return made

    def _added(self, name: str) -> Any:
        if self.is_draft:
            return self.workbook.add_worksheet(name)
        from toolkit.workbooks.sheet_writer import SheetWriter

        return self.workbook.add_worksheet(name, SheetWriter)

    def footer(self, sheet: Worksheet, text: str) -> None:
        """Print what the sheet is and the page number under every page."""
        safe = text.replace("&", "&&")[:120]
        sheet.set_footer(f'&L&"Calibri"&8{safe}&R&"Calibri"&8&A  ·  page &P of &N')

    def describe(self, title: str, subject: str, company: str, day: date) -> None:
        """Document properties; the day stands for the moment of writing, so bytes do not vary."""
        self.workbook.set_properties(
            {
                "title": title,
                "subject": subject,
                "author": "Action Grid Toolkit",
                "company": company,
                "keywords": "strategic plan, action grid",
                "created": datetime.combine(day, time(12)),
            }
        )

    def let_grow(self, sheet: Worksheet, first_row: int, last_row: int) -> None:
        """Let these rows grow when somebody types a longer text (their height is a start only)."""
        sheet.growing = range(first_row, last_row + 1)

    def tell(self, sheet: Any, row: int, col: int, look: str, **changes: Any) -> None:
        """Let a cell's letters say something: they follow the text also in a saved workbook.

        Everything else about looks stays as people like it.
        """
        if self.is_draft:
            own = self.look(look)
            ink = Ink(
                bold=bool(changes.get("bold", own.bold)),
                underline=bool(changes.get("underline", own.underline)),
                colour=str(changes.get("font_color", own.ink)),
            )
            sheet.tell(row, col, ink)

    def leave(self, sheet: Any, row: int, col: int, form: Format, former: str) -> None:
        """Leave a cell blank that we sometimes fill.

        Args:
            former: the pattern of what we may have written there before, and nobody else.
        """
        sheet.write_blank(row, col, None, form)
        if self.is_draft:
            sheet.dress(row, col, link="", former=former)

    def drawn(self, made_with: str = "") -> Drawn:
        """What a draft shows.

        Args:
            made_with: what else decides about such a workbook; "" when nobody asks how it is made.
        """
        found: Drawn = self.workbook.drawn(made_with)
        return found

    def finish(self) -> bytes:
        """Close the workbook and give its bytes."""
        self.workbook.close()
        return self._bytes.getvalue()


def write(sheet: Worksheet, row: int, col: int, value: Value, form: Format) -> None:
    """Write one typed value; a text stays a text whatever it begins with.

    Raises:
        FileRefused: a text is longer than a cell can hold.
    """
    if value is None or value == "":
        sheet.write_blank(row, col, None, form)
    elif value is True:
        sheet.write_string(row, col, "x", form)
    elif value is False:
        sheet.write_blank(row, col, None, form)
    elif isinstance(value, str):
        sheet.write_string(row, col, _fitting(value, sheet, row, col), form)
    elif isinstance(value, date):
        sheet.write_datetime(row, col, datetime.combine(value, time()), form)
    else:
        sheet.write_number(row, col, value, form)


def write_formula(
    sheet: Worksheet, row: int, col: int, formula: str, form: Format, cached: Value
) -> None:
    """Write a live formula with the value it gives; one in braces is an array formula."""
    value = "" if cached is None else cached
    if formula.startswith("{"):
        sheet.write_array_formula(row, col, row, col, formula, form, value)
    else:
        sheet.write_formula(row, col, formula, form, value)


def _fitting(text: str, sheet: Worksheet, row: int, col: int) -> str:
    if not too_long(text):
        return text
    raise FileRefused(
        "text-too-long",
        f'the text beginning "{text[:60]}…" has {len(text):,} characters; '
        f"a cell holds {LONGEST_TEXT:,}.",
        where=f"{sheet.get_name()}!{cell_name(row, col)}",
        next_step="Shorten it in the plan, or link to a document.",
    )


def cell_name(row: int, col: int) -> str:
    """``B7`` for row 6, column 1."""
    return place_name(row + 1, col + 1)


def column_name(col: int) -> str:
    """``B`` for column 1."""
    return column_letters(col + 1)


def sheet_ref(title: str) -> str:
    """A sheet's name as formulas quote it."""
    return "'" + title.replace("'", "''") + "'"


def _facts(look: Look) -> dict[str, Any]:
    facts: dict[str, Any] = {"font_name": look.font, "font_size": look.size}
    if look.bold:
        facts["bold"] = True
    if look.italic:
        facts["italic"] = True
    if look.underline:
        facts["underline"] = 1
    if look.ink:
        facts["font_color"] = look.ink
    if look.fill:
        facts["bg_color"] = look.fill
    if look.line:
        facts |= {"border": 1, "border_color": look.line}
    if look.across and look.across != "general":
        facts["align"] = _ACROSS.get(look.across, look.across)
    if look.down:
        facts["valign"] = _DOWN.get(look.down, look.down)
    if look.indent:
        facts["indent"] = look.indent
    if look.wrap:
        facts["text_wrap"] = True
    return facts


def _sheet_name(title: str, taken: Mapping[str, Any]) -> str:
    """A name Excel accepts: 31 characters, none of ``[]:*?/\\``, not used before."""
    kept = (
        "".join("-" if sign in "[]:*?/\\" else sign for sign in title).strip("' ")[:31] or "Sheet"
    )
    name, number = kept, 2
    while name.casefold() in {used.casefold() for used in taken}:
        name, number = f"{kept[:27]} {number}", number + 1
    return name
