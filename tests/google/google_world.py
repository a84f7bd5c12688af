"""What stands behind the loopback server: spreadsheets, who may open them, and what goes wrong."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.google.api_description import request_mistakes, response_mistakes
from tests.google.batch_requests import Switches, apply_batch
from tests.google.field_mask import masked, parse_mask
from tests.google.sheet_model import Book, Json, Refused, new_book
from tests.google.spreadsheet_answer import given_back, spreadsheet
from tests.google.values_api import append_values, clear_values, get_values, put_values


@dataclass
class Fault:
    """Something that goes wrong at a call.

    Attributes:
        at: how many matching calls go well before.
        kind: ``429``, ``500``, ``503 after``, ``dropped``, ``dropped after``, ``502 page``,
            ``slow``.
        write: only calls that write.
        times: how often.
    """

    at: int
    kind: str
    write: bool = False
    times: int = 1


@dataclass
class Answer:
    """What goes back over the wire; ``dropped`` closes the connection instead."""

    code: int
    body: bytes
    kind: str = "application/json; charset=UTF-8"
    dropped: bool = False
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Call:
    """One request to the Sheets API as it came."""

    verb: str
    path: str
    query: dict[str, list[str]]
    body: Any
    account: str = ""
    code: int = 0

    @property
    def writes(self) -> bool:
        return self.verb != "GET"


@dataclass
class World:
    """All of Google there is.

    Attributes:
        books: spreadsheets by id.
        shared: who may edit one, by its id; "*" for everybody.
        hook: called before every call to the Sheets API, for what people do meanwhile.
        calls: every call to the Sheets API, in order.
        mistakes: what Google's description has against anything sent or answered.
        strict: check against the description (recordings of bad requests switch it off).
        other: answers what is no Sheets call (Drive), by verb, path, query, body.
    """

    switches: Switches = field(default_factory=Switches)
    books: dict[str, Book] = field(default_factory=dict)
    shared: dict[str, set[str]] = field(default_factory=dict)
    hook: Callable[[Call], None] | None = None
    faults: list[Fault] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    enabled: bool = True
    strict: bool = True
    other: Callable[[World, str, str, dict[str, list[str]], bytes], Answer] | None = None
    slow: float = 2.0

    def new(self, title: str = "Plan", book_id: str = "", locale: str = "en_US") -> Book:
        """A spreadsheet everybody may edit."""
        found = book_id or f"book-{len(self.books) + 1}-abcdefghijklmnopqrstuvwxyz"
        self.books[found] = new_book(found, title, locale)
        self.shared[found] = {"*"}
        return self.books[found]

    def sheets(self, verb: str, target: str, body: bytes, account: str) -> Answer:
        """One call to sheets.googleapis.com."""
        parts = urlsplit(target)
        query = parse_qs(parts.query, keep_blank_values=True)
        given = json.loads(body) if body else None
        call = Call(verb, parts.path, query, given, account)
        self.calls.append(call)
        if self.hook is not None:
            self.hook(call)
        if self.strict:
            found = request_mistakes(verb, parts.path, query, given)
            self.mistakes += [f"sent {verb} {parts.path}: {mistake}" for mistake in found]
        answer = self._with_faults(call)
        call.code = answer.code
        return answer

    def _with_faults(self, call: Call) -> Answer:
        fault = self._due(call)
        if fault == "429":
            return _error(429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'Read "
                          "requests' and limit 'Read requests per minute per user'")  # fmt: skip
        if fault == "500":
            return _error(500, "INTERNAL", "Internal error encountered.")
        if fault == "502 page":
            return Answer(502, b"<html><title>Error 502</title>", "text/html; charset=UTF-8")
        if fault == "dropped":
            return Answer(0, b"", dropped=True)
        if fault == "slow":
            time.sleep(self.slow)
        answer = self._answered(call)
        if fault == "503 after":
            return _error(503, "UNAVAILABLE", "The service is currently unavailable.")
        if fault == "dropped after":
            return Answer(0, b"", dropped=True)
        return answer

    def _due(self, call: Call) -> str:
        for fault in self.faults:
            if (fault.write and not call.writes) or not fault.times:
                continue
            if fault.at:
                fault.at -= 1
            else:
                fault.times -= 1
                return fault.kind
        return ""

    def _answered(self, call: Call) -> Answer:
        try:
            answer = self._routed(call)
        except Refused as problem:
            return _error(problem.code, problem.status, problem.message, problem.field)
        fields = call.query.get("fields", [""])[0]
        answer = masked(answer, parse_mask(fields)) if fields else answer
        if self.strict:
            found = response_mistakes(call.verb, call.path, answer)
            self.mistakes += [f"answered {call.verb} {call.path}: {m}" for m in found]
        return Answer(200, json.dumps(answer).encode())

    def _routed(self, call: Call) -> Json:
        if not self.enabled:
            raise Refused(
                "Google Sheets API has not been used in project 123 before or it is disabled. "
                "Enable it by visiting https://console.developers.google.com/apis/api/"
                "sheets.googleapis.com/overview?project=123 then retry.",
                403, "PERMISSION_DENIED",
            )  # fmt: skip
        path = call.path.removeprefix("/v4/spreadsheets").removeprefix("/")
        if not path:
            return self._create(call)
        book_id, slash, rest = path.partition("/")
        book_id, colon, verb = book_id.partition(":")
        if book_id not in self.books:
            raise Refused("Requested entity was not found.", 404, "NOT_FOUND")
        if not {"*", call.account} & self.shared.get(book_id, set()):
            raise Refused("The caller does not have permission", 403, "PERMISSION_DENIED")
        if colon and verb == "batchUpdate":
            return self._batch(book_id, call)
        if slash:
            return self._values(book_id, unquote(rest.removeprefix("values")), call)
        return self._get(book_id, call)

    def _create(self, call: Call) -> Json:
        if call.account.endswith("gserviceaccount.com"):
            raise Refused("The caller does not have permission", 403, "PERMISSION_DENIED")
        props = call.body.get("properties", {})
        book = self.new(props.get("title", "Untitled spreadsheet"))
        self.shared[book.id] = {call.account}
        return spreadsheet(book, (), {}, grid=False)

    def _get(self, book_id: str, call: Call) -> Json:
        fields = call.query.get("fields", [""])[0]
        grid = call.query.get("includeGridData", ["false"])[0].casefold() == "true"
        ranges = call.query.get("ranges", [])
        return spreadsheet(self.books[book_id], ranges, parse_mask(fields), grid=grid)

    def _batch(self, book_id: str, call: Call) -> Json:
        requests = call.body.get("requests") or []
        if not requests:
            raise Refused("Must specify at least one request.")
        after, replies = apply_batch(self.books[book_id], requests, self.switches)
        self.books[book_id] = after
        answer: Json = {"spreadsheetId": book_id, "replies": [given_back(r) for r in replies]}
        if call.body.get("includeSpreadsheetInResponse"):
            ranges = call.body.get("responseRanges", [])
            grid = bool(call.body.get("responseIncludeGridData"))
            answer["updatedSpreadsheet"] = spreadsheet(after, ranges, {}, grid=grid)
        return answer

    def _values(self, book_id: str, rest: str, call: Call) -> Json:
        book = self.books[book_id]
        one = {key: values[0] for key, values in call.query.items()}
        if rest == ":batchGet":
            found = [get_values(book, name, one) for name in call.query.get("ranges", [])]
            return {"spreadsheetId": book_id, "valueRanges": found}
        after = book.copied()
        answer = _written(after, rest, call, one)
        if answer is None:
            return get_values(book, rest.removeprefix("/"), one)
        self.books[book_id] = after
        return answer


def _written(book: Book, rest: str, call: Call, query: dict[str, str]) -> Json | None:
    """What a write to values comes to; None for a read."""
    name = rest.removeprefix("/")
    if rest == ":batchUpdate":
        option = {"valueInputOption": call.body["valueInputOption"]}
        done = [put_values(book, part["range"], part, option) for part in call.body["data"]]
        totals = {
            f"totalUpdated{what}": sum(answer.get(f"updated{what}", 0) for answer in done)
            for what in ("Rows", "Cells")
        }
        columns = max((answer.get("updatedColumns", 0) for answer in done), default=0)
        totals["totalUpdatedColumns"] = columns
        sheets = len({answer["updatedRange"].rpartition("!")[0] for answer in done})
        return {"spreadsheetId": book.id, **totals, "totalUpdatedSheets": sheets,
                "responses": done}  # fmt: skip
    if rest == ":batchClear":
        done = [clear_values(book, part)["clearedRange"] for part in call.body["ranges"]]
        return {"spreadsheetId": book.id, "clearedRanges": done}
    if name.endswith(":append"):
        return append_values(book, name.removesuffix(":append"), call.body, query)
    if name.endswith(":clear"):
        return clear_values(book, name.removesuffix(":clear"))
    if call.verb == "PUT":
        return put_values(book, name, call.body, query)
    return None


def _error(code: int, status: str, message: str, field_name: str = "") -> Answer:
    said: Json = {"error": {"code": code, "message": message, "status": status}}
    if field_name:
        violation = {"field": field_name, "description": message}
        said["error"]["details"] = [{"@type": "type.googleapis.com/google.rpc.BadRequest",
                                     "fieldViolations": [violation]}]  # fmt: skip
    return Answer(code, json.dumps(said).encode())
