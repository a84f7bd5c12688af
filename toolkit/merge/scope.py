"""Which records an area's copy shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.tables.record import Record
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot


def scope_of(
    snapshot: Snapshot, schema: Schema, table: str, scope: str
) -> Callable[[Record], bool]:
    """Whether a record of a table belongs to an area: it is the area or hangs under it.

    Args:
        snapshot: where parents are looked up.
        schema: all tables.
        table: the table the records are of.
        scope: id of the area, "" for the whole plan.
    """
    if not scope:
        return _everything
    if about := schema[table].about:
        refs = _refs_in_scope(snapshot, schema, scope)
        return lambda record: record.text(about) in refs
    above = _tables_above(schema, table)
    if not any(scope in snapshot[name] for name in above):
        return _everything  # a list such as People, which no chain of parents ties to an area
    found: dict[str, bool] = {scope: True}
    parents = [snapshot[name].records for name in above[1:]]

    def belongs(record: Record) -> bool:
        if record.id == scope:
            return True
        if record.parent not in found:
            found[record.parent] = _hangs_under(record.parent, parents, scope)
        return found[record.parent]

    return belongs


def _refs_in_scope(snapshot: Snapshot, schema: Schema, scope: str) -> frozenset[str]:
    """What the area, and everything that hangs under it, is cited by."""
    refs: set[str] = set()
    for name, facts in schema.tables.items():
        above = _tables_above(schema, name)
        if facts.ref_column and any(scope in snapshot[other] for other in above):
            belongs = scope_of(snapshot, schema, name, scope)
            refs |= {r.text(facts.ref_column) for r in snapshot[name] if belongs(r)}
    return frozenset(refs - {""})


def _everything(_record: Record) -> bool:
    return True


def _tables_above(schema: Schema, table: str) -> list[str]:
    names = [table]
    while (above := schema[names[-1]].parent) and above not in names:
        names.append(above)
    return names


def _hangs_under(record_id: str, parents: list[Mapping[str, Record]], scope: str) -> bool:
    for records in parents:
        if record_id == scope:
            return True
        if record_id in records:
            record_id = records[record_id].parent
    return record_id == scope
