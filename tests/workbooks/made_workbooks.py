"""Workbooks made for tests, and a second reader of them."""

from __future__ import annotations

import re
import warnings
import zipfile
from io import BytesIO

import openpyxl

from toolkit.tables.stamp import Stamp
from toolkit.workbooks.area import area_workbook
from toolkit.workbooks.plan_book import plan_workbook
from toolkit.workbooks.summary import summary_workbook

_CACHED = re.compile(rb"(</f>)<v>[^<]*</v>")
_TYPED = re.compile(rb'(<c r="[A-Z]+\d+"[^>]*) t="str"([^>]*><f)')


def read_book(data: bytes, *, values: bool = True):
    """The workbook as openpyxl reads it; it says that it does not know newer extensions."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(BytesIO(data), data_only=values)


def area_bytes(found, number: int = 1) -> bytes:
    """The workbook of the area with this place, from 1."""
    area = found.plan.areas[number - 1]
    return area_workbook(found, area.id, Stamp("imec", f"area-{number}", 1, scope=area.id))


def plan_bytes(found) -> bytes:
    """Plan.xlsx."""
    return plan_workbook(found, Stamp("imec", "plan", 1))


def summary_of(found, **changes):
    """Summary."""
    files = {area.id: f"{area.number} {area.title.title()}.xlsx" for area in found.plan.areas}
    return summary_workbook(found, Stamp("imec", "summary", 1), files=files, **changes)


def all_workbooks(found) -> dict[str, bytes]:
    """Every workbook of a plan by name."""
    made = {
        f"area {number}": area_bytes(found, number)
        for number in range(1, len(found.plan.areas) + 1)
    }
    return {**made, "plan": plan_bytes(found), "summary": summary_of(found).data}


def with_wrong_caches(data: bytes) -> bytes:
    """The workbook with every cached value replaced by 999, so that only recalculating helps."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                part = _CACHED.sub(rb"\1<v>999</v>", _TYPED.sub(rb"\1\2", part))
            new.writestr(info, part)
    return made.getvalue()


def is_folded(sheet, column: int) -> bool:
    """Whether a column (from 1) is folded away behind an outline button."""
    return _has(sheet, column, lambda group: group.hidden and group.outlineLevel == 1)


def is_hidden(sheet, column: int) -> bool:
    """Whether a column is hidden, with no button to show it."""
    return _has(sheet, column, lambda group: group.hidden and not group.outlineLevel)


def _has(sheet, column, test) -> bool:
    groups = sheet.column_dimensions.values()
    return any(test(group) for group in groups if group.min <= column <= group.max)
