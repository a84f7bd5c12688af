"""Rows that grow with what people type.

XlsxWriter marks every height as set by hand; Excel then never fits the row again, and a long note
would be cut off. The heights stay as a start, the mark goes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

_ROW = re.compile(rb'<row r="(\d+)"[^>]*>')
_MARK = b' customHeight="1"'


def with_growing_rows(package: bytes, growing: Mapping[str, tuple[int, int]]) -> bytes:
    """The package with the mark taken off the rows (0-based, inclusive) of some sheet parts."""
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(package)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            content = old.read(info)
            if info.filename in growing:
                content = _unmarked(content, *growing[info.filename])
            new.writestr(info, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _unmarked(sheet: bytes, first: int, last: int) -> bytes:
    def without(match: re.Match[bytes]) -> bytes:
        inside = first <= int(match.group(1)) - 1 <= last
        return match.group().replace(_MARK, b"") if inside else match.group()

    return _ROW.sub(without, sheet)
