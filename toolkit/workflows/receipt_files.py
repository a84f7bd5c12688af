"""Receipts as text files in the outbox: what became of a copy, for the person who sent it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.errors import disk_trouble
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.outbox import plain_name
from toolkit.workflows.put_away import free_name
from toolkit.workflows.receipts import Receipt, receipt_lines
from toolkit.workflows.session import Session
from toolkit.workflows.synced import Delivered


def write_receipts(
    session: Session, receipts: Iterable[Receipt], snapshot: Snapshot
) -> tuple[tuple[str, ...], tuple[Delivered, ...]]:
    """One file a contributor, with all their copies of this sync.

    Returns:
        The names of the files, and what could not be written.
    """
    by_person: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        if receipt.edits or (receipt.held and not receipt.known):
            by_person.setdefault(receipt.by or receipt.file, []).append(receipt)
    names: list[str] = []
    refused: list[Delivered] = []
    for person, theirs in by_person.items():
        text = "\n".join(_lines(session, person, theirs, snapshot))
        wanted = f"Receipt for {plain_name(person)} {session.today.isoformat()}.txt"
        try:
            names.append(_write(session, wanted, text))
        except OSError as trouble:
            why = disk_trouble(trouble) or str(trouble)
            refused.append(Delivered(wanted, refused=f"The outbox does not take it: {why}."))
    return tuple(names), tuple(refused)


def _write(session: Session, wanted: str, text: str) -> str:
    folder = session.places.outbox
    session.files.make_folder(folder)
    name = free_name(session, folder, wanted)
    # Windows' own editor shows line ends and accents right with these.
    data = text.replace("\n", "\r\n").encode("utf-8-sig")
    session.files.write_new(session.files.within(folder, name), data)
    return name


def _lines(
    session: Session, person: str, receipts: Iterable[Receipt], snapshot: Snapshot
) -> Iterator[str]:
    schema: Schema = session.schema
    plan = snapshot["plan"]
    name = next((record.text("name") for record in plan), "")
    yield f"{name}: receipt for {person}, {session.today.day} {session.today:%B %Y}"
    for receipt in receipts:
        yield ""
        yield from receipt_lines(receipt, snapshot, schema)
    yield ""
