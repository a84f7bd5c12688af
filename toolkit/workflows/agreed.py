"""The last agreed state, for what only looks: of nothing it would tell wrong figures."""

from __future__ import annotations

from toolkit.errors import HistoryError
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.session import Session


def agreed(session: Session) -> Snapshot:
    """The last snapshot. Raises HistoryError when there is none yet, or none any more."""
    last = session.history.last()
    if last.number:
        return last
    raise HistoryError(
        "there is no history here: the plan has not been synced yet, or history was lost.",
        where=session.places.inside,
        next_step="Put the newest copy of it back, or run actiongrid sync: history begins with the "
        "plan and with what the workbooks say, and nothing in them is overwritten.",
    )
