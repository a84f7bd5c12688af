"""What views show of the records of a snapshot, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.tables.column import Value
from toolkit.tables.record import Record
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot


class ShownRows:
    """Own and inherited values of records; blank cells are absent.

    The same as ``Snapshot.shown`` says cell by cell, with what stands above looked up once for all
    records that hang under it.
    """

    def __init__(self, snapshot: Snapshot, schema: Schema) -> None:
        self._snapshot = snapshot
        self._schema = schema
        self._by_table: dict[str, Mapping[str, Record]] = {}
        self._above: dict[tuple[str, str], Mapping[str, Value]] = {}

    def __call__(self, table: str, record_id: str) -> dict[str, Value]:
        """What a view shows of one record; nothing when there is no such record."""
        record = self._records(table).get(record_id)
        if record is None:
            return {}
        above = self._above.get((table, record.parent))
        if above is None:
            above = self.above(table, record.parent)
        if None not in record.cells.values():
            return {**above, **record.cells}
        own = {column: value for column, value in record.cells.items() if value is not None}
        return {**above, **own}

    def _records(self, table: str) -> Mapping[str, Record]:
        known = self._by_table.get(table)
        if known is None:
            known = self._by_table[table] = self._snapshot[table].records
        return known

    def above(self, table: str, parent_id: str) -> Mapping[str, Value]:
        """What the records of a table show where they are blank themselves."""
        key = (table, parent_id)
        if key not in self._above:
            self._above[key] = dict(self._inherited(table, parent_id))
        return self._above[key]

    def _inherited(self, table: str, parent_id: str) -> Iterator[tuple[str, Value]]:
        facts = self._schema[table]
        if facts.parent and facts.inherited:
            known = self._schema[facts.parent].by_name
            for column, value in self(facts.parent, parent_id).items():
                if column in facts.inherited and column in known:
                    yield column, value
