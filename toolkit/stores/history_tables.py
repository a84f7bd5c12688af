"""How history keeps the tables of a snapshot: whole now and then, otherwise what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import cast

from toolkit.stores.history_open import Database
from toolkit.tables.encoding import Json, decode_tables, encode_tables
from toolkit.tables.record import Record, Table

_LONGEST_CHAIN = 32


def written(value: Json) -> str:
    """JSON as history keeps it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class KeptTables(Mapping[str, Table]):
    """The tables of one snapshot, each read when somebody asks for it.

    A sync that finds nothing changed never pays for reading ten thousand rows.
    """

    def __init__(self, database: Database, number: int) -> None:
        self._database = database
        self._number = number
        names = database.rows(
            "SELECT DISTINCT name FROM table_states WHERE snapshot <= ? ORDER BY name", number
        )
        self._tables: dict[str, Table | None] = {str(name): None for (name,) in names}

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __getitem__(self, name: str) -> Table:
        table = self._tables[name]
        if table is None:
            table = self._tables[name] = self._read(name)
        return table

    def _read(self, name: str) -> Table:
        records: dict[str, Record] = {}
        for (body,) in self._database.rows(
            "SELECT body FROM table_states WHERE name = ? AND snapshot BETWEEN (SELECT"
            " max(snapshot) FROM table_states WHERE name = ? AND whole AND snapshot <= ?) AND ?"
            " ORDER BY snapshot",
            *(name, name, self._number, self._number),
        ):
            records.update(decode_tables({name: json.loads(str(body))})[name].records)
        return Table.of(records.values())


def keep_tables(
    database: Database, number: int, old: Mapping[str, Table], new: Mapping[str, Table]
) -> None:
    """Write what the tables of a new snapshot differ in. Runs inside a transaction."""
    for name, table in new.items():
        before = old.get(name)
        if before is None:
            _keep(database, name, number, table, whole=True)
        elif before is not table:
            _keep_changes(database, name, number, before, table)
    for name in old:
        if name not in new and len(old[name]):
            _keep(database, name, number, Table(), whole=True)


def _keep_changes(database: Database, name: str, number: int, old: Table, new: Table) -> None:
    changed = [record for record in new if _differs(old.records.get(record.id), record)]
    in_order = [record.id for record in new][: len(old)] == list(old.records)
    if in_order and not changed and len(old) == len(new):
        return
    delta = Table.of(changed)
    whole = not in_order or _chain_is_long(database, name, len(changed), len(new))
    _keep(database, name, number, new if whole else delta, whole=whole)


def _differs(old: Record | None, new: Record) -> bool:
    # Unchanged records are the same object in both snapshots, which makes this fast.
    return old is not new and old != new


def _chain_is_long(database: Database, name: str, changed: int, records: int) -> bool:
    """Whether reading the parts one by one would cost more than keeping the table whole."""
    facts = database.rows(
        "SELECT count(*), coalesce(sum(length(body)), 0) FROM table_states WHERE name = ? AND"
        " snapshot > (SELECT max(snapshot) FROM table_states WHERE name = ? AND whole)",
        *(name, name),
    )[0]
    links, size = cast("tuple[int, int]", facts)
    whole = cast(
        "int",
        database.rows(
            "SELECT length(body) FROM table_states WHERE name = ? AND whole"
            " ORDER BY snapshot DESC LIMIT 1",
            name,
        )[0][0],
    )
    return links >= _LONGEST_CHAIN or 2 * size > whole or 2 * changed > records


def _keep(database: Database, name: str, number: int, table: Table, *, whole: bool) -> None:
    body = written(encode_tables({name: table})[name])
    database.connection.execute(
        "INSERT INTO table_states (name, snapshot, whole, body) VALUES (?, ?, ?, ?)",
        (name, number, whole, body),
    )
