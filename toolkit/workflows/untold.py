"""What a sync had agreed on and never said, because it was interrupted: the next one says it."""

from __future__ import annotations

from toolkit.ports.history import History
from toolkit.tables.edit import Edit

SYNC = "sync"
_TOLD = "last sync told"


def untold_edits(history: History) -> tuple[Edit, ...]:
    """The edits of syncs that were cut off between their commit and their last word."""
    told = history.setting(_TOLD)
    if not told or history.last_number() <= int(told):
        return ()
    cut_off = {n.number for n in history.snapshots() if n.number > int(told) and n.why == SYNC}
    return tuple(line.edit for line in history.ledger(since=int(told)) if line.number in cut_off)


def note_told(history: History) -> None:
    """All that was agreed so far has been said.

    A power cut may forget this note: it is then said once more, which is better than never.
    """
    number = str(history.last_number())
    if history.setting(_TOLD) != number:
        history.set_setting(_TOLD, number, forced=False)
