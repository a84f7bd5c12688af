"""The judge of changed workbooks sees every kind of harm that is planted before its eyes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.xlsx.feature_workbook import feature_workbook
from tests.xlsx.hostile_package import Member, zipped
from tests.xlsx_proof.features import features, lost
from tests.xlsx_proof.judge import Done, judge
from tests.xlsx_proof.plain_reader import read_plain
from tests.xlsx_proof.rivals import by_openpyxl
from tests.xlsx_proof.wishes import Wish
from toolkit.xlsx import AppendRow, SetCell, change_book

SHEET = "xl/worksheets/sheet1.xml"
TABLE = "xl/tables/table1.xml"
BEFORE = feature_workbook()
DONE = Done(
    {"Actions": {(5, 3): "Done", (8, 1): "2.2"}},
    {"Actions": frozenset((8,))},
    frozenset(("Actions",)),
)
AFTER = change_book(
    BEFORE, (SetCell("Actions", 5, 3, "Done"), AppendRow("Actions", {"Ref": "2.2"}))
).data


def _faults(after: bytes) -> list[str]:
    return judge(BEFORE, after, read_plain(BEFORE), DONE)[0]


def _altered(part: str, old: str, new: str) -> bytes:
    parts = _parts(AFTER)
    assert old.encode() in parts[part], parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    return _packed(parts)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    return zipped([Member(name, content) for name, content in parts.items()])


def _without(part: str) -> bytes:
    return _packed({name: content for name, content in _parts(AFTER).items() if name != part})


def test_a_right_change_has_no_fault() -> None:
    assert _faults(AFTER) == []


HARMS: dict[str, tuple[Callable[[], bytes], str]] = {
    "another cell": (lambda: _altered(SHEET, "<v>0.4</v>", "<v>0.5</v>"), "became"),
    "a lost style": (lambda: _altered(SHEET, 'r="D5" s="1"', 'r="D5"'), "became"),
    "the edit itself": (lambda: _altered(SHEET, ">Done<", ">Gone<"), "instead of"),
    "a picture": (lambda: _altered("xl/media/image1.png", "IEND", "IENX"), "other parts"),
    "a slicer": (lambda: _without("xl/slicers/slicer1.xml"), "other parts"),
    "the table's area": (lambda: _altered(TABLE, "A3:E8", "A3:E9"), "instead of"),
    "the print set-up": (lambda: _altered(SHEET, "landscape", "portrait"), "became"),
    "a column's width": (lambda: _altered(SHEET, "<cols>", "<cols><col/>"), "became"),
    "the order of parts": (
        lambda: _packed(dict(reversed(_parts(AFTER).items()))),
        "another order",
    ),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_planted_harm_is_seen(harm: str) -> None:
    make, word = HARMS[harm]
    assert any(word in fault for fault in _faults(make()))


def test_what_openpyxl_loses_is_counted() -> None:
    saved = by_openpyxl(BEFORE, (Wish("string", "Actions", (5, 3), "Done"),), ".xlsx")
    gone = lost(features(BEFORE), features(saved))
    assert {"slicer", "threaded comment", "sparkline", "shape or text box"} <= set(gone)
