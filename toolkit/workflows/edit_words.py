"""One edit, and what two people said of one cell, in words."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase

from toolkit.merge.cell import JOINED
from toolkit.merge.conflict import AGREED, SETTLED, Conflict
from toolkit.merge.hold import HoldCode
from toolkit.merge.past import WITHDRAWN
from toolkit.report.open_matters import who_said_what
from toolkit.report.two_texts import side_by_side
from toolkit.tables.called import called
from toolkit.tables.edit import ROW_ADDED, ROW_RETIRED, Edit, EditState
from toolkit.tables.equality import iso
from toolkit.tables.one_line import one_line
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.past import heading_of, row_name
from toolkit.workflows.synced import Synced

_LONGEST = 70
_FIRST_SHEET = "actions"
_NOT_TAKEN = {
    EditState.ALREADY_NEWER: "somebody has changed it since; kept in history",
    EditState.WAITING: "waits for you",
    EditState.SETTLED: "settled",
}
_SETTLED = {
    SETTLED: "settled by your answer",
    AGREED: "everybody says the same by now",
    WITHDRAWN: "taken back by whoever typed it",
}


def change_line(edit: Edit, done: Synced) -> str:
    """What an edit says, by whom and where: "2.1a Status: "Complete", was "On track" by Lee"."""
    schema, snapshot = done.state.schema, done.state.snapshot
    heading = heading_of(schema, edit)
    who = f" by {edit.source.by}" if edit.source.by else ""
    where = edit.source.place if _elsewhere(edit) else edit.source.cell_of_file
    place = f" ({where})" if where else ""
    name = row_name(schema, snapshot, edit)
    if edit.column in (ROW_ADDED, ROW_RETIRED):
        return f"{name} {heading}{who}{place}"
    new = edit.text or iso(edit.new)
    if edit.reason == JOINED:
        what = f'every note kept, "{side_by_side(iso(edit.old), new, _LONGEST)[1]}"'
    elif edit.new is True:
        what = "ticked"
    elif edit.old is None:
        what = f'"{shortened(new)}"'
    elif edit.new is None and not edit.text:
        what = f'cleared, was "{shortened(iso(edit.old))}"'
    else:
        before, after = side_by_side(iso(edit.old), new, _LONGEST)
        what = f'"{after}", was "{before}"'
    return f"{name} {heading}: {what}{who}{place}"


def _elsewhere(edit: Edit) -> bool:
    """Whether the sheet has to be named: a cell alone is looked for on the first sheet."""
    return edit.table != _FIRST_SHEET or HoldCode.SECOND_SHEET in edit.reason


def two_answers(conflict: Conflict, done: Synced) -> str:
    """What each side of a conflict says."""
    column = done.state.schema[conflict.table].by_name[conflict.column]
    name = called(done.state.schema, done.state.snapshot, conflict.table, conflict.id)
    return f"{name} {column.heading}: {' or '.join(who_said_what(conflict))}"


def ref_of(snapshot: Snapshot, edit: Edit) -> str:
    """What people cite for the row of an edit."""
    record = snapshot.record(edit.table, edit.id)
    return (record.text("ref") or record.text("name")) if record else ""


def shortened(text: str, limit: int = _LONGEST) -> str:
    """A text as one line, cut where it is too long."""
    return one_line(text, limit)


def not_taken(edits: Iterable[Edit]) -> list[Edit]:
    """Edits that did not change the plan and are worth a word, in the order people look."""
    edits = tuple(edits)
    chosen = {
        (edit.key, iso(edit.new))
        for edit in edits
        if edit.reason == SETTLED and edit.state is EditState.TAKEN
    }
    others = (edit for edit in edits if edit.state in _NOT_TAKEN)
    return sorted((one for one in others if (one.key, iso(one.new)) not in chosen), key=_place_of)


def _place_of(edit: Edit) -> tuple[str, str, int]:
    row = edit.source.cell.lstrip(ascii_uppercase)
    return edit.source.file, edit.source.sheet, int(row) if row.isdecimal() else 0


def why_not(edit: Edit) -> str:
    """Why an edit did not change the plan."""
    settled = edit.state is EditState.SETTLED
    return _SETTLED.get(edit.reason, "settled") if settled else _NOT_TAKEN[edit.state]
