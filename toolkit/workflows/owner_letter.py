"""What letters about somebody's actions have in common: the table, the workbooks, the days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.ports.mailer import CalendarDay
from toolkit.report.blocks import Piece, Table, TableColumn, TableRow, Tone, text_line
from toolkit.report.cell_line import short_day
from toolkit.rollup.tracked import Tracked
from toolkit.workflows.replicas import Replica, replicas_of
from toolkit.workflows.session import Session
from toolkit.workflows.state import State


def actions_table(state: State, rows: Sequence[Tracked]) -> Table:
    """The actions of one owner: ref, text, due, status."""
    columns = (
        TableColumn("Ref", width=8),
        TableColumn(state.schema["actions"].by_name["text"].heading, width=52),
        TableColumn("Due", width=19),
        TableColumn("Status", width=21),
    )
    return Table("Your actions", columns, tuple(_row(action) for action in rows))


def workbooks_of(session: Session, state: State, rows: Sequence[Tracked]) -> Iterator[Replica]:
    """The workbooks the actions stand in."""
    areas = {action.area_id for action in rows}
    for replica in replicas_of(state.plan, buttons=session.settings.buttons):
        if replica.scope in areas:
            yield replica


def days_of(session: Session, rows: Sequence[Tracked]) -> Iterator[CalendarDay]:
    """The days on which the actions are due."""
    for action in rows:
        due = action.timing.next_due
        if due is not None and not action.ongoing and due >= session.today:
            title = f"{action.action.ref} due: {' '.join(action.action.text.split())}"
            key = f"{session.adopted.plan_id}-{action.action.id}"
            yield CalendarDay(key, due, title, action.action.text_of("by_when"))


def _row(action: Tracked) -> TableRow:
    due = action.timing.next_due
    said = action.action.text_of("by_when")
    late = (Piece(f"{short_day(due)}, overdue", Tone.BAD),) if due and action.overdue else ()
    shown = late or text_line(short_day(due) if due and not action.ongoing else said)
    status = action.statuses.shown(action.status) or "not reported"
    chip = action.statuses.colour(action.status) or "blank"
    return TableRow(
        (
            (Piece(action.action.ref, Tone.STRONG),),
            text_line(action.action.text),
            shown,
            (Piece(status, chip=chip),),
        )
    )
