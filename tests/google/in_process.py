"""The world on the other end of stock libraries, without a socket: for tests by the thousand."""

from __future__ import annotations

import io
from typing import Any

import requests
from google.auth.credentials import AnonymousCredentials
from requests.adapters import BaseAdapter

from tests.google.google_world import World
from toolkit.backends.google_sheets import GoogleSheets
from toolkit.backends.google_sheets.calls import Calls
from toolkit.tables.schema import Schema


class _Wire(BaseAdapter):
    """Carries a request to the world instead of to Google."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def send(self, request: requests.PreparedRequest, **rest: Any) -> requests.Response:
        body = request.body or b""
        data = body.encode() if isinstance(body, str) else body
        target = request.path_url
        found = self._world.sheets(str(request.method), target, data, "dana@example.org")
        if found.dropped:
            raise requests.exceptions.ConnectionError("the line dropped")
        answer = requests.Response()
        answer.status_code = found.code
        answer.headers["Content-Type"] = found.kind
        answer.headers.update(found.headers)
        answer.raw = io.BytesIO(found.body)
        answer.url = str(request.url)
        answer.request = request
        return answer

    def close(self) -> None:
        """Nothing is open."""


def google(world: World, schema: Schema, patience: float = 100.0) -> GoogleSheets:
    """The backend, talking to a world; waiting takes no time."""

    def connect() -> Calls:
        session = requests.Session()
        session.mount("https://", _Wire(world))
        pause = lambda _seconds: None  # noqa: E731
        return Calls(AnonymousCredentials(), "dana@example.org", pause, patience, session)

    return GoogleSheets(schema, connect)
