"""One table as a copy shows it, beside the baseline it was written from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from toolkit.merge.line import line_of, source_in
from toolkit.merge.scope import scope_of
from toolkit.tables.column import Column, ColumnType, MergePolicy, Owner, Value
from toolkit.tables.copy import Copy, CopyRow, CopyTable
from toolkit.tables.edit import ROW_ADDED, CellKey, Source
from toolkit.tables.raw import Raw
from toolkit.tables.reading import Reading, read
from toolkit.tables.record import Record
from toolkit.tables.row_id import is_row_id
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.snapshot import Snapshot


class Place(NamedTuple):
    """Where one row stands."""

    sheet: CopyTable
    row: CopyRow


class ColumnReader:
    """Reads the cells of one column; a content seen before is not read again."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self._known: dict[Raw, Reading] = {}

    def __call__(self, raw: Raw) -> Reading:
        """What the column makes of a cell."""
        reading = self._known.get(raw)
        if reading is None:
            reading = self._known[raw] = read(self.column, raw)
        return reading


class View(Struct, frozen=True, dict=True):
    """One table of one copy and what it is compared with.

    Attributes:
        copy: the copy.
        schema: all tables.
        table: the table shown.
        sheets: the sheets that show it, readable ones only; none while its sheet is away or broken.
        baseline: the snapshot the copy was written from.
        head: the agreed state now: tells rows added since from rows nobody knows.
        known: by row id and column, what this file is known to show else than its baseline says;
            under ``ROW_ADDED`` rows of the baseline that the file was never given.
        readers: one reader a column.
    """

    copy: Copy
    schema: Schema
    table: TableSchema
    sheets: tuple[CopyTable, ...]
    baseline: Snapshot
    head: Snapshot
    known: Mapping[str, Mapping[str, Value]]
    readers: Mapping[str, ColumnReader]

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.table.name

    @cached_property
    def line(self) -> str:
        """The line of versions the copy belongs to."""
        return line_of(self.copy)

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """The baseline's records, those aside that this file was never given."""
        records = self.baseline[self.name].records
        never = {row_id for row_id, cells in self.known.items() if ROW_ADDED in cells}
        if not never:
            return records
        return {row_id: record for row_id, record in records.items() if row_id not in never}

    @cached_property
    def rows(self) -> Mapping[str, tuple[Place, ...]]:
        """Every row that carries an id this plan knows, by id; more than one place is a twin."""
        return self._sorted_out[0]

    @cached_property
    def without_id(self) -> tuple[Place, ...]:
        """Rows whose id cell is empty."""
        return self._sorted_out[1]

    @cached_property
    def has_twins(self) -> bool:
        """Whether some id stands in more than one row."""
        return any(len(places) > 1 for places in self.rows.values())

    @cached_property
    def strange(self) -> tuple[Place, ...]:
        """Rows with an id that is mistyped or that nobody has given out."""
        return self._sorted_out[2]

    @cached_property
    def _sorted_out(
        self,
    ) -> tuple[dict[str, tuple[Place, ...]], tuple[Place, ...], tuple[Place, ...]]:
        known: dict[str, tuple[Place, ...]] = {}
        blank: list[Place] = []
        strange: list[Place] = []
        records, newer = self.records, self.head[self.name].records
        for sheet in self.sheets:
            for row in sheet.rows:
                place = Place(sheet, row)
                if not row.id:
                    blank.append(place)
                elif row.id in known:
                    known[row.id] += (place,)
                elif row.id in records or (row.id in newer and is_row_id(row.id)):
                    known[row.id] = (place,)
                else:
                    strange.append(place)
        return known, tuple(blank), tuple(strange)

    @cached_property
    def opinions_of_people(self) -> tuple[Column, ...]:
        """The columns people may have an opinion on, shown in this copy or not."""
        return tuple(c for c in self.table.kept if c.owner is not Owner.TOOL)

    @cached_property
    def opinions(self) -> tuple[Column, ...]:
        """The columns of this copy that people may have an opinion on, in the table's order."""
        return tuple(c for c in self.opinions_of_people if self.shows(c.name))

    def shows(self, column: str) -> bool:
        """Whether some sheet of the copy has the column."""
        return column in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name for sheet in self.sheets for name in sheet.letters)

    def before(self, row_id: str, column: Column) -> Value:
        """What the file showed in a cell when it was written."""
        known = self.known.get(row_id)
        if known is not None and column.name in known:
            return known[column.name]
        if column.merge is MergePolicy.EVENT:
            return None
        record = self.records.get(row_id)
        if record is None:
            return None
        if column.inherited:
            return self.baseline.shown(self.schema, self.name, row_id, column.name)
        return record[column.name]

    def own_before(self, row_id: str, column: str) -> Value:
        """The record's own value when the file was written; None where it inherited."""
        known = self.known.get(row_id)
        if known is not None and column in known:
            return known[column]
        record = self.records.get(row_id)
        return None if record is None else record[column]

    @cached_property
    def text_names(self) -> tuple[str, ...]:
        """Kept columns of this copy in which an equal text is all there is to compare."""
        return tuple(c.name for c in self._shown_and_kept if _is_plain(c))

    @cached_property
    def other_readers(self) -> tuple[tuple[str, ColumnReader], ...]:
        """The other kept columns of this copy, whose cells have to be read."""
        return tuple(
            (c.name, self.readers[c.name]) for c in self._shown_and_kept if not _is_plain(c)
        )

    @cached_property
    def _shown_and_kept(self) -> tuple[Column, ...]:
        return tuple(c for c in self.table.kept if self.shows(c.name))

    def above(self, row_id: str, column: Column) -> Value:
        """What a blank cell of an inherited column showed: the cell of the record above."""
        parent = self.records[row_id].parent
        key = (parent, column.name)
        if key not in self._above:
            self._above[key] = self.baseline.shown(self.schema, self.name, row_id, column.name)
        return self._above[key]

    @cached_property
    def _above(self) -> dict[tuple[str, str], Value]:
        return {}

    def read(self, place: Place, column: str) -> Reading:
        """What stands in one cell."""
        return self.readers[column](place.row[column])

    def source(self, place: Place, column: str = "") -> Source:
        """Where a cell (or a row) stands, as it is named to people."""
        return source_in(self.copy, place.sheet, place.sheet.address(place.row, column))

    @cached_property
    def in_scope(self) -> Callable[[Record], bool]:
        """Whether this copy's area has a record (all have it when it shows the whole plan)."""
        scope = self.copy.stamp.scope if self.copy.stamp else ""
        return scope_of(self.baseline, self.schema, self.name, scope)


_PLAIN = frozenset(
    {ColumnType.TEXT, ColumnType.BY_WHEN, ColumnType.WHO, ColumnType.LINK, ColumnType.REF}
)


def _is_plain(column: Column) -> bool:
    return column.type in _PLAIN and not column.inherited and column.merge is not MergePolicy.EVENT


def views_of(
    copy: Copy,
    baseline: Snapshot,
    head: Snapshot,
    schema: Schema,
    known: Mapping[CellKey, Value],
) -> tuple[View, ...]:
    """The tables of a copy, in the schema's order; one it cannot show now has no sheet."""
    views = []
    unseen = {*copy.gone, *(sheet.table for sheet in copy.tables if sheet.problem)}
    for table in schema.tables.values():
        sheets = tuple(s for s in copy.tables if s.table == table.name and not s.problem)
        if sheets or table.name in unseen:
            apart = _by_row(known, table.name)
            readers = {column.name: ColumnReader(column) for column in table.columns}
            views.append(View(copy, schema, table, sheets, baseline, head, apart, readers))
    return tuple(views)


def _by_row(known: Mapping[CellKey, Value], table: str) -> dict[str, dict[str, Value]]:
    rows: dict[str, dict[str, Value]] = {}
    for (name, row_id, column), value in known.items():
        if name == table:
            rows.setdefault(row_id, {})[column] = value
    return rows
