"""The lines of *Needs you* after a sync, most urgent first, notes beside them kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding
from toolkit.checks.run import run_checks
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.sorted_edits import RETIRED
from toolkit.report.check_lines import (
    ACCEPT_AS_IS,
    finding_lines,
    most_urgent_first,
    question_lines,
)
from toolkit.report.needs_you import NeedsLine
from toolkit.report.open_matters import (
    conflict_lines,
    hold_lines,
    note_lines,
    retired_lines,
    waiting_lines,
)
from toolkit.tables.copy import Copy
from toolkit.workflows.answers import Answers
from toolkit.workflows.open_items import ACCEPTED
from toolkit.workflows.session import Session
from toolkit.workflows.sources import Unread
from toolkit.workflows.synced import Synced


def needs_lines(
    session: Session, done: Synced, copies: tuple[Copy, ...], answers: Answers
) -> tuple[NeedsLine, ...]:
    """Everything that waits for the coordinator after this sync; ``copies`` as they will be."""
    snapshot = done.state.snapshot
    accepted = frozenset({*session.history.items(ACCEPTED), *answers.accepted})
    matters = [
        *conflict_lines(done.conflicts, snapshot, session.schema),
        *hold_lines(done.holds),
        *_unread_lines(done.unread),
        *note_lines(_asked(done, answers)),
        *retired_lines(done.waiting, snapshot, session.schema),
        *waiting_lines(done.waiting, snapshot, session.schema),
    ]
    told = {(line.file, line.sheet, line.cell) for line in matters if line.cell}
    lines = [
        *(line for line in matters if line.key not in accepted),
        *finding_lines(findings_of(session, done, copies), accepted=accepted, told=told),
        *question_lines(snapshot),
    ]
    live = {found.copy.file for found in done.sources.live}
    noted = [
        replace(line, note=answers.notes.get(line.key, ""), away=line.file not in live)
        for line in lines
    ]
    return most_urgent_first({line.key: line for line in noted}.values())


def _unread_lines(unread: Iterable[Unread]) -> Iterator[NeedsLine]:
    """One line for each file that counts for nothing as it is; a busy one is read next time."""
    for file in unread:
        if not file.busy:
            choices = (ACCEPT_AS_IS,) if file.foreign else ()
            yield NeedsLine(file.key, "held", file.reason, file.file, choices=choices, urgent=True)


def _asked(done: Synced, answers: Answers) -> Iterator[Note]:
    """Notes nobody has answered; rows in which something waits have a line of their own."""
    typed = {(edit.table, edit.id) for edit in done.waiting if edit.reason == RETIRED}
    for note in done.notes:
        told = note.code is NoteCode.RETIRED and (note.table, note.id) in typed
        if note.key not in answers.rows and not told:
            yield note


def findings_of(session: Session, done: Synced, copies: tuple[Copy, ...]) -> tuple[Finding, ...]:
    """What the checks find in the live files."""
    state = done.state
    return run_checks(
        Evidence(
            copies,
            session.schema,
            state.snapshot,
            state.moment,
            session.adopted.plan_id,
            session.adopted.smart,
        )
    )
