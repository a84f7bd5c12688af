"""From the swap to a cleared journal: the part of a write that a crash must not repeat or skip."""

from __future__ import annotations

from msgspec.structs import replace

from toolkit.errors import BusyError, FileRefused
from toolkit.ports.content import content_hash
from toolkit.ports.journal import JournalEntry, KeptVictim, Landing, PendingSource
from toolkit.tables.copy import Copy
from toolkit.workflows.bench import Bench
from toolkit.workflows.verify_write import cell_differences


def land(bench: Bench, entry: JournalEntry, kept: str) -> bool:
    """Make known that a swap has happened, keeping what it pushed out.

    Args:
        bench: the machine and history.
        entry: the write.
        kept: where the swap left what stood there; "" when it is nowhere any more.

    Returns:
        Whether somebody had saved in between; that save is a pending source now.
    """
    if kept == entry.temp:
        bench.step("keep the victim")
        bench.files.rename(entry.temp, entry.victim)
    bench.step("force the folder")
    bench.files.sync_folder(bench.files.folder_of(entry.target))
    pending, victim = _take_in(bench, entry) if kept else ((), ())
    bench.step("land")
    bench.history.journal.land(Landing(entry.id, entry.after, pending, victim))
    return bool(pending)


def _take_in(
    bench: Bench, entry: JournalEntry
) -> tuple[tuple[PendingSource, ...], tuple[KeptVictim, ...]]:
    """What the swap pushed out: watched, kept as a backup, and counted when it is unexpected."""
    bench.step("look at the victim")
    content = bench.files.read(entry.victim)
    found, file, now = content_hash(content), bench.files.name_of(entry.target), bench.clock.now()
    bench.step("back up the victim")
    bench.keep_backup(file, content, now)
    victim = KeptVictim(entry.victim, found, file, entry.replica, now, entry.expected)
    if found == entry.expected:
        return (), (victim,)
    bench.step("store the victim")
    bench.contents.put(content)
    # Its old baseline, not the one this write is about to set: otherwise what others have changed
    # meanwhile would look as if this person had changed it back.
    return (PendingSource(found, file, entry.replica, follows=entry.expected),), (victim,)


def finish(bench: Bench, entry: JournalEntry, written: Copy | None = None) -> str:
    """Look at the file once more and close the journal; returns a warning, "" when all is well.

    Args:
        bench: the machine and history.
        entry: the write.
        written: what the new version says; None after a crash: the next sync looks anyway.
    """
    bench.step("read back")
    warning = _read_back(bench, entry, written) if written else ""
    bench.step("clear")
    bench.history.journal.clear(entry.id)
    return warning


def _read_back(bench: Bench, entry: JournalEntry, written: Copy) -> str:
    """Compare cells, never bytes: cloud services rewrite the bytes of what is saved there."""
    try:
        content = bench.files.read(entry.target)
        if content_hash(content) == entry.after.content:
            return ""
        found = bench.backend.read(content, written.file)
    except (OSError, BusyError, FileRefused):
        # Being saved at this moment, or gone: the next look at the file tells.
        return ""
    if not cell_differences(written, found):
        rewritten = replace(entry.after, content=content_hash(content))
        bench.history.journal.same_cells(rewritten)
        return ""
    if found.stamp == written.stamp:
        return "somebody has saved it since; their changes are gathered at the next sync"
    return "an older version was saved over it; it is brought up to date at the next sync"
