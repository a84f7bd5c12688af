"""What a sync leaves behind: whether it waits for a person, and what the next one would say."""

from __future__ import annotations

from msgspec.structs import replace

from toolkit.workflows.online_views import address_in
from toolkit.workflows.synced import Synced


def waits_for_a_person(done: Synced, *, strict: bool = False) -> bool:
    """Whether the exit code is 3: an unsettled conflict, a held file or an error waits.

    Args:
        done: the sync.
        strict: a warning is enough.
    """
    if any(line.urgent or (strict and line.kind == "to check") for line in done.needs):
        return True
    held = any(hold.whole_sheet for hold in done.holds)
    refused = any(file.refused for file in done.delivered)
    unread = any(not unread.busy for unread in done.unread)
    return bool(done.conflicts) or held or refused or unread


def at_rest(done: Synced) -> Synced | None:
    """What a sync right after this one would say; None when it would have something to do."""
    busy = done.unread or done.missing or any(f.queued or f.refused for f in done.delivered)
    if any(address_in(found.place) for found in done.sources.live):
        return None  # only the sheets themselves can tell
    if busy or done.odd:
        return None
    number = done.state.snapshot.number
    return replace(
        done,
        edits=(),
        answered=0,
        delivered=(),
        receipts=(),
        letters=(),
        mended=(),
        untold=None,
        surveys=(),
        before=number,
        notes=tuple(note for note in done.notes if note.lasts),
    )
