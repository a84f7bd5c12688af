"""A row without an identity, as it was typed: its cells, where it belongs, how it is recognised."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from msgspec.structs import replace

from toolkit.merge.fingerprint import fingerprint_of_place, telling_columns
from toolkit.merge.hold import EVERYTHING, Answer, Answers
from toolkit.merge.named_parent import name_of_parent, named_parent
from toolkit.merge.new_row import NewRow, row_key
from toolkit.merge.row_edits import cell_edits
from toolkit.merge.view import Place, View
from toolkit.tables.column import Column, ColumnType, MergePolicy, Value
from toolkit.tables.edit import Edit
from toolkit.tables.equality import is_blank


def typed_edits(view: View, place: Place, row_id: str = "") -> tuple[Edit, ...]:
    """Everything typed in a row that has no baseline: one edit a cell that is not blank."""
    return tuple(
        edit
        for column in typed_columns(view)
        for edit in cell_edits(view, place, row_id, view.readers[column.name], None)
    )


def typed_columns(view: View) -> tuple[Column, ...]:
    """The columns a new row may fill: people's own, and what the row is to be cited as."""
    return tuple(
        column
        for column in view.table.kept
        if view.shows(column.name)
        and (column in view.opinions or column.type is ColumnType.REF)
        and column.merge is not MergePolicy.EVENT
    )


def typed_row(
    view: View, place: Place, seen: Iterable[NewRow], answers: Answers, *, wanted: bool = False
) -> NewRow:
    """A row as a new one.

    Args:
        view: the table of the copy.
        place: where the row stands.
        seen: new rows found before it in this copy, so that equal ones keep apart.
        answers: what the coordinator said; an answer under its own key makes it wanted.
        wanted: the coordinator has said that it is new.
    """
    edits = typed_edits(view, place)
    cells = {edit.column: edit.new for edit in edits if not edit.text}
    plain = row_key(view.line, view.name, cells, 0)
    taken = {row.key for row in seen}
    twin = 0
    key = plain
    while key in taken:
        twin += 1
        key = row_key(view.line, view.name, cells, twin)
    key_answer = answers.get(key)
    said = name_of_parent(view, place) if view.table.parent else ""
    parent = named_parent(view, said, view.head) if said else ""
    return NewRow(
        key,
        view.name,
        place,
        cells,
        tuple(replace(edit, id="") for edit in edits),
        parent or _parent(view, place, cells),
        fingerprint_of_place(view, telling_columns(view), place),
        view.source(place),
        wanted or key_answer in _WANTED or EVERYTHING in answers,
        "" if parent else said,
    )


_WANTED = (Answer.NEW_ROW, Answer.LET_THROUGH)


def is_empty(view: View, place: Place) -> bool:
    """Whether nothing was typed in a row (a formula that came along is not typing)."""
    return not typed_edits(view, place)


def _parent(view: View, place: Place, cells: dict[str, Value]) -> str:
    """What a row that does not say so hangs under: by its own number, else as the row above."""
    if not view.table.parent:
        return ""
    return _parent_by_ref(view, cells) or _parent_by_place(view, place) or _scope_itself(view)


def _parent_by_ref(view: View, cells: dict[str, Value]) -> str:
    name = view.table.ref_column
    wanted = _stem(cells.get(name)) if name else ""
    if not wanted:
        return ""
    parents = {r.parent for r in view.records.values() if _stem(r[name]) == wanted}
    return parents.pop() if len(parents) == 1 else ""


def _stem(ref: Value) -> str:
    """What a ref has in common with its neighbours: ``1.2`` of 1.2b, ``1.3`` of 1.3.2."""
    text = "" if is_blank(ref) else str(ref).strip()
    last = text[-1:]
    same_kind = str.isdigit if last.isdigit() else str.isalpha
    tail = "".join(takewhile(same_kind, reversed(text)))
    return text[: len(text) - len(tail)].rstrip(" .-") if tail != text else ""


def _parent_by_place(view: View, place: Place) -> str:
    nearest, distance = "", float("inf")
    for row in place.sheet.rows:
        record = view.records.get(row.id) or view.head[view.name].records.get(row.id)
        gap = place.row.row - row.row
        # The row above is one step nearer than the row below: people add under what belongs there.
        steps = gap if gap > 0 else 0.5 - gap
        if record is not None and steps < distance:
            nearest, distance = record.parent, steps
    return nearest


def _scope_itself(view: View) -> str:
    scope = view.copy.stamp.scope if view.copy.stamp else ""
    return scope if scope in view.head[view.table.parent] else ""
