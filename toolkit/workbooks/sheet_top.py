"""The top of every sheet: title band, one line under it, the legend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from toolkit.tables.column import Choice
from toolkit.workbooks.book import Book, Worksheet, write_formula
from toolkit.workbooks.row_heights import pixels, text_height

Span = Sequence[tuple[int, float]]
"""The visible columns a text may run over: number (0-based) and width, from left to right."""

_OWNERS = (
    ("Heading plan", "■ adopted plan text"),
    ("Heading staff", "■ yours to fill in"),
    ("Heading tool", "■ worked out by the tool"),
)
_GAP = "      "


def write_band(book: Book, sheet: Worksheet, title: str, line: str, span: Span) -> int:
    """Write title and line over these columns; the next free row comes back."""
    for row, (text, look, height) in enumerate(((title, "Title", 36.0), (line, "Subtitle", 24.0))):
        form = book.form(look, indent=1)
        for col in range(span[0][0], span[-1][0] + 1):
            sheet.write_blank(row, col, None, form)
        sheet.set_row(row, write_line(book, sheet, row, text, look, span, lowest=height, indent=1))
    return 2


def write_line(
    book: Book,
    sheet: Worksheet,
    row: int,
    text: str,
    look: str,
    span: Span,
    *,
    lowest: float = 20.0,
    indent: int = 0,
    formula: str = "",
) -> float:
    """Write one text across columns, wrapped when it is longer; the row's height comes back."""
    full = sum(width for _, width in span)
    if not text:
        return lowest
    plain = book.look(look)
    short = pixels(text, plain) < full * 7 - 24 and "\n" not in text
    form = book.form(look, indent=indent, text_wrap=not short)
    first, last = span[0][0], span[-1][0]
    if not short and last > first:
        sheet.merge_range(row, first, row, last, "", form)
    if formula:
        write_formula(sheet, row, first, formula, form, text)
    else:
        sheet.write_string(row, first, text, form)
    return lowest if short else max(lowest, text_height(text, full - 4, replace(plain, wrap=True)))


def write_owner_legend(
    book: Book,
    sheet: Worksheet,
    row: int,
    heads: Iterable[str],
    *,
    col: int = 0,
    said_once: bool = False,
) -> None:
    """Say what the colours of the headings in use mean, in one cell of column ``col``."""
    parts: list[object] = []
    used = set(heads)
    for look, words in _OWNERS:
        if look in used:
            parts += [_ink(book, book.look(look).fill), words + _GAP]
    if said_once:
        parts += [_ink(book, book.look("Said once").ink, italic=True)]
        parts += ["tinted: said once for the whole goal"]
    _write_rich(book, sheet, row, col, parts)


def write_status_legend(
    book: Book, sheet: Worksheet, row: int, col: int, statuses: tuple[Choice, ...]
) -> None:
    """Say which symbol and colour stands for which status, in one cell."""
    parts: list[object] = []
    for choice in statuses:
        swatch = book.house.swatch(choice.colour)
        parts += [_ink(book, swatch.ink), f"{choice.symbol or '·'} {choice.word}{_GAP}"]
    _write_rich(book, sheet, row, col, parts)


def _write_rich(book: Book, sheet: Worksheet, row: int, col: int, parts: list[object]) -> None:
    if len(parts) > 2:
        sheet.write_rich_string(row, col, *parts, book.form("Legend"))
    elif parts:
        ink, text = parts
        sheet.write_string(row, col, str(text), ink)
    sheet.set_row(row, 22)


def _ink(book: Book, colour: str, **changes: bool) -> object:
    legend = book.look("Legend")
    facts = {"font_name": legend.font, "font_size": legend.size, "font_color": colour}
    return book.loose_form({**facts, **changes})
