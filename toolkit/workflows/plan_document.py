"""Edits made in the plan document after adoption: taken like those of a copy cut on that day.

The document is never written by the tool. A blank in it is no opinion, and what it no longer
mentions stays in the plan, which is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.finding import listed
from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.note import Note, NoteCode
from toolkit.ports.history import History
from toolkit.tables.called import called
from toolkit.tables.column import Owner
from toolkit.tables.copy import Copy
from toolkit.tables.counted import counted
from toolkit.tables.edit import ROW_ADDED, Edit, Source
from toolkit.tables.equality import same
from toolkit.tables.record import Record
from toolkit.tables.schema import TableSchema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.session import Session

_SEEN = "plan document"
_ROWS = ("goals", "actions")
"""Tables whose records have a row in a workbook, where people can take them out."""


def note_document(session: Session) -> None:
    """Remember the document as it is, so that a later change of it is noticed."""
    found = session.files.digest(session.places.plan)
    if session.history.setting(_SEEN) != found:
        session.history.set_setting(_SEEN, found)


def document_edits(session: Session, head: Snapshot) -> tuple[CopyEdits, tuple[Edit, ...]]:
    """What the document says otherwise than at adoption, and the records it has gained.

    The first are judged like everybody's edits: changed wording is a proposed amendment, filling a
    blank counts at once. Nothing is compared while the document is as it was at the last sync.
    """
    content = session.files.digest(session.places.plan)
    name = session.files.name_of(session.places.plan)
    copy = Copy(file=name, content=content, stamp=None, tables=(), returned=True)
    known, first = session.history.setting(_SEEN), _adopted(session.history)
    if not known or known == content or first is None:
        return CopyEdits(copy, name, head.number), ()
    source = Source(name, replica=name, content=content)
    changed: list[Edit] = []
    added: list[Edit] = []
    for table in session.schema.tables.values():
        for record in session.adopted.tables.get(table.name, ()):
            before = first.record(table.name, record.id)
            if before is not None:
                changed += _changes(table, before, record, source, first.number)
            elif head.record(table.name, record.id) is None:
                added.append(Edit(table.name, record.id, ROW_ADDED, None, record.parent, source))
                blank = Record(record.id)
                added += _changes(table, blank, record, source, first.number, new=True)
    gone = tuple(_no_longer_there(session, first, head, source))
    return CopyEdits(copy, name, first.number, edits=tuple(changed), notes=gone), tuple(added)


def _no_longer_there(
    session: Session, first: Snapshot, head: Snapshot, source: Source
) -> Iterator[Note]:
    """A note for each table of which the document has lost records."""
    for name in _ROWS:
        there = {record.id for record in session.adopted.tables.get(name, ())}
        gone = tuple(
            called(session.schema, head, name, record.id)
            for record in first[name]
            if record.id not in there and _counts(head.record(name, record.id))
        )
        if gone:
            what = counted(len(gone), session.schema[name].record)
            yield Note(
                f"{NoteCode.NOT_IN_DOCUMENT}|{name}",
                NoteCode.NOT_IN_DOCUMENT,
                source,
                f"{source.file}: {what} {'is' if len(gone) == 1 else 'are'} not in it any more "
                f"({listed(gone)}), and stay{'s' if len(gone) == 1 else ''} in the plan. What is "
                "to go is deleted in its workbook; Needs you then asks whether to retire it.",
                name,
            )


def _counts(record: Record | None) -> bool:
    return record is not None and not record.retired


def _adopted(history: History) -> Snapshot | None:
    lines = history.snapshots()
    return history.snapshot(lines[0].number) if lines else None


def _changes(
    table: TableSchema,
    before: Record,
    after: Record,
    source: Source,
    baseline: int,
    *,
    new: bool = False,
) -> Iterator[Edit]:
    """The cells of one record; what the tool noted at adoption is noted for new records only."""
    barred = {Owner.STAFF} if new else {Owner.STAFF, Owner.TOOL}
    for column in table.kept:
        old, now = before[column.name], after[column.name]
        if column.owner not in barred and now is not None and not same(old, now):
            yield Edit(table.name, after.id, column.name, old, now, source, baseline)
