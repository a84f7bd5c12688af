"""A new period: repeating actions whose cycle has ended begin again, what was said is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.schedule import cycle_of, read_by_when
from toolkit.schedule.moment import Moment
from toolkit.tables.edit import Edit, Source
from toolkit.workflows.past import NEW_PERIOD
from toolkit.workflows.state import State


def new_period_edits(state: State) -> Iterator[Edit]:
    """Blank the status of each repeating action whose cycle ended; *Last time* keeps it.

    The note stays; status and note of the ended cycle are in history under the sync before.
    """
    for action in state.plan.actions():
        status = action.record["status"]
        checked = action.record["last_checked"]
        if status is None or not isinstance(checked, date):
            continue
        if state.shown("actions", action.id).get("by_when_kind") != "repeating":
            continue
        if _ended(action.text_of("by_when"), checked, state.moment):
            said = f"{status}, {checked.day} {checked:%b %Y}"
            before = action.record["last_time"]
            source = Source(by="new period")
            yield Edit("actions", action.id, "last_time", before, said, source, reason=NEW_PERIOD)
            yield Edit("actions", action.id, "status", status, None, source, reason=NEW_PERIOD)


def new_period_lines(state: State) -> Iterator[str]:
    """What a new period would blank, one line an action."""
    for edit in new_period_edits(state):
        if edit.column == "last_time":
            record = state.snapshot.record("actions", edit.id)
            ref = record.text("ref") if record else ""
            yield f"{ref}: {edit.new}"


def _ended(text: str, checked: date, moment: Moment) -> bool:
    reading = read_by_when(text, year=moment.year, adopted=moment.adopted, today=moment.today)
    cycle = cycle_of(reading, checked, moment.meetings, moment.year)
    return cycle is not None and cycle[1] < moment.today
