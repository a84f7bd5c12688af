"""Copies made for mailing: stamped with their recipient, so that each finds its place again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from toolkit.errors import UsageError
from toolkit.ports.planned_write import PlannedWrite
from toolkit.workflows.put_away import free_name
from toolkit.workflows.replicas import Replica
from toolkit.workflows.session import Session
from toolkit.workflows.synced import Synced

_ILLEGAL = '\\/:*?"<>|'


@dataclass(frozen=True, slots=True)
class MailCopy:
    """One copy in the outbox.

    Attributes:
        recipient: whom it is for.
        file: its name.
        place: its full path.
    """

    recipient: str
    file: str
    place: str


def plain_name(person: str) -> str:
    """A person's name as part of a file name."""
    return "".join(" " if sign in _ILLEGAL else sign for sign in person).strip(" .")


def copy_for(session: Session, done: Synced, replica: Replica, recipient: str) -> MailCopy:
    """A copy of a live workbook as it is after a sync, stamped with its recipient."""
    found = next((live for live in done.sources.live if live.replica == replica.id), None)
    if found is None or found.copy.stamp is None:
        raise UsageError(f"{replica.file} is not there to copy.", next_step="Run generate first.")
    content = session.files.read(found.place)
    copy = session.backend.read(content, found.copy.file)
    stamp = replace(copy.stamp or found.copy.stamp, recipient=recipient)
    data = session.backend.patch(content, PlannedWrite(stamp))
    session.files.make_folder(session.places.outbox)
    stem, _, suffix = replica.file.rpartition(".")
    who = plain_name(recipient)
    name = free_name(session, session.places.outbox, f"{stem} for {who}.{suffix}")
    place = session.files.within(session.places.outbox, name)
    session.files.write_new(place, data)
    return MailCopy(recipient, name, place)
