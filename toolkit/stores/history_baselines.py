"""What live places are compared with, as history keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from toolkit.ports.commit import Baseline, Cell
from toolkit.stores.history_open import Database
from toolkit.stores.history_tables import written
from toolkit.tables.column import Value
from toolkit.tables.encoding import decode_value, encode_value

_COLUMNS = "replica, content, stamp, snapshot, known"
_NEWEST = f"SELECT {_COLUMNS} FROM baselines WHERE replica = ?"  # noqa: S608 - fixed column names


def encode_known(known: Mapping[Cell, Value]) -> str:
    """Known cells as text, in one order whatever order they were found in."""
    return written(
        [[*cell, encode_value(value)] for cell, value in sorted(known.items(), key=_cell)]
    )


def decode_known(text: str) -> dict[Cell, Value]:
    """The cells such a text stands for."""
    return {
        (table, record, column): decode_value(value)
        for table, record, column, value in json.loads(text)
    }


def _cell(item: tuple[Cell, Value]) -> Cell:
    return item[0]


def keep_baselines(database: Database, baselines: Iterable[Baseline]) -> None:
    """Have live places compared with these from now on. Runs inside a transaction."""
    for baseline in new_baselines(database, baselines):
        database.connection.execute(
            f"INSERT INTO baselines ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)",  # noqa: S608
            (
                *(baseline.replica, baseline.content, baseline.stamp, baseline.snapshot),
                encode_known(baseline.known),
            ),
        )


def new_baselines(database: Database, baselines: Iterable[Baseline]) -> tuple[Baseline, ...]:
    """Those that are not the last word on their place: of this content, or under this stamp."""
    return tuple(b for b in baselines if not _stands(database, b))


def _stands(database: Database, baseline: Baseline) -> bool:
    """Whether nothing else has been said since: a file may come back to what it held before."""
    if find_baseline(database, baseline.replica, baseline.content) != baseline:
        return False
    [newest] = database.rows(
        "SELECT content FROM baselines WHERE replica = ? AND stamp = ? ORDER BY seq DESC LIMIT 1",
        *(baseline.replica, baseline.stamp),
    )
    return newest == (baseline.content,)


def latest_contents(database: Database) -> dict[str, str]:
    """For each live place the hash of the content last agreed, by stamp, then by time.

    A save that was pushed out by a write is counted after that write but carries an older stamp.
    """
    rows = database.rows(
        "SELECT replica, content FROM baselines WHERE seq IN (SELECT (SELECT seq FROM baselines"
        " WHERE replica = each.replica ORDER BY stamp DESC, seq DESC LIMIT 1)"
        " FROM (SELECT DISTINCT replica FROM baselines) AS each)"
    )
    return {str(replica): str(content) for replica, content in rows}


def contents_in_use(database: Database, kind: str, since: int) -> frozenset[str]:
    """Contents of open matters, and of everything counted after a snapshot."""
    rows = database.rows(
        "SELECT content FROM pending WHERE NOT counted"
        " UNION SELECT expected FROM journal WHERE state <> 'cleared'"
        " UNION SELECT planned FROM journal WHERE state <> 'cleared'"
        " UNION SELECT key FROM items WHERE kind = ? AND (until IS NULL OR until IN"
        " (SELECT seq FROM commits WHERE snapshot > ?))"
        " UNION SELECT content FROM sources JOIN commits ON commits.seq = made_by"
        " WHERE commits.snapshot > ?"
        " UNION SELECT content FROM baselines WHERE snapshot > ?",
        *(kind, since, since, since),
    )
    return frozenset(str(content) for (content,) in rows)


def find_baseline(database: Database, replica: str, content: str) -> Baseline | None:
    """What is known of exactly this content of a place, last said first."""
    rows = database.rows(f"{_NEWEST} AND content = ? ORDER BY seq DESC LIMIT 1", replica, content)
    return _baseline_of(rows[0]) if rows else None


def baselines_of_stamp(database: Database, replica: str, stamp: int) -> tuple[Baseline, ...]:
    """Everything a place was compared with under one stamp, newest first."""
    rows = database.rows(f"{_NEWEST} AND stamp = ? ORDER BY seq DESC", replica, stamp)
    return tuple(map(_baseline_of, rows))


def _baseline_of(row: tuple[object, ...]) -> Baseline:
    replica, content, stamp, snapshot, known = cast("tuple[Any, ...]", row)
    return Baseline(replica, content, stamp, snapshot, decode_known(known))
