"""Import a survey round: read, understood, matched to measures, agreed, shown everywhere."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from toolkit.errors import UsageError
from toolkit.ports.content import content_hash
from toolkit.tables.edit import Source
from toolkit.workflows.session import Session
from toolkit.workflows.survey_prepare import Imported, Wish, keep, prepared
from toolkit.workflows.sync import sync
from toolkit.workflows.synced import Request, Synced


class ImportDone(Struct, frozen=True):
    """What ``survey import`` did.

    Attributes:
        found: the round, as it was understood and kept.
        synced: the writing back to the workbooks; None when nothing was written.
    """

    found: Imported
    synced: Synced | None = None

    @property
    def waits(self) -> bool:
        """Whether a person has to decide something."""
        return self.found.waits


def import_survey(session: Session, wish: Wish) -> ImportDone:
    """Take a round into history and into the workbooks.

    Raises:
        FileRefused: the file is no survey export, or has no rated question.
        UsageError: a name that is not known, or a round that is not sure.
    """
    head = session.history.last()
    if not head.number:
        raise UsageError(
            "there is no agreed plan yet.", next_step='Run "actiongrid generate" first.'
        )
    data = _content(session, wish.place)
    name = session.files.name_of(wish.place)
    found = prepared(session, session.read_export(data, name, wish.sheet), head, wish)
    if wish.dry_run or not found.results:
        return ImportDone(replace(found, snapshot=head.number, dry_run=wish.dry_run))
    session.files.make_folder(session.places.inside)
    lock = session.files.within(session.places.inside, "lock")
    with session.files.lock(lock, "actiongrid survey import"):
        edits = keep(session, found, wish, Source(file=name, content=content_hash(data)))
    synced = sync(session, Request(surveys=False))
    number = session.history.last_number()
    return ImportDone(replace(found, edits=edits, snapshot=number), synced)


def _content(session: Session, place: str) -> bytes:
    places = (place, session.files.within(session.places.surveys, session.files.name_of(place)))
    for candidate in places:
        try:
            return session.files.read(candidate)
        except (FileNotFoundError, IsADirectoryError, PermissionError):
            continue
    raise UsageError(
        f'there is no file "{place}" that can be read.',
        next_step="Check the name, or drop the export into the folder surveys.",
    )
