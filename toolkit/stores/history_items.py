"""What stands open between syncs: conflicts, holds, waiting edits, answers, aliases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast

from toolkit.stores.history_open import Database
from toolkit.stores.history_tables import written
from toolkit.tables.encoding import Json

_OPEN = "SELECT key, body, opened FROM items WHERE kind = ? AND until IS NULL ORDER BY opened, seq"


def open_items(database: Database, kind: str) -> dict[str, Json]:
    """Open items of one kind by key, in the order they were opened."""
    return {str(key): json.loads(str(body)) for key, body, _ in database.rows(_OPEN, kind)}


def items_opened(database: Database, kind: str) -> dict[str, int]:
    """After which snapshot each open item was opened."""
    rows = database.rows(
        "SELECT key, commits.snapshot FROM items JOIN commits ON commits.seq = opened"
        " WHERE kind = ? AND until IS NULL ORDER BY opened, items.seq",
        kind,
    )
    return {str(key): cast("int", number) for key, number in rows}


def items_touched(database: Database, kind: str, number: int, end: str) -> dict[str, Json]:
    """What the commit of a snapshot opened (``since``) or closed (``until``), as it was then."""
    rows = database.rows(
        f"SELECT key, body FROM items WHERE kind = ? AND {end} ="  # noqa: S608 - fixed names
        " (SELECT made_by FROM snapshots WHERE number = ?) ORDER BY seq",
        kind,
        number,
    )
    return {str(key): json.loads(str(body)) for key, body in rows}


def differing_items(database: Database, kind: str, wanted: Mapping[str, Json]) -> bool:
    """Whether what should stand open differs from what does."""
    return open_items(database, kind) != dict(wanted)


def keep_items(database: Database, made_by: int, kind: str, wanted: Mapping[str, Json]) -> None:
    """Have exactly these items stand open. Runs inside a transaction."""
    rows = database.rows(_OPEN, kind)
    present = {str(key): (json.loads(str(body)), opened) for key, body, opened in rows}
    for key, (body, _opened) in present.items():
        if key not in wanted or wanted[key] != body:
            database.connection.execute(
                "UPDATE items SET until = ? WHERE kind = ? AND key = ? AND until IS NULL",
                (made_by, kind, key),
            )
    for key, body in wanted.items():
        before, opened = present.get(key, (None, made_by))
        if key not in present or before != body:
            _open(database, made_by, kind, key, written(body), opened)


def _open(database: Database, made_by: int, kind: str, key: str, body: str, opened: object) -> None:
    database.connection.execute(
        "INSERT INTO items (kind, key, body, opened, since) VALUES (?, ?, ?, ?, ?)",
        (kind, key, body, opened, made_by),
    )
