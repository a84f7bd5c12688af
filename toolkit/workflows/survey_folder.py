"""Exports dropped into the folder surveys: taken in by sync when nothing has to be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from toolkit.errors import BusyError, FileRefused, UsageError
from toolkit.ports.content import content_hash
from toolkit.tables.edit import Source
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.file_names import require_name, shown_name
from toolkit.workflows.session import Session
from toolkit.workflows.sources import Unread

if TYPE_CHECKING:
    from toolkit.workflows.survey_prepare import Imported

_KINDS = (".csv", ".tsv", ".xlsx", ".xlsm")
"""Other files may lie in the folder; nobody is asked about them."""


class Dropped(Struct, frozen=True):
    """What became of the folder surveys.

    Attributes:
        taken: rounds that were taken in, or would be by a dry run.
        unread: exports that wait for a person, each with what to do.
    """

    taken: tuple[Imported, ...] = ()
    unread: tuple[Unread, ...] = ()


def take_dropped(session: Session, *, dry_run: bool = False) -> Dropped:
    """Take in every new export of the folder; the caller holds the lock."""
    if not session.history.last_number():
        return Dropped()
    taken: list[Imported] = []
    unread: list[Unread] = []
    for found in _exports(session.files.names(session.places.surveys)):
        place, name = session.files.within(session.places.surveys, found), shown_name(found)
        try:
            require_name(found)
            data = session.files.read(place)
            if not session.history.seen(content_hash(data)):
                taken.append(_take(session, place, data, dry_run=dry_run))
        except (FileRefused, UsageError) as problem:
            unread.append(Unread(f"surveys/{name}", _reason(name, problem)))
        except (BusyError, OSError):
            reason = f"surveys/{name}: another program holds it. Sync reads it next time."
            unread.append(Unread(f"surveys/{name}", reason, busy=True))
    return Dropped(tuple(taken), tuple(unread))


def _exports(names: Sequence[str]) -> Iterator[str]:
    """The names of exports; what programs put there while a file is open is none."""
    for name in names:
        if name.casefold().endswith(_KINDS) and not name.startswith((".", "~$")):
            yield name


def _take(session: Session, place: str, data: bytes, *, dry_run: bool) -> Imported:
    from toolkit.workflows.survey_prepare import Wish, keep, prepared

    name = session.files.name_of(place)
    head, wish = session.history.last(), Wish(place, dry_run=dry_run)
    found = prepared(session, session.read_export(data, name, ""), head, wish)
    _refuse_unclear(name, found, head)
    if not dry_run:
        keep(session, found, wish, Source(file=name, content=content_hash(data)))
    return found


def _refuse_unclear(name: str, found: Imported, head: Snapshot) -> None:
    """Raise UsageError where a person has to see the round before it counts."""
    from toolkit.workflows.survey_round import RESULTS

    command = f'actiongrid survey import "{name}"'
    if found.mapped.proposals:
        raise UsageError(found.mapped.proposals[0] + ".", next_step=f"Then run {command}.")
    if not found.results:
        raise UsageError(
            "no question answers a measure of the plan.", next_step=f"Look at it with {command}."
        )
    measures = {result.measure.id for result in found.results}
    known = (r for r in head[RESULTS].live() if r.parent in measures)
    if any(record.text("wave").casefold() == found.wave.casefold() for record in known):
        raise UsageError(
            f'a round "{found.wave}" is on record already.',
            next_step=f"To replace it run {command}; to keep both add --wave and a name.",
        )


def _reason(name: str, problem: FileRefused | UsageError) -> str:
    sentence = problem.sentence()
    return f"surveys/{sentence if sentence.startswith(name) else f'{name}: {sentence}'}"
