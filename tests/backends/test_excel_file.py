"""The suite on workbooks as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.backends.conformance import (
    SCHEMA,
    BackendConformance,
    cell,
    make_workbook,
    plan,
)
from toolkit.backends.excel_file import ExcelFile
from toolkit.errors import FileRefused
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.copy import Copy


class FilePlace:
    """A file, read and patched as bytes."""

    def __init__(self, workbook: Path) -> None:
        self._file = workbook
        self._backend = ExcelFile(SCHEMA)

    def read(self) -> Copy:
        return self._backend.read(self._file.read_bytes(), self._file.name)

    def write(self, planned: PlannedWrite) -> None:
        self._file.write_bytes(self._backend.patch(self._file.read_bytes(), planned))


class TestExcelFile(BackendConformance):
    def open(self, workbook: Path) -> FilePlace:
        return FilePlace(workbook)

    def test_a_row_that_moved_is_refused(self, place: FilePlace) -> None:
        with pytest.raises(FileRefused, match="does not hold the row"):
            place.write(plan(cell("a1", 5, "note", "n")))

    def test_the_same_plan_on_the_same_content_gives_the_same_bytes(self, tmp_path: Path) -> None:
        content = make_workbook(tmp_path / "1.xlsx").read_bytes()
        planned = plan(cell("a1", 4, "note", "n"))
        backend = ExcelFile(SCHEMA)
        assert backend.patch(content, planned) == backend.patch(content, planned)
