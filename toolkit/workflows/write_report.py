"""The director's report and the agenda, written into a folder of their meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from toolkit.checks.finding import Finding
from toolkit.errors import UsageError
from toolkit.ports.report_writer import ReportWriter
from toolkit.report.agenda import agenda_page
from toolkit.report.blocks import Report
from toolkit.report.director import director_report
from toolkit.report.material import Material
from toolkit.schedule.moment import Moment
from toolkit.workflows.count_up import last_state
from toolkit.workflows.last_report import LastReport, figures_of, keep_last_report
from toolkit.workflows.own_files import write_own
from toolkit.workflows.report_material import material_of
from toolkit.workflows.session import Session

_STEMS = {"board": "Report", "staff": "Staff report", "public": "Public report"}


class ReportWritten(Struct, frozen=True):
    """What ``report`` wrote.

    Attributes:
        folder: full path of the report's folder.
        files: names of the files of the report.
        agenda: names of the files of the agenda page; none unless it was asked for.
        kept: names of files that were left alone because somebody had edited them.
        since: the day changes are counted from; None when there is no earlier state.
        changed_files: workbooks changed since the last sync.
        findings: what the checks found in the files as they are.
    """

    folder: str
    files: tuple[str, ...]
    agenda: tuple[str, ...]
    kept: tuple[str, ...]
    since: date | None
    changed_files: int
    findings: tuple[Finding, ...]


def write_report(
    session: Session,
    writers: Mapping[str, ReportWriter],
    *,
    formats: Sequence[str],
    since: str = "",
    audience: str = "",
    name: str = "",
    agenda: bool = False,
    dry_run: bool = False,
) -> ReportWritten:
    """Write the report of the last sync in each format.

    Args:
        writers: by format name.
        formats: the formats wanted.
        since: a day or sync number; blank for the beginning of the period.
        audience: ``board``, ``staff`` or ``public``; blank for the settings' one.
        name: title of the report's folder; blank for the next meeting's name.
        agenda: the agenda page too.
    """
    unknown = [wanted for wanted in formats if wanted not in writers]
    if unknown:
        raise UsageError(
            f'there is no report format "{unknown[0]}".',
            next_step=f"Choose among: {', '.join(writers)}.",
        )
    state = last_state(session)
    material = material_of(session, state, since, audience or session.settings.report.audience)
    folder = session.files.within(session.places.reports, _folder_name(state.moment, name))
    chosen = [writers[wanted] for wanted in formats]
    made = list(_made(material, chosen, agenda=agenda))
    files, kept = [(stem, f"{stem}{writer.suffix}") for stem, writer, _ in made], []
    if not dry_run:
        files = []
        for stem, writer, report in made:
            data = writer.write(report)
            written, left = write_own(session, folder, f"{stem}{writer.suffix}", data)
            files.append((stem, written))
            kept += [left] if left else []
    own = tuple(file for stem, file in files if stem != _AGENDA)
    if not dry_run:
        number, day = state.snapshot.number, session.today.isoformat()
        figures = figures_of(state.rollup)
        keep_last_report(
            session,
            LastReport(folder, own, number, day, since, material.edition.audience, figures),
        )
    return ReportWritten(
        folder=folder,
        files=own,
        agenda=tuple(file for stem, file in files if stem == _AGENDA),
        kept=tuple(kept),
        since=material.before_moment.today if material.before_moment else None,
        changed_files=len(material.files_changed),
        findings=tuple(material.findings),
    )


_AGENDA = "Agenda"


def _made(
    material: Material, writers: Sequence[ReportWriter], *, agenda: bool
) -> Iterator[tuple[str, ReportWriter, Report]]:
    """Stem of the file's name, writer, and what is written."""
    report = director_report(material)
    yield from ((_STEMS[material.edition.audience], writer, report) for writer in writers)
    if agenda:
        page = agenda_page(material)
        yield from ((_AGENDA, writer, page) for writer in writers)


def _folder_name(moment: Moment, name: str) -> str:
    title = name or moment.next_meeting or "report"
    signs = (sign if sign.isalnum() or sign in " -_" else " " for sign in title)
    plain = " ".join("".join(signs).split())
    return f"{moment.today.isoformat()} {plain}"
