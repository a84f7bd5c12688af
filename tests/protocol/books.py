"""Kinds of workbook the people of the harness type into: JSON for speed, real .xlsx for truth."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO
from typing import Any, Protocol

import openpyxl
import xlsxwriter

from toolkit.backends.excel_file import ExcelFile
from toolkit.backends.memory import MemoryFile, memory_content
from toolkit.errors import FileRefused
from toolkit.ports.backend import FileBackend
from toolkit.ports.commit import Cell
from toolkit.tables.record import Record
from toolkit.tables.schema import ROW_ID_HEADING, Schema, TableSchema
from toolkit.tables.stamp import STAMP_SHEET, Stamp

Typed = tuple[bytes, Cell, Any]
"""The workbook afterwards, the cell typed into, what stood there."""


class Books(Protocol):
    """One kind of workbook, as people and programs handle it, without the tool."""

    suffix: str
    backend: FileBackend

    def new(self, stamp: Stamp, records: Sequence[Record]) -> bytes:
        """A workbook as the tool first writes it."""
        ...

    def cells(self, content: bytes) -> dict[Cell, Any]:
        """What stands in its cells; nothing when it is torn."""
        ...

    def type(self, content: bytes, row: int, column: str, value: str) -> Typed:
        """Somebody types over a cell."""
        ...

    def saved(self, content: bytes, count: int) -> bytes:
        """The same cells as a program saves them: never the same bytes twice."""
        ...


class JsonBooks:
    """Tables as JSON."""

    suffix = ".json"

    def __init__(self, schema: Schema) -> None:
        self.backend = MemoryFile(schema)
        self._table: TableSchema = schema["actions"]

    def new(self, stamp: Stamp, records: Sequence[Record]) -> bytes:
        return memory_content(stamp, self._table, list(records))

    def cells(self, content: bytes) -> dict[Cell, Any]:
        try:
            table = json.loads(content)["tables"][0]
        except ValueError:
            return {}
        return {
            ("actions", row[0], column): row[1 + place]
            for row in table["rows"]
            for place, column in enumerate(table["columns"])
        }

    def type(self, content: bytes, row: int, column: str, value: str) -> Typed:
        document = json.loads(content)
        table = document["tables"][0]
        line = table["rows"][row % len(table["rows"])]
        place = 1 + table["columns"].index(column)
        seen, line[place] = line[place], value
        return json.dumps(document, indent=0).encode(), ("actions", line[0], column), seen

    def saved(self, content: bytes, count: int) -> bytes:
        return json.dumps({**json.loads(content), "saved": count}, indent=0).encode()


class ExcelBooks:
    """Real workbooks: made with XlsxWriter, typed into and saved with openpyxl."""

    suffix = ".xlsx"

    def __init__(self, schema: Schema) -> None:
        self.backend = ExcelFile(schema)
        self._table: TableSchema = schema["actions"]

    def new(self, stamp: Stamp, records: Sequence[Record]) -> bytes:
        target = BytesIO()
        book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(self._table.title)
        rows = [[record.id, *(record[c.name] for c in self._table.columns)] for record in records]
        headings = [ROW_ID_HEADING, *(c.heading for c in self._table.columns)]
        sheet.add_table(
            0, 0, len(rows), len(headings) - 1,
            {
                "name": self._table.sheet_table,
                "columns": [{"header": heading} for heading in headings],
                "data": rows,
            },
        )  # fmt: skip
        sheet.set_column(0, 0, None, None, {"hidden": True})
        hidden = book.add_worksheet(STAMP_SHEET)
        for number, line in enumerate(stamp.rows()):
            hidden.write_row(number, 0, line)
        hidden.very_hidden()
        book.close()
        return target.getvalue()

    def cells(self, content: bytes) -> dict[Cell, Any]:
        try:
            copy = self.backend.read(content, "book.xlsx")
        except FileRefused:
            return {}
        return {
            (table.table, row.id, column): row[column].value
            for table in copy.tables
            for row in table.rows
            for column in table.letters
        }

    def type(self, content: bytes, row: int, column: str, value: str) -> Typed:
        book = openpyxl.load_workbook(BytesIO(content))
        sheet = book[self._table.title]
        number = 2 + row % (sheet.max_row - 1)
        place = 2 + [c.name for c in self._table.columns].index(column)
        row_id, seen = sheet.cell(number, 1).value, sheet.cell(number, place).value
        sheet.cell(number, place).value = value
        return _bytes(book), ("actions", str(row_id), column), seen

    def saved(self, content: bytes, count: int) -> bytes:
        book = openpyxl.load_workbook(BytesIO(content))
        book.properties.revision = str(count)
        return _bytes(book)


def _bytes(book: Any) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()
