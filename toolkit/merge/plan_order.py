"""The order in which people know the plan: tables, then records, then columns."""

from __future__ import annotations

from functools import cached_property

from toolkit.tables.edit import CellKey
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot


class PlanOrder:
    """Sort key of cells; a row the agreed state does not have comes first, by its id."""

    def __init__(self, head: Snapshot, schema: Schema) -> None:
        self._head = head
        self._schema = schema
        self._rows: dict[str, dict[str, int]] = {}

    def __call__(self, key: CellKey) -> tuple[int, int, str, int]:
        """Where a cell stands in the plan."""
        table, row_id, column = key
        if table not in self._rows:
            self._rows[table] = {
                name: place for place, name in enumerate(self._head[table].records)
            }
        return (
            self._tables.get(table, -1),
            self._rows[table].get(row_id, -1),
            row_id,
            self._columns.get((table, column), -1),
        )

    @cached_property
    def _tables(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self._schema.tables)}

    @cached_property
    def _columns(self) -> dict[tuple[str, str], int]:
        return {
            (name, column.name): place
            for name, table in self._schema.tables.items()
            for place, column in enumerate(table.columns)
        }
