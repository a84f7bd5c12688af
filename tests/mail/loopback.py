"""A real mail server on this computer, with certificates of a made-up authority."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

HOST = "127.0.0.1"
AUTHORITY = trustme.CA()


@dataclass
class Mailbox:
    """What arrived: sender, readers and content of each message; which addresses are refused."""

    refused: tuple[str, ...] = ()
    messages: list[tuple[str, list[str], bytes]] = field(default_factory=list)

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.messages.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


def trust() -> ssl.SSLContext:
    """What a computer trusts that knows the made-up authority."""
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def served(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """What a server shows that has the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


class _AtOnceTls(Controller):
    """TLS from the first byte, as on port 465."""

    def factory(self) -> SMTP:
        return SMTP(self.handler, **self.SMTP_kwargs)


def _password_is_secret(
    server: Any, session: Any, envelope: Any, mechanism: str, given: Any
) -> AuthResult:
    right = isinstance(given, LoginPassword) and given == LoginPassword(b"ana", b"secret")
    return AuthResult(success=right, handled=right)


@contextmanager
def mail_server(
    mailbox: Mailbox, context: ssl.SSLContext | None, *, at_once: bool = False
) -> Iterator[int]:
    """Run the server and give its port."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        port = found.getsockname()[1]
    facts: dict[str, Any] = {"authenticator": _password_is_secret}
    if context and not at_once:
        facts |= {"tls_context": context, "require_starttls": True}
    elif not context:
        facts |= {"auth_require_tls": False}
    if at_once:
        facts |= {"auth_require_tls": False}
        server: Controller = _AtOnceTls(
            mailbox, hostname=HOST, port=port, ssl_context=context, **facts
        )
    else:
        server = Controller(mailbox, hostname=HOST, port=port, **facts)
    server.start()
    try:
        yield port
    finally:
        server.stop()
