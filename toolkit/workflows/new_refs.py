"""New rows get what people cite them by: the next number or letter under what they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from toolkit.tables.column import Column, ColumnType, Owner
from toolkit.tables.edit import ROW_ADDED, Edit
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot

TOOL = "tool"


def ref_edits(edits: Iterable[Edit], snapshot: Snapshot, schema: Schema) -> Iterator[Edit]:
    """A ref for each row that was added without one, or under one that another row has."""
    given: dict[str, set[str]] = {}
    for edit in edits:
        if edit.column != ROW_ADDED or not edit.applies:
            continue
        column = _ref_column(schema, edit.table)
        record = snapshot.record(edit.table, edit.id)
        if column is None or record is None:
            continue
        others = [other for other in snapshot[edit.table] if other.id != record.id]
        taken = given.setdefault(edit.table, set()) | {o.text(column.name) for o in others}
        ref = record.text(column.name)
        if not ref or ref in taken:
            siblings = [o.text(column.name) for o in others if o.parent == record.parent]
            ref = next_ref(siblings, taken)
            if ref:
                key = (edit.table, record.id, column.name)
                yield Edit(*key, record[column.name], ref, reason=TOOL)
        given[edit.table].add(ref)


def next_ref(siblings: Iterable[str], taken: Iterable[str]) -> str:
    """The ref after the last of these: 1.2c after 1.2b, 1.3.5 after 1.3.4; "" without one."""
    known, used = [ref for ref in siblings if ref], set(taken)
    if not known:
        return ""
    last = max(known, key=_order)
    stem, tail = _split(last)
    while tail:
        tail = _after(tail)
        if tail and f"{stem}{tail}" not in used:
            return f"{stem}{tail}"
    return ""


def _split(ref: str) -> tuple[str, str]:
    kind = str.isdigit if ref[-1:].isdigit() else str.isalpha
    tail = "".join(takewhile(kind, reversed(ref)))[::-1]
    return ref[: len(ref) - len(tail)], tail


def _order(ref: str) -> tuple[int, str]:
    tail = _split(ref)[1]
    return (int(tail), "") if tail.isdecimal() else (len(tail), tail)


def _after(tail: str) -> str:
    if tail.isdecimal():
        return str(int(tail) + 1)
    if len(tail) != 1 or tail.casefold() == "z":
        return ""
    return chr(ord(tail) + 1)


def _ref_column(schema: Schema, table: str) -> Column | None:
    """The column of refs the tool gives out, in tables that have one."""
    columns = schema[table].kept
    return next((c for c in columns if c.type is ColumnType.REF and c.owner is Owner.TOOL), None)
