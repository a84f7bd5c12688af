"""The lines of *Needs you* after a sync, most urgent first, answers nobody used yet kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding, Severity
from toolkit.checks.run import run_checks
from toolkit.report.needs_you import NeedsLine
from toolkit.report.open_matters import (
    ACCEPT_AS_IS,
    conflict_lines,
    hold_lines,
    note_lines,
    waiting_lines,
)
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.answers import Answers
from toolkit.workflows.open_items import ACCEPTED
from toolkit.workflows.session import Session
from toolkit.workflows.synced import Synced

_ORDER = ("two answers", "held", "row", "waiting", "amendment", "to check", "question")


def needs_lines(session: Session, done: Synced, answers: Answers) -> tuple[NeedsLine, ...]:
    """Everything that waits for the coordinator after this sync."""
    snapshot = done.state.snapshot
    lines = [
        *conflict_lines(done.conflicts, snapshot, session.schema),
        *hold_lines(done.holds),
        *note_lines(note for note in done.notes if note.key not in answers.rows),
        *waiting_lines(done.waiting, snapshot, session.schema),
        *finding_lines(findings_of(session, done)),
        *question_lines(snapshot),
    ]
    silent = {*session.history.items(ACCEPTED), *answers.accepted}
    lines = [
        replace(line, note=answers.notes.get(line.key, ""))
        for line in lines
        if line.key not in silent
    ]
    order = {kind: place for place, kind in enumerate(_ORDER)}
    lines.sort(key=lambda line: (not line.urgent, order.get(line.kind, len(order))))
    return tuple({line.key: line for line in lines}.values())


def findings_of(session: Session, done: Synced) -> tuple[Finding, ...]:
    """What the checks find in the files read by this sync."""
    copies = tuple(found.copy for found in done.sources.live)
    return run_checks(
        Evidence(
            copies, session.schema, done.state.snapshot, done.state.moment, session.adopted.plan_id
        )
    )


def finding_lines(findings: tuple[Finding, ...]) -> Iterator[NeedsLine]:
    """One line for each finding; what cannot be read in a cell is a waiting edit already."""
    for finding in findings:
        if finding.code in _WAITING_CODES:
            continue
        spot = finding.spot
        better = f" Suggested: {finding.suggestion}" if finding.suggestion else ""
        yield NeedsLine(
            key=finding.key,
            kind="question" if finding.severity is Severity.QUESTION else "to check",
            what=finding.message + better,
            file=spot.file,
            sheet=spot.sheet,
            cell=spot.cell,
            ref=spot.ref,
            choices=(ACCEPT_AS_IS,),
            urgent=finding.severity is Severity.ERROR,
        )


def question_lines(snapshot: Snapshot) -> Iterator[NeedsLine]:
    """One line for each question of the plan document that nobody has answered."""
    for record in snapshot["questions"].live():
        if record["answer"] is None:
            said = " ".join(record.text("text").split())
            others = tuple(line for line in record.text("alternatives").split("\n") if line)
            yield NeedsLine(
                key=f"question|{record.id}",
                kind="question",
                what=f'{record.text("place")}: the document says "{said}". '
                f"Read as: {record.text('reading')}",
                choices=("The reading is right", *others),
            )


_WAITING_CODES = frozenset({"status-unknown", "not-a-date", "date-ambiguous", "not-a-number"})
