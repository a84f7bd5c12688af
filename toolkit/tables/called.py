"""What people call a record: the ref they see, else its name."""

from __future__ import annotations

from toolkit.tables.one_line import one_line
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot

_LONGEST = 40


def called(schema: Schema, snapshot: Snapshot, table: str, record_id: str) -> str:
    """The ref of a record where its sheet shows one, else its name or first words, or its table's.

    A meeting's ref stands in a hidden column: nobody knows ``may-june``, everybody the
    "May – June meeting".
    """
    record = snapshot.record(table, record_id)
    columns = schema[table].by_name
    if record is None:
        return ""
    shown = [
        column.name
        for column in (columns.get("ref"), *schema[table].columns)
        if column is not None and not column.hidden
    ]
    said = next((record.text(name) for name in shown if record.text(name)), "")
    return one_line(said or schema[table].title, _LONGEST)
