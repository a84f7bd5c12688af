"""Which file is the live one of each workbook, and what is said when another takes its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from toolkit.merge.note import Note, NoteCode
from toolkit.ports.history import History
from toolkit.tables.edit import Source
from toolkit.tables.encoding import Json
from toolkit.workflows.online_views import address_in
from toolkit.workflows.replicas import Replica
from toolkit.workflows.sources import Sources

LIVE_FILE = "live file"
"""Kind of the items that say which file stood for a workbook, by replica."""


def taken_places(history: History, sources: Sources, replicas: Sequence[Replica]) -> Iterator[Note]:
    """A note for each live workbook that another file stands for than at the last sync."""
    given = {replica.id: replica.file for replica in replicas}
    stood = {replica: str(item["file"]) for replica, item in history.items(LIVE_FILE).items()}
    for found in sources.live:
        now, before = found.copy.file, stood.get(found.replica, given.get(found.replica, ""))
        if now == before or not before or address_in(found.place):
            continue
        source = Source(now, replica=found.replica, content=found.copy.content)
        yield Note(
            f"{NoteCode.IN_PLACE}|{found.replica}|{now}",
            NoteCode.IN_PLACE,
            source,
            f"{now} stands in the place of {before} now: what is typed in it counts, and it is "
            f"kept up to date. If it is only a copy, put {before} back into the folder and move "
            "this file away.",
        )


def encode_live_files(history: History, sources: Sources) -> Mapping[str, Json]:
    """Which file stands for each workbook after this sync, as items of a commit."""
    stood = dict(history.items(LIVE_FILE))
    stood |= {
        found.replica: {"file": found.copy.file}
        for found in sources.live
        if not address_in(found.place)
    }
    return stood


def with_live_file(history: History, replica: str, file: str) -> Mapping[str, Json]:
    """The same when a file has just been made."""
    return {**history.items(LIVE_FILE), replica: {"file": file}}
