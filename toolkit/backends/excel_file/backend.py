"""The backend for workbooks as files."""

from __future__ import annotations

from toolkit.backends.excel_file.dresses import dressings_of, with_what_misleads
from toolkit.backends.excel_file.kept_books import KeptBooks
from toolkit.backends.excel_file.patching import patch_workbook
from toolkit.backends.excel_file.reading import read_copy
from toolkit.backends.excel_file.refilling import refill_between
from toolkit.ports.drawn import NO_OUTLINE, Drawn, Outline
from toolkit.ports.planned_write import PlannedWrite, Refill
from toolkit.tables.copy import Copy
from toolkit.tables.schema import Schema
from toolkit.xlsx import dress_book


class ExcelFile:
    """Workbooks (.xlsx, .xlsm) on a disk; see ``ports.backend.FileBackend``.

    Args:
        schema: the tables it looks for.
        books: opened workbooks, to share them with a backend that looks for others.
    """

    name = "excel_file"
    suffixes: tuple[str, ...] = (".xlsx", ".xlsm")

    def __init__(self, schema: Schema, books: KeptBooks | None = None) -> None:
        self._schema = schema
        self._books = books or KeptBooks()

    def read(self, content: bytes, file: str) -> Copy:
        """What the workbook says. Raises FileRefused with the reason."""
        book = self._books.read(content)
        copy = read_copy(book, content, file, self._schema)
        book.rest()
        return copy

    def patch(self, content: bytes, planned: PlannedWrite) -> bytes:
        """The workbook with the plan carried out, every other part byte for byte the same."""
        if planned.refill.replacement:
            return planned.refill.replacement
        before = self._books.open(content)
        del content  # the opened one has its own
        after = patch_workbook(before, planned, self._schema)
        self._books.became(before, after)
        if dressings := dressings_of(planned.refill):
            plain = self._books.open(after)
            after = dress_book(plain, dressings)
            self._books.became(plain, after)
        return after

    def refill(self, content: bytes, wanted: Drawn, known: Outline = NO_OUTLINE) -> Refill:
        """What makes the sheets nobody edits show what a freshly made workbook would show."""
        book = self._books.open(content)
        return with_what_misleads(book, refill_between(book, wanted, self._schema, known))
