"""Write one file so that a crash at any moment, and a save by anybody at any moment, loses nothing.

journal → new file beside the old one, forced to the disk → read again, every cell compared with
the plan → target looked at again → swap that keeps what stood there → what stood there looked at:
a save nobody has read yet becomes a source on its old baseline → history told in one transaction →
file read back → journal cleared. ``recovery`` mends whatever a crash leaves.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from toolkit.errors import BusyError, FileRefused, disk_trouble
from toolkit.ports.commit import Baseline
from toolkit.ports.content import content_hash
from toolkit.ports.journal import JournalEntry
from toolkit.tables.copy import Copy
from toolkit.workflows.bench import Bench, PlannedFile
from toolkit.workflows.kept_names import kept_names
from toolkit.workflows.landing import finish, land
from toolkit.workflows.recovery import mend
from toolkit.workflows.verify_write import unplanned


class Outcome(StrEnum):
    """What became of a write.

    WRITTEN: it is in the file. QUEUED: the file is as it was, the next sync tries again. REFUSED:
    the file is as it was, and somebody has to look.
    """

    WRITTEN = "written"
    QUEUED = "queued"
    REFUSED = "refused"


class FileWritten(Struct, frozen=True):
    """What became of the write to one file.

    Attributes:
        place: the file.
        outcome: in one word.
        cells: how many cells were written.
        reason: why not, or what to know, as one sentence; "" when there is nothing to say.
        overtaken: somebody saved in between (that save is a pending source) or typed in between
            (then nothing was written): gather once more.
        content: hash of the bytes that were written; "" when they are not at hand.
    """

    place: str
    outcome: Outcome
    cells: int = 0
    reason: str = ""
    overtaken: bool = False
    content: str = ""


def write_back(bench: Bench, file: PlannedFile) -> FileWritten:
    """Carry out one planned write. Never raises for what can happen to one file."""
    try:
        bench.step("who has it open")
        if person := bench.files.opened_by(file.place):
            return _queued(file, f"{person} has it open")
        if why := bench.files.barred(file.place):
            return _queued(file, why)
        if any(e.replica == file.replica for e in bench.history.journal.unfinished()):
            return _queued(file, "an earlier write to it could not be finished")
        bench.step("patch")
        content = bench.backend.patch(bench.contents.get(file.seen.content), file.planned)
        bench.step("journal")
        entry = _begin(bench, file)
    except FileRefused as refusal:
        return FileWritten(file.place, Outcome.REFUSED, reason=str(refusal))
    except (OSError, BusyError) as trouble:
        return _queued(file, _words(trouble))
    try:
        return _write(bench, file, entry, content)
    except (OSError, BusyError) as trouble:
        return _after_trouble(bench, file, entry, trouble)


def _begin(bench: Bench, file: PlannedFile) -> JournalEntry:
    temp, victim = kept_names(bench.files, file.place, bench.clock.now())
    entry = planned_entry(bench, file, temp=temp, victim=victim)
    bench.history.journal.begin(entry)
    return entry


def planned_entry(bench: Bench, file: PlannedFile, *, temp: str, victim: str) -> JournalEntry:
    """The journal's note of a write that is about to begin."""
    number = file.planned.stamp.baseline
    return JournalEntry(
        id=bench.history.journal.new_id(),
        target=file.place,
        temp=temp,
        victim=victim,
        expected=file.seen.content,
        after=Baseline(file.replica, "", number, number, file.known),
        cells=file.planned.size,
    )


def _write(bench: Bench, file: PlannedFile, entry: JournalEntry, content: bytes) -> FileWritten:
    bench.step("write the new file")
    bench.files.write_new(entry.temp, content)
    bench.step("read it again")
    try:
        written = _read_again(bench, file, entry, content)
    except FileRefused as refusal:
        _give_up(bench, entry)
        return FileWritten(file.place, Outcome.REFUSED, reason=str(refusal))
    bench.step("force the new name")
    # Somebody may save into the new file right after the swap: a power cut must not unname it.
    bench.files.sync_folder(bench.files.folder_of(entry.temp))
    bench.step("ready")
    planned = content_hash(content)
    bench.history.journal.ready(entry.id, planned)
    entry = replace(entry, after=replace(entry.after, content=planned))
    bench.step("look again")
    if stopped := _stopped(bench, entry):
        _give_up(bench, entry)
        return _queued(file, stopped)
    bench.step("swap")
    kept = bench.files.swap(entry.temp, entry.target, entry.victim)
    overtaken = land(bench, entry, kept)
    reason = finish(bench, entry, written)
    return FileWritten(file.place, Outcome.WRITTEN, entry.cells, reason, overtaken, planned)


def _read_again(bench: Bench, file: PlannedFile, entry: JournalEntry, content: bytes) -> Copy:
    """What the new file says. Raises FileRefused when that is not exactly what was planned."""
    written = bench.files.read(entry.temp)
    if written != content:
        raise OSError("the disk gave back something else than was written")
    after = bench.backend.read(written, file.seen.file)
    if differences := unplanned(file.seen, after, file.planned, bench.schema):
        raise FileRefused(
            "not-as-planned",
            f"the new version would differ from the plan: {differences[0]}.",
            where=file.seen.file,
            next_step="The file was left as it is. Please report this.",
        )
    return after


def _stopped(bench: Bench, entry: JournalEntry) -> str:
    """Why the swap must not happen now; "" when the target is what the write was planned on."""
    if bench.files.digest(entry.target) != entry.expected:
        return "it was saved meanwhile"
    if person := bench.files.opened_by(entry.target):
        return f"{person} has just opened it"
    return ""


def _give_up(bench: Bench, entry: JournalEntry) -> None:
    bench.step("remove the new file")
    bench.files.remove(entry.temp)
    bench.step("clear")
    bench.history.journal.clear(entry.id)


def _after_trouble(
    bench: Bench, file: PlannedFile, entry: JournalEntry, trouble: Exception
) -> FileWritten:
    """The disk failed somewhere in the middle: mend at once, or leave it to the next run."""
    try:
        landed = mend(bench, entry.id)
    except (OSError, BusyError):
        return _queued(file, f"{_words(trouble)}; the next run mends it")
    if landed is None:
        return _queued(file, _words(trouble))
    return FileWritten(file.place, Outcome.WRITTEN, entry.cells, "", landed)


def _queued(file: PlannedFile, reason: str) -> FileWritten:
    return FileWritten(file.place, Outcome.QUEUED, reason=reason)


def _words(trouble: Exception) -> str:
    if isinstance(trouble, OSError):
        return disk_trouble(trouble) or trouble.strerror or str(trouble)
    return str(trouble)
