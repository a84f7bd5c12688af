"""Values, records and snapshots as plain JSON values and back: history's written form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from toolkit.tables.column import Value
from toolkit.tables.record import Record, Table

Json = Any
"""What ``json`` reads and writes."""


def encode_value(value: Value) -> Json:
    """A value as JSON; a date says that it is one, so that it comes back as a date."""
    return {"date": value.isoformat()} if isinstance(value, date) else value


def decode_value(encoded: Json) -> Value:
    """The value an encoded one stands for."""
    if isinstance(encoded, dict):  # what json gives; an abstract Mapping would be slow to ask for
        return date.fromisoformat(encoded["date"])
    value: Value = encoded
    return value


def encode_tables(tables: Mapping[str, Table]) -> Json:
    """All tables as JSON, records in their order."""
    return {name: [_encode_record(record) for record in table] for name, table in tables.items()}


def decode_tables(encoded: Mapping[str, Sequence[Mapping[str, Json]]]) -> dict[str, Table]:
    """The tables an encoded form stands for."""
    known: dict[str, str] = {}
    return {
        name: Table.of(_decode_record(record, known) for record in records)
        for name, records in encoded.items()
    }


def _encode_record(record: Record) -> Json:
    encoded: dict[str, Json] = {"id": record.id}
    if record.parent:
        encoded["parent"] = record.parent
    if record.retired:
        encoded["retired"] = True
    encoded["cells"] = {name: encode_value(value) for name, value in record.cells.items()}
    return encoded


def _decode_record(encoded: Mapping[str, Json], known: dict[str, str]) -> Record:
    """One record; a text that was met before is the one met before, as most of a plan's are."""
    return Record(
        id=encoded["id"],
        cells={
            name: known.setdefault(value, value) if type(value) is str else decode_value(value)
            for name, value in encoded["cells"].items()
        },
        parent=encoded.get("parent", ""),
        retired=encoded.get("retired", False),
    )
