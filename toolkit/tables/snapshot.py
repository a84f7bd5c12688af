"""The agreed state after a sync."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.tables.column import Value
from toolkit.tables.edit import ROW_ADDED, ROW_RETIRED, Edit
from toolkit.tables.record import Record, Table
from toolkit.tables.schema import Schema

_EMPTY = Table()


class Snapshot(Struct, frozen=True):
    """All tables as agreed at one moment.

    Attributes:
        number: sync no., counted from 1; 0 is the empty state before adoption.
        at: when it was agreed; None for number 0.
        tables: by table name.
    """

    number: int = 0
    at: datetime | None = None
    tables: Mapping[str, Table] = field(default_factory=dict)

    def __getitem__(self, table: str) -> Table:
        return self.tables.get(table, _EMPTY)

    def record(self, table: str, record_id: str) -> Record | None:
        """The record, None when there is none of that id."""
        return self[table].records.get(record_id)

    def value(self, table: str, record_id: str, column: str) -> Value:
        """One cell's own value; None when blank or when there is no such record."""
        record = self.tables.get(table, _EMPTY).records.get(record_id)
        return None if record is None else record.cells.get(column)

    def shown(self, schema: Schema, table: str, record_id: str, column: str) -> Value:
        """What a view shows in a cell: its own value, or what it inherits from above."""
        record = self.tables.get(table, _EMPTY).records.get(record_id)
        if record is None:
            return None
        own = record.cells.get(column)
        if own is not None:
            return own
        if column not in schema[table].inherited:
            return None
        parent = schema[table].parent
        if not parent or column not in schema[parent].by_name:
            return None
        return self.shown(schema, parent, record.parent, column)

    def with_record(self, table: str, record: Record) -> Snapshot:
        """The same state with one record changed or added."""
        tables = {**self.tables, table: self[table].with_record(record)}
        return replace(self, tables=tables)

    def after(self, edits: Iterable[Edit], *, at: datetime | None) -> Snapshot:
        """The next snapshot: this one with every *taken* edit applied, in order."""
        records = {name: dict(table.records) for name, table in self.tables.items()}
        for edit in edits:
            if edit.applies:
                _apply(records.setdefault(edit.table, {}), edit)
        tables = {name: Table.of(found.values()) for name, found in records.items()}
        return Snapshot(self.number + 1, at, tables)


def _apply(records: dict[str, Record], edit: Edit) -> None:
    if edit.column == ROW_ADDED:
        records.setdefault(edit.id, Record(edit.id, parent=str(edit.new or "")))
    elif edit.column == ROW_RETIRED:
        records[edit.id] = replace(records[edit.id], retired=bool(edit.new))
    else:
        records[edit.id] = records[edit.id].with_cell(edit.column, edit.new)
