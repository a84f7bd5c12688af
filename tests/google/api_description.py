"""Judge A: Google's own description of its API, asked about everything sent and answered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import googleapiclient

from tests.google.field_mask import Tree, parse_mask

_PLACE = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"


@cache
def description(name: str = "sheets.v4") -> dict[str, Any]:
    """The description as Google ships it with its own client."""
    return json.loads((_PLACE / f"{name}.json").read_text())


@cache
def _methods(name: str) -> tuple[tuple[str, str, dict[str, Any]], ...]:
    document = description(name)
    base = document["servicePath"]

    def below(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield from part.get("methods", {}).values()
        for inner in part.get("resources", {}).values():
            yield from below(inner)

    found = []
    for method in below(document):
        path = method.get("flatPath") or method["path"]
        pattern = re.sub(r"\\\{\\?\+?(\w+)\\\}", r"(?P<\1>[^/:]+|[^/]+)", re.escape(path))
        found.append((method["httpMethod"], "/" + base + pattern, method))
    # A path with a verb at its end (":batchUpdate") before the one without.
    return tuple(sorted(found, key=lambda item: -item[1].count(":")))


def method_of(verb: str, path: str, name: str = "sheets.v4") -> dict[str, Any] | None:
    """The described method a request goes to; None when there is none."""
    for wanted, pattern, method in _methods(name):
        if wanted == verb and re.fullmatch(pattern, path):
            return method
    return None


def request_mistakes(
    verb: str, path: str, query: dict[str, list[str]], body: Any, name: str = "sheets.v4"
) -> list[str]:
    """What Google's description has against a request; nothing when it is well formed."""
    method = method_of(verb, path, name)
    if method is None:
        return [f"no method answers {verb} {unquote(path)}"]
    known = {**method.get("parameters", {}), **description(name)["parameters"]}
    found = [f"unknown parameter {key}" for key in query if key not in known]
    for key, values in query.items():
        allowed = known.get(key, {}).get("enum")
        found += [f"{key}={v} is none of {allowed}" for v in values if allowed and v not in allowed]
    for mask in query.get("fields", []):
        answer = method["response"]["$ref"]
        found += list(_mask_mistakes(parse_mask(mask), answer, "fields", name))
    if "request" in method:
        found += list(_mistakes(body, {"$ref": method["request"]["$ref"]}, "body", name))
    elif body:
        found.append("a body where none is wanted")
    return found


def response_mistakes(verb: str, path: str, answer: Any, name: str = "sheets.v4") -> list[str]:
    """What the description has against an answer."""
    method = method_of(verb, path, name)
    if method is None or "response" not in method:
        return []
    return list(_mistakes(answer, {"$ref": method["response"]["$ref"]}, "answer", name))


def _schema(spec: dict[str, Any], name: str) -> dict[str, Any]:
    return description(name)["schemas"][spec["$ref"]] if "$ref" in spec else spec


def _mistakes(value: Any, spec: dict[str, Any], at: str, name: str) -> Iterator[str]:
    spec = _schema(spec, name)
    kind = spec.get("type", "object")
    if value is None or kind == "any":
        return
    if kind == "object":
        yield from _object(value, spec, at, name)
    elif kind == "array":
        if not isinstance(value, list):
            yield f"{at}: {value!r} is no list"
            return
        for number, item in enumerate(value):
            yield from _mistakes(item, spec["items"], f"{at}[{number}]", name)
    elif not _fits(value, spec):
        yield f"{at}: {value!r} is no {kind}"
    elif spec.get("enum") and value not in spec["enum"]:
        yield f"{at}: {value!r} is none of {spec['enum']}"


def _object(value: Any, spec: dict[str, Any], at: str, name: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{at}: {value!r} is no object"
        return
    fields = spec.get("properties", {})
    for key, inner in value.items():
        if key in fields:
            yield from _mistakes(inner, fields[key], f"{at}.{key}", name)
            yield from _inner_mask(key, inner, at, name)
        elif "additionalProperties" in spec:
            yield from _mistakes(inner, spec["additionalProperties"], f"{at}.{key}", name)
        else:
            yield f"{at}: there is no field {key}"


_MASKED = {
    "updateCells": "CellData", "repeatCell": "CellData", "updateSheetProperties": "SheetProperties",
    "updateSpreadsheetProperties": "SpreadsheetProperties", "updateBanding": "BandedRange",
    "updateDimensionProperties": "DimensionProperties", "updateFilterView": "FilterView",
    "updateProtectedRange": "ProtectedRange", "updateNamedRange": "NamedRange",
    "updateDeveloperMetadata": "DeveloperMetadata",
}  # fmt: skip


def _inner_mask(key: str, value: Any, at: str, name: str) -> Iterator[str]:
    if key in _MASKED and isinstance(value, dict) and value.get("fields"):
        yield from _mask_mistakes(parse_mask(value["fields"]), _MASKED[key], f"{at}.{key}", name)


def _mask_mistakes(tree: Tree, schema: str, at: str, name: str) -> Iterator[str]:
    fields = description(name)["schemas"][schema].get("properties", {})
    for key, below in tree.items():
        if key == "*":
            continue
        if key not in fields:
            yield f"{at}: {schema} has no field {key}"
            continue
        spec = fields[key]
        spec = spec.get("items", spec)
        if below and "$ref" in spec:
            yield from _mask_mistakes(below, spec["$ref"], at, name)


def _fits(value: Any, spec: dict[str, Any]) -> bool:
    kind = spec["type"]
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)
