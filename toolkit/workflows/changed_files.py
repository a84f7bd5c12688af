"""Which workbooks hold something the last sync has not seen, and where each row stands now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from msgspec import Struct

from toolkit.errors import BusyError, FileRefused
from toolkit.tables.copy import Copy
from toolkit.workflows.file_names import require_name, shown_name
from toolkit.workflows.interrupted import stopped_hint
from toolkit.workflows.live_places import LiveWay, observe_live, way_to
from toolkit.workflows.replicas import Replica
from toolkit.workflows.session import Session, bench_of

_OTHER_FORMATS = (".xls", ".xlsb", ".ods", ".fods", ".csv", ".tsv", ".numbers")
"""What people may choose in *Save As* instead of an Excel workbook."""


class FoundFile(Struct, frozen=True):
    """One workbook in the workbooks folder.

    Attributes:
        place: its full path.
        name: its name as a person would say it.
        content: hash of what it holds now.
        known: the last sync saw exactly this content.
        copy: what it says; None when it was refused.
        refused: why it cannot be read, "" when it can.
        way: how it was read, when it is not a file at the moment.
    """

    place: str
    name: str
    content: str
    known: bool
    copy: Copy | None = None
    refused: str = ""
    way: LiveWay | None = None


def workbook_places(session: Session) -> tuple[str, ...]:
    """The workbooks in the workbooks folder, by name; lock and temporary files left out."""
    folder = session.places.workbooks
    return tuple(
        session.files.within(folder, name)
        for name in session.files.names(folder)
        if name.casefold().endswith(session.backend.suffixes) and not name.startswith(("~$", "."))
    )


def saved_otherwise(session: Session, live: Iterable[str]) -> tuple[str, ...]:
    """What lies beside a live file under its name in another format: somebody saved it so.

    Args:
        live: names of the live files.
    """
    folder = session.places.workbooks
    stems = {name.rpartition(".")[0].casefold() for name in live}
    return tuple(
        session.files.within(folder, name)
        for name in session.files.names(folder)
        if name.casefold().endswith(_OTHER_FORMATS) and name.rpartition(".")[0].casefold() in stems
    )


def changed_places(session: Session) -> tuple[str, ...]:
    """The workbooks whose content the last sync has not seen."""
    known = set(session.history.contents().values())
    return tuple(
        place for place in workbook_places(session) if _content_at(session, place) not in known
    )


def _content_at(session: Session, place: str) -> str:
    """Name of what stands at a place now; "" for what cannot be read."""
    try:
        live = _live_copy(session, place)
    except FileRefused:
        return ""
    return live[0].content if live else session.files.digest(place)


def _live_copy(session: Session, place: str) -> tuple[Copy, LiveWay] | None:
    """What a place says that is not a file at the moment; None for a file.

    Raises FileRefused when it must not be read.
    """
    way = way_to(session.live, place)
    if way is not None:
        with suppress(BusyError):
            return observe_live(bench_of(session), way, place), way
    return None


def changed_hint(session: Session) -> Iterator[str]:
    """One line when files have changed since the last sync, or it was stopped."""
    for hint in stopped_hint(session):
        yield ""
        yield hint
    count = len(changed_places(session))
    if count:
        files = "file has" if count == 1 else "files have"
        yield ""
        yield f"{count} {files} changed since the last sync: run actiongrid sync."


def found_files(session: Session) -> Iterator[FoundFile]:
    """Every workbook, read; one that is refused says why and stops nothing."""
    known = set(session.history.contents().values())
    for place in workbook_places(session):
        name = shown_name(session.files.name_of(place))
        try:
            require_name(session.files.name_of(place))
            copy, way = _live_copy(session, place) or (_file_copy(session, place), None)
        except FileRefused as refusal:
            yield FoundFile(place, name, session.files.digest(place), False, None, str(refusal))
        else:
            yield FoundFile(place, name, copy.content, copy.content in known, copy, "", way)


def _file_copy(session: Session, place: str) -> Copy:
    return session.backend.read(session.files.read(place), session.files.name_of(place))


def found_online(session: Session, replicas: Sequence[Replica]) -> Iterator[FoundFile]:
    """Every view in online spreadsheets, each spreadsheet read once."""
    if session.online is None:
        return
    wanted = [replica for replica in replicas if replica.address]
    for address in dict.fromkeys(replica.address for replica in wanted):
        own = [replica for replica in wanted if replica.address == address]
        try:
            views = session.online.read(address)
        except (FileRefused, BusyError) as trouble:
            yield FoundFile(address, own[0].file, "", False, None, str(trouble))
            continue
        for replica in own:
            if replica.id in views:
                copy = session.backend.read(views[replica.id], replica.file)
                yield FoundFile(address, replica.file, copy.content, False, copy)


def row_places(session: Session) -> dict[str, tuple[str, int]]:
    """Row id → file and sheet row where an action stands now."""
    found: dict[str, tuple[str, int]] = {}
    for file in found_files(session):
        table = file.copy.table("actions") if file.copy else None
        for row in table.rows if table else ():
            found.setdefault(row.id, (file.name, row.row))
    return found
