"""Counted copies leave the inbox, so that what is still there still waits."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit.errors import BusyError, disk_trouble
from toolkit.workflows.returned_files import DONE
from toolkit.workflows.session import Session
from toolkit.workflows.sources import Sources
from toolkit.workflows.synced import Delivered


def put_away(session: Session, sources: Sources, held: Collection[str]) -> Iterator[Delivered]:
    """Move counted files out of the inbox; one in which a copy is held stays where it is seen.

    Yields what could not be moved: it is counted all the same, and counted once.

    Args:
        session: the workspace.
        sources: what was read.
        held: contents that are held.
    """
    waiting = {unread.place for unread in sources.unread}
    waiting |= {found.place for found in sources.returned if found.copy.content in held}
    counted = dict.fromkeys(found.place for found in sources.returned if found.handled)
    for place in counted:
        if place not in waiting:
            name = session.files.name_of(place)
            try:
                _move(session, place, name)
            except (OSError, BusyError) as trouble:
                why = isinstance(trouble, OSError) and disk_trouble(trouble)
                reason = f"it is counted, but could not be moved into inbox/{DONE}"
                yield Delivered(name, queued=f"{reason}: {why or trouble}")


def _move(session: Session, place: str, name: str) -> None:
    folder = session.files.within(session.places.inbox, DONE)
    session.files.make_folder(folder)
    free = free_name(session, folder, name)
    session.files.rename(place, session.files.within(folder, free))


def free_name(session: Session, folder: str, name: str) -> str:
    """The name, or the same with a number, under which nothing stands in a folder yet."""
    taken = {taken.casefold() for taken in session.files.names(folder)}
    stem, dot, suffix = name.rpartition(".")
    candidate, count = name, 1
    while candidate.casefold() in taken:
        count += 1
        candidate = f"{stem or name} ({count}){dot}{suffix if stem else ''}"
    return candidate
