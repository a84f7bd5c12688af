"""Write the views of online spreadsheets so that a crash or anybody's edit at any moment loses
nothing: the write protocol of ``write_back`` for places that one call changes.

journal → one atomic call that keeps what it overwrites → what it overwrote looked at: an edit
nobody has read yet becomes a source on its old baseline → history told in one transaction → journal
cleared. After a crash the mark the write left tells whether it was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from toolkit.errors import BusyError, FileRefused
from toolkit.ports.content import content_hash
from toolkit.ports.journal import JournalEntry, Landing, PendingSource
from toolkit.ports.online import Online, OnlineLanded, OnlineWrite
from toolkit.workflows.bench import Bench, PlannedFile
from toolkit.workflows.online_views import address_in
from toolkit.workflows.recovery import Mended
from toolkit.workflows.verify_write import cell_differences, unplanned
from toolkit.workflows.write_back import FileWritten, Outcome, planned_entry


def kept_view(bench: Bench, replica: str, content: bytes) -> bytes:
    """A view as it was read, in the content store when this returns."""
    if bench.online is None:
        return content
    latest = bench.history.contents().get(replica, "")
    known = bench.contents.get(latest) if latest and bench.contents.has(latest) else b""
    found = bench.online.following(content, latest, known)
    if found != known:
        bench.step("store the source")
        bench.contents.put(found)
    return found


class _Started(Struct, frozen=True):
    """A write that is noted in the journal."""

    file: PlannedFile
    entry: JournalEntry
    content: bytes


def write_online(
    bench: Bench, online: Online, files: Sequence[PlannedFile], note: str
) -> tuple[FileWritten, ...]:
    """Carry out the planned writes to the views of one spreadsheet. Never raises for one of them.

    Args:
        bench: the machine and history.
        online: where the spreadsheets are.
        files: the planned writes, all to one spreadsheet.
        note: what the sheet's own menu shows as the last result.
    """
    from secrets import token_hex

    mark = token_hex(8)
    done: list[FileWritten] = []
    started: list[_Started] = []
    for file in files:
        begun = _begin(bench, file, mark)
        (done if isinstance(begun, FileWritten) else started).append(begun)  # type: ignore[arg-type]
    if not started:
        return tuple(done)
    writes = [OnlineWrite(s.file.replica, s.content, s.file.planned) for s in started]
    bench.step("write online")
    try:
        landed = online.write(address_in(started[0].file.place), writes, mark, note)
    except FileRefused as refusal:
        for one in started:
            bench.history.journal.clear(one.entry.id)
            done.append(FileWritten(one.file.place, Outcome.REFUSED, reason=str(refusal)))
        return tuple(done)
    except BusyError as busy:
        # It may have landed: the journal stays, and the next run asks.
        queued = (FileWritten(one.file.place, Outcome.QUEUED, reason=str(busy)) for one in started)
        return (*done, *queued)
    done += [
        _finish(bench, one.entry, outcome, one.file.seen.file)
        for one, outcome in zip(started, landed, strict=True)
    ]
    return tuple(done)


def _begin(bench: Bench, file: PlannedFile, mark: str) -> _Started | FileWritten:
    """Note the write, unless it cannot be made."""
    if any(e.replica == file.replica for e in bench.history.journal.unfinished()):
        reason = "an earlier write to it could not be finished"
        return FileWritten(file.place, Outcome.QUEUED, reason=reason)
    content = bench.contents.get(file.seen.content)
    try:
        bench.step("patch")
        wanted = bench.backend.patch(content, file.planned)
        after = bench.backend.read(wanted, file.seen.file)
    except FileRefused as refusal:
        return FileWritten(file.place, Outcome.REFUSED, reason=str(refusal))
    if differences := unplanned(file.seen, after, file.planned, bench.schema):
        reason = f"the new version would differ from the plan: {differences[0]}."
        return FileWritten(file.place, Outcome.REFUSED, reason=f"{file.seen.file}: {reason}")
    bench.step("store what is expected")
    expected = bench.contents.put(wanted)
    entry = planned_entry(bench, file, temp=mark, victim="")
    bench.step("journal")
    bench.history.journal.begin(entry)
    bench.history.journal.ready(entry.id, expected)
    return _Started(file, replace(entry, after=replace(entry.after, content=expected)), content)


def _finish(bench: Bench, entry: JournalEntry, outcome: OnlineLanded, name: str) -> FileWritten:
    """Tell history what became of a write."""
    pending: tuple[PendingSource, ...] = ()
    if outcome.displaced:
        bench.step("store what was overwritten")
        bench.contents.put(outcome.displaced)
        found = content_hash(outcome.displaced)
        pending = (PendingSource(found, name, entry.replica, follows=entry.expected),)
    if not outcome.landed:
        for source in pending:
            bench.history.journal.add_pending(source)
        bench.step("clear")
        bench.history.journal.clear(entry.id)
        return FileWritten(entry.target, Outcome.QUEUED, reason=outcome.reason, overtaken=True)
    bench.step("land")
    bench.history.journal.land(Landing(entry.id, entry.after, pending))
    changed = _look_again(bench, entry, outcome.after, name)
    bench.step("clear")
    bench.history.journal.clear(entry.id)
    overtaken = changed or bool(pending)
    return FileWritten(entry.target, Outcome.WRITTEN, entry.cells, overtaken=overtaken)


def _look_again(bench: Bench, entry: JournalEntry, after: bytes, name: str) -> bool:
    """Whether the view shows something else than was planned: people went on typing."""
    if not after or bench.online is None:
        return False
    planned = bench.contents.get(entry.after.content)
    shown = bench.online.following(after, entry.after.content, planned)
    if shown == planned:
        return False
    if cell_differences(bench.backend.read(planned, name), bench.backend.read(shown, name)):
        return True
    name_of_shown = bench.contents.put(shown)
    bench.history.journal.same_cells(replace(entry.after, content=name_of_shown))
    return False


def mend_online(bench: Bench, online: Online | None) -> Iterator[Mended]:
    """Finish or take back every unfinished write to an online view."""
    entries = [e for e in bench.history.journal.unfinished() if address_in(e.target)]
    for mark in dict.fromkeys(entry.temp for entry in entries):
        own = [entry for entry in entries if entry.temp == mark]
        yield from _mend(bench, online, own, mark)


def _mend(
    bench: Bench, online: Online | None, entries: Sequence[JournalEntry], mark: str
) -> Iterator[Mended]:
    address = address_in(entries[0].target)
    try:
        seen = {entry.replica: bench.contents.get(entry.expected) for entry in entries}
        found = None if online is None else online.settle(address, mark, seen)
    except (BusyError, FileRefused) as trouble:
        message = f"an interrupted write to a Google sheet still waits: {trouble}"
        yield Mended(address, message, unfinished=True)
        return
    if found is None:
        for entry in entries:
            bench.history.journal.clear(entry.id)
        yield Mended(address, "an interrupted write to a Google sheet is planned anew.")
        return
    for entry in entries:
        _finish(bench, entry, found[entry.replica], entry.replica)
    yield Mended(address, "an interrupted write had reached the Google sheet; it was finished.")
