"""The lines of *Needs you* after a sync, most urgent first, notes beside them kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import ascii_uppercase

from msgspec.structs import replace

from toolkit.checks.columns import HEADING_RENAMED, SHEET_UNREADABLE
from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding
from toolkit.checks.row_ids import ROW_ID_TWICE, ROWS_MISSING
from toolkit.checks.run import run_checks
from toolkit.merge.hold import Hold, HoldCode
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.sorted_edits import RETIRED
from toolkit.report.check_lines import (
    ACCEPT_AS_IS,
    finding_lines,
    most_urgent_first,
    question_lines,
)
from toolkit.report.needs_you import SECOND_COPY, NeedsLine
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
from toolkit.workflows.sources import Sources, Unread
from toolkit.workflows.stray_files import stray_lines
from toolkit.workflows.synced import Synced


def needs_lines(
    session: Session, done: Synced, copies: tuple[Copy, ...], answers: Answers
) -> tuple[NeedsLine, ...]:
    """Everything that waits for the coordinator after this sync; ``copies`` as they will be."""
    snapshot = done.state.snapshot
    accepted = frozenset({*session.history.items(ACCEPTED), *answers.accepted})
    matters = [
        *conflict_lines(done.conflicts, snapshot, session.schema, copies),
        *hold_lines(done.holds),
        *_unread_lines(done.unread),
        *note_lines(_asked(done, answers)),
        *_second_copies(done.sources),
        *retired_lines(done.waiting, snapshot, session.schema),
        *waiting_lines(done.waiting, snapshot, session.schema),
        *stray_lines(done.unread),
    ]
    told = {(line.file, line.sheet, line.cell) for line in matters if line.cell}
    lines = [
        *(line for line in matters if line.key not in accepted),
        *finding_lines(_untold(session, done, copies), accepted=accepted, told=told),
        *question_lines(snapshot),
    ]
    live = {found.copy.file for found in done.sources.live}
    noted = [
        replace(line, note=answers.notes.get(line.key, ""), away=line.file not in live)
        for line in lines
    ]
    return most_urgent_first({line.key: line for line in noted}.values())


def _untold(session: Session, done: Synced, copies: tuple[Copy, ...]) -> Iterator[Finding]:
    """The findings without those that a line with its own choices asks about already."""
    asked = {*_asked_by_holds(session, done.holds), *_asked_by_notes(done.notes)}
    rows = {
        (hold.file, hold.source.sheet, hold.source.cell)
        for hold in done.holds
        if hold.source.cell.isdigit()  # a row that does not count at all
    }
    for finding in findings_of(session, done, copies):
        spot = finding.spot
        about = {ROW_ID_TWICE.code: spot.id, HEADING_RENAMED.code: finding.suggestion}
        matter = (finding.code, spot.file, spot.table, about.get(finding.code, ""))
        row = (spot.file, spot.sheet, spot.cell.lstrip(ascii_uppercase))
        if matter not in asked and row not in rows:
            yield finding


_Matter = tuple[str, str, str, str]
"""Code, file and table of a finding, and the row id or heading where it is about one of many."""


def _asked_by_holds(session: Session, holds: Iterable[Hold]) -> Iterator[_Matter]:
    for hold in holds:
        if hold.code is HoldCode.DUPLICATED:
            yield ROW_ID_TWICE.code, hold.file, hold.table, hold.id
        elif hold.code is HoldCode.UNREADABLE:
            yield SHEET_UNREADABLE.code, hold.file, hold.table, ""
        elif hold.code is HoldCode.RENAMED:
            heading = session.schema[hold.table].by_name[hold.column].heading
            yield HEADING_RENAMED.code, hold.file, hold.table, heading


def _asked_by_notes(notes: Iterable[Note]) -> Iterator[_Matter]:
    for note in notes:
        if note.code is NoteCode.MISSING:
            yield ROWS_MISSING.code, note.source.file, note.table, ""
        elif note.code is NoteCode.TWIN:
            yield ROW_ID_TWICE.code, note.source.file, note.table, note.id


def _second_copies(sources: Sources) -> Iterator[NeedsLine]:
    """One line for each copy that lies beside the live file: people may go on working in it."""
    live = {found.replica: found.copy.file for found in sources.live}
    said = {file.place for file in sources.unread}
    for found in sources.returned:
        if found.beside and found.place not in said:
            name = found.copy.file
            yield NeedsLine(
                f"{SECOND_COPY}{name}",
                "to check",
                f"{name} is a second copy of {live[found.beside]} in the same folder. What was "
                "typed in it has been gathered, but it is not kept up to date: delete it or move "
                "it away, so that nobody goes on working in it.",
                name,
                choices=(ACCEPT_AS_IS,),
            )


def _unread_lines(unread: Iterable[Unread]) -> Iterator[NeedsLine]:
    """One line for each file that counts for nothing as it is; a busy one is read next time."""
    for file in unread:
        if not file.busy and not file.stray:
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
