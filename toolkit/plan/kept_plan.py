"""A plan document as it was adopted, kept as text: reading that is ten times as quick."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct

from toolkit.plan.adopt import Adopted
from toolkit.tables.document import LinedList, LinedMap, LinedText, Node
from toolkit.tables.encoding import Json, decode_tables, encode_tables
from toolkit.tables.record import Table
from toolkit.tables.schema import Schema, TableSchema


def encode_adopted(adopted: Adopted) -> str:
    """An adopted plan without mistakes as text."""
    facts = {
        "plan_id": adopted.plan_id,
        "schema": msgspec.to_builtins(dict(adopted.schema.tables)),
        "tables": encode_tables(adopted.tables),
        "amendments_direct": adopted.amendments_direct,
        "smart": adopted.smart,
        "definitions": adopted.definitions,
    }
    return json.dumps(facts, ensure_ascii=False)


class _Kept(Struct):
    """The written form; each table is read when somebody asks for it, which few runs do."""

    plan_id: str
    schema: dict[str, TableSchema]
    tables: dict[str, msgspec.Raw]
    amendments_direct: bool
    smart: bool
    definitions: dict[str, Json]


class _LaterTables(Mapping[str, Table]):
    """Tables that wait packed, since most are never asked for."""

    def __init__(self, written: Mapping[str, msgspec.Raw]) -> None:
        self._written = {name: zlib.compress(text, 1) for name, text in written.items()}
        self._read: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        if name not in self._read:
            records = json.loads(zlib.decompress(self._written[name]))
            self._read[name] = decode_tables({name: records})[name]
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)


def decode_adopted(text: str) -> Adopted:
    """The adopted plan a text stands for; the lines its definitions stood on are forgotten.

    Raises:
        ValueError: the text is another one.
    """
    kept = msgspec.json.decode(text.encode(), type=_Kept)
    return Adopted(
        kept.plan_id,
        Schema(kept.schema),
        _LaterTables(kept.tables),
        kept.amendments_direct,
        kept.smart,
        {name: _node(node) for name, node in kept.definitions.items()},
    )


def _node(found: Json) -> Node:
    if isinstance(found, dict):
        return LinedMap({LinedText(name): _node(node) for name, node in found.items()})
    if isinstance(found, list):
        return LinedList(map(_node, found))
    return LinedText(found)
