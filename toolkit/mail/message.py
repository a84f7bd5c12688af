"""A letter as a mail message: the same letter is the same bytes, with one id for good."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from toolkit.mail.address import mail_address, one_line
from toolkit.mail.html_body import html_body
from toolkit.mail.plain_body import plain_body
from toolkit.ports.mailer import Attachment, Letter

_KINDS = {
    ".html": ("text", "html"),
    ".md": ("text", "markdown"),
    ".ics": ("text", "calendar"),
    ".pdf": ("application", "pdf"),
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".xlsm": ("application", "vnd.ms-excel.sheet.macroEnabled.12"),
}
_FORBIDDEN_IN_NAMES = frozenset('\\/:*?"<>|')


def message_id_of(letter: Letter, sender: str) -> str:
    """The letter's id: from its readers, words and files, so that it never changes."""
    digest = hashlib.sha256()
    parts = (letter.subject, *sorted(letter.to), plain_body(letter))
    for part in parts:
        digest.update(part.encode("utf-8", "replace") + b"\x00")
    for attachment in letter.attachments:
        digest.update(attachment.name.encode("utf-8", "replace") + b"\x00")
        digest.update(hashlib.sha256(attachment.content).digest())
    domain = mail_address(sender).domain if sender else "actiongrid.invalid"
    return f"<{digest.hexdigest()[:32]}@{domain}>"


def unsent(letter: Letter, sender: str) -> bytes:
    """The message as a draft: Outlook and others open it ready to be sent."""
    message = _message(letter, sender)
    message["X-Unsent"] = "1"
    return message.as_bytes(policy=SMTP)


def ready(letter: Letter, sender: str, at: datetime) -> EmailMessage:
    """The message as it goes to the server."""
    message = _message(letter, sender)
    message["Date"] = format_datetime(at)
    return message


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(letter.subject)
    if sender:
        message["From"] = mail_address(sender)
    if letter.to:
        message["To"] = tuple(mail_address(to) for to in letter.to)
    known = message_id_of(letter, sender)
    message["Message-ID"] = known
    message.set_content(plain_body(letter), cte="quoted-printable")
    message.add_alternative(html_body(letter), subtype="html", cte="quoted-printable")
    for attachment in letter.attachments:
        _attach(message, attachment)
    parts = (part for part in message.walk() if part.is_multipart())
    for number, part in enumerate(parts, start=1):
        part.set_boundary(f"=_{known[1:33]}_{number}")
    return message


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    name = _file_name(attachment.name)
    suffix = f".{name.rpartition('.')[2].casefold()}"
    kind, detail = _KINDS.get(suffix, ("application", "octet-stream"))
    message.add_attachment(attachment.content, maintype=kind, subtype=detail, filename=name)


def _file_name(name: str) -> str:
    signs = (" " if sign in _FORBIDDEN_IN_NAMES else sign for sign in one_line(name))
    return " ".join("".join(signs).split()) or "attachment"
