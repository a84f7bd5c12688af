"""Write workbook_templates/house_style.xlsx anew: the same bytes every time.

For maintainers. Organisations restyle the workbook itself, in Excel.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

TARGET = Path(__file__).parent.parent / "workbook_templates" / "house_style.xlsx"

INK, MUTED, LINE = "1F2A37", "5E6975", "D5DCE3"
PLAN, STAFF, TOOL = "2B4C6F", "2B6350", "515C68"

# name: (what it is for, size, bold, italic, ink, fill, line, across, down, wrap)
LOOKS = {
    "Title": ("Title of a sheet", 20, True, False, "FFFFFF", PLAN, "", "", "center", False),
    "Subtitle": ("Line under the title", 11, False, False, "E3EBF3", PLAN, "", "", "center", False),
    "Legend": ("Legend above a table", 10, False, False, MUTED, "", "", "left", "center", False),
    "Heading plan": ("Heading over plan text", 10, True, False, "FFFFFF", PLAN, "FFFFFF", "left", "center", True),
    "Heading staff": ("Heading over what staff fill in", 10, True, False, "FFFFFF", STAFF, "FFFFFF", "left", "center", True),
    "Heading tool": ("Heading over what the tool works out", 10, True, False, "FFFFFF", TOOL, "FFFFFF", "left", "center", True),
    "Plan": ("Plan text", 10, False, False, INK, "FFFFFF", LINE, "left", "top", True),
    "Plan, other goal": ("Plan text of every other goal", 10, False, False, INK, "F5F7FA", LINE, "left", "top", True),
    "Said once": ("Text the plan says once for the whole goal", 10, False, True, "2B4C6F", "E4EDF6", LINE, "left", "top", True),
    "Staff": ("Staff fill in", 10, False, False, INK, "FFFDF3", LINE, "left", "top", True),
    "Staff, other goal": ("Staff fill in, every other goal", 10, False, False, INK, "FDF9E6", LINE, "left", "top", True),
    "Tool": ("Worked out by the tool", 10, False, False, "3D4853", "EEF1F4", LINE, "left", "top", True),
    "Tool, other goal": ("Worked out by the tool, every other goal", 10, False, False, "3D4853", "E8ECF0", LINE, "left", "top", True),
    "Note": ("A lettered note that is not an action", 10, False, True, MUTED, "F1F1EE", LINE, "left", "top", True),
    "Not used": ("A cell that does not apply here", 10, False, False, MUTED, "EDEDEB", LINE, "left", "top", True),
    "Goal repeated": ("Goal text repeated from the row above", 10, False, False, "68737F", "", "", "left", "top", True),
    "Section": ("Heading of a section", 13, True, False, PLAN, "", "", "left", "center", False),
    "Text": ("Running text", 11, False, False, INK, "", "", "left", "top", True),
    "Label": ("Label beside a value", 10, True, False, MUTED, "", "", "left", "top", True),
    "Muted": ("Remarks", 10, False, True, MUTED, "", "", "left", "top", True),
    "Link": ("A link", 10, False, False, "1D4E89", "", LINE, "left", "top", True),
    "Tile label": ("Label of a headline figure", 10, False, False, MUTED, "F0F4F8", "", "left", "bottom", False),
    "Tile figure": ("A headline figure", 20, True, False, PLAN, "F0F4F8", "", "left", "center", False),
    "Tile remark": ("Remark under a headline figure", 9, False, False, MUTED, "F0F4F8", "", "left", "top", False),
    "Headline": ("The headline sentence", 13, True, False, INK, "", "", "left", "center", True),
    "Figure": ("A figure in a roll-up", 10, False, False, INK, "FFFFFF", LINE, "center", "center", False),
    "Figure name": ("What a roll-up row is about", 10, False, False, INK, "FFFFFF", LINE, "left", "center", True),
    "Total": ("A total", 10, True, False, INK, "E8EDF3", LINE, "center", "center", False),
    "Total name": ("Name of a total", 10, True, False, INK, "E8EDF3", LINE, "left", "center", True),
    "Input": ("The coordinator writes here", 11, False, False, INK, "FFFDF3", "B9A96B", "left", "top", True),
    "Empty": ("What a sheet says when it has nothing to show", 12, False, True, MUTED, "", "", "left", "center", False),
}  # fmt: skip

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
    "1  On the sheet Styles, change the look of any sample cell: font, size, colours, lines, alignment.",
    "2  On the sheet Status colours, change a chip (ground and letters) or the solid colour of its bars.",
    "3  Put the organisation's logo as a picture on the sheet Logo; it appears on Plan on a page and Summary.",
    "4  Save. The next generate uses it. Keep the names in the first column; keep letters readable on their ground.",
)


def main() -> None:
    """Build the workbook and write it."""
    book = openpyxl.Workbook()
    _guide(book.active)
    _styles(book.create_sheet("Styles"), book)
    _colours(book.create_sheet("Status colours"))
    logo = book.create_sheet("Logo")
    logo["A1"] = "Insert the organisation's logo on this sheet (Insert > Pictures > Place over cells)."
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
        cell.font = Font("Calibri", 18 if row == 1 else 12, bold=row == 1, color=PLAN if row == 1 else INK)
        sheet.row_dimensions[row].height = 34 if row == 1 else 22


def _styles(sheet, book) -> None:
    _table_head(sheet, ("Name (keep)", "Sample: change its look", "Used for"), (22, 44, 56))
    for row, (name, facts) in enumerate(LOOKS.items(), start=2):
        style = _named(name, facts)
        book.add_named_style(style)
        sheet.cell(row, 1, name)
        sample = sheet.cell(row, 2, "Sample text 1234")
        sample.style = style.name
        sheet.cell(row, 3, facts[0])
        sheet.row_dimensions[row].height = max(20, facts[1] * 1.6)


def _named(name: str, facts) -> NamedStyle:
    _, size, bold, italic, ink, fill, line, across, down, wrap = facts
    style = NamedStyle(f"Grid – {name}")
    style.font = Font("Calibri", size, bold=bold, italic=italic, color=ink, underline="single" if name == "Link" else None)
    if fill:
        style.fill = PatternFill("solid", fgColor=fill)
    if line:
        side = Side("thin", color=line)
        style.border = Border(left=side, right=side, top=side, bottom=side)
    indent = 1 if across == "left" and name not in BARE else 0
    style.alignment = Alignment(
        horizontal=across or None, vertical=down or None, wrap_text=wrap, indent=indent
    )
    return style


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
        cell.font, cell.fill = Font("Calibri", 11, bold=True, color="FFFFFF"), PatternFill("solid", fgColor=PLAN)
        sheet.column_dimensions[cell.column_letter].width = width


def _steady(data: bytes) -> bytes:
    """The package with every moment of writing taken out."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as steady:
        for name in package.namelist():
            content = package.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2027-01-01T00:00:00Z", content)
            steady.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


if __name__ == "__main__":
    main()
