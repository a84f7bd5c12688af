"""Somebody has saved Summary: from then on only its cells are changed, and it stays usable."""

from __future__ import annotations

from tests.workflows.conftest import Office, opened_by_openpyxl
from tests.workflows.test_sync import drop, mailed


def saved(office: Office) -> None:
    """The director writes a remark beside the first line and saves."""
    with opened_by_openpyxl(office.book("Summary")) as book:
        book["Needs you"]["F5"] = "asked the board"


def test_a_line_that_comes_later_has_its_own_drop_down(office: Office) -> None:
    saved(office)
    copies = {who: mailed(office, "2", who) for who in ("Alex", "Sam")}
    for who, status in (("Alex", "At risk"), ("Sam", "On track")):
        office.type(copies[who], {("2.2a", "status"): status})
        drop(office, copies[who])
    done = office.sync()
    wanted = {line.key: line.choices[:9] for line in done.needs}
    with opened_by_openpyxl(office.book("Summary")) as book:
        sheet = book["Needs you"]
        [rule] = sheet.data_validations.dataValidation
        shown = {
            row[15].value: tuple(cell.value for cell in row[6:15] if cell.value is not None)
            for row in sheet.iter_rows(min_row=5, max_row=4 + len(wanted))
        }
    assert shown == wanted
    assert all(f"E{5 + offset}" in rule.sqref for offset in range(len(wanted)))
