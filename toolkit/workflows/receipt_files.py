"""Receipts as text files in the outbox: what became of a copy, for the person who sent it.

They are agreed together with the sync that counted the copy, and written behind it: what a crash
or a full disk kept from being written is written by the next sync, word for word, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from toolkit.errors import BusyError, disk_trouble
from toolkit.ports.commit import Commit
from toolkit.ports.content import content_hash
from toolkit.tables.encoding import Json
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.outbox import plain_name
from toolkit.workflows.put_away import free_name
from toolkit.workflows.receipts import Receipt, receipt_lines
from toolkit.workflows.session import Session
from toolkit.workflows.synced import Delivered

LETTER = "letter"
"""Kind of the items that say which receipts are still to be written."""


def encode_letters(
    session: Session, receipts: Iterable[Receipt], snapshot: Snapshot
) -> Mapping[str, Json]:
    """The receipts still to be written, those of this sync behind earlier ones, as items.

    One a contributor, with all their copies of this sync.
    """
    by_person: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        if receipt.worth_a_letter:
            by_person.setdefault(receipt.by or receipt.file, []).append(receipt)
    letters = dict(session.history.items(LETTER))
    for person, theirs in by_person.items():
        text = "\n".join(_lines(session, person, theirs, snapshot))
        file = f"Receipt for {plain_name(person)} {session.today.isoformat()}.txt"
        letters[content_hash(f"{file}\n{text}".encode())] = {"file": file, "text": text}
    return letters


def write_letters(session: Session) -> tuple[tuple[str, ...], tuple[Delivered, ...]]:
    """Write every receipt that history still has to be written.

    Returns:
        The names of the files, and what could not be written: the next sync tries again.
    """
    waiting = session.history.items(LETTER)
    names: list[str] = []
    refused: dict[str, Delivered] = {}
    for key, letter in waiting.items():
        try:
            names.append(_write(session, letter["file"], letter["text"]))
        except (OSError, BusyError) as trouble:
            why = isinstance(trouble, OSError) and disk_trouble(trouble)
            reason = f"The outbox does not take it: {why or trouble}."
            refused[key] = Delivered(letter["file"], refused=reason)
    if names:
        left = {key: waiting[key] for key in refused}
        session.history.commit(Commit(session.now(), items={LETTER: left}))
    return tuple(names), tuple(refused.values())


def _write(session: Session, wanted: str, text: str) -> str:
    """The name under which a receipt lies in the outbox, whole or not at all."""
    files, folder = session.files, session.places.outbox
    # Windows' own editor shows line ends and accents right with these.
    data = text.replace("\n", "\r\n").encode("utf-8-sig")
    files.make_folder(folder)
    if (there := _written(session, wanted, data)) is not None:
        return there
    name, unfinished = free_name(session, folder, wanted), files.within(folder, f".{wanted}.new")
    files.remove(unfinished)
    files.write_new(unfinished, data)
    files.rename(unfinished, files.within(folder, name))
    return name


def _written(session: Session, wanted: str, data: bytes) -> str | None:
    """The name of a receipt that a run had written before it was stopped."""
    files, folder = session.files, session.places.outbox
    stem, expected = wanted.removesuffix(".txt"), content_hash(data)
    alike = (name for name in files.names(folder) if name.startswith(stem))
    return next((n for n in alike if files.digest(files.within(folder, n)) == expected), None)


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
