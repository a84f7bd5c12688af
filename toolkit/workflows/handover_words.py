"""What a handover did, as the JSON document and in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from toolkit.tables.column import Value
from toolkit.tables.edit import Edit
from toolkit.tables.equality import iso
from toolkit.workflows.edit_words import ref_of
from toolkit.workflows.handover import HandedOver
from toolkit.workflows.past import edit_document, heading_of
from toolkit.workflows.session import Session
from toolkit.workflows.sync_document import sync_document


def handover_document(session: Session, done: HandedOver) -> dict[str, Any]:
    """The JSON document ``actiongrid/handover``."""
    found, snapshot = done.handover, done.synced.state.snapshot
    return {
        "schema": "actiongrid/handover",
        "version": 1,
        "dry_run": done.dry_run,
        "snapshot": snapshot.number,
        "from": found.giver.full_name,
        "to": found.taker.full_name,
        "moved": [_ref(done, row_id) for row_id in found.moved],
        "by_role": {
            role: [_ref(done, row_id) for row_id in ids] for role, ids in found.by_role.items()
        },
        "kept": list(found.kept),
        "two_answers": list(found.disputed),
        "new_person": found.new_person,
        "changes": [
            edit_document(session.schema, edit, ref_of(snapshot, edit)) for edit in found.edits
        ],
        "drafts": [
            {
                "to": letter.to,
                "mail": letter.mail or None,
                "file": session.places.shown(letter.file),
                "copies": list(letter.copies),
            }
            for letter in done.letters
        ],
        "sync": None if done.dry_run else sync_document(done.synced),
    }


def handover_lines(session: Session, done: HandedOver) -> Iterator[str]:
    """What a person reads after ``handover``."""
    found = done.handover
    giver, taker = found.giver.full_name, found.taker.full_name
    if not found.edits:
        yield f"{giver} owns no open rows: nothing moved."
    else:
        yield from _moved(done)
        yield from (f"  {_sentence(session, edit, done)}" for edit in _cells(found.edits))
        yield from _roles(done)
    if found.kept:
        count = "1 finished row keeps" if len(found.kept) == 1 else (
            f"{len(found.kept)} finished rows keep"
        )  # fmt: skip
        yield f"{count} {giver}: {', '.join(found.kept)}."
    if found.disputed:
        yield (
            f"Left as they are, since two answers wait under Who: {', '.join(found.disputed)}. "
            "Settle them on Needs you, then run handover again."
        )
    if found.new_person:
        would = "would be" if done.dry_run else "is"
        yield f"{taker} {would} new in People (Plan.xlsx); fill in the e-mail address there."
    for letter in done.letters:
        where = session.places.shown(letter.file)
        to = letter.mail or "no address yet: Plan.xlsx, sheet People"
        yield f"Draft to {letter.to} ({to}): {where}"
    for file in done.synced.delivered:
        if not done.dry_run and (file.queued or file.refused):
            yield f"{file.file}: waits for the next sync ({file.queued or file.refused})"


def _moved(done: HandedOver) -> Iterator[str]:
    found = done.handover
    count = len(found.moved)
    rows = "1 open row" if count == 1 else f"{count} open rows"
    moved = "would move" if done.dry_run else "moved"
    yield f"{rows} {moved} from {found.giver.full_name} to {found.taker.full_name}."


def _cells(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits worth a line: roles and new people are told in sentences of their own."""
    return (edit for edit in edits if edit.table != "people" and edit.old is not None)


def _sentence(session: Session, edit: Edit, done: HandedOver) -> str:
    heading = heading_of(session.schema, edit)
    table = "" if edit.table == "actions" else f" ({session.schema[edit.table].record})"
    ref = ref_of(done.synced.state.snapshot, edit)
    return f"{ref}{table} {heading}: {_flat(edit.old)} → {_flat(edit.new) or 'blank'}"


def _roles(done: HandedOver) -> Iterator[str]:
    found = done.handover
    for role, ids in found.by_role.items():
        goes = "would go" if done.dry_run else "went"
        refs = ", ".join(_ref(done, row_id) for row_id in ids)
        with_rows = f", and with it {refs}" if ids else ""
        yield f"  The role {role} {goes} to {found.taker.full_name} in People{with_rows}."


def _ref(done: HandedOver, row_id: str) -> str:
    record = done.synced.state.snapshot.record("actions", row_id)
    return record.text("ref") if record else row_id


def _flat(value: Value) -> str:
    return " / ".join(line.strip() for line in iso(value).splitlines())
