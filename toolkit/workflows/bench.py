"""What the write protocol works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import Struct, field

from toolkit.ports.backend import FileBackend
from toolkit.ports.clock import Clock
from toolkit.ports.commit import Cell
from toolkit.ports.content import Contents
from toolkit.ports.files import Files
from toolkit.ports.history import History
from toolkit.ports.online import Online
from toolkit.ports.planned_write import PlannedWrite
from toolkit.tables.column import Value
from toolkit.tables.copy import Copy
from toolkit.tables.schema import Schema


def no_step(_name: str) -> None:
    """Between two lines of the protocol nothing happens, outside of tests."""


def no_backup(_file: str, _content: bytes, _at: datetime) -> str:
    """A backup that is not kept."""
    return ""


class Bench(Struct, frozen=True):
    """The machine, history and one kind of file.

    Attributes:
        files, contents, clock: the machine.
        history: the agreed state, with the journal.
        backend: how the files are read and patched.
        schema: all tables.
        keep_backup: keeps a version that is about to be replaced, where people find it.
        step: called with a name before every line of the protocol; a test stops the world there.
        online: spreadsheets reached over a network; None when settings name none.
    """

    files: Files
    contents: Contents
    clock: Clock
    history: History
    backend: FileBackend
    schema: Schema
    keep_backup: Callable[[str, bytes, datetime], str] = no_backup
    step: Callable[[str], None] = no_step
    online: Online | None = None


class PlannedFile(Struct, frozen=True):
    """One file and everything that will change in it.

    Attributes:
        replica: id of the live place.
        place: full path.
        seen: what the file said when the write was planned; ``seen.content`` is in the content
            store.
        planned: the write; its stamp names the snapshot the file then shows.
        known: cells that will still differ from that snapshot (two answers, waiting, held).
    """

    replica: str
    place: str
    seen: Copy
    planned: PlannedWrite
    known: Mapping[Cell, Value] = field(default_factory=dict)
