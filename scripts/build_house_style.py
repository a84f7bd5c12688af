"""Write workbook_templates/house_style.xlsx anew: the same bytes every time.

For maintainers. Organisations restyle the workbook itself, in Excel.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

TARGET = Path(__file__).parent.parent / "workbook_templates" / "house_style.xlsx"

NAMED = {
    "INK": "1F2A37",
    "MUTED": "5E6975",
    "LINE": "D5DCE3",
    "PLAN": "2B4C6F",
    "STAFF": "2B6350",
    "TOOL": "515C68",
}
INK, PLAN = NAMED["INK"], NAMED["PLAN"]

# name|letters|ink|ground|lines|place|used for
LOOKS = """
Title|20 bold|FFFFFF|PLAN|-|- center|Title of a sheet
Subtitle|11|E3EBF3|PLAN|-|- center|Line under the title
Legend|10|MUTED|-|-|left center|Legend above a table
Heading plan|10 bold|FFFFFF|PLAN|FFFFFF|left center wrap|Heading over plan text
Heading staff|10 bold|FFFFFF|STAFF|FFFFFF|left center wrap|Heading over what staff fill in
Heading tool|10 bold|FFFFFF|TOOL|FFFFFF|left center wrap|Heading over what the tool works out
Plan|10|INK|FFFFFF|LINE|left top wrap|Plan text
Plan, other goal|10|INK|F5F7FA|LINE|left top wrap|Plan text of every other goal
Said once|10 italic|PLAN|E4EDF6|LINE|left top wrap|Text the plan says once for the whole goal
Staff|10|INK|FFFDF3|LINE|left top wrap|Staff fill in
Staff, other goal|10|INK|FDF9E6|LINE|left top wrap|Staff fill in, every other goal
Tool|10|3D4853|EEF1F4|LINE|left top wrap|Worked out by the tool
Tool, other goal|10|3D4853|E8ECF0|LINE|left top wrap|Worked out by the tool, every other goal
Note|10 italic|MUTED|F1F1EE|LINE|left top wrap|A lettered note that is not an action
Not used|10|MUTED|EDEDEB|LINE|left top wrap|A cell that does not apply here
Goal repeated|10|68737F|-|-|left top wrap|Goal text repeated from the row above
Section|13 bold|PLAN|-|-|left center|Heading of a section
Text|11|INK|-|-|left top wrap|Running text
Label|10 bold|MUTED|-|-|left top wrap|Label beside a value
Muted|10 italic|MUTED|-|-|left top wrap|Remarks
Link|10|1D4E89|-|LINE|left top wrap|A link
Tile label|10|MUTED|F0F4F8|-|left bottom|Label of a headline figure
Tile figure|20 bold|PLAN|F0F4F8|-|left center|A headline figure
Tile remark|9|MUTED|F0F4F8|-|left top|Remark under a headline figure
Headline|13 bold|INK|-|-|left center wrap|The headline sentence
Figure|10|INK|FFFFFF|LINE|center center|A figure in a roll-up
Figure name|10|INK|FFFFFF|LINE|left center wrap|What a roll-up row is about
Total|10 bold|INK|E8EDF3|LINE|center center|A total
Total name|10 bold|INK|E8EDF3|LINE|left center wrap|Name of a total
Input|11|INK|FFFDF3|B9A96B|left top wrap|The coordinator writes here
Empty|12 italic|MUTED|-|-|left center|What a sheet says when it has nothing to show
"""

BARE = ("Section", "Headline", "Legend", "Text", "Label", "Empty", "Goal repeated")
"""Looks that stand outside tables: no space before the text."""

# name: (chip ground, chip letters, solid colour for bars and tabs, used for)
COLOURS = {
    "grey": ("E9EDF1", "46515C", "9AA5B1", "Not started"),
    "green": ("DCF0E2", "1B5733", "3F8F5F", "On track"),
    "amber": ("FCEBC6", "724500", "D9961F", "At risk"),
    "red": ("F9DEDA", "8E2318", "C4473A", "Off track, overdue"),
    "violet": ("E8E2F5", "4F3788", "7E68B8", "On hold"),
    "blue": ("DAE8F8", "1A487F", "3B76B8", "Complete"),
    "muted": ("EFEFED", "5C5C58", "C3C3BF", "Cancelled"),
    "brown": ("F0E3D9", "683F22", "9C6B4A", "Not achieved"),
    "blank": ("F7F8FA", "5E6975", "DCE2E8", "Not reported"),
    "brand": ("E4EDF6", "2B4C6F", "2B4C6F", "Titles, plan sheets"),
    "staff": ("E2F0EA", "2B6350", "2B6350", "Sheets staff fill in"),
    "tool": ("EEF1F4", "515C68", "8A96A3", "Sheets the tool works out"),
    "alert": ("FCEBC6", "724500", "C98A1B", "Needs you"),
    "target": ("F9DEDA", "8E2318", "8E2318", "Target line in charts"),
}
GUIDE = (
    "Restyle the workbooks here",
    "1  Styles: change the look of any sample cell: font, size, colours, lines, alignment.",
    "2  Status colours: change a chip (ground and letters) or the solid colour of its bars.",
    "3  Logo: put the organisation's logo there as a picture; Plan on a page shows it.",
    "4  Save. The next generate uses it. Keep the names in the first column.",
    "    Keep letters easy to read on their ground: dark on light, or light on dark.",
)


@dataclass(frozen=True)
class Sample:
    """One line of LOOKS."""

    name: str
    letters: list[str]
    ink: str
    fill: str
    line: str
    place: list[str]
    used_for: str

    @classmethod
    def of(cls, line: str) -> Sample:
        """The sample a line describes; ``-`` stands for none."""
        name, letters, *colours, place, used_for = (part.strip() for part in line.split("|"))
        ink, fill, rule = (NAMED.get(colour, colour.strip("-")) for colour in colours)
        return cls(name, letters.split(), ink, fill, rule, place.split(), used_for)

    def style(self) -> NamedStyle:
        """The named cell style."""
        size, style = float(self.letters[0]), NamedStyle(f"Grid – {self.name}")
        style.font = Font(
            "Calibri",
            size,
            bold="bold" in self.letters,
            italic="italic" in self.letters,
            color=self.ink,
            underline="single" if self.name == "Link" else None,
        )
        if self.fill:
            style.fill = PatternFill("solid", fgColor=self.fill)
        if self.line:
            side = Side("thin", color=self.line)
            style.border = Border(left=side, right=side, top=side, bottom=side)
        across, down = self.place[:2]
        style.alignment = Alignment(
            horizontal=across.strip("-") or None,
            vertical=down,
            wrap_text="wrap" in self.place,
            indent=1 if across == "left" and self.name not in BARE else 0,
        )
        return style


def main() -> None:
    """Build the workbook and write it."""
    book = openpyxl.Workbook()
    _guide(book.active)
    _styles(book.create_sheet("Styles"), book)
    _colours(book.create_sheet("Status colours"))
    logo = book.create_sheet("Logo")
    logo["A1"] = (
        "Insert the organisation's logo on this sheet (Insert > Pictures > Place over cells)."
    )
    logo.column_dimensions["A"].width = 90
    raw = BytesIO()
    book.save(raw)
    TARGET.write_bytes(_steady(raw.getvalue()))
    print(f"wrote {TARGET.name}")


def _guide(sheet) -> None:
    sheet.title = "Read me"
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 110
    for row, text in enumerate(GUIDE, start=1):
        cell = sheet.cell(row, 1, text)
        cell.font = Font(
            "Calibri", 18 if row == 1 else 12, bold=row == 1, color=PLAN if row == 1 else INK
        )
        sheet.row_dimensions[row].height = 34 if row == 1 else 22


def _styles(sheet, book) -> None:
    _table_head(sheet, ("Name (keep)", "Sample: change its look", "Used for"), (22, 44, 56))
    for row, line in enumerate(LOOKS.strip().splitlines(), start=2):
        sample = Sample.of(line)
        style = sample.style()
        book.add_named_style(style)
        sheet.cell(row, 1, sample.name)
        cell = sheet.cell(row, 2, "Sample text 1234")
        cell.style = style.name
        sheet.cell(row, 3, sample.used_for)
        sheet.row_dimensions[row].height = max(20, style.font.size * 1.6)


def _colours(sheet) -> None:
    _table_head(sheet, ("Name (keep)", "Chip", "Solid", "Used for"), (18, 24, 14, 40))
    for row, (name, (fill, ink, solid, used)) in enumerate(COLOURS.items(), start=2):
        sheet.cell(row, 1, name)
        chip = sheet.cell(row, 2, used)
        chip.fill, chip.font = PatternFill("solid", fgColor=fill), Font("Calibri", 11, color=ink)
        sheet.cell(row, 3).fill = PatternFill("solid", fgColor=solid)
        sheet.cell(row, 4, used)


def _table_head(sheet, texts, widths) -> None:
    sheet.freeze_panes = "A2"
    for place, (text, width) in enumerate(zip(texts, widths, strict=True), start=1):
        cell = sheet.cell(1, place, text)
        cell.font, cell.fill = (
            Font("Calibri", 11, bold=True, color="FFFFFF"),
            PatternFill("solid", fgColor=PLAN),
        )
        sheet.column_dimensions[cell.column_letter].width = width


def _steady(data: bytes) -> bytes:
    """The package with every moment of writing taken out."""
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as package,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as steady,
    ):
        for name in package.namelist():
            content = package.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2027-01-01T00:00:00Z", content
                )
            steady.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return made.getvalue()


if __name__ == "__main__":
    main()
