"""Open rows move to somebody else; finished ones and everybody else's words stay."""

from __future__ import annotations

import email
import json
from email.policy import default
from pathlib import Path

import pytest

from tests.workflows.conftest import Office
from toolkit.cli.main import main
from toolkit.errors import UsageError
from toolkit.wiring import mailer_of
from toolkit.workflows.handover import HandedOver, hand_over
from toolkit.workflows.show import show_document


def move(office: Office, giver: str, taker: str, *, dry_run: bool = False) -> HandedOver:
    with office.open() as session:
        return hand_over(session, mailer_of(session), giver, taker, dry_run=dry_run)


def who(office: Office) -> dict[str, str]:
    """Ref → Who as every view shows it."""
    with office.open() as session:
        document = show_document(session.history.last(), session.schema, {})
    return {
        action["ref"]: action["cells"]["Who?"]
        for area in document["areas"]
        for goal in area["goals"]
        for action in goal["actions"]
    }


def test_open_rows_name_the_new_owner_in_history_and_in_the_files(office: Office) -> None:
    before = who(office)
    done = move(office, "FC", "BD")
    assert done.handover.moved
    assert before["2.2a"] == "FC/ED"
    assert who(office)["2.2a"] == "BD/ED"
    assert office.cell(office.book("2 "), "2.2a", "who") == "BD/ED"
    changed = {ref for ref, said in who(office).items() if said != before[ref]}
    assert changed == {"2.2a"}
    assert not office.sync().edits  # the files say what history says


def test_finished_rows_keep_who_did_the_work_even_when_the_goal_names_them(office: Office) -> None:
    office.type(office.book("3 "), {("3.2a", "status"): "Complete"})
    done = move(office, "BD", "Jo Lee")
    assert "3.2a" in done.handover.kept
    after = who(office)
    assert after["3.2a"] == "ED, BD, IM"
    assert after["3.2b"] == "ED, Jo Lee, IM"
    assert office.cell(office.book("3 "), "3.2a", "who") == "ED, BD, IM"


def test_somebody_new_is_added_to_people_and_gets_the_roles(office: Office) -> None:
    move(office, "CH", "Pat Kim")
    with office.open() as session:
        people = [r for r in session.history.last()["people"].live() if r["name"] == "Pat Kim"]
    assert len(people) == 1
    office.type(office.book("Plan"), {}, "people")
    done = move(office, "Pat Kim", "Al Wu")
    assert set(done.handover.moved)
    assert who(office)["4.1b"] == "ED, BD, Al Wu"


def test_roles_held_in_people_go_along(office: Office) -> None:
    from toolkit.ports.commit import Commit
    from toolkit.tables.edit import ROW_ADDED, Edit

    with office.open() as session:
        head = session.history.last()
        edits = tuple(
            Edit("people", row_id, column, None, said)
            for row_id, name, roles in (("B2B2B2-2", "Jane Roe", "ED"), ("C2C2C2-2", "Al Wu", "CH"))
            for column, said in ((ROW_ADDED, ""), ("name", name), ("roles", roles))
        )
        session.history.commit(
            Commit(session.now(), "test", head.after(edits, at=session.now()), edits)
        )
    done = move(office, "Jane Roe", "Al Wu")
    assert done.handover.moved == ()  # nobody wrote her name: the rows name her role
    assert len(done.handover.by_role["ED"]) == 26
    with office.open() as session:
        roles = {r["name"]: r["roles"] for r in session.history.last()["people"].live()}
    assert roles == {"Jane Roe": None, "Al Wu": "CH, ED"}
    assert done.letters[0].to == "Al Wu"


def test_a_dry_run_says_it_all_and_changes_nothing(office: Office) -> None:
    before = office.contents()
    done = move(office, "ED", "Jo Lee", dry_run=True)
    assert len(done.handover.moved) == 26
    assert office.contents() == before
    assert not list(office.folder.glob("outbox/*"))


def test_the_draft_carries_the_rows_and_stamped_copies(office: Office) -> None:
    done = move(office, "FC", "Pat Kim")
    (letter,) = done.letters
    message = email.message_from_bytes(Path(letter.file).read_bytes(), policy=default)
    html = message.get_body(("html",))  # type: ignore[attr-defined]
    assert "2.2a" in html.get_content()
    assert letter.copies == ("2 Sustainability for Pat Kim.xlsx",)
    assert (office.folder / "outbox" / letter.copies[0]).is_file()


@pytest.mark.parametrize(
    ("giver", "taker", "says"),
    [
        ("XQ", "BD", "nobody called"),
        ("ED", "ed", "the same"),
        ("ED", "Bord of Directors", "neither"),
    ],
)
def test_a_name_nobody_knows_is_refused_with_what_may_be_meant(
    office: Office, giver: str, taker: str, says: str
) -> None:
    before = office.contents()
    with pytest.raises(UsageError) as problem:
        move(office, giver, taker)
    assert says in problem.value.sentence()
    assert office.contents() == before


def test_the_command_prints_one_document(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["-C", str(office.folder), "handover", "FC", "BD", "--dry-run", "--json"]
    main.main(args=arguments, standalone_mode=False)
    said = json.loads(capsys.readouterr().out)
    assert said["moved"] == ["2.2a"]
    assert [(c["ref"], c["old"], c["new"]) for c in said["changes"]] == [("2.2a", "FC/ED", "BD/ED")]
