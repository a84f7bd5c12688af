"""Letters taken by a real server over TLS; servers that cannot be trusted get nothing."""

from __future__ import annotations

import email
import ssl
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import trustme

from tests.mail.letters import letter
from tests.mail.loopback import AUTHORITY, HOST, Mailbox, mail_server, served, trust
from toolkit.errors import ToolkitError, UsageError
from toolkit.mail.smtp_mailer import SmtpMailer
from toolkit.ports.mailer import Mailer
from toolkit.settings import MailSettings

NOW = datetime(2027, 5, 14, 9, 0, tzinfo=UTC)
PAST = datetime(2020, 1, 1, tzinfo=UTC)


def mailer(port: int, *, security: str = "starttls", user: str = "") -> Mailer:
    settings = MailSettings("director@example.org", (), HOST, port, security, user)
    return SmtpMailer(settings, password=lambda _user: "secret", trust=trust())


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture(scope="module")
def good() -> ssl.SSLContext:
    return served(AUTHORITY.issue_cert(HOST))


def test_a_letter_arrives_whole_after_starttls(mailbox: Mailbox, good: ssl.SSLContext) -> None:
    with mail_server(mailbox, good) as port:
        assert mailer(port).send(letter(), NOW) == ()
    (sender, readers, content) = mailbox.messages[0]
    message = read(content)
    assert (sender, readers) == ("director@example.org", ["ana@example.org", "board@example.org"])
    assert message["Subject"] == "Report to the Board"
    assert message["Date"] == "Fri, 14 May 2027 09:00:00 +0000"
    assert "X-Unsent" not in message
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "Forty letters were sent." in plain.get_content()
    assert "Forty letters were sent." in html.get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Report.html"


def test_a_letter_arrives_over_tls_from_the_first_byte_and_after_a_sign_in(
    mailbox: Mailbox, good: ssl.SSLContext
) -> None:
    with mail_server(mailbox, good, at_once=True) as port:
        mailer(port, security="tls", user="ana").send(letter(), NOW)
    assert len(mailbox.messages) == 1


def test_a_wrong_password_is_said_and_nothing_is_sent(
    mailbox: Mailbox, good: ssl.SSLContext
) -> None:
    with (
        mail_server(mailbox, good) as port,
        pytest.raises(ToolkitError, match='does not accept the password of "bob"'),
    ):
        mailer(port, user="bob").send(letter(), NOW)
    assert mailbox.messages == []


def self_signed(folder: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own = trustme.CA()
    own.cert_pem.write_to_path(str(folder / "cert.pem"))
    own.private_key_pem.write_to_path(str(folder / "key.pem"))
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("fault", ["self-signed", "unknown authority", "expired", "other name"])
def test_a_server_that_cannot_be_trusted_gets_nothing(
    mailbox: Mailbox, tmp_path: Path, fault: str, security: str
) -> None:
    contexts = {
        "self-signed": lambda: self_signed(tmp_path),
        "unknown authority": lambda: served(trustme.CA().issue_cert(HOST)),
        "expired": lambda: served(AUTHORITY.issue_cert(HOST, not_before=PAST, not_after=PAST)),
        "other name": lambda: served(AUTHORITY.issue_cert("mail.example.org")),
    }
    with (
        mail_server(mailbox, contexts[fault](), at_once=security == "tls") as port,
        pytest.raises(ToolkitError, match=r"certificate cannot be trusted .*nothing was sent"),
    ):
        mailer(port, security=security).send(letter(), NOW)
    assert mailbox.messages == []


def test_a_server_without_tls_gets_nothing(mailbox: Mailbox) -> None:
    with (
        mail_server(mailbox, None) as port,
        pytest.raises(ToolkitError, match=r"offers no encryption.*nothing was sent"),
    ):
        mailer(port).send(letter(), NOW)
    assert mailbox.messages == []


def test_readers_the_server_refuses_are_named_and_the_others_get_the_letter(
    mailbox: Mailbox, good: ssl.SSLContext
) -> None:
    mailbox.refused = ("board@example.org",)
    with mail_server(mailbox, good) as port:
        assert mailer(port).send(letter(), NOW) == ("board@example.org",)
        mailbox.refused = ("board@example.org", "ana@example.org")
        with pytest.raises(ToolkitError, match="refused every reader"):
            mailer(port).send(letter(), NOW)
    assert [readers for _, readers, _ in mailbox.messages] == [["ana@example.org"]]


def test_a_server_that_is_not_there_is_said_and_trying_again_keeps_the_id(
    mailbox: Mailbox, good: ssl.SSLContext
) -> None:
    with mail_server(mailbox, good) as port:
        pass
    with pytest.raises(ToolkitError, match="sending again is safe"):
        mailer(port).send(letter(), NOW)
    with mail_server(mailbox, good) as port:
        mailer(port).send(letter(), NOW)
        mailer(port).send(letter(), datetime(2027, 5, 15, tzinfo=UTC))
    ids = {read(content)["Message-ID"] for _, _, content in mailbox.messages}
    assert ids == {mailer(0).message_id(letter())}


def test_without_a_server_or_a_reader_sending_says_what_to_set() -> None:
    with pytest.raises(UsageError, match=r"settings\.yaml, mail: no mail server is set"):
        SmtpMailer(MailSettings()).send(letter(), NOW)
    with pytest.raises(UsageError, match="--to"):
        mailer(1).send(letter(to=()), NOW)
