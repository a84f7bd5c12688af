"""Agreed states: the last one, for what only looks, and the one a sheet was made from."""

from __future__ import annotations

from toolkit.errors import HistoryError
from toolkit.ports.history import History
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.history_copies import way_back
from toolkit.workflows.session import Session


def agreed(session: Session) -> Snapshot:
    """The last snapshot. Raises HistoryError when there is none yet, or none any more.

    Of nothing, figures would be wrong.
    """
    last = session.history.last()
    if last.number:
        return last
    raise HistoryError(
        "there is no history here: the plan has not been synced yet, or history was lost.",
        where=session.places.inside,
        next_step="Run actiongrid sync: history begins with the plan and with what the workbooks "
        f"say, and nothing in them is overwritten. {way_back(session)}".strip(),
    )


def shown_at(history: History, number: int, head: Snapshot) -> Snapshot:
    """The state people saw on a sheet made from that snapshot: an open one may be older."""
    return history.snapshot(number) if number != head.number and history.knows(number) else head
