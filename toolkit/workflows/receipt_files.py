"""Receipts as text files in the outbox: what became of a copy, for the person who sent it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.outbox import plain_name
from toolkit.workflows.put_away import free_name
from toolkit.workflows.receipts import Receipt, receipt_lines
from toolkit.workflows.session import Session


def write_receipts(
    session: Session, receipts: Iterable[Receipt], snapshot: Snapshot
) -> tuple[str, ...]:
    """One file a contributor, with all their copies of this sync; the names of the files."""
    by_person: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        if receipt.edits or (receipt.held and not receipt.known):
            by_person.setdefault(receipt.by or receipt.file, []).append(receipt)
    folder, names = session.places.outbox, []
    for person, theirs in by_person.items():
        text = "\n".join(_lines(session, person, theirs, snapshot))
        session.files.make_folder(folder)
        wanted = f"Receipt for {plain_name(person)} {session.today.isoformat()}.txt"
        name = free_name(session, folder, wanted)
        # Windows' own editor shows line ends and accents right with these.
        data = text.replace("\n", "\r\n").encode("utf-8-sig")
        session.files.write_new(session.files.within(folder, name), data)
        names.append(name)
    return tuple(names)


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
