"""Rows this file added earlier whose ids have not reached it yet (it was open, say)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

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


class Minted(Struct, frozen=True):
    """A record this line of versions added and does not show under its id.

    Attributes:
        said: what the file last said of it.
        carried: the id its row carried when it was added, copied from another row or mistyped;
            "" when it carried none.
    """

    said: Said
    carried: str = ""


def rows_added_here(view: View, past: Past) -> dict[str, Minted]:
    """Records this line of versions added and was never given under their ids."""
    ours: dict[str, Minted] = {}
    for record in view.head[view.name]:
        if record.id in view.rows or record.id in view.records or record.retired:
            continue
        added = past((view.name, record.id, ROW_ADDED), 0)
        here = [edit for edit in added if edit.source.replica == view.line]
        if here:
            said = {
                column.name: _last_said(view, past, record.id, column.name)
                for column in view.table.kept
                if column.owner is not Owner.TOOL or column.type is ColumnType.REF
            }
            ours[record.id] = Minted(said, str(here[-1].old or ""))
    return ours


def rows_under_old_ids(view: View, added: Mapping[str, Minted]) -> dict[str, Place]:
    """The rows of added records that still carry the id they had when they were added.

    Without this, a copied row that was said to be new would be asked about again, and added again,
    for as long as its own id cannot be written. Of rows under a known id one is always left: that
    is the record they were copied from.
    """
    free: dict[str, list[Place]] = {}
    for place in view.strange:
        free.setdefault(place.row.id, []).append(place)
    found: dict[str, Place] = {}
    for row_id, minted in added.items():
        rows = free.setdefault(minted.carried, list(view.rows.get(minted.carried, ())))
        if len(rows) > (minted.carried in view.rows):
            found[row_id] = max(rows, key=lambda place: _likeness(view, place, minted))
            rows.remove(found[row_id])
    return found


def _likeness(view: View, place: Place, minted: Minted) -> tuple[int, int]:
    """How much more a row says what the added record said than what its model said."""
    columns = [column for column in typed_columns(view) if column.name in minted.said]
    values = {c.name: view.read(place, c.name).value for c in columns}
    ours = sum(same(values[c.name], minted.said[c.name]) for c in columns)
    models = sum(same(values[c.name], view.before(minted.carried, c)) for c in columns)
    return ours - models, place.row.row


def attach_minted(
    view: View, found: Identities, typed: Iterable[Place], added: Mapping[str, Minted]
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


def attach(view: View, found: Identities, place: Place, row_id: str, minted: Minted) -> Identities:
    """Take a row for a record this file added, and compare it with what it last said.

    What a mailed copy last said may have come in another, later version of it: there a blank cell
    is no opinion, and what is typed was typed over nothing.
    """
    said = minted.said if is_live(view.copy) else dict.fromkeys(minted.said)
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


def resembling(view: View, place: Place, added: Mapping[str, Minted]) -> str:
    """An added record at least half of whose cells this row still says; "" when there is none."""
    for row_id, minted in added.items():
        said = minted.said
        filled = [c.name for c in typed_columns(view) if said.get(c.name) is not None]
        alike = [name for name in filled if same(view.read(place, name).value, said[name])]
        if filled and 2 * len(alike) >= len(filled):
            return row_id
    return ""


def _same_text(view: View, place: Place, added: Mapping[str, Minted]) -> str:
    """The added record whose telling text this row still has; "" when it is none of them."""
    names = [column.name for column in telling_columns(view)]
    for row_id, minted in added.items():
        told = [name for name in names if minted.said[name] is not None]
        if told and all(same(view.read(place, name).value, minted.said[name]) for name in told):
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
