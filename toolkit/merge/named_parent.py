"""What a row says it hangs under: a goal's number, its words, or both, typed by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.merge.line import is_live
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.scope import scope_of
from toolkit.merge.view import Place, View
from toolkit.tables.column import ColumnType
from toolkit.tables.equality import comparable_text
from toolkit.tables.record import Record
from toolkit.tables.snapshot import Snapshot


def name_of_parent(view: View, place: Place) -> str:
    """What stands where a row says what it hangs under; "" when nothing does."""
    column = view.table.names_parent
    return view.read(place, column).text.strip() if column and view.shows(column) else ""


def named_parent(view: View, typed: str, plan: Snapshot) -> str:
    """Id of the one record of this copy's area that a text names; "" when none or several.

    Args:
        view: the table of the copy.
        typed: the text.
        plan: where the records it may name are looked up.
    """
    return _parent_in(_Parents(view, plan), typed)


class _Parents:
    """The records a text may name, by what people call them.

    Attributes:
        numbers: their refs, with their ids.
        words: their texts, with their ids.
        called: what may stand before a ref.
    """

    def __init__(self, view: View, plan: Snapshot) -> None:
        parents = tuple(_parents(view, plan))
        table = view.schema[view.table.parent]
        ref = table.ref_column
        self.numbers = [(number, p.id) for p in parents if ref and (number := _plain(p.text(ref)))]
        self.words = [(words, p.id) for p in parents for words in _words(view, p)]
        heading = view.table.by_name[view.table.names_parent].heading
        self.called = "|".join(re.escape(_plain(word)) for word in {table.record, heading})


def _parent_in(parents: _Parents, typed: str) -> str:
    text = _plain(typed)
    cited = {id_ for number, id_ in parents.numbers if _begins_with(text, number, parents.called)}
    said = {id_ for words, id_ in parents.words if text.endswith(words)}
    found = cited & said or cited or said
    clash = cited and said and not cited & said
    return found.pop() if len(found) == 1 and not clash else ""


def moved_rows(view: View, rows: Iterable[tuple[str, Place]]) -> Iterator[Note]:
    """One note a row whose parent's name somebody typed over with that of another."""
    column = view.table.names_parent
    if not column or not view.shows(column):
        return
    named: dict[str, str] = {}
    parents = _Parents(view, view.baseline)
    for row_id, place in rows:
        record = view.records.get(row_id)
        text = name_of_parent(view, place) if record else ""
        if record is None or not text:
            continue
        if text not in named:
            named[text] = _parent_in(parents, text)
        if named[text] and named[text] != record.parent:
            yield _moved(view, place, record, text)


def _moved(view: View, place: Place, record: Record, text: str) -> Note:
    column = view.table.by_name[view.table.names_parent]
    source = view.source(place, column.name)
    what, above = view.table.record, view.schema[view.table.parent].record
    ref = record.text(view.table.ref_column) if view.table.ref_column else record.id
    right = ", and the cell is put right" if is_live(view.copy) else ""
    return Note(
        f"{NoteCode.TYPED_OVER}|{view.line}|{view.name}|{record.id}|{column.name}|{text}",
        NoteCode.TYPED_OVER,
        source,
        f'{source.place}: "{column.heading}" of {ref} was typed over with "{text}". An {what} '
        f"keeps its {above}{right}. To move it, type it into a new row that names that {above}, "
        "and give this one a status that closes it.",
        view.name,
        record.id,
        column.name,
        text,
    )


def _parents(view: View, plan: Snapshot) -> Iterator[Record]:
    table = view.table.parent
    scope = view.copy.stamp.scope if view.copy.stamp else ""
    belongs = scope_of(plan, view.schema, table, scope)
    return (record for record in plan[table].live() if belongs(record))


_AFTER = re.compile(r"$|[\s:)–—-]|\.(?:\s|$)")
"""What may follow a number a text is cited by."""


def _begins_with(text: str, number: str, called: str) -> bool:
    """Whether a text is cited by a number: ``1.2``, ``Goal 1.2``, ``1.2. Serve …``, not 1.2.3."""
    if number not in text:
        return False
    word = re.match(rf"(?:{called})\s*", text)
    starts = {0, word.end() if word else 0}
    return any(
        text.startswith(number, at) and _AFTER.match(text, at + len(number)) for at in starts
    )


def _words(view: View, parent: Record) -> Iterator[str]:
    for column in view.schema[view.table.parent].kept:
        words = _plain(parent.text(column.name)) if column.type is ColumnType.TEXT else ""
        if len(words) > _SHORTEST:
            yield words


_SHORTEST = 8
"""A text of fewer letters says nothing about which record is meant."""


def _plain(text: str) -> str:
    return " ".join(comparable_text(text).casefold().split())
