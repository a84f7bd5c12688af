"""Write to a live place so that a crash at any moment, and typing at any moment, loses nothing.

journal → history told what the place is compared with, should the write land → write, which the
backend reads back → what it displaced becomes a source on its old baseline, what the place says now
its new content, in one transaction → journal cleared. The stamp lands last, so after a crash it is
the place itself that says whether the write landed: the old stamp has its old baseline still.
"""

from __future__ import annotations

from msgspec.structs import replace

from toolkit.errors import BusyError, FileRefused, ToolkitError
from toolkit.ports.backend import Landed
from toolkit.ports.commit import Baseline, Commit
from toolkit.ports.journal import JournalEntry, Landing, PendingSource
from toolkit.tables.copy import Copy
from toolkit.tables.equality import same
from toolkit.tables.reading import read
from toolkit.tables.schema import Schema
from toolkit.tables.write import ROW_ID
from toolkit.workflows.bench import Bench, PlannedFile
from toolkit.workflows.live_places import LiveWay, keep_copy
from toolkit.workflows.write_back import FileWritten, Outcome


def write_live(bench: Bench, way: LiveWay, file: PlannedFile) -> FileWritten:
    """Carry out one planned write. Never raises for what can happen to one place."""
    if any(e.replica == file.replica for e in bench.history.journal.unfinished()):
        return _queued(file, "an earlier write to it could not be finished")
    entry = _begin(bench, file)
    bench.step("write")
    try:
        landed = way.backend.write(file.place, file.planned, file.seen)
    except FileRefused as refusal:
        bench.history.journal.clear(entry.id)
        return FileWritten(file.place, Outcome.REFUSED, reason=str(refusal))
    except (OSError, BusyError) as trouble:
        bench.history.journal.clear(entry.id)
        return _queued(file, _words(trouble))
    if landed.queued:
        bench.history.journal.clear(entry.id)
        return replace(_queued(file, landed.queued), overtaken=landed.again)
    return _landed(bench, file, entry, landed)


def _begin(bench: Bench, file: PlannedFile) -> JournalEntry:
    """The journal's note, and the new baseline: from here on the place may carry the new stamp."""
    number = bench.history.journal.new_id()
    after = _baseline(file, f"expected by write {number}")
    entry = JournalEntry(
        id=number,
        target=file.place,
        temp="",
        victim="",
        expected=file.seen.content,
        after=after,
        cells=file.planned.size,
    )
    bench.step("journal")
    bench.history.journal.begin(entry)
    bench.step("expect")
    bench.history.commit(Commit(at=bench.clock.now(), why="write", baselines=(after,)))
    return entry


def _landed(bench: Bench, file: PlannedFile, entry: JournalEntry, landed: Landed) -> FileWritten:
    after = keep_copy(bench, landed.copy)
    pending = tuple(
        PendingSource(
            keep_copy(bench, copy).content, copy.file, file.replica, follows=file.seen.content
        )
        for copy in landed.displaced
    )
    bench.step("land")
    bench.history.journal.land(Landing(entry.id, _baseline(file, after.content), pending))
    bench.step("clear")
    bench.history.journal.clear(entry.id)
    typed = _typed_since(file, after, bench.schema)
    reason = "somebody has typed in it since; that is gathered at the next sync" if typed else ""
    return FileWritten(file.place, Outcome.WRITTEN, entry.cells, reason, bool(pending))


def _baseline(file: PlannedFile, content: str) -> Baseline:
    number = file.planned.stamp.baseline
    return Baseline(file.replica, content, number, number, file.known)


def _typed_since(file: PlannedFile, after: Copy, schema: Schema) -> bool:
    """Whether a planned cell already says something else again."""
    for write in file.planned.cells:
        view = after.table(write.table)
        row = next((row for row in view.rows if row.id == write.id), None) if view else None
        if row is None:
            return True
        if write.column != ROW_ID:
            found = read(schema[write.table].by_name[write.column], row[write.column])
            if not found.readable or not same(found.value, write.value):
                return True
    return False


def _queued(file: PlannedFile, reason: str) -> FileWritten:
    return FileWritten(file.place, Outcome.QUEUED, reason=reason)


def _words(trouble: Exception) -> str:
    if isinstance(trouble, ToolkitError):
        return str(trouble)
    return getattr(trouble, "strerror", None) or str(trouble)
