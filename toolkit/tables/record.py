"""A record, and the records of one table in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.tables.column import Value


class Record(Struct, frozen=True):
    """One thing that is kept.

    Attributes:
        id: its identity, for ever.
        cells: typed values by column name; a column that is absent is blank.
        parent: id of the record it hangs under, "" at the top.
        retired: taken out of the counts by the coordinator; kept in history.
    """

    id: str
    cells: Mapping[str, Value] = field(default_factory=dict)
    parent: str = ""
    retired: bool = False

    def __getitem__(self, column: str) -> Value:
        return self.cells.get(column)

    def text(self, column: str) -> str:
        """A cell as text, "" when blank."""
        value = self.cells.get(column)
        return "" if value is None else str(value)

    def with_cell(self, column: str, value: Value) -> Record:
        """The same record with one cell changed."""
        cells = dict(self.cells)
        if value is None:
            cells.pop(column, None)
        else:
            cells[column] = value
        return replace(self, cells=cells)


class Table(Struct, frozen=True):
    """The records of one table, in the order people see them."""

    records: Mapping[str, Record] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, records: Iterable[Record]) -> Table:
        """A table of these records, in this order."""
        return cls(MappingProxyType({record.id: record for record in records}))

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records.values())

    def __len__(self) -> int:
        return len(self.records)

    def __contains__(self, record_id: str) -> bool:
        return record_id in self.records

    def __getitem__(self, record_id: str) -> Record:
        return self.records[record_id]

    def with_record(self, record: Record) -> Table:
        """The same table with one record changed in place, or added at the end."""
        return Table(MappingProxyType({**self.records, record.id: record}))

    def live(self) -> Iterator[Record]:
        """The records that are not retired."""
        return (record for record in self if not record.retired)
