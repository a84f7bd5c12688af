"""What a place said, as bytes: a place without a file of its own is kept like a file's content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from msgspec.structs import astuple

from toolkit.tables.copy import Copy, CopyRow, CopyTable, UnknownColumn
from toolkit.tables.encoding import Json
from toolkit.tables.raw import BLANK, Raw, RawKind, raw_of
from toolkit.tables.stamp import Stamp

_START = b'{"actiongrid copy": 1, '
"""No workbook begins so: a kept copy is told from a kept file by it."""


def encode_copy(copy: Copy, follows: str = "") -> bytes:
    """A copy as bytes, but for its ``content``, which is the name these bytes get.

    Args:
        copy: what the place said.
        follows: name of the content the place had before. It makes two states apart in time two
            contents, even when somebody has put every value back.
    """
    stamp = copy.stamp
    document = {
        "follows": follows,
        "file": copy.file,
        "by": copy.by,
        "when": copy.when.isoformat() if copy.when else "",
        "returned": copy.returned,
        "stamp": list(astuple(stamp)) if stamp else None,
        "tables": [_encode_table(table) for table in copy.tables],
        "again": [_encode_table(table) for table in copy.again],
        "gone": list(copy.gone),
        "came_as": copy.came_as,
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    # A text may hold half of a surrogate pair: it is kept as it is.
    return _START + text[1:].encode("utf-8", "surrogatepass")


def is_encoded_copy(data: bytes) -> bool:
    """Whether these bytes are a kept copy and not a workbook."""
    return data.startswith(_START)


def decode_copy(data: bytes, content: str) -> Copy:
    """The copy that bytes stand for; ``content`` is their name."""
    found = json.loads(data.decode("utf-8", "surrogatepass"))
    return Copy(
        file=found["file"],
        content=content,
        stamp=Stamp(*found["stamp"]) if found["stamp"] else None,
        tables=tuple(map(_decode_table, found["tables"])),
        by=found["by"],
        when=datetime.fromisoformat(found["when"]) if found["when"] else None,
        returned=found["returned"],
        again=tuple(map(_decode_table, found["again"])),
        gone=tuple(found["gone"]),
        came_as=found.get("came_as", ""),
    )


def _encode_table(table: CopyTable) -> Json:
    return {
        "table": table.table,
        "sheet": table.sheet,
        "letters": dict(table.letters),
        "rows": _encode_rows(table.rows),
        "unknown": [
            [other.heading, other.letter, {str(n): _encode_raw(r) for n, r in other.cells.items()}]
            for other in table.unknown
        ],
        "problem": table.problem,
        "heading_row": table.heading_row,
        "lost": list(table.lost),
        "merged": list(table.merged),
        "beyond": table.beyond,
        "unnamed": _encode_rows(table.unnamed),
    }


def _encode_rows(rows: Iterable[CopyRow]) -> Json:
    return [
        [row.id, row.row, row.hidden, {name: _encode_raw(raw) for name, raw in row.cells.items()}]
        for row in rows
    ]


def _decode_table(found: Mapping[str, Any]) -> CopyTable:
    return CopyTable(
        table=found["table"],
        sheet=found["sheet"],
        letters=found["letters"],
        rows=_decode_rows(found["rows"]),
        unknown=tuple(
            UnknownColumn(heading, letter, {int(n): _decode_raw(raw) for n, raw in cells.items()})
            for heading, letter, cells in found["unknown"]
        ),
        problem=found["problem"],
        heading_row=found["heading_row"],
        lost=tuple(found["lost"]),
        merged=tuple(found["merged"]),
        beyond=found["beyond"],
        unnamed=_decode_rows(found.get("unnamed", ())),  # an earlier version knew none
    )


def _decode_rows(found: Iterable[Any]) -> tuple[CopyRow, ...]:
    return tuple(
        CopyRow(row_id, number, {name: _decode_raw(raw) for name, raw in cells.items()}, hidden)
        for row_id, number, hidden, cells in found
    )


def _encode_raw(raw: Raw) -> Json:
    """A plain value as itself; a cell with anything special about it as a mapping."""
    if raw == BLANK:
        return None
    value = raw.value
    if not isinstance(value, date) and raw_of(value) == raw:
        return value
    facts: dict[str, Json] = {"kind": raw.kind.value}
    if isinstance(value, datetime):
        facts["moment"] = value.isoformat()
    elif isinstance(value, date):
        facts["day"] = value.isoformat()
    elif value is not None:
        facts["value"] = value
    flags = ("percent", "formula", "serial_1904")
    return facts | {name: True for name in flags if getattr(raw, name)}


def _decode_raw(found: Json) -> Raw:
    if not isinstance(found, dict):
        return raw_of(found)
    value = found.get("value")
    if "moment" in found:
        value = datetime.fromisoformat(found["moment"])
    elif "day" in found:
        value = date.fromisoformat(found["day"])
    flags = {name: True for name in ("percent", "formula", "serial_1904") if name in found}
    return Raw(RawKind(found["kind"]), value, **flags)
