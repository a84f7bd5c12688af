"""What one sync adds to history, all at once or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, field

from toolkit.tables.column import Value
from toolkit.tables.edit import Edit
from toolkit.tables.encoding import Json
from toolkit.tables.snapshot import Snapshot

Cell = tuple[str, str, str]
"""Table, row id, column."""


ANY_STAMP = -1
"""Stamp of a baseline that holds for every stamp history does not know: it was lost once."""


class Baseline(Struct, frozen=True):
    """What the next state of a live place is compared with.

    The place's content was read and counted (or written by the tool). It agrees with a snapshot,
    except in ``known`` cells: those hold what people typed there and what is already in the
    ledger, taken or not. So a person who goes on typing in an open file is compared with what that
    file said last time, not with what others agreed meanwhile.

    Attributes:
        replica: id of the live place.
        content: hash of the content.
        stamp: number of the snapshot in the content's own stamp: tells an older file, saved over
            a newer one, from the newer one. ``ANY_STAMP`` for all that history does not know.
        snapshot: number of the snapshot it is compared with.
        known: cells that differ from that snapshot, with the value that stands there.
    """

    replica: str
    content: str
    stamp: int
    snapshot: int
    known: Mapping[Cell, Value] = field(default_factory=dict)


class SeenSource(Struct, frozen=True):
    """A content that has been counted; the same content again is nothing new.

    Attributes:
        content: its hash.
        file: name as a person would say it.
        replica: id of the live place or of the one the copy was cut from.
        baseline: number of the snapshot it was compared with.
        returned: it came back by mail or inbox.
        note: the receipt, as plain words or JSON.
    """

    content: str
    file: str
    replica: str = ""
    baseline: int = 0
    returned: bool = False
    note: str = ""


class Commit(Struct, frozen=True):
    """One transaction.

    Attributes:
        at: when.
        why: ``init``, ``sync``, ``undo`` … for the list of snapshots.
        snapshot: the new agreed state, numbered above the last one; None when it did not change.
        edits: lines for the ledger. An edit that waited and is taken now is a new line.
        sources: contents that are counted with this transaction, pending ones included.
        baselines: what live places are compared with from now on.
        items: for each kind given, everything of that kind that stands open after this sync, by
            key; what is not among them is closed. Kinds not given stay as they are.
    """

    at: datetime
    why: str = "sync"
    snapshot: Snapshot | None = None
    edits: tuple[Edit, ...] = ()
    sources: tuple[SeenSource, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    items: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
