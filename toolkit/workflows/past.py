"""What history says: the list of syncs, and every edit of one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from toolkit.errors import UsageError
from toolkit.merge.conflict import AGREED, SETTLED
from toolkit.merge.note import Note
from toolkit.ports.history import LedgerLine, SnapshotLine
from toolkit.tables.called import called
from toolkit.tables.column import Owner
from toolkit.tables.counted import counted
from toolkit.tables.edit import ROW_ADDED, ROW_RETIRED, CellKey, Edit, EditState
from toolkit.tables.encoding import Json
from toolkit.tables.equality import iso
from toolkit.tables.record import Record
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.agreed import agreed
from toolkit.workflows.open_items import ACCEPTED
from toolkit.workflows.session import Session
from toolkit.workflows.show import plain
from toolkit.workflows.standing_answers import ANSWER

NEW_PERIOD = "new period"
"""Reason of the edits by which repeating actions begin again."""


def ledger_of(session: Session, ref: str) -> tuple[LedgerLine, ...]:
    """Every edit of the rows people cite by this ref, oldest first."""
    found = [
        line
        for table, record in _rows_called(session, ref)
        for line in session.history.ledger(table=table, record_id=record.id)
    ]
    return tuple(sorted(found, key=lambda line: line.number))


def _rows_called(session: Session, ref: str) -> list[tuple[str, Record]]:
    snapshot = agreed(session)
    wanted = ref.casefold().strip()
    found = [
        (table, record)
        for table in session.schema.tables
        for record in snapshot[table]
        if record.text("ref").casefold() == wanted or record.id.casefold() == wanted
    ]
    if not found:
        raise UsageError(
            f'there is no row "{ref}" in the plan.',
            next_step='"actiongrid show" lists every ref.',
        )
    return found


def people_said(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits people made: what the tool notes by itself is left out.

    So is the ref that came along with a copied row, where the tool gave the new row one of its own.
    """
    edits = tuple(edits)
    given = {edit.key for edit in edits if edit.reason == "tool" and edit.column == "ref"}
    return (edit for edit in edits if edit.reason != "tool" and edit.key not in given)


def gathered(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits people made in their files.

    Left out is what a sync adds to them: the coordinator's answers, what these settled, notes put
    together, what follows from a new period.
    """
    return (
        edit
        for edit in people_said(edits)
        if edit.source.file
        and edit.state is not EditState.SETTLED
        and edit.reason not in (SETTLED, AGREED)
        and edit.column != ROW_RETIRED
    )


def settled_cells(edits: Iterable[Edit]) -> frozenset[CellKey]:
    """The cells, and questions of the plan document, that the coordinator's answers settled."""
    return frozenset(
        edit.key
        for edit in edits
        if (edit.reason == SETTLED and edit.state is not EditState.SETTLED)
        or (edit.table, edit.column) == ("questions", "answer")
    )


def edit_document(schema: Schema, edit: Edit, ref: str) -> dict[str, Any]:
    """One edit as the JSON of ``sync`` and ``history``."""
    return {
        "table": edit.table,
        "id": edit.id,
        "ref": ref,
        "column": heading_of(schema, edit),
        "old": plain(edit.old),
        "new": plain(edit.new),
        "by": edit.source.by or None,
        "when": edit.source.when.isoformat() if edit.source.when else None,
        "file": edit.source.file or None,
        "sheet": edit.source.sheet or None,
        "cell": edit.source.cell or None,
        "state": str(edit.state),
        "reason": edit.reason or None,
        "text": edit.text or None,
    }


def heading_of(schema: Schema, edit: Edit) -> str:
    """The column's heading as people see it; words for rows added and retired."""
    if edit.column == ROW_ADDED:
        return "row added"
    if edit.column == ROW_RETIRED:
        return "row retired" if edit.new else "row restored"
    column = schema[edit.table].by_name.get(edit.column) if edit.table in schema else None
    return column.heading if column else edit.column


def row_name(schema: Schema, snapshot: Snapshot, about: Edit | Note) -> str:
    """What people call the row; one that waits to be a row of the plan has no name yet."""
    name = called(schema, snapshot, about.table, about.id)
    return name or f"new {schema[about.table].record}"


def history_document(session: Session, ref: str, edits: Sequence[LedgerLine]) -> dict[str, Json]:
    """The JSON document ``actiongrid/history``. Raises HistoryError when there is none."""
    agreed(session)
    return {
        "schema": "actiongrid/history",
        "version": 1,
        "ref": ref or None,
        "snapshots": [
            {"number": line.number, "at": line.at.isoformat(), "why": line.why, "edits": edits}
            for line, edits, _all in _counted(session)
        ],
        "edits": [
            {
                "snapshot": line.number,
                "at": line.at.isoformat(),
                **edit_document(session.schema, line.edit, ref),
            }
            for line in edits
        ],
    }


def snapshot_lines(session: Session) -> Iterator[str]:
    """The list of syncs, newest last."""
    for line, count, edits in _counted(session):
        said = [counted(count, "edit")]
        if answers := _answers(session, line.number, edits) if line.why == "sync" else 0:
            said.append(counted(answers, "answer"))
        if any(edit.reason == NEW_PERIOD for edit in edits):
            said.append("a new period")
        yield f"no. {line.number:<4} {line.at:%d %b %Y %H:%M}  {line.why:<8} {', '.join(said)}"


def _answers(session: Session, number: int, edits: Iterable[Edit]) -> int:
    """How many answers of the coordinator a sync carried out."""
    kept = (len(session.history.items_opened_by(kind, number)) for kind in (ACCEPTED, ANSWER))
    return len(settled_cells(edits)) + sum(kept)


def _counted(session: Session) -> Iterator[tuple[SnapshotLine, int, Sequence[Edit]]]:
    """Each sync with the number of edits it told when it ran, and all it wrote into the ledger."""
    made: dict[int, list[Edit]] = {}
    for line in session.history.ledger():
        made.setdefault(line.number, []).append(line.edit)
    for sync in session.history.snapshots():
        edits = made.get(sync.number, ())
        counted = gathered(edits) if sync.why == "sync" else _changed(session.schema, edits)
        yield sync, sum(1 for _ in counted), edits


def _changed(schema: Schema, edits: Iterable[Edit]) -> Iterator[Edit]:
    """What an undo or a handover changed, without the columns that follow from the others."""
    for edit in people_said(edits):
        column = schema[edit.table].by_name.get(edit.column) if edit.table in schema else None
        if edit.table != "amendments" and (column is None or column.owner is not Owner.TOOL):
            yield edit


def edit_lines(session: Session, ref: str, edits: Sequence[LedgerLine]) -> Iterator[str]:
    """Every edit of one row, oldest first."""
    if not edits:
        yield f"Nothing has changed in {ref} since the plan was adopted."
    for line in edits:
        edit = line.edit
        who = f" by {edit.source.by}" if edit.source.by else ""
        where = f" ({edit.source.place})" if edit.source.place else ""
        heading = heading_of(session.schema, edit)
        old, new = iso(edit.old) or "blank", edit.text or iso(edit.new) or "blank"
        # A row that comes or goes has no texts of its own, only an id nobody knows.
        row = edit.column in (ROW_ADDED, ROW_RETIRED)
        said = "" if row else f": {_short(old)} → {_short(new)}"
        yield (
            f"no. {line.number:<4} {line.at:%d %b %Y}  {heading}{said}{who}{where} [{edit.state}]"
        )


def _short(text: str) -> str:
    plain_text = " ".join(text.split())
    return plain_text if len(plain_text) <= 60 else plain_text[:59] + "…"
