"""Calls to the Google Sheets API: one thin module over gspread's HTTP client.

Reads, and writes that are safe to repeat, are tried again for a while when Google is busy or the
line drops; each wait is longer, with some chance in it, so that two computers do not knock in step.
gspread's own ``BackOffHTTPClient`` never gives up, so it is not used.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import gspread
from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from msgspec import Struct
from requests import Session
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import RequestException

from toolkit.backends.google_sheets.refusals import (
    no_connection,
    refusal,
    sign_in_refused,
    still_busy,
)
from toolkit.errors import ToolkitError

_API = "https://sheets.googleapis.com/v4/spreadsheets"
_TIMEOUTS = (5.0, 180.0)
"""Seconds to connect and to wait for an answer: Google itself gives up after 180."""

_FIRST_WAIT = 1.0
_LONGEST_WAIT = 32.0

Json = dict[str, Any]


class Rejected(Exception):
    """Google refused a batch as a whole; nothing of it was done."""


class Unsure(Exception):
    """The line broke or Google failed in the middle of a write: it may or may not have landed."""

    def __init__(self, sentence: ToolkitError) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


class _Trouble(Struct, frozen=True):
    """Why a call did not go through for now, and for how long Google asked to wait."""

    error: ToolkitError
    wait: float = 0.0
    doubtful: bool = False


class Calls:
    """Everything said to Google goes through here, so that it can be counted.

    Args:
        credentials: who is asking.
        account: how messages name it: the address a sheet has to be shared with, "" when unknown.
        pause: waits.
        patience: seconds to keep trying while Google is busy.
        session: carries the requests; None for google-auth's own.
    """

    def __init__(
        self,
        credentials: Credentials,
        account: str,
        pause: Callable[[float], None],
        patience: float,
        session: Session | None = None,
    ) -> None:
        self._client = gspread.http_client.HTTPClient(credentials, session)
        self._client.set_timeout(_TIMEOUTS)
        self.account = account
        self._pause = pause
        self._patience = patience
        self.count = 0

    def get(self, spreadsheet: str, fields: str) -> Json:
        """Read a spreadsheet."""
        params = {"fields": fields, "prettyPrint": "false"}
        return self._patiently("get", f"{_API}/{spreadsheet}", params, None)

    def batch(
        self, spreadsheet: str, requests: list[Json], *, ranges: list[str], fields: str
    ) -> Json:
        """Carry out an atomic batch that is safe to repeat, and read what it left.

        Raises:
            Rejected: nothing of it was done; it may be that an earlier attempt had gone through.
            Unsure: nobody knows whether it was done.
        """
        body: Json = {"requests": requests}
        params = {"prettyPrint": "false", "fields": "spreadsheetId"}
        if fields:
            body |= {"includeSpreadsheetInResponse": True, "responseIncludeGridData": True,
                     "responseRanges": ranges}  # fmt: skip
            params["fields"] = f"updatedSpreadsheet({fields})"
        url = f"{_API}/{spreadsheet}:batchUpdate"
        return self._patiently("post", url, params, body)

    def create(self, title: str) -> Json:
        """Make a new spreadsheet."""
        body = {"properties": {"title": title}}
        return self._patiently("post", _API, {"prettyPrint": "false"}, body)

    def _patiently(self, verb: str, url: str, params: Json, body: Json | None) -> Json:
        waited, doubtful, step = 0.0, False, _FIRST_WAIT
        while True:
            found = self._once(verb, url, params, body)
            if not isinstance(found, _Trouble):
                return found
            doubtful |= found.doubtful
            wait = max(found.wait, step * random.uniform(0.5, 1.5))  # noqa: S311 (not a secret)
            if waited + wait > self._patience:
                if doubtful and body is not None:
                    raise Unsure(found.error)
                raise found.error
            self._pause(wait)
            waited += wait
            step = min(step * 2, _LONGEST_WAIT)

    def _once(self, verb: str, url: str, params: Json, body: Json | None) -> Json | _Trouble:
        self.count += 1
        try:
            answer: Json = self._client.request(verb, url, params=params, json=body).json()
        except gspread.exceptions.APIError as problem:
            return self._after_answer(problem, batch=body is not None)
        except RefreshError as problem:
            raise sign_in_refused(problem, self.account) from problem
        except (NoConnection, TransportError, RequestException) as problem:
            return _Trouble(no_connection(problem), doubtful=True)
        except GoogleAuthError as problem:
            raise sign_in_refused(problem, self.account) from problem
        except ValueError as problem:
            return _Trouble(
                still_busy("an answer that cannot be read", 502), doubtful=bool(problem)
            )
        return answer

    def _after_answer(self, problem: gspread.exceptions.APIError, *, batch: bool) -> _Trouble:
        response = problem.response
        code, said = response.status_code, _message(problem)
        if code == 429 or code >= 500:
            wait = response.headers.get("Retry-After", "")
            seconds = float(wait) if wait.isdigit() else 0.0
            return _Trouble(still_busy(said, code), seconds, doubtful=code != 429)
        if batch and code in (400, 404, 409):
            raise Rejected(said) from problem
        raise refusal(code, said, self.account) from problem


def _message(problem: gspread.exceptions.APIError) -> str:
    try:
        return str(problem.response.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return str(problem.response.reason or problem.response.status_code)
