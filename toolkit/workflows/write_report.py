"""The director's report, written into its folder; one edited by hand is never overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from toolkit.errors import UsageError
from toolkit.ports.content import content_hash
from toolkit.ports.report_writer import ReportWriter
from toolkit.report.blocks import CellRef
from toolkit.report.director import director_report
from toolkit.report.edition import EDITIONS
from toolkit.report.material import CellPlaces, Material
from toolkit.schedule.moment import Moment
from toolkit.tables.copy import Copy
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.changed_files import changed_places, found_files
from toolkit.workflows.count_up import figure_cells, last_state
from toolkit.workflows.open_items import open_conflicts
from toolkit.workflows.session import Session
from toolkit.workflows.state import State, state_of
from toolkit.workflows.validate import validate

_WRITTEN = "report"


@dataclass(frozen=True)
class ReportWritten:
    """What ``report`` wrote.

    Attributes:
        folder: full path of the report's folder.
        files: names of the files written.
        kept: names of files that were left alone because somebody had edited them.
        since: the day changes are counted from; None when there is no earlier state.
        changed_files: workbooks changed since the last sync.
    """

    folder: str
    files: tuple[str, ...]
    kept: tuple[str, ...]
    since: date | None
    changed_files: int


def write_report(
    session: Session,
    writers: Mapping[str, ReportWriter],
    *,
    formats: Sequence[str],
    since: str = "",
    audience: str = "",
    name: str = "",
    dry_run: bool = False,
) -> ReportWritten:
    """Write the report of the last sync in each format.

    Args:
        writers: by format name.
        formats: the formats wanted.
        since: a day or sync number; blank for the beginning of the period.
        audience: ``board``, ``staff`` or ``public``; blank for the settings' one.
        name: title of the report's folder; blank for the next meeting's name.
    """
    unknown = [wanted for wanted in formats if wanted not in writers]
    if unknown:
        raise UsageError(
            f'there is no report format "{unknown[0]}".',
            next_step=f"Choose among: {', '.join(writers)}.",
        )
    state = last_state(session)
    material = _material(session, state, since, audience or session.settings.report.audience)
    report = director_report(material)
    folder = session.files.within(session.places.reports, _folder_name(state.moment, name))
    stem = {"board": "Report", "staff": "Staff report", "public": "Public report"}
    files, kept = [], []
    for wanted in formats:
        writer = writers[wanted]
        file = f"{stem[material.edition.audience]}{writer.suffix}"
        if dry_run:
            files.append(file)
            continue
        written, left = _write(session, folder, file, writer.write(report))
        files.append(written)
        kept += [left] if left else []
    day = material.before_moment.today if material.before_moment else None
    return ReportWritten(folder, tuple(files), tuple(kept), day, material.files_changed)


def _material(session: Session, state: State, since: str, audience: str) -> Material:
    if audience not in EDITIONS:
        raise UsageError(
            f'there is no edition for "{audience}".',
            next_step=f"Choose among: {', '.join(EDITIONS)}.",
        )
    before = _before(session, state, since)
    moment = None
    if before is not None:
        day = before.at.date() if before.at else state.moment.period_start
        moment = state_of(before, session.schema, session.settings, day).moment
    return Material(
        snapshot=state.snapshot,
        schema=session.schema,
        moment=state.moment,
        before=before,
        before_moment=moment,
        earlier=_earlier(session, state),
        conflicts=frozenset(conflict.key for conflict in open_conflicts(session.history)),
        findings=validate(session).findings,
        last_edits=state.last_edits,
        places=_places(session, state),
        edition=EDITIONS[audience],
        files_changed=len(changed_places(session)),
    )


def _before(session: Session, state: State, since: str) -> Snapshot | None:
    """The state changes are counted from; None when it is the present one."""
    if since.isdigit():
        found = session.history.snapshot(int(since))
    else:
        try:
            day = date.fromisoformat(since) if since else state.moment.period_start
        except ValueError:
            raise UsageError(
                f'--since "{since}" is neither a day nor a sync number.',
                next_step="Write a day as 2027-05-14, or a number from actiongrid history.",
            ) from None
        zone = session.clock.now().tzinfo
        found = session.history.as_of(datetime.combine(day, time.max, zone))
        if not found.number:
            lines = session.history.snapshots()
            found = session.history.snapshot(lines[0].number) if lines else found
    return found if found.number and found.number != state.snapshot.number else None


def _earlier(session: Session, state: State, periods: int = 4) -> tuple[Snapshot, ...]:
    """The states at up to four earlier period ends, for notes that never change."""
    lines = [line for line in session.history.snapshots() if line.number < state.snapshot.number]
    return tuple(session.history.snapshot(line.number) for line in lines[-periods:])


def _places(session: Session, state: State) -> CellPlaces:
    cells: dict[tuple[str, str, str], CellRef] = {}
    for file in found_files(session):
        if file.copy is not None:
            cells.update(_cells_of(file.copy, _address(session, file.place)))
    figures = {
        found.figure: CellRef(
            found.file,
            found.sheet,
            found.cell,
            _address(session, session.files.within(session.places.workbooks, found.file)),
        )
        for found in figure_cells(session, state)
    }
    return CellPlaces(cells, figures)


def _cells_of(copy: Copy, address: str) -> Mapping[tuple[str, str, str], CellRef]:
    found = {}
    for table in copy.tables:
        for row in table.rows:
            for column, letter in table.letters.items():
                cell = CellRef(copy.file, table.sheet, f"{letter}{row.row}", address)
                found[(table.table, row.id, column)] = cell
            first = next(iter(table.letters.values()), "A")
            found[(table.table, row.id, "")] = CellRef(
                copy.file, table.sheet, f"{first}{row.row}", address
            )
    return found


def _address(session: Session, place: str) -> str:
    """The workbook as seen from a report's folder, two below the workspace."""
    shown = session.places.shown(place)
    return f"../../{shown}" if shown != place else ""


def _folder_name(moment: Moment, name: str) -> str:
    title = name or moment.next_meeting or "report"
    signs = (sign if sign.isalnum() or sign in " -_" else " " for sign in title)
    plain = " ".join("".join(signs).split())
    return f"{moment.today.isoformat()} {plain}"


def _write(session: Session, folder: str, file: str, data: bytes) -> tuple[str, str]:
    """Write one file; returns its name, and the name of an edited one that was left alone."""
    session.files.make_folder(folder)
    place = session.files.within(folder, file)
    found = session.files.digest(place)
    if not found:
        session.files.write_new(place, data)
        _note(session, place, data)
        return file, ""
    if found == content_hash(data):
        return file, ""
    if session.history.setting(f"{_WRITTEN} {place}") == found:
        session.files.remove(place)
        session.files.write_new(place, data)
        _note(session, place, data)
        return file, ""
    other = _free(session, folder, file)
    fresh = session.files.within(folder, other)
    session.files.write_new(fresh, data)
    _note(session, fresh, data)
    return other, file


def _note(session: Session, place: str, data: bytes) -> None:
    session.history.set_setting(f"{_WRITTEN} {place}", content_hash(data))


def _free(session: Session, folder: str, file: str) -> str:
    stem, _, suffix = file.rpartition(".")
    taken = set(session.files.names(folder))
    count = 2
    while f"{stem} ({count}).{suffix}" in taken:
        count += 1
    return f"{stem} ({count}).{suffix}"
