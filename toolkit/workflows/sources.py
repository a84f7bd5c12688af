"""Everything a sync listens to: live files, returned copies, saves that came in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.errors import BusyError, FileRefused, ToolkitError
from toolkit.ports.commit import SeenSource
from toolkit.tables.copy import Copy
from toolkit.workflows.bench import Bench
from toolkit.workflows.changed_files import workbook_places
from toolkit.workflows.observe import observe
from toolkit.workflows.open_items import waiting_copies
from toolkit.workflows.replicas import Replica
from toolkit.workflows.session import Session


@dataclass(frozen=True)
class Found:
    """One source as this run found it.

    Attributes:
        place: full path; "" for a save that only the content store holds.
        copy: what it says.
        replica: id of the live place, "" for a returned copy.
        follows: hash of the content it grew from, should its stamp not tell.
        handled: a returned copy that is moved away once it is counted.
        kept: a returned copy of an earlier sync in which something still waits.
    """

    place: str
    copy: Copy
    replica: str = ""
    follows: str = ""
    handled: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A file nobody could be asked about.

    Attributes:
        file: name as a person would say it.
        reason: one sentence: what was found and what to do.
        busy: it is only being saved or open; the next sync tries again.
    """

    file: str
    reason: str
    busy: bool = False


@dataclass(frozen=True)
class Sources:
    """All sources of one round.

    Attributes:
        live: by replica id, in the plan's order.
        returned: copies that came back, and files that only claim to be live.
        pending: saves that a write came upon.
        unread: files that were refused.
        missing: live files that are not there.
        torn: saves that a write came upon half way. The whole save is found where it went; the
            half is ticked off, or every later sync would stumble over it.
    """

    live: tuple[Found, ...] = ()
    returned: tuple[Found, ...] = ()
    pending: tuple[Found, ...] = ()
    unread: tuple[Unread, ...] = ()
    missing: tuple[Replica, ...] = ()
    torn: tuple[SeenSource, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every live file was there and could be read."""
        return not self.unread and not self.missing

    def __iter__(self) -> Iterator[Found]:
        yield from (*self.live, *self.returned, *self.pending)


def find_sources(
    session: Session, bench: Bench, replicas: Sequence[Replica], extra: Iterable[str] = ()
) -> Sources:
    """Read everything a sync listens to; what is refused says why and stops nothing.

    Args:
        session, bench: the workspace.
        replicas: its live files.
        extra: full paths of copies named on the command line.
    """
    unread: list[Unread] = []
    live: dict[str, Found] = {}
    returned: list[Found] = []
    expected = {replica.id: replica.file for replica in replicas}
    for found in _read_all(session, bench, workbook_places(session), unread):
        replica = found.copy.stamp.replica if found.copy.stamp else ""
        if replica not in expected:
            unread.append(_not_ours(found))
        elif replica not in live:
            live[replica] = replace(found, replica=replica)
        elif session.files.name_of(found.place) == expected[replica]:
            returned.append(_second_file(live[replica]))
            live[replica] = replace(found, replica=replica)
        else:
            returned.append(_second_file(found))
    inbox = _inbox_places(session)
    for found in _read_all(session, bench, (*inbox, *extra), unread):
        if found.place not in {other.place for other in live.values()}:
            copy = _as_returned(found.copy)
            returned.append(replace(found, copy=copy, handled=found.place in inbox))
    names = {found.copy.file for found in returned}
    returned += [
        Found("", _as_returned(bench.backend.read(bench.contents.get(content), file)), kept=True)
        for content, file in waiting_copies(session.history, names)
    ]
    pending, torn = _pending(bench)
    return Sources(
        live=tuple(live[replica.id] for replica in replicas if replica.id in live),
        returned=tuple(returned),
        pending=pending,
        unread=tuple(unread),
        missing=tuple(replica for replica in replicas if replica.id not in live),
        torn=torn,
    )


def _as_returned(copy: Copy) -> Copy:
    sender = copy.stamp.recipient if copy.stamp else ""
    return replace(copy, returned=True, by=copy.by or sender)


def _read_all(
    session: Session, bench: Bench, places: Iterable[str], unread: list[Unread]
) -> Iterator[Found]:
    for place in places:
        name = session.files.name_of(place)
        try:
            copy = bench.backend.read(observe(bench, place), name)
        except FileRefused as refusal:
            unread.append(Unread(name, _sentence(name, refusal)))
        except BusyError as busy:
            unread.append(Unread(name, _sentence(name, busy), busy=True))
        except FileNotFoundError:
            unread.append(Unread(name, f'{name}: there is no such file. Look at "{place}".'))
        except OSError as trouble:
            unread.append(
                Unread(name, f"{name}: it cannot be read ({trouble.strerror}). Run sync again.")
            )
        else:
            if copy.stamp is None or copy.stamp.plan == session.adopted.plan_id:
                yield Found(place, copy)
            else:
                unread.append(_other_plan(name, copy.stamp.plan, session.adopted.plan_id))


def _pending(bench: Bench) -> tuple[tuple[Found, ...], tuple[SeenSource, ...]]:
    found: list[Found] = []
    torn: list[SeenSource] = []
    for source in bench.history.journal.pending():
        try:
            copy = bench.backend.read(bench.contents.get(source.content), source.file)
        except FileRefused as refusal:
            seen = SeenSource(source.content, source.file, source.replica, note=str(refusal))
            torn.append(seen)
        else:
            found.append(Found("", copy, source.replica, source.follows))
    return tuple(found), tuple(torn)


def _second_file(found: Found) -> Found:
    """A second file with the same identity: a copy somebody made, heard like a returned one."""
    return replace(found, copy=replace(found.copy, returned=True), replica="")


def _not_ours(found: Found) -> Unread:
    name = found.copy.file
    if found.copy.stamp is None:
        return Unread(
            name,
            f"{name}: it is not one of the plan's workbooks (no stamp), so it was left alone. "
            "If it is a copy of one, put it into the inbox.",
        )
    return Unread(
        name,
        f"{name}: it belongs to a part of the plan that is not there any more. Put it into the "
        "inbox if its changes should count.",
    )


def _other_plan(name: str, found: str, wanted: str) -> Unread:
    return Unread(
        name,
        f'{name}: it belongs to the plan "{found}", not to "{wanted}". Move it where it belongs.',
    )


def _inbox_places(session: Session) -> tuple[str, ...]:
    folder = session.places.inbox
    return tuple(
        session.files.within(folder, name)
        for name in session.files.names(folder)
        if not name.startswith(("~$", ".", "Thumbs.db", "desktop.ini"))
    )


def _sentence(name: str, problem: ToolkitError) -> str:
    sentence = problem.sentence()
    return sentence if sentence.startswith(name) else f"{name}: {sentence}"
