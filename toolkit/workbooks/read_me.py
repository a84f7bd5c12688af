"""The *Read me* sheet: one screen that tells staff all they need."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.plan.view import Area
from toolkit.workbooks.book import Book, Worksheet
from toolkit.workbooks.content import Content
from toolkit.workbooks.row_heights import text_height
from toolkit.workbooks.sheet_top import write_band

_WIDTHS = (5.0, 82.0, 4.0, 18.0, 62.0)
_STEPS = (
    "On the sheet Action grid, find your rows: filter Who? for your code or name.",
    "Pick a word under Status. Write a Progress note: what happened since the last meeting.",
    "Say under Help or decision needed what you need from the director or the board.",
    "Nothing new? Type x under No change. It counts as checked.",
    "Save. In a shared folder that is all; otherwise mail this file back to your coordinator.",
)
_FREE = (
    "Sort, filter, hide, add columns and sheets as you like; nothing is locked.",
    "A new action goes into the first empty row under the table, with the number it belongs to.",
    "Plan text is adopted: change it and your wording is proposed to the board.",
    "Grey-headed columns are worked out by the tool and put right again at the next sync.",
    "Overdue, Due soon and No update appear by themselves under Flag; never type them.",
    "The + buttons above the columns unfold plan details and survey results.",
)
_MEANINGS = {
    "open": "work goes on",
    "closed": "work has ended",
    "dropped": "leaves the counts",
}


def write_read_me(book: Book, content: Content, area: Area) -> None:
    """Write the sheet."""
    layout = content.layout.area.sheets["read_me"]
    sheet = book.sheet(layout.title, layout.tab)
    for col, width in enumerate(_WIDTHS):
        sheet.set_column(col, col, width)
    title = f"{area.number}  {area.title}".strip()
    top = write_band(
        book,
        sheet,
        "How to use this workbook",
        f"{title}  ·  {_whose(content)}",
        tuple(enumerate(_WIDTHS)),
    )
    left = _Cursor(book, sheet, top + 1, 0)
    left.section("In five steps")
    for number, step in enumerate(_STEPS, start=1):
        left.line(str(number), step)
    left.gap()
    left.section("Good to know")
    for text in _FREE:
        left.line("•", text)
    right = _Cursor(book, sheet, top + 1, 3)
    right.section("Status")
    for choice in content.statuses:
        swatch = book.house.swatch(choice.colour)
        chip = {"bg_color": swatch.fill, "font_color": swatch.ink, "bold": True}
        form = book.form("Text", font_size=10, **chip)
        label = f"{choice.symbol} {choice.word}".strip()
        right.pair(label, _meaning(choice.meaning, choice.aliases), form)
    right.gap()
    _key(right, content)
    for row, height in _heights(left, right).items():
        sheet.set_row(row, height)
    sheet.set_selection(top + 1, 1, top + 1, 1)
    sheet.fit_to_pages(1, 1)
    book.footer(sheet, f"{content.plan.name}  ·  {title}")


def _whose(content: Content) -> str:
    names = (content.plan.name, content.plan.organisation)
    return "  ·  ".join(dict.fromkeys(name for name in names if name))


def _meaning(meaning: str, aliases: Sequence[str]) -> str:
    said = _MEANINGS.get(meaning, "")
    also = f"also read: {', '.join(aliases[:4])}" if aliases else ""
    return "; ".join(part for part in (said, also) if part)


def _key(cursor: _Cursor, content: Content) -> None:
    """The plan's key: people and bodies, then its other abbreviations."""
    roles = list(content.snapshot["roles"].live())
    for heading, wanted in (("Who is who", False), ("Abbreviations", True)):
        found = [role for role in roles if (role["kind"] == "term") is wanted]
        if not found:
            continue
        cursor.section(heading)
        for role in found:
            cursor.pair(role.text("ref"), role.text("name"))
        cursor.gap()


class _Cursor:
    """Writes down one of the sheet's two halves."""

    def __init__(self, book: Book, sheet: Worksheet, row: int, col: int) -> None:
        self.book, self.sheet, self.row, self.col = book, sheet, row, col
        self.heights: dict[int, float] = {}

    def section(self, text: str) -> None:
        self.sheet.write_string(self.row, self.col, text, self.book.form("Section"))
        self._next(24)

    def line(self, sign: str, text: str) -> None:
        form = self.book.form("Label", align="center", font_size=11)
        self.sheet.write_string(self.row, self.col, sign, form)
        self._text(text)

    def pair(self, label: str, text: str, form: object = None) -> None:
        form = form or self.book.form("Label")
        self.sheet.write_string(self.row, self.col, label, form)
        look, width = self.book.look("Label"), _WIDTHS[self.col]
        self._text(text, text_height(label, width, look))

    def gap(self) -> None:
        self._next(9)

    def _text(self, text: str, lowest: float = 0.0) -> None:
        self.sheet.write_string(self.row, self.col + 1, text, self.book.form("Text"))
        width = _WIDTHS[self.col + 1]
        self._next(max(lowest, text_height(text, width, self.book.look("Text"))))

    def _next(self, height: float) -> None:
        self.heights[self.row] = height
        self.row += 1


def _heights(*cursors: _Cursor) -> dict[int, float]:
    rows = {row for cursor in cursors for row in cursor.heights}
    return {row: max(18.0, *(c.heights.get(row, 0.0) for c in cursors)) for row in rows}
