"""The table *Amendments*: what the edits tell, and the approving body the coordinator records.

A line is made when wording is proposed and follows what becomes of it. On the sheet the coordinator
accepts it as well as on *Needs you*: by its state, or by recording approving body and date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from toolkit.merge.cell import AMENDMENT
from toolkit.merge.reconcile import Outcome
from toolkit.merge.settlement import Settlement, accept, decline
from toolkit.report.amendments import Amendment, Standing, register_of
from toolkit.report.open_matters import waiting_key
from toolkit.tables.column import Owner, Value
from toolkit.tables.edit import ROW_ADDED, ROW_RETIRED, CellKey, Edit
from toolkit.tables.equality import iso
from toolkit.tables.row_id import adopted_row_id
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.agreed import shown_at
from toolkit.workflows.open_items import open_waiting
from toolkit.workflows.session import Session
from toolkit.workflows.sides import Side

TABLE = "amendments"


def settled_on_sheet(
    session: Session, sides: Iterable[Side], head: Snapshot, waiting: Iterable[Edit]
) -> Iterator[Settlement]:
    """The proposed amendments that were decided on the sheet *Amendments* since the last sync."""
    said = {
        (edit.id, edit.column): edit
        for side in sides
        if not side.edits.held
        for edit in side.edits.edits
        if edit.table == TABLE
    }
    for edit in waiting if said else ():
        row = row_id(session, edit.key, edit.new)
        record = head.record(TABLE, row)
        fresh = [found for (id_, _), found in said.items() if id_ == row]
        if edit.reason != AMENDMENT or record is None or not fresh:
            continue
        cells = {**record.cells, **{found.column: found.new for found in fresh}}
        recorded = cells.get("approving_body") and cells.get("date")
        if cells.get("state") == Standing.DECLINED:
            yield decline(edit, head.value(*edit.key), fresh[0].source)
        elif cells.get("state") == Standing.ACCEPTED or recorded:
            shown = shown_at(session.history, fresh[0].baseline, head)
            yield accept(edit, shown.value(*edit.key), fresh[0].source)


def register_edits(
    session: Session, outcome: Outcome, before: Sequence[Edit], notes: Mapping[str, str]
) -> Iterator[Edit]:
    """The edits that bring the table up to what the ledger tells after this sync.

    Args:
        outcome: this sync, as far as people are concerned.
        before: the edits that waited before it.
        notes: what the coordinator wrote beside lines of *Needs you*, by their keys.
    """
    undone = [line.why for line in session.history.snapshots()[-1:]] == ["undo"]
    if not (undone or any(_may_amend(edit, session.schema) for edit in outcome.edits)):
        return
    lines = [(line.at.date(), line.edit) for line in session.history.ledger()]
    lines += [(session.today, edit) for edit in outcome.edits]
    beside = {edit.key: note for edit in before if (note := notes.get(waiting_key(edit), ""))}
    done = set()
    for one in register_of(lines, outcome.waiting, outcome.next, session.schema):
        row = row_id(session, one.key, one.proposed)
        if row not in done:
            done.add(row)
            yield from _row_edits(outcome.next, row, one, beside.get(one.key, ""))


def standing_lines(session: Session) -> Iterator[tuple[str, str]]:
    """Table and id of the lines whose proposals wait: an undo leaves both where they stand."""
    for edit in open_waiting(session.history):
        if edit.reason == AMENDMENT:
            yield TABLE, row_id(session, edit.key, edit.new)


def emptied_lines(edits: Iterable[Edit], head: Snapshot) -> Iterator[Edit]:
    """The edits of an undo; a line it takes out of the register says nothing any more.

    Nobody typed it, and its row stays in Plan.xlsx: it would go on telling what was taken back.
    """
    for edit in edits:
        yield edit
        line = head.record(TABLE, edit.id) if edit.table == TABLE else None
        if line is not None and edit.column == ROW_RETIRED and edit.new:
            for column, value in line.cells.items():
                yield replace(edit, column=column, old=value, new=None)


def row_id(session: Session, key: CellKey, proposed: Value) -> str:
    """The id of an amendment's row: the same cell and wording always give the same."""
    return adopted_row_id(session.adopted.plan_id, TABLE, "\n".join((*key, iso(proposed))))


def _row_edits(snapshot: Snapshot, row: str, one: Amendment, note: str) -> Iterator[Edit]:
    record = snapshot.record(TABLE, row)
    if record is None:
        yield Edit(TABLE, row, ROW_ADDED, None, "", reason="tool")
    elif record.retired:
        yield Edit(TABLE, row, ROW_RETIRED, True, False, reason="tool")
    wanted: dict[str, Value] = {
        "ref": one.ref,
        "heading": one.heading,
        "adopted": one.adopted or None,
        "proposed": one.proposed or None,
        "by": one.by or None,
        "state": str(one.standing),
        "cell": " ".join(one.key),
    }
    was = record.text("state") if record else Standing.PROPOSED
    just_decided = was == Standing.PROPOSED and one.standing is not Standing.PROPOSED
    if note and just_decided and not (record and record["approving_body"]):
        wanted["approving_body"] = note
    for column, value in wanted.items():
        old = record[column] if record else None
        if old != value:
            yield Edit(TABLE, row, column, old, value, reason="tool")


def _may_amend(edit: Edit, schema: Schema) -> bool:
    """Whether a ledger line can change the register."""
    if edit.reason == AMENDMENT or edit.column in (ROW_ADDED, ROW_RETIRED):
        return edit.table != TABLE
    column = schema[edit.table].by_name.get(edit.column) if edit.table in schema else None
    return column is not None and column.owner is Owner.PLAN
