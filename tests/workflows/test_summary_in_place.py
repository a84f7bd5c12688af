"""Summary written in place says and links what a newly made one says; what people added stays."""

from __future__ import annotations

import warnings
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest

from tests.office.libreoffice import change
from tests.workflows.conftest import Office
from tests.workflows.test_sync import drop, mailed
from toolkit.tables.stamp import Stamp
from toolkit.workflows.count_up import last_state
from toolkit.workflows.open_lines import open_lines
from toolkit.workflows.replicas import SUMMARY_REPLICA, replicas_of
from toolkit.workflows.workspace_id import WORKSPACE
from toolkit.xlsx import SetCell, change_book

OWN = (("Needs you", 4, 18, "Mine: ask Kim"), ("Summary", 45, 3, "Mine: 3 Oct 2026"))
SHEETS = ("Summary", "Needs you", "Due next", "By person", "All actions", "_lists", "_history")
DAYS = (date(2026, 12, 1), date(2026, 12, 8), date(2027, 2, 1), date(2027, 2, 8))


def book_of(data: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(BytesIO(data))


def newly_made(office: Office, today: date) -> bytes:
    """What a new Summary would be in the state of the last sync."""
    with office.open(today) as session:
        state = last_state(session)
        stamp = Stamp(
            session.adopted.plan_id,
            SUMMARY_REPLICA,
            session.history.last().number,
            workspace=session.history.setting(WORKSPACE),
        )
        files = {r.scope: r.file for r in replicas_of(state.plan) if r.scope}
        content = state.content(open_lines(session.history))
        return session.books.summary(content, stamp, files).data


def said(cell: Any) -> Any:
    value = cell.value
    text = getattr(value, "text", value)
    return value.date() if hasattr(value, "date") else "".join(str(text or "").split()) or None


def link(cell: Any) -> str:
    found = cell.hyperlink
    if found is None:
        return ""
    return unquote(found.target or "") + (f"#{found.location}" if found.location else "")


def offered(sheet: Any, cell: str) -> list[str]:
    """The words of a cell's drop-down, which stand in the hidden columns of its row."""
    [rule] = sheet.data_validations.dataValidation
    assert cell in rule.sqref and rule.formula1.startswith("OFFSET($G5")
    return [found.value for found in sheet[f"G{cell[1:]}:O{cell[1:]}"][0] if found.value]


def ink(cell: Any) -> tuple[bool, bool, str]:
    colour = cell.font.color.rgb[-6:] if cell.font.color is not None else ""
    return bool(cell.font.b), cell.font.u not in (None, "none"), colour


def require_same(now: Any, new: Any, own: set[tuple[str, int, int]], *, exact: bool) -> None:
    filled = {name: new[name].max_row for name in SHEETS}
    for name in SHEETS:
        here, there = now[name], new[name]
        last = max(here.max_row, there.max_row)
        for row in range(1, last + 1):
            for column in range(1, max(here.max_column, there.max_column) + 1):
                if (name, row, column) in own:
                    continue
                one, two = here.cell(row, column), there.cell(row, column)
                place = f"{name}!{one.coordinate}"
                if str(said(two)).startswith("=") or str(said(one)).startswith("="):
                    continue  # a formula: LibreOffice writes it in its own way
                assert said(one) == said(two), place
                if name != "_lists":
                    assert link(one) == link(two), place
    for name, columns in (("Needs you", "BC"), ("Due next", "I")):
        here, there = now[name], new[name]
        for row in range(5, filled[name] + 1):
            for letter in columns:
                if there[f"{letter}{row}"].value:
                    assert ink(here[f"{letter}{row}"]) == ink(there[f"{letter}{row}"]), (name, row)
            high, wanted = here.row_dimensions[row].height, there.row_dimensions[row].height
            assert high == pytest.approx(wanted, abs=0.5 if exact else wanted * 0.3), (name, row)
    for row in range(5, now["Needs you"].max_row + 1):
        assert offered(now["Needs you"], f"E{row}") == offered(new["Needs you"], f"E{row}"), row
    for row in range(20, 32):
        one, two = now["Summary"][f"J{row}"], new["Summary"][f"J{row}"]
        assert not two.value or ink(one) == ink(two), row


def members(place: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(place) as package:
        return {name: package.read(name) for name in package.namelist()}


def type_in_summary(place: Path, *edits: tuple[str, int, int, Any]) -> None:
    place.write_bytes(change_book(place.read_bytes(), [SetCell(*edit) for edit in edits]).data)


def lived(office: Office, *, by_libreoffice: bool) -> None:
    """Four syncs in which lines come, move and go, each compared with a newly made Summary."""
    place = office.book("Summary")
    if by_libreoffice:
        change(place, [("Needs you", "R4", OWN[0][3]), ("Summary", "C45", OWN[1][3])])
    else:
        type_in_summary(place, *OWN)
    alex, sam = mailed(office, "2", "Alex"), mailed(office, "2", "Sam")
    own = {(sheet, row, column) for sheet, row, column, _ in OWN}
    before = members(place)
    needed = set()

    def step(number: int) -> None:
        done = office.sync(DAYS[number])
        now, new = book_of(place.read_bytes()), book_of(newly_made(office, DAYS[number]))
        assert any(f.file == "Summary.xlsm" and not f.refused for f in done.delivered)
        require_same(now, new, own, exact=not by_libreoffice)
        needed.add(len(done.needs))

    office.type(office.book("1"), {("1.1a", "by_when"): "14 May 2027", ("1.1b", "status"): "Dnoe"})
    office.type(alex, {("2.2a", "note"): 'They said "soon", perhaps in May, or later ' * 9})
    office.type(sam, {("2.2a", "note"): "Not before June, says the board, " * 12})
    drop(office, alex)
    drop(office, sam)
    step(0)
    asked = book_of(place.read_bytes())["Needs you"]
    assert {'Keep "Complete"', "Keep what is agreed"} <= set(offered(asked, "E5"))
    dated = {("1.1b", "status"): None, ("1.1b", "by_when"): "3 Dec 2026"}
    dated |= {("1.2a", "by_when"): "15 January 2027", ("1.3a", "by_when"): "1 April 2027"}
    office.type(office.book("1"), dated)
    if by_libreoffice:
        change(place, [])
    step(1)
    office.answer("Accept as is", "By When")
    office.type(office.book("1"), {("1.2a", "status"): "Complete", ("1.1b", "status"): "Complete"})
    step(2)
    office.type(office.book("1"), {("1.1a", "status"): "Complete", ("1.1a", "note"): "x"})
    step(3)
    assert len(needed) > 2
    after = members(place)
    assert {name for name, part in before.items() if after.get(name) != part} <= {
        name for name in before if "worksheets/" in name or "tables/" in name
    } | {"xl/workbook.xml", "xl/styles.xml"} or by_libreoffice
    book = book_of(place.read_bytes())
    assert [book[s].cell(row, column).value for s, row, column, _ in OWN] == [o[3] for o in OWN]


def test_a_summary_somebody_typed_in_shows_what_a_new_one_shows(office: Office) -> None:
    lived(office, by_libreoffice=False)


@pytest.mark.libreoffice
def test_a_summary_saved_by_libreoffice_shows_what_a_new_one_shows(office: Office) -> None:
    lived(office, by_libreoffice=True)
