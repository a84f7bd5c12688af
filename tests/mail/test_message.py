"""Drafts: open as unsent, always the same bytes, and no text becomes a header or markup."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default

import pytest
from msgspec.structs import replace

from tests.mail.letters import letter
from tests.report.report_for_tests import full_report
from tests.report_formats.payloads import PAYLOADS
from tests.report_formats.reports_of_payloads import report_of_blocks
from tests.report_formats.test_html import Page
from toolkit.errors import UsageError
from toolkit.mail.html_body import html_body
from toolkit.mail.message import message_id_of, unsent
from toolkit.mail.plain_body import plain_body
from toolkit.ports.mailer import Letter

SENDER = "Director <director@example.org>"
FULL = replace(letter(), body=full_report())
PAGE = Page(html_body(FULL))


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_opens_as_an_unsent_message_with_text_page_and_file() -> None:
    message = read(unsent(letter(), SENDER))
    assert message["X-Unsent"] == "1"
    assert message["From"] == "Director <director@example.org>"
    assert message["To"] == "Ana Ruiz <ana@example.org>, board@example.org"
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/html",
    ]  # fmt: skip


def test_the_same_letter_is_the_same_bytes_and_another_has_another_id() -> None:
    assert unsent(letter(), SENDER) == unsent(letter(), SENDER)
    ids = {
        message_id_of(each, SENDER)
        for each in (
            letter(), letter("Other words"), letter(subject="Other"), letter(to=("c@example.org",))
        )
    }  # fmt: skip
    assert len(ids) == 4
    assert all(re.fullmatch(r"<[0-9a-f]{32}@example\.org>", known) for known in ids)


def test_a_draft_may_have_no_reader_yet_and_no_sender() -> None:
    message = read(unsent(letter(to=()), ""))
    assert "To" not in message
    assert "From" not in message


def test_the_page_is_tables_with_styles_in_place_and_fetches_nothing() -> None:
    assert PAGE.open == []
    assert not PAGE.tags("style")
    assert not PAGE.tags("script")
    assert not PAGE.tags("img")
    assert not PAGE.tags("link")
    for tag, attrs in PAGE.elements:
        assert "src" not in attrs
        style = attrs.get("style", "")
        assert not re.search(r"flex|grid|url\(|position|float", style), tag
    figures = [attrs for attrs in PAGE.tags("td") if "figure" in attrs.get("class", "")]
    assert figures
    assert all("border-top" in attrs["style"] for attrs in figures)


def test_the_text_says_what_the_page_says() -> None:
    text = plain_body(FULL)
    assert "WHERE WE ARE" in text
    assert "- A win that takes a line of its own to tell, number 2" in text
    assert "at risk" in text
    assert max(map(len, text.splitlines())) <= 76


def test_a_cell_is_no_link_in_a_letter_and_a_web_address_is() -> None:
    assert "../Summary.xlsm" not in html_body(FULL)
    addresses = [a["href"] for a in Page(html_body(with_payload("safe"))).tags("a")]
    assert set(addresses) == {"https://example.org/"}


def with_payload(payload: str) -> Letter:
    report = report_of_blocks(payload)
    return replace(letter(), subject=payload, body=report, note=payload)


HARMLESS = Page(html_body(with_payload("harmless")))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_typed_is_alive_in_the_page(payload: str) -> None:
    page = Page(html_body(with_payload(payload)))
    assert page.open == []
    assert {tag for tag, _ in page.elements} - {"br"} <= {t for t, _ in HARMLESS.elements} | {"a"}
    for tag, attrs in page.elements:
        assert not [name for name in attrs if name.startswith("on") or name == "src"], tag
        assert re.match(r"(https?://|mailto:|$)", attrs.get("href", "")), attrs


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_typed_becomes_a_header(payload: str) -> None:
    sent = replace(with_payload(payload), attachments=letter(name=payload).attachments)
    message = read(unsent(sent, SENDER))
    assert message.keys() == [
        "Subject", "From", "To", "Message-ID", "MIME-Version", "Content-Type", "X-Unsent",
    ]  # fmt: skip
    (attached,) = message.iter_attachments()
    assert attached.keys() == [
        "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version",
    ]  # fmt: skip
    assert not set(attached.get_filename() or "") & set('\\/:*?"<>|\r\n\x00')


@pytest.mark.parametrize(
    "address",
    [
        "ana@example.org\nBcc: b@x.test", "ana@example.org, b@x.test", "ana", "@example.org",
        "ana@", "a b@example.org", "<script>@x.test", "Ana <ana@example.org>\r\nBcc: b@x.test",
        "ana@example.org\x00", "ana@exa mple.org", '"a\nb" <ana@example.org>',
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="is not a mail address"):
        unsent(letter(to=(address,)), SENDER)
