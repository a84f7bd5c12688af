"""Take back the last sync, whatever it consisted of; bring back what was taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from toolkit.errors import UsageError
from toolkit.ports.commit import Commit
from toolkit.tables.called import called
from toolkit.tables.counted import counted
from toolkit.tables.edit import ROW_ADDED, ROW_RETIRED, Edit
from toolkit.tables.equality import iso
from toolkit.tables.taken_back import edits_back
from toolkit.workflows.amendment_register import emptied_lines, standing_lines
from toolkit.workflows.edit_words import ref_of, shortened
from toolkit.workflows.past import edit_document, heading_of, people_said
from toolkit.workflows.reopened import NOTHING_REOPENED
from toolkit.workflows.session import Session
from toolkit.workflows.sync import sync
from toolkit.workflows.sync_document import sync_document
from toolkit.workflows.sync_words import then_lines
from toolkit.workflows.synced import Request, Synced
from toolkit.workflows.take_back import (
    REDO,
    UNDO,
    UNDONE,
    Taken,
    items_after,
    last_step,
    last_undo,
    taken_by,
)


class Undone(Struct, frozen=True):
    """What ``undo`` did.

    Attributes:
        taken: what the sync had changed that is taken back now, or brought back.
        redo: it was brought back.
        later: syncs after it that had only noted something.
        number: number of the sync in which this is agreed; 0 for a dry run.
        synced: the writing back; None for a dry run.
    """

    taken: Taken
    redo: bool = False
    later: tuple[int, ...] = ()
    number: int = 0
    synced: Synced | None = None


class _Step(Struct, frozen=True):
    """The snapshot to take back, and the sync people know it by; the same for an undo."""

    number: int
    taken: Taken
    why: str
    later: tuple[int, ...] = field(default=())


def undo_last(session: Session, *, redo: bool = False, dry_run: bool = False) -> Undone:
    """Agree again on the state before the last sync that changed something; nothing is erased.

    Args:
        session: the workspace.
        redo: bring back what the last undo has taken back instead.
        dry_run: only say which sync that is and what it changed.
    """
    step = _next(session, redo=redo)
    if dry_run:
        return Undone(step.taken, redo, step.later)
    # What nobody has gathered yet comes first: undo takes back a sync, not people's work.
    before = sync(session, Request(surveys=False))
    now = _next(session, redo=redo, gathered=before)
    if now.number != step.number:
        raise UsageError(
            f"edits made since sync no. {step.taken.number} were gathered as sync no. "
            f"{before.state.snapshot.number}.",
            next_step="Look at them; run undo again to take that sync back.",
        )
    lock = session.files.within(session.places.inside, "lock")
    with session.files.lock(lock, "actiongrid undo"):
        number = _take_back(session, step)
    reopened = NOTHING_REOPENED if redo else step.taken.reopened
    done = sync(session, Request(surveys=False, reopened=reopened))
    return Undone(step.taken, redo, step.later, number, done)


def _next(session: Session, *, redo: bool, gathered: Synced | None = None) -> _Step:
    history = session.history
    if redo:
        by, number = last_undo(history)
        if by:
            return _Step(by, taken_by(history, number), REDO)
        if gathered is not None:
            return _Step(0, Taken(0), REDO)
        raise UsageError(
            "there is no undo to take back, or the plan has been changed since.",
            next_step='"actiongrid history" lists every sync.',
        )
    taken = last_step(history)
    if taken is None:
        raise UsageError(
            "there is nothing to take back: no sync has changed the plan since it was adopted.",
            next_step="Edits people made since stay in their files.",
        )
    undone = history.items(UNDONE)
    later = tuple(
        line.number
        for line in history.snapshots()
        if line.number > taken.number
        and line.why not in (UNDO, REDO)
        and str(line.number) not in undone
    )
    return _Step(taken.number, taken, UNDO, later)


def _take_back(session: Session, step: _Step) -> int:
    """Commit the state without what a snapshot had changed; returns the new snapshot's number."""
    history, head = session.history, session.history.last()
    numbers = [line.number for line in history.snapshots()]
    earlier = history.snapshot(max(number for number in numbers if number < step.number))
    register = set(standing_lines(session)) if step.why == UNDO else set()
    edits = tuple(
        edit
        for edit in edits_back(head, earlier, history.snapshot(step.number))
        if not (edit.column == ROW_RETIRED and (edit.table, edit.id) in register)
    )
    if step.why == UNDO:
        edits = tuple(emptied_lines(edits, head))
    after = head.after(edits, at=session.now())
    undone = dict(history.items(UNDONE))
    if step.why == REDO:
        del undone[str(step.taken.number)]
    else:
        undone[str(step.number)] = {"by": after.number}
    of_step = step.taken if step.why == UNDO else Taken(step.number)
    items = items_after(history, session.contents, of_step, undone, all_=step.why == REDO)
    history.commit(Commit(session.now(), step.why, after, edits, items=items))
    return after.number


def undo_document(session: Session, done: Undone) -> dict[str, Any]:
    """The JSON document ``actiongrid/undo``."""
    snapshot = session.history.last()
    return {
        "schema": "actiongrid/undo",
        "version": 1,
        "undone": done.taken.number,
        "redo": done.redo,
        "dry_run": done.synced is None,
        "snapshot": snapshot.number,
        "edits": [
            edit_document(session.schema, edit, ref_of(snapshot, edit)) for edit in done.taken.edits
        ],
        "answers": [{"what": what, "answer": answer} for what, answer in done.taken.answers],
        "sync": sync_document(done.synced) if done.synced else None,
    }


def undo_lines(session: Session, done: Undone) -> Iterator[str]:
    """What a person reads after ``undo``."""
    edits, answers = list(people_said(done.taken.edits)), done.taken.answers
    counts = [counted(len(edits), "edit")] if edits else []
    counts += [counted(len(answers), "answer")] if answers else []
    counts = counts or ["a survey round"]
    number, what = done.taken.number, " and ".join(counts)
    moved = "brought" if done.redo else "taken"
    if done.synced is None:
        yield f"Sync no. {number} would be {moved} back: {what}."
    else:
        yield f"Sync no. {number} was {moved} back ({what}); this is sync no. {done.number} now."
    for edit in edits:
        yield f"  {_sentence(session, edit, redo=done.redo)}"
    for line, answer in answers:
        after = "holds again" if done.redo else "it waits for you again"
        yield f'  Your answer "{answer}": {after}. {shortened(line)}'
    for later in done.later:
        yield f"Sync no. {later} had only noted what stands in people's files; that stays."
    if done.synced is not None:
        yield from then_lines(done.synced)


def _sentence(session: Session, edit: Edit, *, redo: bool) -> str:
    snapshot, schema = session.history.last(), session.schema
    name = called(schema, snapshot, edit.table, edit.id)
    if edit.column in (ROW_ADDED, ROW_RETIRED):
        counts = (edit.column == ROW_ADDED or not edit.new) == redo
        return f"{name}: the row {'counts' if counts else 'does not count'} again."
    old, new = (edit.old, edit.new) if redo else (edit.new, edit.old)
    again = f'"{shortened(iso(new))}"' if new is not None else "blank"
    was = f'"{shortened(iso(old))}"' if old is not None else "blank"
    return f"{name} {heading_of(schema, edit)}: {again} again, was {was}"
