"""The ledger of edits as history keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from toolkit.ports.history import LedgerLine
from toolkit.stores.history_open import Database
from toolkit.stores.history_tables import written
from toolkit.tables.column import Value
from toolkit.tables.edit import Edit, EditState, Source
from toolkit.tables.encoding import decode_value, encode_value

_COLUMNS = (
    "table_name, record, column_name, old, new, state, reason, text,"
    " file, sheet, cell, person, at, replica, content, baseline"
)


def keep_edits(database: Database, made_by: int, number: int, edits: Iterable[Edit]) -> None:
    """Add lines to the ledger. Runs inside a transaction."""
    database.connection.executemany(
        f"INSERT INTO edits (made_by, number, {_COLUMNS})"  # noqa: S608 - fixed column names
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(made_by, number, *_facts_of(edit)) for edit in edits],
    )


def read_ledger(
    database: Database, table: str, record_id: str, column: str, since: int
) -> tuple[LedgerLine, ...]:
    """Lines counted after a snapshot, of one table, record or cell where given."""
    wanted = {"table_name": table, "record": record_id, "column_name": column}
    limits = {name: value for name, value in wanted.items() if value}
    where = "".join(f" AND edits.{name} = ?" for name in limits)
    rows = database.rows(
        f"SELECT number, commits.at, {_COLUMNS.replace(' at,', ' edits.at,')} FROM edits"  # noqa: S608
        f" JOIN commits ON commits.seq = made_by WHERE number > ?{where} ORDER BY edits.seq",
        *(since, *limits.values()),
    )
    return tuple(_line_of(row) for row in rows)


def values_taken(
    database: Database, table: str, record_id: str, column: str, number: int
) -> tuple[Value, ...]:
    """The values one cell of the agreed state took on after a snapshot."""
    rows = database.rows(
        "SELECT new FROM edits WHERE table_name = ? AND record = ? AND column_name = ?"
        " AND number > ? AND state = ? ORDER BY seq",
        *(table, record_id, column, number, EditState.TAKEN.value),
    )
    return tuple(decode_value(json.loads(str(new))) for (new,) in rows)


def _facts_of(edit: Edit) -> tuple[object, ...]:
    source = edit.source
    old, new = written(encode_value(edit.old)), written(encode_value(edit.new))
    when = "" if source.when is None else source.when.isoformat()
    return (
        *(edit.table, edit.id, edit.column, old, new, edit.state.value, edit.reason, edit.text),
        *(source.file, source.sheet, source.cell, source.by, when),
        *(source.replica, source.content, edit.baseline),
    )


def _line_of(row: tuple[object, ...]) -> LedgerLine:
    number, counted, *facts = cast("tuple[Any, ...]", row)
    table, record_id, column, old, new, state, reason, text, *origin, baseline = facts
    file, sheet, cell, person, at, replica, content = origin
    when = datetime.fromisoformat(at) if at else None
    edit = Edit(
        table,
        record_id,
        column,
        decode_value(json.loads(old)),
        decode_value(json.loads(new)),
        source=Source(file, sheet, cell, person, when, replica, content),
        baseline=baseline,
        state=EditState(state),
        reason=reason,
        text=text,
    )
    return LedgerLine(number, datetime.fromisoformat(counted), edit)
