"""One truth about amendments: the table, its sheet in Plan.xlsx, Needs you and the report."""

from __future__ import annotations

from datetime import date

from tests.workflows.conftest import TODAY, Office
from toolkit.tables.equality import iso
from toolkit.workflows.amendment_register import TABLE
from toolkit.workflows.count_up import last_state
from toolkit.workflows.report_material import material_of
from toolkit.workflows.undo import undo_last

NEW, HEADING = "Another wording.", "Strategies/Actions/Activities"
BETTER = "A better wording."


def rows(office: Office) -> list[tuple[str, ...]]:
    """The sheet, as it stands in Plan.xlsx."""
    names = ("ref", "heading", "proposed", "state", "approving_body", "date")
    place = office.book("Plan")
    with office.open() as session:
        table = session.backend.read(place.read_bytes(), place.name).table(TABLE)
        kept = session.history.last()[TABLE].live()
    assert table is not None
    found = [tuple(iso(row[name].value) for name in names) for row in table.rows]
    assert found == [tuple(iso(record[name]) for name in names) for record in kept]
    return found


def told(office: Office) -> list[tuple[str, ...]]:
    """The register in the report."""
    with office.open() as session:
        register = material_of(session, last_state(session), "", "board").amendments
    return [(one.ref, one.proposed, str(one.standing), one.body) for one in register]


def propose(office: Office) -> None:
    office.type(office.book("3"), {("3.1a", "text"): NEW})
    office.sync()


def note(office: Office, words: str) -> None:
    """The director writes beside the line."""
    office.answer("Accept the new wording", NEW)
    office.answer(words, NEW, column="note")


def test_a_proposed_amendment_stands_on_its_sheet(office: Office) -> None:
    assert rows(office) == []
    propose(office)
    assert rows(office) == [("3.1a", HEADING, NEW, "proposed", "", "")]
    assert told(office) == [("3.1a", NEW, "proposed", "")]
    assert office.says()["written"] == []


def test_a_note_beside_an_accepted_amendment_is_its_approving_body(office: Office) -> None:
    propose(office)
    note(office, "Board, 12 May")
    office.sync()
    assert rows(office) == [("3.1a", HEADING, NEW, "accepted", "Board, 12 May", "")]
    assert told(office) == [("3.1a", NEW, "accepted", "Board, 12 May")]
    assert office.says()["changes"] == []


def test_recording_approving_body_and_date_accepts_it(office: Office) -> None:
    propose(office)
    decided = {("3.1a", "approving_body"): "Board", ("3.1a", "date"): date(2026, 11, 20)}
    office.type(office.book("Plan"), decided, TABLE)
    done = office.sync()
    assert NEW in {record.text("text") for record in done.state.snapshot["actions"]}
    assert done.waiting == ()
    assert rows(office) == [("3.1a", HEADING, NEW, "accepted", "Board", "2026-11-20")]
    assert told(office) == [("3.1a", NEW, "accepted", "Board")]


def test_a_state_typed_on_the_sheet_decides(office: Office) -> None:
    propose(office)
    office.type(office.book("Plan"), {("3.1a", "state"): "declined"}, TABLE)
    done = office.sync()
    assert done.waiting == ()
    assert office.cell(office.book("3"), "3.1a", "text") != NEW
    assert rows(office) == [("3.1a", HEADING, NEW, "declined", "", "")]
    propose(office)  # somebody asks again: that is open again
    assert [row[3] for row in rows(office)] == ["proposed"]
    office.type(office.book("Plan"), {("3.1a", "state"): "accepted"}, TABLE)
    assert office.sync().waiting == ()
    assert office.cell(office.book("3"), "3.1a", "text") == NEW


def test_one_of_body_and_date_alone_decides_nothing(office: Office) -> None:
    propose(office)
    office.type(office.book("Plan"), {("3.1a", "approving_body"): "Board"}, TABLE)
    assert [edit.new for edit in office.sync().waiting] == [NEW]
    assert rows(office) == [("3.1a", HEADING, NEW, "proposed", "Board", "")]


def test_undo_takes_an_acceptance_back_everywhere(office: Office) -> None:
    propose(office)
    office.answer("Accept the new wording", NEW)
    office.sync()
    with office.open(TODAY) as session:
        undo_last(session)
    assert [row[3] for row in rows(office)] == ["proposed"]
    assert [standing for _, _, standing, _ in told(office)] == ["proposed"]


def test_a_yes_or_no_typed_without_the_drop_down_never_becomes_the_wording(office: Office) -> None:
    for words, wording in (("no", False), ("Accepted.", True)):
        propose(office)
        office.answer(words, NEW)
        assert office.sync().waiting == ()
        assert (office.cell(office.book("3"), "3.1a", "text") == NEW) is wording


def test_a_proposal_reworded_before_it_was_judged_is_accepted_as_it_reads_now(
    office: Office,
) -> None:
    propose(office)
    office.type(office.book("3"), {("3.1a", "text"): BETTER})
    office.sync()
    office.answer("Accept the new wording", BETTER)
    done = office.sync()
    assert (done.conflicts, done.waiting) == ((), ())
    assert office.cell(office.book("3"), "3.1a", "text") == BETTER


def test_of_two_proposals_one_is_accepted_and_one_declined_in_one_go(office: Office) -> None:
    copy = office.folder / "inbox" / "back.xlsx"
    copy.write_bytes(office.book("3").read_bytes())
    office.type(copy, {("3.1a", "text"): BETTER})
    propose(office)
    office.answer("Accept the new wording", NEW)
    office.answer("Keep the adopted wording", BETTER)
    done = office.sync()
    assert (done.conflicts, done.waiting) == ((), ())
    assert office.cell(office.book("3"), "3.1a", "text") == NEW
    assert office.says()["written"] == []
