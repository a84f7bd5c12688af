"""Rows this file added earlier whose ids have not reached it yet (it was open, say)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from toolkit.merge.fingerprint import telling_columns
from toolkit.merge.hold import HELD
from toolkit.merge.identities import Identities
from toolkit.merge.line import is_live
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.past import WITHDRAWN, Past
from toolkit.merge.row_edits import cell_edits
from toolkit.merge.typed_row import typed_columns
from toolkit.merge.view import Place, View
from toolkit.tables.column import ColumnType, Owner, Value
from toolkit.tables.edit import ROW_ADDED
from toolkit.tables.equality import same

Said = Mapping[str, Value]
"""What a file last said of one record, by column."""


def rows_added_here(view: View, found: Identities, past: Past) -> dict[str, Said]:
    """Records this line of versions added and does not show, with what it last said of them."""
    ours: dict[str, Said] = {}
    for record in view.head[view.name]:
        if record.id in found or record.retired:
            continue
        added = past((view.name, record.id, ROW_ADDED), 0)
        if any(edit.source.replica == view.line for edit in added):
            ours[record.id] = {
                column.name: _last_said(view, past, record.id, column.name)
                for column in view.table.kept
                if column.owner is not Owner.TOOL or column.type is ColumnType.REF
            }
    return ours


def attach_minted(
    view: View, found: Identities, typed: Iterable[Place], added: Mapping[str, Said]
) -> tuple[Identities, tuple[Place, ...]]:
    """Give rows without an id the one they got when they were first read; the rest come back.

    Without this, a new row whose id could not be written yet would be added again at every sync.
    """
    rest: list[Place] = []
    for place in typed:
        row_id = _same_text(view, place, {k: v for k, v in added.items() if k not in found})
        if row_id:
            found = attach(view, found, place, row_id, added[row_id])
        else:
            rest.append(place)
    return found, tuple(rest)


def attach(view: View, found: Identities, place: Place, row_id: str, said: Said) -> Identities:
    """Take a row for a record this file added, and compare it with what it last said.

    What a mailed copy last said may have come in another, later version of it: there a blank cell
    is no opinion, and what is typed was typed over nothing.
    """
    if not is_live(view.copy):
        said = dict.fromkeys(said)
    edits = tuple(
        replace(edit, old=old)
        for name, old in said.items()
        if view.shows(name)
        for edit in cell_edits(view, place, row_id, view.readers[name], old)
    )
    return found.plus(
        attached={row_id: place},
        said={row_id: said},
        edits=edits,
        notes=(_note(view, place, row_id),),
    )


def resembling(view: View, place: Place, added: Mapping[str, Said]) -> str:
    """An added record at least half of whose cells this row still says; "" when there is none."""
    for row_id, said in added.items():
        filled = [c.name for c in typed_columns(view) if said.get(c.name) is not None]
        alike = [name for name in filled if same(view.read(place, name).value, said[name])]
        if filled and 2 * len(alike) >= len(filled):
            return row_id
    return ""


def _same_text(view: View, place: Place, added: Mapping[str, Said]) -> str:
    """The added record whose telling text this row still has; "" when it is none of them."""
    names = [column.name for column in telling_columns(view)]
    for row_id, said in added.items():
        told = [name for name in names if said[name] is not None]
        if told and all(same(view.read(place, name).value, said[name]) for name in told):
            return row_id
    return ""


def _last_said(view: View, past: Past, row_id: str, column: str) -> Value:
    said = [
        edit.new
        for edit in past((view.name, row_id, column), 0)
        if edit.source.replica == view.line
        and not edit.text
        and not edit.reason.startswith(HELD)
        and edit.reason != WITHDRAWN
    ]
    return said[-1] if said else None


def _note(view: View, place: Place, row_id: str) -> Note:
    source = view.source(place)
    return Note(
        f"{NoteCode.ATTACHED}|{view.line}|{row_id}",
        NoteCode.ATTACHED,
        source,
        f"{source.place}: this row was added earlier as row {row_id}; its id is written back.",
        view.name,
        row_id,
    )
