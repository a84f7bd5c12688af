"""Letters through the organisation's mail server: over verified TLS, or not at all."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from msgspec import Struct, field

from toolkit.errors import ToolkitError, UsageError
from toolkit.mail.calendar import calendar_file
from toolkit.mail.message import message_id_of, ready, unsent
from toolkit.mail.password import mail_password
from toolkit.ports.mailer import CalendarDay, Letter
from toolkit.settings import MailSettings

_PATIENCE = 30.0
"""Seconds the server may take to answer."""


class SmtpMailer(Struct, frozen=True):
    """Makes drafts and sends letters (``ports.mailer``).

    Attributes:
        settings: sender, server, port, kind of TLS, user.
        password: gives the password of a user.
        trust: what certificates are verified against; the system's own authorities.
    """

    settings: MailSettings
    password: Callable[[str], str] = mail_password
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    @property
    def way(self) -> str:
        """Server and sender in words; "" when no server is set."""
        facts = self.settings
        return f"{facts.server}, port {facts.port}, as {facts.sender}" if facts.server else ""

    def message_id(self, letter: Letter) -> str:
        """The letter's fixed id."""
        return message_id_of(letter, self.settings.sender)

    def draft(self, letter: Letter) -> bytes:
        """The letter as an unsent message file."""
        return unsent(letter, self.settings.sender)

    def calendar(self, days: Sequence[CalendarDay], at: datetime) -> bytes:
        """The days as an iCalendar file."""
        return calendar_file(days, at)

    def send(self, letter: Letter, at: datetime) -> tuple[str, ...]:
        """Send the letter; returns the addresses the server refused while it took others."""
        facts = self.settings
        if not (facts.server and facts.sender):
            raise UsageError(
                "no mail server is set.",
                where="settings.yaml, mail",
                next_step="Give server and sender there, or open the draft in your mail program.",
            )
        if not letter.to:
            raise UsageError(
                "the letter has no reader.",
                next_step="Name one with --to, or under mail: to: in settings.yaml.",
            )
        message = ready(letter, facts.sender, at)
        secret = self.password(facts.user) if facts.user else ""
        with self._explained(), self._connection() as server:
            if facts.user:
                server.login(facts.user, secret)
            refused = server.send_message(message)
        return tuple(refused)

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        facts = self.settings
        if facts.security == "tls":
            with smtplib.SMTP_SSL(
                facts.server, facts.port, timeout=_PATIENCE, context=self.trust
            ) as server:
                yield server
            return
        with smtplib.SMTP(facts.server, facts.port, timeout=_PATIENCE) as server:
            server.starttls(context=self.trust)
            yield server

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Every way a server can say no, as a sentence; nothing was sent then."""
        where = f"{self.settings.server}, port {self.settings.port}"
        try:
            yield
        except ssl.SSLCertVerificationError as problem:
            raise ToolkitError(
                f"the server's certificate cannot be trusted ({problem.verify_message}); nothing "
                "was sent",
                where=where,
                next_step="Check the server's name in settings.yaml, or ask who runs it.",
            ) from problem
        except smtplib.SMTPNotSupportedError as problem:
            raise ToolkitError(
                "the server offers no encryption or no sign-in; nothing was sent",
                where=where,
                next_step="Ask who runs it for the port with TLS, and set security and port.",
            ) from problem
        except smtplib.SMTPAuthenticationError as problem:
            raise ToolkitError(
                f'the server does not accept the password of "{self.settings.user}"; nothing was '
                "sent",
                where=where,
                next_step="Many services want an app password made for this purpose.",
            ) from problem
        except smtplib.SMTPRecipientsRefused as problem:
            readers = ", ".join(problem.recipients)
            raise ToolkitError(
                f"the server refused every reader ({readers}); nothing was sent",
                where=where,
                next_step="Check the addresses.",
            ) from problem
        except (OSError, smtplib.SMTPException) as problem:
            raise ToolkitError(
                f"the letter could not be sent ({problem})",
                where=where,
                next_step="Check server, port and security in settings.yaml; sending again is "
                "safe, the letter keeps its id.",
            ) from problem
