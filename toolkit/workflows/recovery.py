"""Mend what a crash has left, before anything else is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from msgspec import Struct

from toolkit.errors import BusyError, FileRefused
from toolkit.ports.content import content_hash
from toolkit.ports.journal import JournalEntry, KeptVictim, PendingSource, WriteState
from toolkit.workflows.bench import Bench
from toolkit.workflows.kept_names import pushed_out, workbook_of
from toolkit.workflows.landing import finish, land
from toolkit.workflows.online_views import address_in

WATCHED_FOR = timedelta(hours=1)
"""How long a victim stays where it is: a program that had it open may still save into it."""


class Mended(Struct, frozen=True):
    """What recovery found.

    Attributes:
        place: the file it was about.
        message: one sentence.
        unfinished: it could not be mended now; nothing is written there until it can.
    """

    place: str
    message: str
    unfinished: bool = False


def recover(bench: Bench, folders: Sequence[str] = ()) -> tuple[Mended, ...]:
    """Finish or take back every unfinished write, look at watched victims, gather what is lost.

    Sources it comes upon are pending afterwards: ``history.journal.pending()``.

    Args:
        bench: the machine and history.
        folders: where workbooks live, every one of them: files a lost journal left there are
            gathered.
    """
    for folder in folders:
        _move_along(bench, folder)
    found = [
        _mended(bench, entry)
        for entry in bench.history.journal.unfinished()
        if not address_in(entry.target)
    ]
    found += [note for victim in bench.history.journal.victims() for note in _watch(bench, victim)]
    for folder in folders:
        found += _sweep(bench, folder)
    return tuple(found)


def _move_along(bench: Bench, folder: str) -> None:
    """Notes made before the workspace was moved or copied are about the files that lie here now.

    The files they name may still be there, in the folder this one was copied from: they are not
    ours to touch.
    """
    noted = {victim.place for victim in bench.history.journal.victims()}
    for entry in bench.history.journal.unfinished():
        if not entry.live:
            noted |= {entry.target, entry.temp, entry.victim}
    places = {place: bench.files.within(folder, bench.files.name_of(place)) for place in noted}
    moved = {old: new for old, new in places.items() if old and old != new}
    if moved:
        bench.step("move the notes along")
        bench.history.journal.moved(moved)


def mend(bench: Bench, entry_id: str) -> bool | None:
    """Finish or take back one write, as the disk shows it.

    Returns:
        None when it was taken back; otherwise whether somebody had saved in between.
    """
    for entry in bench.history.journal.unfinished():
        if entry.id == entry_id:
            return _mend(bench, entry)
    return None


def _mended(bench: Bench, entry: JournalEntry) -> Mended:
    try:
        landed = _mend(bench, entry)
    except (OSError, BusyError) as trouble:
        return Mended(entry.target, f"an interrupted write still waits: {trouble}", unfinished=True)
    if entry.live:
        message = "an interrupted write may have landed or not; the place itself tells."
        return Mended(entry.target, message)
    name = bench.files.name_of(entry.target)
    if landed is None:
        message = f"the last run was stopped while it wrote {name}; it is written anew."
        return Mended(entry.target, message)
    message = (
        f"the last run was stopped right after it had written {name}; nothing is missing there."
    )
    return Mended(entry.target, message)


def _mend(bench: Bench, entry: JournalEntry) -> bool | None:
    if entry.live:
        # Its stamp says whether the write landed, and both baselines are known.
        bench.step("clear")
        bench.history.journal.clear(entry.id)
        return None
    if entry.state is WriteState.LANDED:
        finish(bench, entry)
        return False
    bench.step("look at the three places")
    temp, victim = bench.files.digest(entry.temp), bench.files.digest(entry.victim)
    if entry.state is WriteState.GO or temp == entry.after.content:
        _take_back(bench, entry, victim)
        return None
    if not temp and victim and not bench.files.digest(entry.target):
        _take_back(bench, entry, victim)
        return None
    # The temporary file is complete in this state, so another content under its name is what the
    # swap pushed out.
    if temp and victim:
        _set_aside(bench, entry.temp, entry)
        temp = ""
    overtaken = land(bench, entry, entry.temp if temp else entry.victim if victim else "")
    finish(bench, entry)
    return overtaken


def _take_back(bench: Bench, entry: JournalEntry, victim: str) -> None:
    """The swap has not happened: the target is, or becomes again, what it was."""
    if victim and not bench.files.digest(entry.target):
        bench.step("put the victim back")
        bench.files.rename(entry.victim, entry.target)
    elif victim:
        _set_aside(bench, entry.victim, entry)
    bench.step("remove the new file")
    bench.files.remove(entry.temp)
    bench.step("clear")
    bench.history.journal.clear(entry.id)


def _set_aside(bench: Bench, place: str, entry: JournalEntry) -> None:
    """Have a copy counted unless it is what was expected, then remove it."""
    bench.step("set a copy aside")
    content = bench.files.read(place)
    if content_hash(content) != entry.expected:
        file = bench.files.name_of(entry.target)
        name = bench.contents.put(content)
        source = PendingSource(name, file, entry.replica, entry.expected)
        bench.history.journal.add_pending(source)
    bench.step("remove the copy")
    bench.files.remove(place)


def _watch(bench: Bench, victim: KeptVictim) -> tuple[Mended, ...]:
    """Whether somebody has saved into a victim since."""
    try:
        bench.step("look at a kept victim")
        content = bench.files.read(victim.place)
    except FileNotFoundError:
        bench.history.journal.release(victim.place)
        return ()
    except (OSError, BusyError):
        return ()
    if content_hash(content) != victim.content:
        name = bench.contents.put(content)
        source = PendingSource(name, victim.file, victim.replica, victim.follows)
        bench.step("count the victim again")
        bench.history.journal.victim_changed(victim.place, source)
        return (Mended(victim.place, f"a late save of {victim.file} was found and is gathered."),)
    if bench.clock.now() - victim.since >= WATCHED_FOR:
        bench.step("remove a kept victim")
        bench.files.remove(victim.place)
        bench.history.journal.release(victim.place)
    return ()


def _sweep(bench: Bench, folder: str) -> Iterator[Mended]:
    """Files of ours that no journal knows: it was lost, and what it kept must not be."""
    watched = {victim.place for victim in bench.history.journal.victims()}
    for entry in bench.history.journal.unfinished():
        watched |= {entry.temp, entry.victim}
    gathered: Counter[str] = Counter()
    # What was pushed out comes before what was to replace it ("….old" after "….new").
    for name in reversed(bench.files.names(folder)):
        place, file = bench.files.within(folder, name), workbook_of(name)
        if not file or place in watched:
            continue
        if pushed_out(name) and not bench.files.digest(bench.files.within(folder, file)):
            bench.step("put a lost file back")
            bench.files.rename(place, bench.files.within(folder, file))
        elif _gather(bench, place, file):
            gathered[file] += 1
    for file, count in gathered.items():
        versions = "a kept version" if count == 1 else f"{count} kept versions"
        was = "was" if count == 1 else "were"
        message = f"{versions} of {file} {was} found that history does not know; gathered."
        yield Mended(bench.files.within(folder, file), message)


def _gather(bench: Bench, place: str, file: str) -> bool:
    """Have a file counted that nobody knows, then remove it; False when it says nothing new."""
    bench.step("gather a lost file")
    content = bench.files.read(place)
    try:
        stamp = bench.backend.read(content, file).stamp
    except FileRefused:
        stamp = None
    name = bench.contents.put(content)
    # What history wrote or counted itself says nothing: its notes alone were lost.
    known = stamp is not None and bench.history.baseline_of(stamp.replica, name) is not None
    if stamp is not None and not known:
        bench.history.journal.add_pending(PendingSource(name, file, stamp.replica))
    bench.step("remove a lost file")
    bench.files.remove(place)
    return stamp is not None and not known
