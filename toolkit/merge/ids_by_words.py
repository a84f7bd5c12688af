"""A returned copy whose hidden column of row ids was deleted: its rows told by ref and words.

Only where not one row is in doubt, and only in a copy, to which nothing is written: each row has
the ref and the adopted words of one record, each record stands there once, and no text or date
has wandered from one row to another. Otherwise the sheet stays held as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from toolkit.merge.fingerprint import fingerprint_of_place, telling_columns, unique_fingerprints
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.view import Place, View
from toolkit.tables.column import Column, ColumnType, Value
from toolkit.tables.copy import Copy, CopyTable
from toolkit.tables.equality import comparable, same

_WORDS_OF_A_LIST = frozenset({ColumnType.CHOICE, ColumnType.TICK})
"""What many rows say alike: that one says now what another said before means nothing."""


def with_ids_by_words(copy: Copy, views_in: Callable[[Copy], Iterable[View]]) -> Copy:
    """The copy with the ids of rows that only their words can tell, where all of them do.

    Args:
        copy: the copy.
        views_in: its tables beside the snapshot it was written from.
    """
    if not copy.returned or not any(sheet.unnamed for sheet in copy.tables):
        return copy
    trusted = [_trusted(sheet) for sheet in copy.tables]
    views = {view.name: view for view in views_in(replace(copy, tables=tuple(trusted)))}
    told = tuple(
        _told(views[sheet.table], sheet) if sheet.unnamed and sheet.table in views else sheet
        for sheet in copy.tables
    )
    return replace(copy, tables=told)


def told_by_words(view: View) -> Iterator[Note]:
    """One note for each sheet whose rows were told by their words."""
    for sheet in view.sheets:
        if sheet.unnamed:
            source = view.source(Place(sheet, sheet.rows[0]))
            yield Note(
                f"{NoteCode.ATTACHED}|{view.line}|{view.name}",
                NoteCode.ATTACHED,
                source,
                f"{view.copy.file} › {sheet.sheet}: the hidden column with the row ids is gone; "
                f"all {len(sheet.rows)} rows were recognised by their ref and their words.",
                view.name,
            )


def _trusted(sheet: CopyTable) -> CopyTable:
    return replace(sheet, rows=sheet.unnamed, problem="") if sheet.unnamed else sheet


def _told(view: View, sheet: CopyTable) -> CopyTable:
    """The sheet with its ids; as it was when a single row is in doubt."""
    rows = [Place(sheet, row) for row in sheet.unnamed]
    ids = [*_ids(view, rows)]
    found = dict(zip(ids, rows, strict=True))
    if not all(ids) or len(found) < len(ids) or _have_wandered(view, found):
        return sheet
    named = tuple(replace(place.row, id=row_id) for row_id, place in found.items())
    return replace(sheet, rows=named, problem="")


def _ids(view: View, rows: Iterable[Place]) -> Iterator[str]:
    """Id of the one record that has both the words and the ref of each row; "" where none has."""
    columns, ref = telling_columns(view), view.table.ref_column
    tells = bool(columns) and bool(ref) and view.shows(ref)
    known = unique_fingerprints(columns, view.records, lambda _record: tells)
    for place in rows:
        row_id = known.get(fingerprint_of_place(view, columns, place), "")
        said = view.read(place, ref).value if row_id else None
        yield row_id if said and same(said, view.records[row_id][ref]) else ""


def _have_wandered(view: View, found: Mapping[str, Place]) -> bool:
    """Whether a text or date stands in one row now and stood in another before."""
    return any(_moved(view, found, column) for column in view.opinions if _tells(column))


def _tells(column: Column) -> bool:
    return column.type not in _WORDS_OF_A_LIST


def _moved(view: View, found: Mapping[str, Place], column: Column) -> bool:
    before: Counter[Value] = Counter()
    now: Counter[Value] = Counter()
    for row_id, place in found.items():
        old, new = view.before(row_id, column), view.read(place, column.name).value
        if not same(old, new):
            before[comparable(old)] += 1
            now[comparable(new)] += 1
    return any(value is not None for value in before & now)
