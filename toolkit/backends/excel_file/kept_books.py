"""Workbooks opened a moment ago: what was read of one is not read again."""

from __future__ import annotations

from collections import OrderedDict

from toolkit.xlsx import Book, open_book

ROOM = 4_000_000
"""Bytes of workbooks that are kept open; a larger one is kept alone."""


class KeptBooks:
    """Opened workbooks by their content, the one used longest ago given up first.

    A workbook is read as a source, compared with what it should show, changed, and its new state
    is read once more before it replaces the old one: most of its sheets are the same all the way.
    """

    def __init__(self) -> None:
        self._books: OrderedDict[bytes, Book] = OrderedDict()
        self._to_prove = b""

    def open(self, content: bytes) -> Book:
        """A workbook, opened. Raises FileRefused like ``open_book``; a refusal is not kept."""
        book = self._books.get(content)
        if book is None:
            book = open_book(content)
            self._keep(content, book)
        self._books.move_to_end(content)
        return book

    def read(self, content: bytes) -> Book:
        """A workbook, opened to be read; the new state of one is read for proof, then done with."""
        book = self.open(content)
        if content == self._to_prove:
            self._forget(content)
        return book

    def became(self, before: Book, after: bytes) -> None:
        """Note that a workbook was changed into another state; the one before is done with."""
        before.rest(but_what_was_read=True)
        book = open_book(after, like=before)
        self._forget(before.package.data)
        self._keep(after, book)
        self._to_prove = after

    def _forget(self, content: bytes) -> None:
        self._books.pop(content, None)
        self._to_prove = b""

    def _keep(self, content: bytes, book: Book) -> None:
        self._books[content] = book
        while len(self._books) > 1 and sum(map(len, self._books)) > ROOM:
            self._books.popitem(last=False)
