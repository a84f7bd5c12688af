"""When staff were last heard of on each action: from the edit ledger, ticks and Last checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from toolkit.tables.column import Owner
from toolkit.tables.edit import Edit, EditState
from toolkit.tables.schema import Schema

_SEEN = frozenset({EditState.TAKEN, EditState.ALREADY_THERE, EditState.IN_CONFLICT})


def last_staff_edits(edits: Iterable[Edit], schema: Schema) -> Mapping[str, date]:
    """Day of the last edit in a staff column, by action id; edits without a day say nothing."""
    staff = {c.name for c in schema["actions"].columns if c.owner is Owner.STAFF}
    found: dict[str, date] = {}
    for edit in edits:
        when = edit.source.when
        if edit.table != "actions" or edit.column not in staff or not when:
            continue
        if edit.state in _SEEN:
            found[edit.id] = max(found.get(edit.id, date.min), when.date())
    return found
