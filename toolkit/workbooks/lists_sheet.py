"""The hidden sheet of words the drop-downs offer."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.workbooks.book import Book, column_name

LISTS_SHEET = "_lists"


class Lists:
    """The drop-down words of one workbook, one column a list, written when the book is done."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._lists: dict[tuple[str, ...], str] = {}
        self._names: list[tuple[str, tuple[str, ...]]] = []

    def source(self, name: str, words: Sequence[str]) -> str:
        """The range that will hold these words; "" for no words."""
        key = tuple(dict.fromkeys(words))
        if not key:
            return ""
        if key not in self._lists:
            letter = column_name(len(self._names))
            self._lists[key] = f"={LISTS_SHEET}!${letter}$2:${letter}${len(key) + 1}"
            self._names.append((name, key))
        return self._lists[key]

    def write(self) -> None:
        """Write the sheet."""
        sheet = self._book.hidden_sheet(LISTS_SHEET)
        for col, (name, words) in enumerate(self._names):
            sheet.set_column(col, col, 22)
            for row, text in enumerate((name, *words)):
                sheet.write_string(row, col, text)
