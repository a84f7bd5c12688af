"""What the checks look at: the files as they are, the last snapshot, the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from toolkit.checks.finding import Spot
from toolkit.plan.statuses import Statuses, statuses_of
from toolkit.schedule.moment import Moment
from toolkit.tables.column import Value
from toolkit.tables.copy import Copy, CopyRow, CopyTable
from toolkit.tables.equality import plainly_same
from toolkit.tables.reading import read
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.shown_rows import ShownRows
from toolkit.tables.snapshot import Snapshot


class SeenRow(Struct, frozen=True):
    """One record as a file shows it, or as history has it where no file does.

    Attributes:
        table: name of its table.
        id: its row id, "" for a row without one.
        values: what each column says: the file's readable cells, the snapshot's for the rest.
        file: the file it stands in, "" when no file shows it.
        view: the sheet it stands in; None when no file shows it.
        row: its row in that sheet; None when no file shows it.
    """

    table: str
    id: str
    values: Mapping[str, Value]
    file: str = ""
    view: CopyTable | None = None
    row: CopyRow | None = None

    def __getitem__(self, column: str) -> Value:
        return self.values.get(column)

    def text(self, column: str) -> str:
        """A value as text, "" when blank."""
        value = self.values.get(column)
        return "" if value is None else str(value)

    def day(self, column: str) -> date | None:
        """A value as a day; None when it is none."""
        value = self.values.get(column)
        return value if isinstance(value, date) else None

    @property
    def ref(self) -> str:
        """What people cite."""
        return self.text("ref")

    def spot(self, column: str = "") -> Spot:
        """The place of a cell, or of the row."""
        sheet = self.view.sheet if self.view else ""
        cell = self.view.address(self.row, column) if self.view and self.row else ""
        return Spot(self.file, sheet, cell, self.table, self.id, column, self.ref)


class Evidence(Struct, frozen=True, dict=True):
    """Everything a check may look at.

    Attributes:
        copies: the workbooks and Google sheets as they were read.
        schema: the plan's tables.
        snapshot: the last agreed state.
        moment: the day and period.
        plan_id: the plan's short id, "" to accept any.
        smart: also ask the SMART questions (`smart: yes` in the plan; many at once).
    """

    copies: tuple[Copy, ...]
    schema: Schema
    snapshot: Snapshot
    moment: Moment
    plan_id: str = ""
    smart: bool = False

    @cached_property
    def statuses(self) -> Statuses:
        """The plan's status words."""
        return statuses_of(self.schema)

    def views(self) -> Iterator[tuple[Copy, CopyTable, TableSchema]]:
        """Every readable sheet of every copy, with its table's schema.

        Rows that were retired and still stand in a file are not looked at: they do not count.
        """
        yield from self._views

    @cached_property
    def _views(self) -> tuple[tuple[Copy, CopyTable, TableSchema], ...]:
        return tuple(
            (copy, self._counted(view), self.schema[view.table])
            for copy in self.copies
            for view in copy.tables
            if view.table in self.schema and not view.problem
        )

    def _counted(self, view: CopyTable) -> CopyTable:
        gone = {record.id for record in self.snapshot[view.table] if record.retired}
        if not gone:
            return view
        return replace(view, rows=tuple(row for row in view.rows if row.id not in gone))

    def rows(self, table: str) -> tuple[SeenRow, ...]:
        """All rows of a table: as files show them, then those only history has."""
        return self._rows.get(table, ())

    def actions(self) -> Iterator[SeenRow]:
        """The rows of the action grid that are counted (notes are not)."""
        return (row for row in self.rows("actions") if row["kind"] != "note")

    def heading(self, table: str, column: str) -> str:
        """A column's heading as people see it."""
        facts = self.schema[table].by_name.get(column) if table in self.schema else None
        return facts.heading if facts else column

    @cached_property
    def _rows(self) -> dict[str, tuple[SeenRow, ...]]:
        found: dict[str, list[SeenRow]] = {name: [] for name in self.schema.tables}
        seen: set[tuple[str, str]] = set()
        for copy, view, schema in self.views():
            for row in view.rows:
                found[schema.name].append(self._seen(copy, view, schema, row))
                seen.add((schema.name, row.id))
        for name, schema in self.schema.tables.items():
            for record in self.snapshot[name].live():
                if (name, record.id) not in seen:
                    found[name].append(SeenRow(name, record.id, self._known(schema, record.id)))
        return {name: tuple(rows) for name, rows in found.items()}

    def _seen(self, copy: Copy, view: CopyTable, schema: TableSchema, row: CopyRow) -> SeenRow:
        values, cells = self._known(schema, row.id), row.cells
        for column in schema.kept:
            raw = cells.get(column.name)
            if raw is None or plainly_same(raw, values.get(column.name)):
                continue
            reading = read(column, raw)
            if reading.readable:
                values[column.name] = reading.value
        return SeenRow(schema.name, row.id, values, copy.file, view, row)

    def _known(self, schema: TableSchema, record_id: str) -> dict[str, Value]:
        shown, kept = self._shown_rows(schema.name, record_id), self._kept[schema.name]
        if kept >= shown.keys():
            return shown
        return {column: value for column, value in shown.items() if column in kept}

    @cached_property
    def _kept(self) -> Mapping[str, frozenset[str]]:
        """Names of the columns history keeps, by table."""
        return {
            name: frozenset(column.name for column in schema.kept)
            for name, schema in self.schema.tables.items()
        }

    @cached_property
    def _shown_rows(self) -> ShownRows:
        return ShownRows(self.snapshot, self.schema)
