"""Status chips: the plain word in the cell, shown with symbol and colour as long as it stands."""

from __future__ import annotations

from toolkit.tables.column import Choice
from toolkit.workbooks.book import Book, Worksheet

FLAGS = {"two answers": "violet", "overdue": "red", "due soon": "amber", "no update": "grey"}
RESULTS = {"not met": "amber", "met": "green", "not yet known": "grey"}
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


def chip_statuses(book: Book, sheet: Worksheet, area: Area, statuses: tuple[Choice, ...]) -> None:
    """Show every status word in an area as symbol, word and colour."""
    for choice in statuses:
        swatch = book.house.swatch(choice.colour)
        facts = {"bg_color": swatch.fill, "font_color": swatch.ink, "bold": True}
        if choice.symbol:
            facts["num_format"] = f'"{choice.symbol} "@'
        sheet.conditional_format(
            *area,
            {
                "type": "cell",
                "criteria": "==",
                "value": f'"{choice.word}"'.replace('""', '"'),
                "format": book.loose_form(facts),
            },
        )


def chip_flags(book: Book, sheet: Worksheet, area: Area) -> None:
    """Colour the words of Flag."""
    _chip_words(book, sheet, area, FLAGS)


def chip_results(book: Book, sheet: Worksheet, area: Area) -> None:
    """Colour the words of Result."""
    _chip_words(book, sheet, area, RESULTS)


def _chip_words(book: Book, sheet: Worksheet, area: Area, words: dict[str, str]) -> None:
    for word, colour in words.items():
        swatch = book.house.swatch(colour)
        form = book.loose_form({"bg_color": swatch.fill, "font_color": swatch.ink, "bold": True})
        sheet.conditional_format(
            *area,
            {
                "type": "text",
                "criteria": "containing",
                "value": word,
                "format": form,
                "stop_if_true": True,
            },
        )
