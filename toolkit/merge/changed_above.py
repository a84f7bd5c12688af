"""Which rows may show something new because the record above them changed."""

from __future__ import annotations

from toolkit.merge.view import View
from toolkit.tables.snapshot import Snapshot


def changed_above(view: View, now: Snapshot) -> frozenset[str]:
    """Ids of the records above this table whose cells, or whose own records above, changed."""
    changed: frozenset[str] = frozenset()
    if not any(column.inherited for column in view.table.columns):
        return changed
    for name in _tables_above(view):
        before = view.baseline[name].records
        changed = frozenset(
            record.id
            for record in now[name]
            if record.parent in changed
            or record.id not in before
            or (before[record.id] is not record and before[record.id].cells != record.cells)
        )
    return changed


def _tables_above(view: View) -> list[str]:
    names: list[str] = []
    table = view.table.parent
    while table and table not in names:
        names.insert(0, table)
        table = view.schema[table].parent
    return names
