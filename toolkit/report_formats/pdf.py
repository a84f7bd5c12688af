"""The report as a PDF that a screen reader can read: tagged, with a title and bookmarks."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from msgspec import Struct

from toolkit.errors import ToolkitError
from toolkit.report.blocks import Report
from toolkit.report_formats.pdf_content import printed_report

_STANDARD = "ua-1"


class PdfWriter(Struct, frozen=True):
    """Writes the report as a tagged PDF (``ports.report_writer``).

    Attributes:
        template: the page in Typst, ``workbook_templates/report/report.typ``.
        load: gives Typst, or says how to install it; only called when a PDF is written.
    """

    template: str
    load: Callable[[], ModuleType]
    name: str = "pdf"
    suffix: str = ".pdf"

    def write(self, report: Report) -> bytes:
        """The whole file, by the PDF/UA rules."""
        typst = self.load()
        content = json.dumps(printed_report(report), ensure_ascii=False).encode("utf-8", "replace")
        files = {"main": self.template.encode("utf-8"), "report.json": content}
        facts: dict[str, Any] = {
            "format": "pdf",
            "timestamp": datetime.fromisoformat(report.dated).replace(tzinfo=UTC),
        }
        try:
            made: bytes = typst.compile(files, pdf_standards=_STANDARD, **facts)
        except typst.TypstError as refusal:
            if "PDF/UA" not in str(refusal):
                raise ToolkitError(
                    f"the PDF could not be set ({_first_line(refusal)})",
                    next_step="Write the report as docx and save it as PDF from Word.",
                ) from refusal
            # A sign no font of this computer has breaks a rule of the standard; the file is
            # tagged all the same.
            made = typst.compile(files, **facts)
        return made


def _first_line(problem: Exception) -> str:
    return str(problem).strip().splitlines()[0]
