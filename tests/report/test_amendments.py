"""Which changes of adopted text the register shows, from the edits themselves."""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace

from tests.plan_for_tests import with_rows
from tests.report.report_for_tests import SCHEMA, action_id, material, snapshots
from toolkit.merge.cell import AMENDMENT
from toolkit.report.amendments import Amendment, amendments_of
from toolkit.report.blocks import Table, plain
from toolkit.report.director import director_report
from toolkit.report.edition import EDITIONS
from toolkit.tables.edit import ROW_ADDED, ROW_RETIRED, Edit, EditState, Source

MAY, JUNE = date(2027, 5, 1), date(2027, 6, 1)
_, NOW = snapshots()
SOURCE = Source("One.xlsx", "Grid", "C6", "Ana", datetime(2027, 4, 30, 9, 0))
PROPOSED = Edit(
    "actions", action_id("1.1a"), "text", "Old words", "New words", SOURCE,
    state=EditState.WAITING, reason=AMENDMENT,
)  # fmt: skip
SETTLED = replace(PROPOSED, state=EditState.SETTLED, reason="settled")
TAKEN = replace(PROPOSED, state=EditState.TAKEN, reason="settled", source=Source("Summary.xlsm"))


def told(*ledger: tuple[date, Edit], waiting: tuple[Edit, ...] = ()) -> list[tuple[str, ...]]:
    return [short(one) for one in amendments_of(ledger, waiting, NOW, SCHEMA)]


def short(one: Amendment) -> tuple[str, ...]:
    return one.ref, one.heading, one.adopted, one.proposed, str(one.standing), str(one.day), one.by


def test_what_waits_is_proposed_by_whoever_typed_it() -> None:
    assert told((MAY, PROPOSED), waiting=(PROPOSED,)) == [
        ("1.1a", "Action", "Old words", "New words", "proposed", "2027-05-01", "Ana")
    ]


def test_what_the_coordinator_accepted_is_accepted_on_that_day() -> None:
    assert told((MAY, PROPOSED), (JUNE, SETTLED), (JUNE, TAKEN)) == [
        ("1.1a", "Action", "Old words", "New words", "accepted", "2027-06-01", "Ana")
    ]


def test_what_neither_counts_nor_waits_any_more_was_declined() -> None:
    assert told((MAY, PROPOSED), (JUNE, SETTLED)) == [
        ("1.1a", "Action", "Old words", "New words", "declined", "2027-06-01", "Ana")
    ]


def test_several_changes_of_one_text_are_one_amendment_and_there_and_back_is_none() -> None:
    further = replace(TAKEN, old="New words", new="Newer words")
    back = replace(TAKEN, old="New words", new="Old words")
    assert [one[2:5] for one in told((MAY, TAKEN), (JUNE, further))] == [
        ("Old words", "Newer words", "accepted")
    ]
    assert told((MAY, TAKEN), (JUNE, back)) == []


def test_filling_a_blank_and_reporting_progress_amend_nothing() -> None:
    filled = replace(TAKEN, column="resources", old=None, new="Two days")
    status = replace(TAKEN, column="status", old="On track", new="Complete")
    assert told((MAY, filled), (MAY, status)) == []
    undone = replace(filled, old="Two days", new=None, reason="undo")
    assert told((MAY, filled), (JUNE, undone)) == []


def test_actions_added_and_taken_out_are_amendments() -> None:
    out = NOW.with_record("actions", replace(NOW["actions"][action_id("2.2a")], retired=True))
    ledger = (
        (MAY, Edit("actions", action_id("1.1b"), ROW_ADDED, None, "g")),
        (JUNE, Edit("actions", action_id("2.2a"), ROW_RETIRED, False, True)),
    )
    found = [short(one)[:6] for one in amendments_of(ledger, (), out, SCHEMA)]
    assert found == [
        ("1.1b", "added", "", "Publish the newsletter", "accepted", "2027-05-01"),
        ("2.2a", "taken out", "Invite two states to the fall meeting", "", "accepted",
         "2027-06-01"),
    ]  # fmt: skip


def test_the_sheet_amendments_adds_the_approving_body_and_its_day() -> None:
    row = {
        "ref": "1.1a", "heading": "Action", "adopted": "Old words", "proposed": "New words",
        "state": "accepted", "approving_body": "Board", "date": date(2027, 6, 4),
    }  # fmt: skip
    recorded = with_rows(NOW, "amendments", row, {**row, "proposed": "Others"})
    first, other = amendments_of(((JUNE, TAKEN),), (), recorded, SCHEMA)
    assert (first.body, first.day, first.proposed) == ("Board", date(2027, 6, 4), "New words")
    assert other.proposed == "Others"


def rows(audience: str) -> list[list[str]]:
    retold = replace(PROPOSED, column="by_when", new="Soon")
    made = material(
        ledger=((MAY, PROPOSED), (JUNE, SETTLED), (JUNE, TAKEN), (JUNE, retold)),
        waiting=(retold,),
        edition=EDITIONS[audience],
    )
    sections = [s for s in director_report(made).sections if s.anchor == "amendments"]
    return [
        [plain(cell) for cell in row.cells]
        for section in sections
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_the_public_reads_of_accepted_amendments_only_and_nobodys_name() -> None:
    assert [row[4] for row in rows("board")] == ["proposed", "accepted"]
    assert rows("board")[0][5] == "1\u00a0Jun\u00a02027\nproposed by Ana"
    assert [row[4:] for row in rows("public")] == [["accepted", "1\u00a0Jun\u00a02027"]]


def test_page_one_says_that_wording_waits_for_a_decision() -> None:
    report = director_report(material(waiting=(PROPOSED,)))
    (decisions,) = (s for s in report.page_one if s.anchor == "decisions")
    said = [plain(block.line) for block in decisions.blocks if hasattr(block, "line")]
    assert said == ["1 change of adopted wording waits for the board's word: 1.1a."]
