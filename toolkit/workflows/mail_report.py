"""The report as a letter: what stands on disk is attached, page one is the letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from toolkit.errors import UsageError
from toolkit.ports.mailer import Attachment, Letter
from toolkit.report.blocks import Report
from toolkit.report.director import director_report
from toolkit.workflows.changed_files import changed_places
from toolkit.workflows.count_up import last_state, state_at
from toolkit.workflows.last_report import LastReport, figures_of, last_report
from toolkit.workflows.own_files import edited
from toolkit.workflows.report_material import material_of
from toolkit.workflows.session import Session


class ReportLetter(Struct, frozen=True):
    """The report, ready to be drafted or sent.

    Attributes:
        letter: what goes out.
        warnings: what to know before it does.
    """

    letter: Letter
    warnings: tuple[str, ...] = ()


def letter_of_report(session: Session, to: Sequence[str] = ()) -> ReportLetter:
    """The report written last as a letter; ``to`` instead of the settings' readers."""
    found = last_report(session)
    if found is None:
        raise UsageError(
            "no report has been written yet.", next_step="Write it first: actiongrid report."
        )
    attachments = tuple(_attachments(session, found))
    if not attachments:
        raise UsageError(
            "the files of the last report are no longer there.",
            where=session.places.shown(found.folder),
            next_step="Write it again: actiongrid report.",
        )
    body = _page_one(session, found, attachments)
    readers = tuple(to) or session.settings.mail.to
    letter = Letter(f"{body.title}: {body.subtitle}", readers, body, attachments)
    return ReportLetter(letter, tuple(_warnings(session, found, attachments)))


def _attachments(session: Session, found: LastReport) -> Iterator[Attachment]:
    there = session.files.names(found.folder)
    for file in found.files:
        if file in there:
            yield Attachment(file, session.files.read(session.files.within(found.folder, file)))


def _page_one(session: Session, found: LastReport, attachments: Sequence[Attachment]) -> Report:
    """Page one of the report as it was written: of that sync, on that day."""
    then = replace(session, today=found.date)
    state = state_at(then, found.snapshot)
    material = material_of(then, state, found.since, found.audience)
    # What changed since is a warning to the sender, not a line of the letter.
    report = director_report(replace(material, files_changed=()))
    files = ", ".join(attachment.name for attachment in attachments)
    return replace(report, sections=(), footer=f"The whole report is attached: {files}.")


def _warnings(
    session: Session, found: LastReport, attachments: Sequence[Attachment]
) -> Iterator[str]:
    if figures_of(last_state(session).rollup) != found.figures:
        now = session.history.last_number()
        because = (
            f"sync no. {found.snapshot}, now {now}" if now != found.snapshot else "days passed"
        )
        yield (
            f"Figures moved since this report was written on {found.day} ({because}): "
            "actiongrid report writes it anew."
        )
    if count := len(changed_places(session)):
        files = "1 file has" if count == 1 else f"{count} files have"
        yield f"{files} changed since the last sync: actiongrid sync, then actiongrid report."
    for attachment in attachments:
        if edited(session, session.files.within(found.folder, attachment.name)):
            yield f"{attachment.name} was edited by hand; it is attached as it stands."
    missing = set(found.files) - {attachment.name for attachment in attachments}
    for name in sorted(missing):
        yield f"{name} is no longer there and is not attached."
