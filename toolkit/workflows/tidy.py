"""History is copied; what nobody can need any more goes: old kept contents, old backups."""

from __future__ import annotations

from contextlib import suppress

from toolkit.errors import BusyError, HistoryError
from toolkit.workflows.history_copies import keep_history
from toolkit.workflows.open_items import COPY
from toolkit.workflows.session import Session

KEPT_SYNCS = 20
"""What came in during so many syncs stays, needed or not: somebody may want to look at it."""


def tidy(session: Session) -> None:
    """Copy history and remove what no later run asks for.

    The caller holds the lock and has committed everything. What a copy is compared with, however
    old, is kept in history itself, not here.
    """
    since = session.history.last_number() - KEPT_SYNCS
    with suppress(OSError, BusyError, HistoryError):  # tidied next time
        keep_history(session)
    with suppress(OSError, BusyError):
        session.contents.prune(session.history.contents_in_use(COPY, since))
        session.prune_backups(session.clock.now())
