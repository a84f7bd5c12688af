"""A workbook whose zip uses wide numbers is read and changed like any other."""

from __future__ import annotations

import io
import zipfile

import pytest
import python_calamine

from tests.xlsx.books import actions_book, members
from tests.xlsx.wide_zips import widened
from tests.xlsx_proof.judge import changed_parts
from toolkit.errors import FileRefused
from toolkit.xlsx import AppendRow, SetCell, change_book, open_book, verify_change

PARTS = members(actions_book())
CHANGES = (SetCell("Grid", 4, 2, "Closed"), AppendRow("Actions", {"Id": "a7"}))
SHAPES = [(True, True), (True, False), (False, True), (False, False)]


@pytest.mark.parametrize(("offsets", "end"), SHAPES)
def test_a_wide_workbook_is_read_and_changed(offsets: bool, end: bool) -> None:
    before = widened(PARTS, offsets=offsets, end=end)
    assert open_book(before).read("Grid").cells[4, 2].value == "Open"
    done = change_book(before, CHANGES)
    verify_change(before, done.data, CHANGES)
    cells = open_book(done.data).read("Grid").cells
    assert (cells[4, 2].value, cells[7, 1].value) == ("Closed", "a7")


@pytest.mark.parametrize(("offsets", "end"), SHAPES)
def test_other_readers_see_the_change_and_every_other_member_untouched(
    offsets: bool, end: bool
) -> None:
    before = widened(PARTS, offsets=offsets, end=end)
    done = change_book(before, CHANGES)
    with zipfile.ZipFile(io.BytesIO(done.data)) as package:
        assert package.testzip() is None
        assert package.namelist() == list(PARTS)
    book = python_calamine.load_workbook(io.BytesIO(done.data))
    assert book.get_sheet_by_name("Grid").to_python()[3][1] == "Closed"
    changed = set(changed_parts(before, done.data))
    assert set(done.parts_changed) <= changed
    assert {name for name in PARTS if members(done.data)[name] != PARTS[name]} == set(
        done.parts_changed
    )


def test_a_wide_end_that_counts_wrongly_or_stands_elsewhere_is_refused() -> None:
    whole = widened(PARTS)
    for lie in (widened(PARTS, count=3), whole.replace(b"PK\x06\x06", b"PK\x06\x05")):
        with pytest.raises(FileRefused) as refusal:
            open_book(lie)
        assert refusal.value.code in ("odd-zip", "zip64")
        assert refusal.value.next_step
