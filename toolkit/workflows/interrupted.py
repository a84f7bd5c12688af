"""A sync that agreed on something and was stopped before it could say so.

Before it commits a new state, a sync lays down a note with the number it began from, and takes it
away when it is through. A note that is found was left by a crash: what was agreed after that number
has been told to nobody, and the files may not have it yet.
"""

from __future__ import annotations

from contextlib import suppress

from msgspec import Struct

from toolkit.errors import BusyError
from toolkit.tables.edit import Edit, EditState
from toolkit.workflows.past import people_said
from toolkit.workflows.session import Session

NAME = "agreed-not-told"


class Untold(Struct, frozen=True):
    """What a sync that was stopped had agreed on and told nobody.

    Attributes:
        number: the last sync that was agreed by then.
        edits: what people's edits were taken.
    """

    number: int
    edits: tuple[Edit, ...] = ()


def note_begun(session: Session) -> None:
    """Note that something is about to be agreed; a note that lies there already says more."""
    with suppress(OSError, BusyError):  # without it a crash is only told less well
        session.files.write_new(_place(session), str(session.history.last_number()).encode())


def note_through(session: Session) -> None:
    """Everything is agreed, written and about to be told."""
    with suppress(OSError, BusyError):
        session.files.remove(_place(session))


def interrupted(session: Session) -> Untold | None:
    """What a sync that was stopped had agreed on; None when there was no such sync."""
    since, last = _since(session), session.history.last_number()
    if since is None or last <= since:
        return None
    lines = (line.edit for line in session.history.ledger(since=since))
    taken = tuple(edit for edit in people_said(lines) if edit.state is EditState.TAKEN)
    return Untold(last, taken)


def is_unfinished(session: Session) -> bool:
    """Whether a run was stopped and has left something for the next sync to finish."""
    return _since(session) is not None or bool(session.history.journal.unfinished())


def stopped_hint(session: Session) -> tuple[str, ...]:
    """One line when a run was stopped: what is told may not be in every file yet."""
    stopped = is_unfinished(session)
    return (
        "The last run was stopped before it was through: run actiongrid sync to finish it.",
    ) * stopped


def _since(session: Session) -> int | None:
    try:
        return int(session.files.read(_place(session)))
    except (OSError, BusyError, ValueError):
        return None


def _place(session: Session) -> str:
    return session.files.within(session.places.inside, NAME)
