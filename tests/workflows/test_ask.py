"""Everybody is asked about their own open rows, and nobody when nothing is due."""

from __future__ import annotations

import email
import json
import re
import shutil
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.workflows.conftest import TODAY, Office
from toolkit.cli.main import main
from toolkit.ports.commit import Commit
from toolkit.tables.record import Record
from toolkit.tables.snapshot import Snapshot
from toolkit.wiring import mailer_of
from toolkit.workflows.ask import Asked, Asking, ask
from toolkit.workflows.session import Session


def asking(office: Office, *, dry_run: bool = False) -> Asking:
    with office.open() as session:
        return ask(session, mailer_of(session), dry_run=dry_run)


def letter_to(done: Asking, owner: str) -> Asked:
    return next(letter for letter in done.letters if letter.owner == owner)


def read(place: str) -> EmailMessage:
    message = email.message_from_bytes(Path(place).read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def attached(message: EmailMessage) -> dict[str, bytes]:
    found: dict[str, Any] = {
        str(part.get_filename()): part.get_payload(decode=True)
        for part in message.iter_attachments()
    }
    return found


def test_each_owner_gets_the_own_rows_a_stamped_copy_and_the_days(office: Office) -> None:
    done = asking(office)
    director = letter_to(done, "Executive Director")
    assert "1.1a" in director.rows
    assert "1.1b" not in director.rows  # the whole membership answers for it
    message = read(director.file)
    assert message["X-Unsent"] == "1"
    files = attached(message)
    assert "1 Relevance for Executive Director.xlsx" in files
    calendar = files["Dates.ics"].decode()
    assert calendar.startswith("BEGIN:VCALENDAR\r\n")
    titles = re.findall(r"SUMMARY:(\S+) due: ", calendar.replace("\r\n ", ""))
    assert titles
    assert set(titles) <= set(director.rows)
    assert "DESCRIPTION:Monthly\r\n" in calendar
    with office.open() as session:
        copy = session.backend.read(
            files["1 Relevance for Executive Director.xlsx"], "1 Relevance.xlsx"
        )
    assert copy.stamp is not None
    assert copy.stamp.recipient == "Executive Director"
    assert "1.1b" in done.ownerless
    html = message.get_body(("html",))
    assert html is not None
    assert "1.1a" in html.get_content()
    assert "1.1b" not in html.get_content()


def test_the_copy_that_comes_back_is_counted_for_its_owner(office: Office) -> None:
    director = letter_to(asking(office), "Executive Director")
    name = next(file for file in director.copies if file.startswith("1 "))
    back = office.folder / "inbox" / name
    shutil.copy(office.folder / "outbox" / name, back)
    office.type(back, {("1.1a", "status"): "On track"})
    (edit,) = [e for e in office.sync().edits if e.reason != "tool"]
    assert (edit.new, edit.source.by) == ("On track", "Executive Director")


def outbox(office: Office) -> dict[str, bytes]:
    return {place.name: place.read_bytes() for place in (office.folder / "outbox").iterdir()}


def test_asking_again_changes_nothing_and_heaps_nothing_up(office: Office) -> None:
    asking(office)
    first = outbox(office)
    again = asking(office)
    assert outbox(office) == first
    assert again.taken_out == ()


def test_what_is_no_longer_needed_goes_unless_somebody_edited_it(office: Office) -> None:
    first = asking(office)
    before = set(outbox(office))
    mine = next(letter for letter in first.letters if letter.owner != "Executive Director")
    Path(mine.file).write_text("My own words", encoding="utf-8")
    for area in "1234":
        book = office.book(area)
        with office.open() as session:
            table = session.backend.read(book.read_bytes(), book.name).table("actions")
        assert table is not None
        office.type(book, {(str(r["ref"].value), "status"): "Cancelled" for r in table.rows})
    done = asking(office)
    assert set(done.taken_out) == before - {Path(mine.file).name}
    assert set(outbox(office)) == {Path(mine.file).name}


def test_an_edited_copy_in_the_outbox_stays_and_the_new_one_lies_beside_it(office: Office) -> None:
    name = letter_to(asking(office), "Executive Director").copies[0]
    place = office.folder / "outbox" / name
    place.write_bytes(place.read_bytes() + b" ")
    copies = letter_to(asking(office), "Executive Director").copies
    assert copies[0] == name.replace(".xlsx", " (2).xlsx")
    assert place.read_bytes().endswith(b" ")


def test_a_row_that_was_reported_and_is_not_due_is_not_asked_about(office: Office) -> None:
    office.type(office.book("1"), {("1.1a", "status"): "On track"})
    rows = letter_to(asking(office, dry_run=False), "Executive Director").rows
    assert "1.1a" not in rows


def test_nobody_is_asked_when_everything_is_finished(office: Office) -> None:
    for area in "1234":
        book = office.book(area)
        with office.open() as session:
            table = session.backend.read(book.read_bytes(), book.name).table("actions")
        assert table is not None
        office.type(book, {(str(r["ref"].value), "status"): "Cancelled" for r in table.rows})
    done = asking(office)
    assert (done.letters, done.ownerless) == ((), ())
    assert not (office.folder / "outbox").exists() or not list(office.folder.glob("outbox/*.eml"))


def test_a_dry_run_names_everybody_and_writes_nothing(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    before = office.contents()
    arguments = ["ask", "-C", str(office.folder), "--today", TODAY.isoformat(), "--json"]
    assert main.main([*arguments, "--dry-run"], standalone_mode=False) == 0
    document = json.loads(capsys.readouterr().out)
    assert "Executive Director" in [letter["owner"] for letter in document["letters"]]
    assert all(letter["file"] is None for letter in document["letters"])
    assert office.contents() == before
    assert not list(office.folder.glob("outbox/*"))


def test_whoever_holds_two_roles_gets_one_letter_at_the_own_address(office: Office) -> None:
    with office.open() as session:
        columns = set(session.schema["people"].by_name)
    assert {"name", "roles", "mail"} <= columns
    person = Record("person-1", {"name": "Ana Ruiz", "roles": "ED, FC", "mail": "ana@example.org"})
    with office.open() as session:
        head = session.history.last().with_record("people", person)
        session.history.commit(_commit(session, head))
    done = asking(office)
    ana = letter_to(done, "Ana Ruiz")
    assert ana.mail == "ana@example.org"
    assert not [each for each in done.letters if each.owner == "Executive Director"]
    assert read(ana.file)["To"] == "ana@example.org"


def _commit(session: Session, head: Snapshot) -> Commit:
    return Commit(at=session.now(), snapshot=replace(head, number=head.number + 1), why="test")
