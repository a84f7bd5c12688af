"""Take back the last sync: the state before it is agreed again, as a new sync, and written back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.errors import UsageError
from toolkit.tables.edit import Edit, EditState
from toolkit.workflows.past import edit_document
from toolkit.workflows.session import Session
from toolkit.workflows.sync import sync
from toolkit.workflows.sync_words import people_said, ref_of, sync_document, sync_lines
from toolkit.workflows.synced import Request, Synced


@dataclass(frozen=True)
class Undone:
    """What ``undo`` did.

    Attributes:
        number: the sync that was taken back.
        edits: what it had taken.
        synced: the writing back; None for a dry run.
    """

    number: int
    edits: tuple[Edit, ...]
    synced: Synced | None = None


def undo_last(session: Session, *, dry_run: bool = False) -> Undone:
    """Agree again on the state before the last sync that changed something; nothing is erased."""
    number = last_changing(session)
    if not number:
        raise UsageError(
            "there is nothing to take back: no sync has changed the plan since it was adopted.",
            next_step="Edits people made since stay in their files.",
        )
    taken = tuple(
        line.edit
        for line in session.history.ledger(since=number - 1)
        if line.edit.state is EditState.TAKEN
    )
    if dry_run:
        return Undone(number, taken)
    # Edits nobody has gathered yet come first: undo takes back a sync, not people's work.
    before = sync(session, Request(surveys=False))
    if any(edit.state is EditState.TAKEN for edit in people_said(before.edits)):
        raise UsageError(
            f"edits made since sync no. {number} were gathered as sync no. "
            f"{before.state.snapshot.number}.",
            next_step="Look at them; run undo again to take that sync back.",
        )
    lock = session.files.within(session.places.inside, "lock")
    with session.files.lock(lock, "actiongrid undo"):
        session.history.undo(session.now(), number)
    return Undone(number, taken, sync(session, Request(surveys=False)))


def last_changing(session: Session) -> int:
    """Number of the last sync that changed the agreed state; 0 when none has.

    A sync that only noted something (a conflict, a copy that was counted before, an amendment that
    is proposed) has a number too, but there is nothing in it to take back.
    """
    first = next((line.number for line in session.history.snapshots()), 0)
    changing = [
        line.number
        for line in session.history.ledger(since=first)
        if line.edit.applies and line.edit.old != line.edit.new and line.edit.reason != "tool"
    ]
    return changing[-1] if changing else 0


def undo_document(session: Session, done: Undone) -> dict[str, Any]:
    """The JSON document ``actiongrid/undo``."""
    snapshot = session.history.last()
    return {
        "schema": "actiongrid/undo",
        "version": 1,
        "undone": done.number,
        "dry_run": done.synced is None,
        "snapshot": snapshot.number,
        "edits": [
            edit_document(session.schema, edit, ref_of(snapshot, edit)) for edit in done.edits
        ],
        "sync": sync_document(done.synced) if done.synced else None,
    }


def undo_lines(session: Session, done: Undone) -> Iterator[str]:
    """What a person reads after ``undo``."""
    count = len(list(people_said(done.edits)))
    noun = "edit" if count == 1 else "edits"
    if done.synced is None:
        yield f"Sync no. {done.number} would be taken back, {count} {noun}."
        return
    number = session.history.last_number()
    yield f"Sync no. {done.number} was taken back ({count} {noun}); this is sync no. {number} now."
    yield from sync_lines(done.synced)
