"""Words typed into cells that are worked out: they are put right, and said.

Such a cell is kept nowhere and changes with the day, so what should stand there now tells nothing:
only a cell that says something else than the tool had written there, or found there before, was
typed over. What a live file was left with is remembered as marks of each cell; of a copy, which may
be weeks old, nobody knows that, so it is held against everything the tool ever wrote in the column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from msgspec import Struct, field

from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.planned import Plan
from toolkit.merge.tool_cells import typed_over_note
from toolkit.merge.view import View
from toolkit.tables.column import Column, Value
from toolkit.tables.copy import Copy
from toolkit.tables.equality import comparable, iso
from toolkit.tables.raw import ABSENT, BLANK, Raw
from toolkit.tables.reading import Reading, read
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.write import CellWrite


class Marks(Struct, frozen=True):
    """What a file was left with.

    Attributes:
        columns: by table, the names of its worked-out columns.
        rows: by table and row id, the mark of each of these columns.
        written: by table, row and column, the mark of what was then written over that.
    """

    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)
    written: Mapping[str, int] = field(default_factory=dict)

    def of(self, table: str, row_id: str, column: str) -> tuple[int, ...]:
        """The marks of what a cell may say untouched; none when nothing is known of it."""
        row, names = self.rows.get(table, {}).get(row_id), self.columns.get(table, ())
        found = [row[names.index(column)]] if row is not None and column in names else []
        written = self.written.get(_key(table, row_id, column))
        return (*found, *(() if written is None else (written,)))


def marks_of(copy: Copy, schema: Schema, plan: Plan) -> Marks:
    """What a file says in its worked-out cells, and what is about to be written there."""
    columns: dict[str, list[str]] = {}
    rows: dict[str, dict[str, list[int]]] = {}
    for sheet in copy.tables:
        shown = [c for c in _worked_out(schema[sheet.table]) if c.name in sheet.letters]
        if shown and sheet.table not in rows:
            columns[sheet.table] = [column.name for column in shown]
            readers = [(column.name, _Marker(column)) for column in shown]
            rows[sheet.table] = {
                row.id: [marker(row.cells.get(name, ABSENT)) for name, marker in readers]
                for row in sheet.rows
            }
    written = {key: _mark(value) for key, value in _written(schema, plan)}
    return Marks(columns, rows, written)


Words = Mapping[str, Mapping[str, Collection[int]]]
"""By table and column, the marks of everything the tool has ever worked out there."""


def words_of(worked_out: Mapping[tuple[str, str], Mapping[str, Value]], schema: Schema) -> Words:
    """The marks of what is worked out now, by record and column."""
    said: dict[str, dict[str, set[Value]]] = {}
    for (table, _), cells in worked_out.items():
        columns = said.setdefault(table, {})
        for column, value in cells.items():
            columns.setdefault(column, set()).add(value)
    return {
        name: {c.name: {_mark(v) for v in said.get(name, {}).get(c.name, ())} for c in shown}
        for name, table in schema.tables.items()
        if (shown := _worked_out(table))
    }


def typed_where_worked_out(side: CopyEdits, words: Words) -> Iterator[Note]:
    """One note for every worked-out cell of a copy that says what the tool never wrote there."""
    told = {(n.table, n.id, n.column) for n in side.notes if n.code is NoteCode.TYPED_OVER}
    for view in side.views:
        known = words.get(view.name, {})
        columns = [c for c in _worked_out(view.table) if view.shows(c.name) and c.name in known]
        found = side.identities[view.name]
        for row_id, place in (*found.rows(), *found.attached.items()):
            for column in columns:
                raw = place.row[column.name]
                if raw is BLANK or raw.formula or (view.name, row_id, column.name) in told:
                    continue
                reading = view.read(place, column.name)
                text = reading.text or iso(reading.value)
                if text and reading.opinion and _mark_of(reading) not in known[column.name]:
                    said = _had_typed(view, row_id, column, text) + _NOT_COUNTED
                    yield typed_over_note(view, place, row_id, column, said, text)


_NOT_COUNTED = (
    "this column is worked out, so it does not count. What should stay belongs into a column that "
    "people fill in."
)


def _had_typed(view: View, row_id: str, column: Column, text: str) -> str:
    return f'somebody had typed "{text}" under "{column.heading}" of {view.called(row_id)}; '


class _Marker:
    """The mark of a cell of one column; a content seen before is not read again.

    Rows share what is made of like cells, so that their identity nearly always tells.
    """

    def __init__(self, column: Column) -> None:
        self._column = column
        self._known: dict[Raw, int] = {BLANK: _mark(None)}
        self._same: dict[int, int] = {}

    def __call__(self, raw: Raw) -> int:
        mark = self._same.get(id(raw))
        if mark is None:
            mark = self._known.get(raw)
            if mark is None:
                mark = self._known[raw] = _mark_of(read(self._column, raw))
            self._same[id(raw)] = mark
        return mark


def typed_over_worked_out(side: CopyEdits, plan: Plan, known: Marks) -> Iterator[Note]:
    """One note for every worked-out cell that somebody typed into and that is put right.

    Args:
        side: what the file says.
        plan: what is written to it.
        known: the marks the file was left with.
    """
    for view in side.views:
        columns = {column.name: column for column in _worked_out(view.table)}
        for cell in plan.cells:
            if cell.table != view.name or cell.column not in columns:
                continue
            marks = known.of(cell.table, cell.id, cell.column)
            for place in side.identities[view.name].places(cell.id) if marks else ():
                column, reading = columns[cell.column], view.read(place, cell.column)
                text = reading.text or iso(reading.value)
                if text and reading.opinion and _mark_of(reading) not in marks:
                    said = _had_typed(view, cell.id, column, text) + _put_right(cell)
                    yield typed_over_note(view, place, cell.id, column, said, text)


def _put_right(cell: CellWrite) -> str:
    said = f'it says "{iso(cell.value)}" again' if iso(cell.value) else "it is blank again"
    return f"this column is worked out, so {said}."


def _written(schema: Schema, plan: Plan) -> Iterable[tuple[str, Value]]:
    names = {name: {c.name for c in _worked_out(table)} for name, table in schema.tables.items()}
    for cell in plan.cells:
        if cell.column in names[cell.table]:
            yield _key(cell.table, cell.id, cell.column), cell.value
    for row in plan.rows:
        for column in names[row.table]:
            yield _key(row.table, row.id, column), row.cells.get(column)


def _worked_out(table: TableSchema) -> list[Column]:
    return [column for column in table.columns if column.computed and not column.hidden]


def _key(table: str, row_id: str, column: str) -> str:
    return f"{table} {row_id} {column}"


def _mark_of(reading: Reading) -> int:
    return _mark(reading.value if reading.readable else reading.text)


def _mark(value: Value) -> int:
    return crc32(iso(comparable(value)).encode("utf-8", "surrogatepass"))
