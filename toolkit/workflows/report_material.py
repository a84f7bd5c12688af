"""What a report is made from: an agreed state, an earlier one, and where everything stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from toolkit.errors import UsageError
from toolkit.report.blocks import CellRef
from toolkit.report.edition import EDITIONS
from toolkit.report.material import CellPlaces, Material
from toolkit.tables.copy import Copy
from toolkit.tables.edit import Edit
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.changed_files import changed_places, found_files
from toolkit.workflows.count_up import figure_cells
from toolkit.workflows.needs_table import NEEDS, NEEDS_SCHEMA
from toolkit.workflows.open_items import open_conflicts, open_waiting
from toolkit.workflows.session import Session
from toolkit.workflows.state import State, first_day_of, state_of
from toolkit.workflows.validate import validate

_NEEDS_SHEET = NEEDS_SCHEMA[NEEDS].title


def material_of(session: Session, state: State, since: str, audience: str) -> Material:
    """The material of a report on a state.

    Args:
        since: a day or sync number changes are counted from; blank for the period's beginning.
        audience: ``board``, ``staff`` or ``public``.
    """
    if audience not in EDITIONS:
        raise UsageError(
            f'there is no edition for "{audience}".',
            next_step=f"Choose among: {', '.join(EDITIONS)}.",
        )
    history = session.history
    before, day = _before(session, state, since)
    moment = None
    if before is not None:
        first = first_day_of(history)
        moment = state_of(before, session.schema, session.settings, day, first_day=first).moment
    return Material(
        snapshot=state.snapshot,
        schema=session.schema,
        moment=state.moment,
        before=before,
        before_moment=moment,
        earlier=_earlier(session, state),
        conflicts=frozenset(conflict.key for conflict in open_conflicts(history)),
        findings=validate(session).findings,
        last_edits=state.last_edits,
        places=_places(session, state),
        edition=EDITIONS[audience],
        ledger=tuple(_ledger(session, state)),
        waiting=open_waiting(history),
        files_changed=tuple(
            CellRef(session.files.name_of(place), "", "", session.places.from_report(place))
            for place in changed_places(session)
        ),
    )


def _ledger(session: Session, state: State) -> Iterator[tuple[date, Edit]]:
    for line in session.history.ledger():
        if line.number <= state.snapshot.number:
            yield line.at.date(), line.edit


def _before(session: Session, state: State, since: str) -> tuple[Snapshot | None, date]:
    """The state changes are counted from and its day; None when there is nothing before."""
    history, lines = session.history, session.history.snapshots()
    day = _day_of(since) if since and not since.isdigit() else state.moment.period_start
    if day > state.moment.today:
        raise UsageError(
            f'--since "{since}" is later than the day of the report, {state.moment.today}.',
            next_step="Name an earlier day.",
        )
    if since.isdigit():
        found = history.snapshot(int(since))
        if found.number > state.snapshot.number:
            raise UsageError(
                f"sync no. {since} is later than sync no. {state.snapshot.number}, which is "
                "reported.",
                next_step="Name an earlier one from actiongrid history.",
            )
        return found, found.at.date() if found.at else state.moment.period_start
    first = lines[0].at.date() if lines else date.max
    if state.moment.today < first or state.snapshot.number == lines[0].number:
        return None, day
    if day <= first:
        return history.snapshot(lines[0].number), first
    return history.as_of(_end_of(session, day)), day


def _day_of(since: str) -> date:
    try:
        return date.fromisoformat(since)
    except ValueError:
        raise UsageError(
            f'--since "{since}" is neither a day nor a sync number.',
            next_step="Write a day as 2027-05-14, or a number from actiongrid history.",
        ) from None


def _earlier(session: Session, state: State) -> tuple[Snapshot, ...]:
    """The states agreed at the ends of earlier periods, oldest first; for notes never changed."""
    moment, history = state.moment, session.history
    days = (*moment.earlier_starts, moment.period_start)
    found = (history.as_of(_end_of(session, day)) for day in days)
    return tuple(known for known in found if 0 < known.number < state.snapshot.number)


def _end_of(session: Session, day: date) -> datetime:
    return datetime.combine(day, time.max, session.clock.now().tzinfo)


def _places(session: Session, state: State) -> CellPlaces:
    cells: dict[tuple[str, str, str], CellRef] = {}
    for file in found_files(session):
        if file.copy is not None:
            cells.update(_cells_of(file.copy, session.places.from_report(file.place)))
    summary: dict[str, CellRef] = {}
    twice: set[str] = set()
    for found in figure_cells(session, state):
        place = session.files.within(session.places.workbooks, found.file)
        # Two rows with one ref: which of the two a path means, nobody can tell.
        twice |= {found.figure} & summary.keys()
        address = session.places.from_report(place)
        summary[found.figure] = CellRef(found.file, found.sheet, found.cell, address)
        summary["needs you"] = CellRef(found.file, _NEEDS_SHEET, "A1", address)
    plan = session.places.plan
    summary["plan period"] = CellRef(
        session.files.name_of(plan), "", "", session.places.from_report(plan)
    )
    return CellPlaces(cells, {path: cell for path, cell in summary.items() if path not in twice})


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
