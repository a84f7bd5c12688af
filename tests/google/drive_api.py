"""As much of Drive as the recordings need: files are made, named, listed, copied and deleted."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.google.google_world import Answer, World
from tests.google.sheet_model import Json

_KIND = "application/vnd.google-apps.spreadsheet"


def drive(world: World, verb: str, target: str, _query: Json, body: bytes) -> Answer:
    """One call to Drive."""
    parts = urlsplit(target)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    path = parts.path.removeprefix("/drive/v3/files").strip("/")
    given: dict[str, Any] = json.loads(body) if body.startswith(b"{") else {}
    if not path:
        return _made(world, given) if verb == "POST" else _listed(world, query)
    book_id, _, rest = path.partition("/")
    if book_id not in world.books:
        said = {"message": f"File not found: {book_id}.", "domain": "global", "reason": "notFound",
                "location": "fileId", "locationType": "parameter"}  # fmt: skip
        error = {"code": 404, "message": said["message"], "errors": [said]}
        return Answer(404, json.dumps({"error": error}).encode())
    if verb == "DELETE":
        del world.books[book_id]
        return Answer(204, b"", "text/html")
    if rest == "copy":
        copy = world.new(given.get("name", ""))
        fresh = world.books[book_id].copied()
        fresh.id, fresh.props["title"] = copy.id, given.get("name", "")
        world.books[copy.id] = fresh
        return _answer(_file(copy.id, given.get("name", "")))
    if rest:
        return Answer(501, b"{}")
    return _answer(_file(book_id, str(world.books[book_id].props["title"])), query)


def _made(world: World, given: dict[str, Any]) -> Answer:
    book = world.new(given.get("name", "Untitled"))
    return _answer(_file(book.id, given.get("name", "Untitled")))


def _listed(world: World, query: dict[str, str]) -> Answer:
    wanted = query.get("q", "")
    files = [
        {"id": book.id, "name": book.props["title"]}
        for book in reversed(world.books.values())
        if "name" not in wanted or f'name = "{book.props["title"]}"' in wanted
    ]
    return _answer({"kind": "drive#fileList", "files": files})


def _file(book_id: str, name: str) -> Json:
    return {"kind": "drive#file", "id": book_id, "name": name, "mimeType": _KIND}


def _answer(found: Json, query: dict[str, str] | None = None) -> Answer:
    if query and "fields" in query:
        found = {**found, "createdTime": "", "modifiedTime": ""}
        found = {key: found[key] for key in query["fields"].split(",") if key in found}
    return Answer(200, json.dumps(found).encode())
