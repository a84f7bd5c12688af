"""Rows this file added earlier whose ids have not reached it yet (it was open, say)."""

from __future__ import annotations

from dataclasses import replace

from toolkit.merge.identities import Identities
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.past import Past
from toolkit.merge.row_edits import cell_edits
from toolkit.merge.typed_row import typed_columns
from toolkit.merge.view import Place, View
from toolkit.tables.column import Value
from toolkit.tables.edit import ROW_ADDED, Edit
from toolkit.tables.equality import same


def attach_minted(
    view: View, found: Identities, typed: list[Place], past: Past
) -> tuple[Identities, tuple[Place, ...]]:
    """Give rows without an id the one they got when they were first read; the rest come back.

    Without this, a new row whose id could not be written yet would be added again at every sync.
    """
    ours = _added_here(view, found, past) if typed else {}
    rest = []
    for place in typed:
        row_id = _best(view, place, ours)
        if not row_id:
            rest.append(place)
            continue
        said = ours.pop(row_id)
        edits = tuple(_changed(view, place, row_id, said))
        found = found.plus(
            attached={row_id: place}, edits=edits, notes=(_note(view, place, row_id),)
        )
    return found, tuple(rest)


def _added_here(view: View, found: Identities, past: Past) -> dict[str, dict[str, Value]]:
    """Records this line of versions added and does not show, with what it last said of them."""
    ours = {}
    for record in view.head[view.name]:
        if record.id in found or record.retired:
            continue
        added = past((view.name, record.id, ROW_ADDED), 0)
        if any(edit.source.replica == view.line for edit in added):
            ours[record.id] = {
                column.name: _last_said(view, past, record.id, column.name)
                for column in typed_columns(view)
            }
    return ours


def _last_said(view: View, past: Past, row_id: str, column: str) -> Value:
    said = [
        edit.new
        for edit in past((view.name, row_id, column), 0)
        if edit.source.replica == view.line and not edit.text
    ]
    return said[-1] if said else None


def _best(view: View, place: Place, ours: dict[str, dict[str, Value]]) -> str:
    """The added record most of whose cells this row still says; "" when it is none of them."""
    best, most = "", 0.5
    for row_id, said in ours.items():
        filled = [name for name, value in said.items() if value is not None]
        alike = [name for name in filled if same(view.read(place, name).value, said[name])]
        share = len(alike) / len(filled) if filled else 0.0
        if share > most or (share == most and not best):
            best, most = row_id, share
    return best


def _changed(view: View, place: Place, row_id: str, said: dict[str, Value]) -> list[Edit]:
    return [
        replace(edit, old=old)
        for name, old in said.items()
        for edit in cell_edits(view, place, row_id, view.readers[name], old)
    ]


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
