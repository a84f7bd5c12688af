"""The backend for workbooks as files."""

from __future__ import annotations

from toolkit.backends.excel_file.patching import patch_workbook
from toolkit.backends.excel_file.reading import read_copy
from toolkit.backends.excel_file.refilling import refill_of
from toolkit.ports.planned_write import PlannedWrite, Refill
from toolkit.tables.copy import Copy
from toolkit.tables.schema import Schema


class ExcelFile:
    """Workbooks (.xlsx, .xlsm) on a disk; see ``ports.backend.FileBackend``."""

    name = "excel_file"
    suffixes: tuple[str, ...] = (".xlsx", ".xlsm")

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def read(self, content: bytes, file: str) -> Copy:
        """What the workbook says. Raises FileRefused with the reason."""
        return read_copy(content, file, self._schema)

    def patch(self, content: bytes, planned: PlannedWrite) -> bytes:
        """The workbook with the plan carried out, every other part byte for byte the same."""
        return patch_workbook(content, planned, self._schema)

    def refill(self, content: bytes, wanted: bytes) -> Refill:
        """What makes the sheets nobody edits show what a freshly made workbook shows."""
        return refill_of(content, wanted, self._schema)
