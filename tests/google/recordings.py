"""Judge B: traffic gspread's authors recorded from Google, replayed against our server.

Ids are learned from answers that stand beside each other; then whole answers are compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.google.drive_api import drive
from tests.google.google_world import Answer, World

_LEARNED = ("spreadsheetId", "id", "sheetId", "namedRangeId", "protectedRangeId", "name")
_NOT_COMPARED = frozenset({"createdTime", "modifiedTime", "editors", "spreadsheetUrl"})


@dataclass(frozen=True)
class Replayed:
    """One recorded call: what it was, whether it was answered identically, and why not."""

    what: str
    same: bool
    reason: str = ""


def replay(cassette: Path) -> Iterator[Replayed]:
    """Every call of one recording, in order."""
    world = World(strict=False, other=drive)
    known: dict[str, str] = {}
    for interaction in json.loads(cassette.read_text())["interactions"]:
        request, response = interaction["request"], interaction["response"]
        target = _translated(request["uri"], known)
        body = _translated(_text(request["body"]), known).encode()
        answer = _asked(world, request["method"], target, body)
        yield _compared(request, response, answer, known)


def _text(body: Any) -> str:
    if isinstance(body, dict):
        body = body.get("string", "")
    return body.decode() if isinstance(body, bytes) else body or ""


def _translated(text: str, known: dict[str, str]) -> str:
    for theirs, ours in known.items():
        text = re.sub(rf"(?<![\w-]){re.escape(theirs)}(?![\w-])", ours, text)
    return text


def _asked(world: World, verb: str, uri: str, body: bytes) -> Answer:
    parts = urlsplit(uri)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        if parts.netloc == "sheets.googleapis.com":
            return world.sheets(verb, target, body, "dana@example.org")
        return drive(world, verb, target, {}, body)
    except (NotImplementedError, KeyError, TypeError, ValueError, IndexError) as problem:
        return Answer(501, f"not known: {problem!r}".encode())


def _compared(request: Any, response: Any, answer: Answer, known: dict[str, str]) -> Replayed:
    what = _name(request)
    code, recorded = response["status"]["code"], _text(response["body"])
    if code != answer.code:
        return Replayed(what, False, f"status {answer.code}, recorded {code}: {answer.body[:80]!r}")
    if not recorded.strip().startswith(("{", "[")):
        same = recorded == answer.body.decode()
        return Replayed(what, same, "" if same else "another text")
    theirs, ours = json.loads(recorded), json.loads(answer.body or b"{}")
    _learn(theirs, ours, known)
    found = next(_differences(theirs, ours, known, ""), "")
    return Replayed(what, not found, found)


def _name(request: Any) -> str:
    path = unquote(urlsplit(request["uri"]).path)
    path = re.sub(r"[\w-]{25,}", "ID", path)
    path = re.sub(r"values/[^:]*", "values/RANGE", path)
    kinds = re.findall(r'"requests": \[\{"(\w+)"', _text(request["body"]))
    return f"{request['method']} {path}{' ' + kinds[0] if kinds else ''}"


def _learn(theirs: Any, ours: Any, known: dict[str, str]) -> None:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key, value in theirs.items():
            other = ours.get(key)
            if key in _LEARNED and key != "name" and _is_id(value) and _is_id(other):
                if str(value) != str(other) and value != 0:
                    known[str(value)] = str(other)
            else:
                _learn(value, other, known)
    elif isinstance(theirs, list) and isinstance(ours, list):
        for one, other in zip(theirs, ours, strict=False):
            _learn(one, other, known)


def _is_id(value: Any) -> bool:
    return isinstance(value, int | str) and not isinstance(value, bool)


def _differences(theirs: Any, ours: Any, known: dict[str, str], at: str) -> Iterator[str]:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in sorted({*theirs, *ours} - _NOT_COMPARED):
            if key not in theirs or key not in ours:
                yield f"{at}.{key}: {'ours alone' if key in ours else 'recorded alone'}"
            else:
                yield from _differences(theirs[key], ours[key], known, f"{at}.{key}")
    elif isinstance(theirs, list) and isinstance(ours, list):
        if len(theirs) != len(ours):
            yield f"{at}: {len(ours)} items, recorded {len(theirs)}"
        for number, (one, other) in enumerate(zip(theirs, ours, strict=False)):
            yield from _differences(one, other, known, f"{at}[{number}]")
    elif _plain(theirs, known) != _plain(ours, {}):
        yield f"{at}: {ours!r}, recorded {theirs!r}"


def _plain(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float) and str(value) not in known:
        return str(round(float(value), 5))
    text = known.get(str(value), str(value))
    if isinstance(value, int):
        return str(round(float(text), 5))
    return _translated(text, known) if len(text) > 20 else text
