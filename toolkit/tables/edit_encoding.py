"""Edits as plain JSON values and back, for what stands open between two syncs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from toolkit.tables.edit import Edit, EditState, Source
from toolkit.tables.encoding import Json, decode_value, encode_value


def encode_edit(edit: Edit) -> Json:
    """An edit as JSON; what is blank is left out."""
    facts = {
        "table": edit.table,
        "id": edit.id,
        "column": edit.column,
        "old": encode_value(edit.old),
        "new": encode_value(edit.new),
        "source": _encode_source(edit.source),
        "baseline": edit.baseline,
        "state": str(edit.state),
        "reason": edit.reason,
        "text": edit.text,
    }
    return {name: fact for name, fact in facts.items() if fact not in (None, "", {})}


def decode_edit(encoded: Mapping[str, Json]) -> Edit:
    """The edit an encoded one stands for."""
    return Edit(
        table=encoded["table"],
        id=encoded["id"],
        column=encoded["column"],
        old=decode_value(encoded.get("old")),
        new=decode_value(encoded.get("new")),
        source=_decode_source(encoded.get("source", {})),
        baseline=encoded.get("baseline", 0),
        state=EditState(encoded["state"]),
        reason=encoded.get("reason", ""),
        text=encoded.get("text", ""),
    )


_SOURCE = ("file", "sheet", "cell", "by", "replica", "content")


def _encode_source(source: Source) -> Json:
    facts: dict[str, Json] = {name: getattr(source, name) for name in _SOURCE}
    facts["when"] = source.when.isoformat() if source.when else ""
    return {name: fact for name, fact in facts.items() if fact}


def _decode_source(encoded: Mapping[str, Json]) -> Source:
    when = encoded.get("when", "")
    texts = {name: encoded.get(name, "") for name in _SOURCE}
    return Source(**texts, when=datetime.fromisoformat(when) if when else None)
