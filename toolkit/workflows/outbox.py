"""Copies made for mailing: stamped with their recipient, so that each finds its place again."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from toolkit.errors import UsageError
from toolkit.ports.planned_write import PlannedWrite
from toolkit.workflows.own_files import write_own
from toolkit.workflows.replicas import Replica
from toolkit.workflows.session import Session
from toolkit.workflows.synced import Synced

_ILLEGAL = '\\/:*?"<>|'
_LONGEST = 80


class MailCopy(Struct, frozen=True):
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
    """A person's name as part of a file name, on any system."""
    legal = (sign if sign.isprintable() and sign not in _ILLEGAL else " " for sign in person)
    return "".join(legal).strip(" .")[:_LONGEST].rstrip(" .")


def copy_for(session: Session, done: Synced, replica: Replica, recipient: str) -> MailCopy:
    """A copy of a live workbook as it is after a sync, stamped with its recipient.

    It takes the place of an earlier one for the same person, unless somebody has edited that.
    """
    found = next((live for live in done.sources.live if live.replica == replica.id), None)
    if found is None or found.copy.stamp is None:
        raise UsageError(f"{replica.file} is not there to copy.", next_step="Run generate first.")
    content = session.files.read(found.place)
    copy = session.backend.read(content, found.copy.file)
    stamp = replace(copy.stamp or found.copy.stamp, recipient=recipient)
    data = session.backend.patch(content, PlannedWrite(stamp))
    stem, _, suffix = replica.file.rpartition(".")
    wanted = f"{stem} for {plain_name(recipient)}.{suffix}"
    # What was mailed finds its own way back, so an older copy of the same person need not stay.
    name, _ = write_own(session, session.places.outbox, wanted, data)
    return MailCopy(recipient, name, session.files.within(session.places.outbox, name))
