"""The report as a letter: attached as it stands on disk, sent once, and only after a yes."""

from __future__ import annotations

import email
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from tests.mail.loopback import AUTHORITY, HOST, Mailbox, mail_server, served, trust
from tests.workflows.conftest import TODAY, Office
from toolkit.cli.main import main
from toolkit.errors import ToolkitError, UsageError
from toolkit.mail.smtp_mailer import SmtpMailer
from toolkit.settings import MailSettings
from toolkit.wiring import report_writers
from toolkit.workflows.mail_report import ReportLetter, letter_of_report
from toolkit.workflows.post import Posted, draft_letter, send_letter
from toolkit.workflows.write_report import ReportWritten, write_report

READERS = ("ana@example.org", "board@example.org")


def report(office: Office, *, today: date = TODAY) -> ReportWritten:
    with office.open(today) as session:
        return write_report(session, report_writers(session), formats=["html", "md"])


def letter(office: Office, *, today: date = TODAY) -> ReportLetter:
    with office.open(today) as session:
        return letter_of_report(session, READERS)


def read(place: str) -> EmailMessage:
    message = email.message_from_bytes(Path(place).read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def draft(office: Office) -> EmailMessage:
    with office.open() as session:
        ready = letter_of_report(session, READERS)
        return read(draft_letter(session, SmtpMailer(MailSettings()), ready.letter).place)


def test_the_draft_says_page_one_and_has_the_files_on_disk(office: Office) -> None:
    office.type(office.book("1"), {("1.1a", "status"): "On track", ("1.1a", "help"): "Two helpers"})
    office.sync()
    done = report(office)
    message = draft(office)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "ana@example.org, board@example.org"
    assert message["Subject"] == "IMEC Strategic Plan: Report to the Board, 22 November 2026"
    html = message.get_body(("html",))
    assert html is not None
    assert "Two helpers" in html.get_content()
    attached = {
        part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()
    }
    folder = Path(done.folder)
    assert attached == {name: (folder / name).read_bytes() for name in ("Report.html", "Report.md")}
    assert letter(office).warnings == ()


def test_a_file_edited_by_hand_is_attached_as_it_stands_and_said(office: Office) -> None:
    done = report(office)
    (Path(done.folder) / "Report.md").write_text("My own words", encoding="utf-8")
    ready = letter(office)
    assert ready.letter.attachments[1].content == b"My own words"
    assert ready.warnings == ("Report.md was edited by hand; it is attached as it stands.",)


def test_it_warns_when_files_changed_and_when_figures_moved(office: Office) -> None:
    report(office)
    office.type(office.book("1"), {("1.1a", "status"): "Complete"})
    assert "1 file has changed since the last sync" in " ".join(letter(office).warnings)
    office.sync()
    (warning,) = letter(office).warnings
    assert warning.startswith("Figures moved since this report was written on 2026-11-22 (sync no.")
    report(office)
    assert letter(office).warnings == ()


def test_the_letter_stays_the_report_that_was_written(office: Office) -> None:
    report(office)
    before = letter(office).letter
    office.type(office.book("1"), {("1.1a", "status"): "Complete"})
    office.sync(date(2026, 12, 1))
    assert letter(office, today=date(2026, 12, 1)).letter == before


def test_without_a_report_or_its_files_it_says_what_to_do(office: Office) -> None:
    with pytest.raises(UsageError, match=r"no report has been written yet.*actiongrid report"):
        letter(office)
    done = report(office)
    for file in done.files:
        (Path(done.folder) / file).unlink()
    with pytest.raises(UsageError, match="no longer there"):
        letter(office)


@contextmanager
def server(mailbox: Mailbox) -> Iterator[SmtpMailer]:
    with mail_server(mailbox, served(AUTHORITY.issue_cert(HOST))) as port:
        settings = MailSettings("director@example.org", (), HOST, port)
        yield SmtpMailer(settings, trust=trust())


def test_the_first_letter_wants_a_yes_and_a_letter_leaves_once(office: Office) -> None:
    report(office)
    mailbox, asked = Mailbox(), []

    def answer(word: bool) -> Posted:
        with office.open() as session:
            ready = letter_of_report(session, READERS)
            return send_letter(
                session, mailer, ready.letter, lambda question: bool(asked.append(question)) or word
            )

    with server(mailbox) as mailer:
        with pytest.raises(UsageError, match="nothing was sent"):
            answer(False)
        assert mailbox.messages == []
        assert answer(True).state == "sent"
        again = answer(True)
    assert again.state == "already sent"
    assert len(mailbox.messages) == 1
    assert len(asked) == 2
    assert "ana@example.org, board@example.org" in asked[0]
    sent = email.message_from_bytes(mailbox.messages[0][2], policy=default)
    assert sent["Message-ID"] == again.message_id == read(again.place)["Message-ID"]


def test_a_letter_that_did_not_leave_is_sent_with_the_same_id_later(office: Office) -> None:
    report(office)
    mailbox = Mailbox()
    with server(mailbox) as mailer:
        pass
    with office.open() as session:
        ready = letter_of_report(session, READERS).letter
        with pytest.raises(ToolkitError, match="sending again is safe"):
            send_letter(session, mailer, ready, lambda _question: True)
        kept = draft_letter(session, mailer, ready).message_id
        with server(mailbox) as working:
            assert send_letter(session, working, ready, lambda _question: True).message_id == kept


def test_the_command_drafts_and_prints_one_document(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    report(office)
    code = main.main(
        ["email", "-C", str(office.folder), "--json", "--to", "ana@example.org"],
        standalone_mode=False,
    )
    document = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (document["schema"], document["state"]) == ("actiongrid/email", "draft")
    assert (office.folder / document["file"]).is_file()
    assert document["attachments"] == ["Report.html", "Report.md"]
