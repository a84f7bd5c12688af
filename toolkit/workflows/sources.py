"""Everything a sync listens to: live files, returned copies, saves that came in between."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from msgspec import Struct
from msgspec.structs import replace

from toolkit.errors import BusyError, FileRefused, ToolkitError
from toolkit.ports.commit import SeenSource
from toolkit.ports.history import History
from toolkit.tables.copy import Copy
from toolkit.workflows.bench import Bench
from toolkit.workflows.changed_files import saved_otherwise, workbook_places
from toolkit.workflows.file_names import require_name, shown_name
from toolkit.workflows.live_places import LiveWay, kept_copy, observe_live, way_to
from toolkit.workflows.observe import observe
from toolkit.workflows.online_views import absent, place_of
from toolkit.workflows.open_items import waiting_copies
from toolkit.workflows.replicas import Replica
from toolkit.workflows.returned_files import ReturnedFile, returned_files
from toolkit.workflows.session import Session
from toolkit.workflows.write_online import kept_view


class Found(Struct, frozen=True):
    """One source as this run found it.

    Attributes:
        place: full path; "" for a save that only the content store holds.
        copy: what it says.
        replica: id of the live place, "" for a returned copy.
        follows: hash of the content it grew from, should its stamp not tell.
        handled: a returned copy that is moved away once it is counted.
        kept: a returned copy of an earlier sync in which something still waits.
        beside: id of the live place it lies beside and is a second copy of; "" for all others.
        way: how it was read and is written, when it is not a file at the moment.
    """

    place: str
    copy: Copy
    replica: str = ""
    follows: str = ""
    handled: bool = False
    kept: bool = False
    beside: str = ""
    way: LiveWay | None = None


class Unread(Struct, frozen=True):
    """A file nobody could be asked about.

    Attributes:
        file: name as a person would say it.
        reason: one sentence: what was found and what to do.
        busy: it is only being saved or open; the next sync tries again.
        place: full path of the file it is, or is enclosed in; "" when it is no file.
        foreign: it is not the plan's at all: the coordinator may accept that it lies there.
        stray: it lies in the inbox and can be no workbook: told in one line with all others.
    """

    file: str
    reason: str
    busy: bool = False
    place: str = ""
    foreign: bool = False
    stray: bool = False

    @property
    def key(self) -> str:
        """Stable name of the matter on *Needs you*."""
        return f"unread|{self.file}"


class Sources(Struct, frozen=True):
    """All sources of one round.

    Attributes:
        replicas: the live places of the plan.
        live: what was found there, in the plan's order.
        returned: copies that came back, and files that only claim to be live.
        pending: saves that a write came upon.
        unread: files that were refused.
        torn: saves that a write came upon half way. The whole save is found where it went; the
            half is ticked off, or every later sync would stumble over it.
    """

    replicas: tuple[Replica, ...] = ()
    live: tuple[Found, ...] = ()
    returned: tuple[Found, ...] = ()
    pending: tuple[Found, ...] = ()
    unread: tuple[Unread, ...] = ()
    torn: tuple[SeenSource, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every live file was there and could be read."""
        return not self.unread and not self.missing(self.replicas)

    def missing(self, replicas: Sequence[Replica]) -> tuple[Replica, ...]:
        """Which of these live places nobody finds; a file that cannot be read is there."""
        refused = {file.file for file in self.unread}
        there = {found.replica for found in self.live}
        return tuple(r for r in absent(replicas, there) if r.file not in refused)

    def __iter__(self) -> Iterator[Found]:
        yield from (*self.live, *self.returned, *self.pending)


def find_sources(
    session: Session,
    bench: Bench,
    replicas: Sequence[Replica],
    extra: Iterable[str] = (),
    button: str = "",
) -> Sources:
    """Read everything a sync listens to; what is refused says why and stops nothing.

    Args:
        session: the workspace.
        bench: the machine and history.
        replicas: its live files.
        extra: full paths of copies named on the command line.
        button: replica whose Refresh button was pressed: saved just now, so its file counts.
    """
    unread: list[Unread] = []
    live: dict[str, Found] = {}
    returned: list[Found] = []
    expected = {replica.id: replica.file for replica in replicas}
    look = _Look(session, bench, button)
    for found in _read_online(session, bench, replicas, unread):
        live[found.replica] = found
    places = workbook_places(session)
    others = saved_otherwise(session, expected.values())
    for found in _read_workbooks(session, look, (*places, *others), unread):
        replica = found.copy.stamp.replica if found.copy.stamp else ""
        if replica not in expected:
            unread.append(_not_ours(found))
        elif replica not in live:
            live[replica] = replace(found, replica=replica)
        elif session.files.name_of(found.place) == expected[replica]:
            returned.append(_second_file(bench, live[replica]))
            live[replica] = replace(found, replica=replica)
        else:
            returned.append(_second_file(bench, replace(found, replica=replica)))
    taken = (*(session.files.name_of(place) for place in places), *expected.values())
    edited = {found.place for found in live.values()}
    for file in returned_files(session, extra, taken):
        if file.place not in edited:
            returned += _read_returned(session, bench, file, unread)
    names = {found.copy.file for found in returned}
    returned += _still_waiting(session, bench, names, unread)
    unread += _under_their_names(absent(replicas, live), returned, live)
    pending, torn = _pending(bench)
    return Sources(
        replicas=tuple(replicas),
        live=tuple(live[replica.id] for replica in replicas if replica.id in live),
        returned=_once(session.history, returned),
        pending=pending,
        unread=tuple(unread),
        torn=torn,
    )


def _still_waiting(
    session: Session, bench: Bench, heard: Collection[str], unread: list[Unread]
) -> Iterator[Found]:
    """Copies of earlier syncs in which something waits.

    A history that was put back from a copy may ask for one that has been let go of since.
    """
    for content, file in waiting_copies(session.history, heard):
        if bench.contents.has(content):
            copy = bench.backend.read(bench.contents.get(content), file)
            yield Found("", _as_returned(copy), kept=True)
        else:
            reason = f"{file}: it waited for an answer and is not kept any more. Put it into the "
            unread.append(Unread(file, f"{reason}inbox once more if its changes should count."))


def _once(history: History, returned: Sequence[Found]) -> tuple[Found, ...]:
    """The returned copies, each under the name in which its very content first came back."""
    first: dict[str, str] = {}
    for name, content in sorted((found.copy.file, found.copy.content) for found in returned):
        first.setdefault(content, history.came_as(content) or name)
    return tuple(
        replace(found, copy=replace(found.copy, came_as=first[found.copy.content]))
        for found in returned
    )


def _under_their_names(
    gone: Iterable[Replica], returned: Iterable[Found], live: Mapping[str, Found]
) -> Iterator[Unread]:
    """Copies of other workbooks that were saved over a live one: it cannot be made anew there."""
    names = {replica.file for replica in gone}
    for found in returned:
        name = found.copy.file
        if found.beside and name in names:
            yield Unread(
                name,
                f"{name}: this is a copy of {live[found.beside].copy.file} under another "
                "workbook's name. What was typed in it has been gathered. Move it into the inbox, "
                f"then run actiongrid generate: it makes a new {name}, with all that was agreed.",
                place=found.place,
            )


def _as_returned(copy: Copy, sender: str = "") -> Copy:
    recipient = copy.stamp.recipient if copy.stamp else ""
    return replace(copy, returned=True, by=copy.by or sender or recipient)


class _Look:
    """Reads one place, live where it is open, otherwise as the file that it is."""

    def __init__(self, session: Session, bench: Bench, button: str) -> None:
        self._ways = session.live
        self._bench = bench
        self._button = button
        self._known = frozenset(bench.history.contents().values())

    def __call__(self, place: str) -> Found:
        """What stands at a place of the workbooks folder."""
        if not self._ways or self._was_pressed(place):
            return self.at_file(place)
        way = way_to(self._ways, place)
        if way is not None:
            with suppress(BusyError):
                return Found(place, observe_live(self._bench, way, place), way=way)
        return self.at_file(place)

    def at_file(self, place: str) -> Found:
        """What a file says."""
        name = self._bench.files.name_of(place)
        require_name(name)
        content = observe(self._bench, place, self._known)
        return Found(place, self._bench.backend.read(content, name))

    def _was_pressed(self, place: str) -> bool:
        if not self._button:
            return False
        stamp = self.at_file(place).copy.stamp
        return stamp is not None and stamp.replica == self._button


def _read_workbooks(
    session: Session, look: _Look, places: Iterable[str], unread: list[Unread]
) -> Iterator[Found]:
    """What stands in the folder everybody works in."""
    for place in places:
        found: list[Found] = []
        with _named(session.files.name_of(place), place, unread):
            found.append(look(place))
        yield from _of_this_plan(session, found, unread)


def _read_returned(
    session: Session, bench: Bench, file: ReturnedFile, unread: list[Unread]
) -> Iterator[Found]:
    """What one returned file says: a copy, or those it encloses."""
    found: list[Found] = []
    with _named(file.name, file.place, unread, stray=file.stray):
        require_name(file.name)
        content = observe(bench, file.place)
        enclosed = session.unpack(content)
        if enclosed is None:
            copy = _as_returned(bench.backend.read(content, file.name))
            found.append(Found(file.place, copy, handled=file.in_inbox))
        for one in enclosed or ():
            name = f"{file.name}/{one.name}"
            with _named(name, file.place, unread):
                bench.step("store an enclosed copy")
                bench.contents.put(one.content)
                copy = _as_returned(bench.backend.read(one.content, name), one.by)
                found.append(Found(file.place, copy, handled=file.in_inbox))
    yield from _of_this_plan(session, found, unread)


@contextmanager
def _named(name: str, place: str, unread: list[Unread], *, stray: bool = False) -> Iterator[None]:
    """What cannot be read is named with the reason, and stops nothing."""
    name = shown_name(name)
    try:
        yield
    except FileRefused as refusal:
        unread.append(Unread(name, _sentence(name, refusal), place=place, stray=stray))
    except BusyError as busy:
        unread.append(Unread(name, _sentence(name, busy), busy=True, place=place))
    except FileNotFoundError:
        reason = f'{name}: there is no such file. Look at "{place}".'
        unread.append(Unread(name, reason, place=place))
    except OSError as trouble:
        reason = f"{name}: it cannot be read ({trouble.strerror}). {_then(trouble)}"
        unread.append(Unread(name, reason, place=place))


def _then(trouble: OSError) -> str:
    if isinstance(trouble, PermissionError):
        return "Allow reading it in its properties, or save it again yourself; then run sync."
    return "Run sync again."


def _of_this_plan(session: Session, read: Iterable[Found], unread: list[Unread]) -> Iterator[Found]:
    for found in read:
        stamp = found.copy.stamp
        if stamp is None or stamp.plan == session.adopted.plan_id:
            yield found
        else:
            unread.append(_other_plan(found.copy.file, stamp.plan, session.adopted.plan_id))


def _read_online(
    session: Session, bench: Bench, replicas: Sequence[Replica], unread: list[Unread]
) -> Iterator[Found]:
    """Every view in online spreadsheets, each spreadsheet read once."""
    wanted = [replica for replica in replicas if replica.address]
    for address in dict.fromkeys(replica.address for replica in wanted):
        own = [replica for replica in wanted if replica.address == address]
        try:
            views = session.online.read(address) if session.online else {}
        except (FileRefused, BusyError) as trouble:
            names = ", ".join(replica.file for replica in own)
            busy = isinstance(trouble, BusyError)
            unread += (Unread(r.file, f"{names}: {trouble}", busy=busy) for r in own[:1])
            continue
        for replica in own:
            if replica.id in views:
                content = kept_view(bench, replica.id, views[replica.id])
                copy = bench.backend.read(content, replica.file)
                if copy.stamp is None or copy.stamp.plan == session.adopted.plan_id:
                    yield Found(place_of(replica), copy, replica.id)
                else:
                    unread.append(
                        _other_plan(replica.file, copy.stamp.plan, session.adopted.plan_id)
                    )


def _pending(bench: Bench) -> tuple[tuple[Found, ...], tuple[SeenSource, ...]]:
    found: list[Found] = []
    torn: list[SeenSource] = []
    for source in bench.history.journal.pending():
        try:
            copy = kept_copy(bench, source.content, source.file)
        except FileRefused as refusal:
            seen = SeenSource(source.content, source.file, source.replica, note=str(refusal))
            torn.append(seen)
        else:
            found.append(Found("", copy, source.replica, source.follows))
    return tuple(found), tuple(torn)


def _second_file(bench: Bench, found: Found) -> Found:
    """A second file with the same identity: a copy somebody made, heard like a returned one.

    What waits in it is asked about when the file is gone, too.
    """
    bench.contents.put(bench.contents.get(found.copy.content))
    return replace(found, copy=replace(found.copy, returned=True), replica="", beside=found.replica)


def _not_ours(found: Found) -> Unread:
    name = found.copy.file
    if found.copy.stamp is None:
        return Unread(
            name,
            f"{name}: it is not one of the plan's workbooks (no stamp), so it was left alone. "
            "If it is a copy of one, put it into the inbox; otherwise answer Accept as is.",
            foreign=True,
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


def _sentence(name: str, problem: ToolkitError) -> str:
    sentence = problem.sentence()
    return sentence if sentence.startswith(name) else f"{name}: {sentence}"
