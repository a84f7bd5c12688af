"""Everything before a meeting in one go: edits gathered, figures counted, report and draft made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from toolkit.checks.finding import Severity
from toolkit.ports.mailer import Mailer
from toolkit.ports.report_writer import ReportWriter
from toolkit.workflows.after_sync import waits_for_a_person
from toolkit.workflows.mail_report import letter_of_report
from toolkit.workflows.post import Posted, draft_letter
from toolkit.workflows.session import Session
from toolkit.workflows.sync import sync
from toolkit.workflows.synced import Request, Synced
from toolkit.workflows.write_report import ReportWritten, write_report


class MeetingReady(Struct, frozen=True):
    """What ``meeting`` made.

    Attributes:
        synced: the sync, which also brought Summary up to date.
        report: the report and the agenda page.
        draft: the letter in the outbox; None in a dry run.
        warnings: what to know before it is sent.
        errors: findings of severity error.
    """

    synced: Synced
    report: ReportWritten
    draft: Posted | None
    warnings: tuple[str, ...]
    errors: int

    @property
    def waits(self) -> bool:
        """Whether something waits for a person (exit code 3)."""
        return bool(self.errors) or waits_for_a_person(self.synced)


def prepare_meeting(
    session: Session,
    writers: Mapping[str, ReportWriter],
    mailer: Mailer,
    *,
    formats: Sequence[str],
    name: str = "",
    dry_run: bool = False,
) -> MeetingReady:
    """Gather, count, check, report, draft; ``name`` instead of the next meeting's."""
    done = sync(session, Request(dry_run=dry_run))
    written = write_report(
        session, writers, formats=formats, name=name, agenda=True, dry_run=dry_run
    )
    errors = sum(1 for finding in written.findings if finding.severity is Severity.ERROR)
    if dry_run:
        return MeetingReady(done, written, None, (), errors)
    ready = letter_of_report(session)
    draft = draft_letter(session, mailer, ready.letter)
    return MeetingReady(done, written, draft, ready.warnings, errors)


def meeting_lines(session: Session, ready: MeetingReady) -> Iterator[str]:
    """What was made, and where it lies, in the order a director wants it."""
    shown, report = session.places.shown, ready.report
    yield f"{'Would be made' if ready.draft is None else 'Ready'}, in {shown(report.folder)}:"
    yield f"  the report: {', '.join(report.files)}"
    yield f"  for you alone, the agenda page: {', '.join(report.agenda)}"
    yield from (f"  {file} was edited by hand and left as it is." for file in report.kept)
    if ready.draft is not None:
        yield f"The letter to the board, not sent yet: {shown(ready.draft.place)}"
    yield from (f"  {warning}" for warning in ready.warnings)
    if ready.errors:
        count = "1 finding" if ready.errors == 1 else f"{ready.errors} findings"
        yield f"{count} should be mended first: actiongrid validate lists them."
