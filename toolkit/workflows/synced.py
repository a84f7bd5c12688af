"""What a sync was asked to do, and what it did."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.merge.conflict import Conflict
from toolkit.merge.hold import Hold
from toolkit.merge.note import Note
from toolkit.report.needs_you import NeedsLine
from toolkit.tables.edit import Edit
from toolkit.workflows.interrupted import Untold
from toolkit.workflows.receipts import Receipt
from toolkit.workflows.recovery import Mended
from toolkit.workflows.reopened import NOTHING_REOPENED, Reopened
from toolkit.workflows.replicas import Replica
from toolkit.workflows.sources import Sources, Unread
from toolkit.workflows.state import State

if TYPE_CHECKING:
    from toolkit.workflows.survey_prepare import Imported


class Delivered(Struct, frozen=True):
    """What became of the write to one file.

    Attributes:
        file: name as a person would say it.
        cells: how many cells were written.
        queued: why it waits for the next sync, "" when it does not.
        refused: why it must not be written, "" when it may.
        note: what else to know.
        shown: what an open workbook shows by itself from now on, instead of the file being
            written; empty for every other file.
        again: somebody was at work there meanwhile: to be gathered again at once.
    """

    file: str
    cells: int = 0
    queued: str = ""
    refused: str = ""
    note: str = ""
    shown: bytes = b""
    again: bool = False


class Request(Struct, frozen=True):
    """What a sync was asked to do.

    Attributes:
        files: copies named on the command line, full paths.
        released: names of held files to let through.
        preferred: name of the file whose answers settle its conflicts, "" for none.
        new_period: repeating actions whose cycle has ended begin again.
        dry_run: say what would happen, change nothing.
        surveys: take in what was dropped into the folder surveys.
        button: id of the replica whose Refresh button was pressed: it is open, so it is told what
            to show instead of being written; "" for none.
        reopened: what an undo has just opened again.
    """

    files: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    preferred: str = ""
    new_period: bool = False
    dry_run: bool = False
    surveys: bool = True
    button: str = ""
    reopened: Reopened = NOTHING_REOPENED


class Synced(Struct, frozen=True):
    """What a sync did.

    Attributes:
        state: the agreed state afterwards.
        edits: new ledger lines, in order.
        conflicts, waiting: everything open afterwards.
        holds, notes: what is held, what was noticed, in the files read.
        unread: files that were refused or busy.
        missing: live files that are not there.
        delivered: what was written, queued or refused.
        receipts: one for each returned copy.
        letters: names of the receipts that were written into the outbox.
        needs: the lines of *Needs you*.
        mended: what a crash had left.
        untold: what a sync before it agreed on and could not say; None when there was none.
        odd: answers on *Needs you* nobody understands.
        answered: how many lines were answered that change no cell by themselves.
        before: number of the snapshot before.
        later: day of the sync before, when it lies after the day of this one; None otherwise.
        surveys: rounds taken from the folder surveys.
        dry_run: nothing was changed.
        calls: requests made over the network.
    """

    state: State
    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    waiting: tuple[Edit, ...] = ()
    holds: tuple[Hold, ...] = ()
    notes: tuple[Note, ...] = ()
    unread: tuple[Unread, ...] = ()
    missing: tuple[Replica, ...] = ()
    delivered: tuple[Delivered, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    letters: tuple[str, ...] = ()
    needs: tuple[NeedsLine, ...] = ()
    mended: tuple[Mended, ...] = ()
    untold: Untold | None = None
    odd: tuple[str, ...] = ()
    answered: int = 0
    before: int = 0
    later: date | None = None
    surveys: tuple[Imported, ...] = ()
    dry_run: bool = False
    sources: Sources = field(default_factory=Sources)
    calls: int = 0


def joined(first: Synced, second: Synced) -> Synced:
    """Two syncs, or two rounds of one, as one."""
    return replace(
        second,
        before=first.before,
        mended=(*first.mended, *second.mended),
        untold=first.untold or second.untold,
        surveys=(*first.surveys, *second.surveys),
        edits=(*first.edits, *second.edits),
        # What only waited because somebody was at work there has had its second chance.
        delivered=(*(d for d in first.delivered if not d.queued or not d.again), *second.delivered),
        answered=first.answered + second.answered,
        receipts=(*first.receipts, *second.receipts),
        letters=(*first.letters, *second.letters),
        unread=tuple(dict.fromkeys((*first.unread, *second.unread))),
        odd=tuple(dict.fromkeys((*first.odd, *second.odd))),
        notes=(*(note for note in first.notes if not note.lasts), *second.notes),
    )
