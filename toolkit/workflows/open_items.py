"""What stands open between two syncs, as history keeps it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from toolkit.merge.conflict import Conflict
from toolkit.ports.history import History
from toolkit.report.open_matters import conflict_key, waiting_key
from toolkit.tables.edit import Edit
from toolkit.tables.edit_encoding import decode_edit, encode_edit
from toolkit.tables.encoding import Json, decode_value, encode_value

CONFLICT, WAITING, ACCEPTED, COPY = "conflict", "waiting", "accepted", "copy"


def open_conflicts(history: History) -> tuple[Conflict, ...]:
    """The conflicts nobody has settled."""
    return tuple(decode_conflict(encoded) for encoded in history.items(CONFLICT).values())


def open_waiting(history: History) -> tuple[Edit, ...]:
    """The edits that wait for a person."""
    return tuple(decode_edit(encoded) for encoded in history.items(WAITING).values())


def waiting_copies(history: History, heard: Collection[str]) -> Iterator[tuple[str, str]]:
    """Content and file name of every returned copy in which something waits.

    Args:
        history: where they are kept.
        heard: names of the files that lie in the inbox: one of the same name is the copy itself,
            or what its sender made of it since.
    """
    for content, facts in history.items(COPY).items():
        if facts["file"] not in heard:
            yield content, facts["file"]


def copies_held(history: History) -> frozenset[str]:
    """Contents of the returned copies that are held as a whole."""
    items = history.items(COPY).items()
    return frozenset(content for content, facts in items if facts.get("held"))


def encode_open(
    conflicts: Sequence[Conflict], waiting: Sequence[Edit]
) -> dict[str, Mapping[str, Json]]:
    """Conflicts and waiting edits as items of a commit."""
    return {
        CONFLICT: {conflict_key(conflict): _encode_conflict(conflict) for conflict in conflicts},
        WAITING: {waiting_key(edit): encode_edit(edit) for edit in waiting},
    }


def _encode_conflict(conflict: Conflict) -> Json:
    return {
        "table": conflict.table,
        "id": conflict.id,
        "column": conflict.column,
        "base": encode_value(conflict.base),
        "since": conflict.since,
        "values": [encode_edit(edit) for edit in conflict.values],
    }


def decode_conflict(encoded: Mapping[str, Json]) -> Conflict:
    """A conflict as an item keeps it."""
    return Conflict(
        table=encoded["table"],
        id=encoded["id"],
        column=encoded["column"],
        base=decode_value(encoded["base"]),
        since=encoded["since"],
        values=tuple(decode_edit(edit) for edit in encoded["values"]),
    )
