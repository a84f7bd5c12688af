"""*Last checked*: the day staff last changed an action's row or said that it still stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.tables.column import Owner
from toolkit.tables.edit import ROW_ADDED, Edit, EditState, Source
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot

CHECKED = "last_checked"


def checked_edits(
    edits: Iterable[Edit], snapshot: Snapshot, schema: Schema, today: date
) -> Iterator[Edit]:
    """The edits by which rows that people touched get today's day."""
    staff = {
        (table.name, column.name)
        for table in schema.tables.values()
        if CHECKED in table.by_name
        for column in table.columns
        if column.owner is Owner.STAFF
    }
    seen: set[tuple[str, str]] = set()
    for edit in edits:
        row = (edit.table, edit.id)
        heard = edit.state in (EditState.TAKEN, EditState.IN_CONFLICT, EditState.ALREADY_THERE)
        touched = (edit.table, edit.column) in staff and edit.column != ROW_ADDED
        if heard and touched and row not in seen:
            seen.add(row)
            before = snapshot.value(*row, CHECKED)
            if before != today:
                source = Source(by=edit.source.by, when=edit.source.when)
                yield Edit(*row, CHECKED, before, today, source, edit.baseline, reason="tool")
