"""Google on 127.0.0.1: an HTTPS proxy that answers for Google's hosts and refuses every other.

Stock libraries talk to it through ``HTTPS_PROXY``, with real addresses, real TLS (a ``trustme``
certificate authority) and real token exchange.
"""

from __future__ import annotations

import http.server
import os
import ssl
import threading
from pathlib import Path
from types import TracebackType

import trustme

from tests.google.google_world import Answer, World
from tests.google.token_office import TokenOffice

HOSTS = ("sheets.googleapis.com", "www.googleapis.com", "oauth2.googleapis.com",
         "iamcredentials.googleapis.com", "accounts.google.com",
         "cloudresourcemanager.googleapis.com")  # fmt: skip


class GoogleProxy:
    """Use as a context manager; ``environment`` is what a program needs to be sent here."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.office = TokenOffice()
        self.refused: list[str] = []
        authority = trustme.CA()
        self.certificate = folder / "ca.pem"
        authority.cert_pem.write_to_path(str(self.certificate))
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*HOSTS).configure_cert(self.context)
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.proxy = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def environment(self) -> dict[str, str]:
        address = f"http://127.0.0.1:{self._server.server_address[1]}"
        names = ("HTTPS_PROXY", "https_proxy")
        certificates = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")
        return {
            **dict.fromkeys(names, address),
            **dict.fromkeys(certificates, str(self.certificate)),
            "NO_PROXY": "127.0.0.1,localhost",
            "no_proxy": "127.0.0.1,localhost",
            "NO_GCE_CHECK": "true",
        }

    def __enter__(self) -> GoogleProxy:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, host: str, verb: str, target: str, body: bytes, token: str) -> Answer:
        """One request, whatever host it was meant for."""
        if host == "oauth2.googleapis.com" and target.startswith("/token"):
            return self.office.token(body)
        if host == "accounts.google.com":
            return self.office.ask(target)
        if host == "sheets.googleapis.com":
            account = self.office.account_of(token)
            if not account:
                return Answer(401, _UNKNOWN)
            return self.world.sheets(verb, target, body, account)
        if host == "www.googleapis.com" and self.world.other is not None:
            return self.world.other(self.world, verb, target, {}, body)
        return Answer(404, b"{}")


_UNKNOWN = (b'{"error": {"code": 401, "message": "Request had invalid authentication credentials.'
            b'", "status": "UNAUTHENTICATED"}}')  # fmt: skip


class _Server(http.server.ThreadingHTTPServer):
    proxy: GoogleProxy
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is none of our business."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    host = ""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_CONNECT(self) -> None:
        host = self.path.partition(":")[0]
        if host not in HOSTS:
            self.server.proxy.refused.append(host)
            self._send(Answer(403, b"this machine only knows Google", "text/plain"))
            return
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        for plain in (self.rfile, self.wfile):
            plain.close()
        self.connection = self.server.proxy.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)  # type: ignore[assignment]
        self.host = host
        self.close_connection = False
        while not self.close_connection:
            self.handle_one_request()

    def finish(self) -> None:
        """Close the encrypted line too: the server knows only the one below it."""
        super().finish()
        if self.host:
            self.connection.close()

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        found = self.server.proxy.answer(self.host, self.command, self.path, body, token)
        if found.dropped:
            self.close_connection = True
            return
        self._send(found)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _answer  # noqa: N815

    def _send(self, answer: Answer) -> None:
        """Head and body in one piece, or every answer waits 40 ms for an acknowledgement."""
        self.send_response(answer.code)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self._headers_buffer.append(b"\r\n" + answer.body)  # type: ignore[attr-defined]
        self.flush_headers()


def cleared_environment() -> dict[str, str]:
    """This process's environment without anything that leads to real credentials."""
    gone = ("GOOGLE_", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "CLOUDSDK")
    return {key: value for key, value in os.environ.items() if not key.startswith(gone)}
