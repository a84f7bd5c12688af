"""What a sync did, as the JSON document and in words a director understands at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import ascii_uppercase
from typing import Any

from msgspec.structs import replace

from toolkit.merge.cell import AMENDMENT
from toolkit.merge.conflict import AGREED, SETTLED, Conflict
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.past import WITHDRAWN
from toolkit.report.needs_you import first_screen
from toolkit.report.open_matters import who_said_what
from toolkit.report.two_texts import side_by_side
from toolkit.tables.called import called
from toolkit.tables.edit import ROW_ADDED, ROW_RETIRED, Edit, EditState
from toolkit.tables.equality import iso
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.online_views import address_in
from toolkit.workflows.past import edit_document, heading_of
from toolkit.workflows.show import plain
from toolkit.workflows.survey_taken import taken_document, taken_lines
from toolkit.workflows.synced import Synced

FEW_COLUMNS = 3
_LONGEST = 70


def sync_document(done: Synced) -> dict[str, Any]:
    """The JSON document ``actiongrid/sync``."""
    schema, snapshot = done.state.schema, done.state.snapshot
    return {
        "schema": "actiongrid/sync",
        "version": 1,
        "dry_run": done.dry_run,
        "snapshot": snapshot.number,
        "before": done.before,
        "changes": [
            edit_document(schema, edit, ref_of(snapshot, edit)) for edit in people_said(done.edits)
        ],
        "conflicts": [_conflict(conflict, snapshot, schema) for conflict in done.conflicts],
        "amendments": [
            edit_document(schema, edit, ref_of(snapshot, edit))
            for edit in done.waiting
            if edit.reason == AMENDMENT
        ],
        "waiting": [
            edit_document(schema, edit, ref_of(snapshot, edit))
            for edit in done.waiting
            if edit.reason != AMENDMENT
        ],
        "held": [
            {"file": hold.file, "reason": hold.reason, "how_to_release": hold.release}
            for hold in done.holds
        ]
        + [
            {"file": unread.file, "reason": unread.reason, "how_to_release": unread.reason}
            for unread in done.unread
            if not unread.busy
        ],
        "noticed": [*_clock(done), *noticed(done.notes)],
        "receipts": [
            {"file": receipt.file, "by": receipt.by or None, "says": receipt.sentence}
            for receipt in done.receipts
        ],
        "letters": list(done.letters),
        "written": [
            {"file": file.file, "cells": file.cells, "note": file.note or None}
            for file in done.delivered
            if not file.queued and not file.refused
        ],
        "queued": [
            {"file": file.file, "reason": file.queued} for file in done.delivered if file.queued
        ]
        + [{"file": unread.file, "reason": unread.reason} for unread in done.unread if unread.busy],
        "refused": [
            {"file": file.file, "reason": file.refused} for file in done.delivered if file.refused
        ],
        "missing": [replica.file for replica in done.missing],
        "surveys": [taken_document(taken) for taken in done.surveys],
        "needs_you": [
            {
                "key": line.key,
                "kind": line.kind,
                "urgent": line.urgent,
                "what": line.what,
                "ref": line.ref or None,
                "file": line.file or None,
                "sheet": line.sheet or None,
                "cell": line.cell or None,
                "choices": list(line.choices),
                "answer": line.answer or None,
                "note": line.note or None,
            }
            for line in done.needs
        ],
        "calls": {"google": done.calls},
    }


def people_said(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits people made: what the tool notes by itself is left out."""
    return (edit for edit in edits if edit.reason != "tool")


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
        surveys=(),
        before=number,
        notes=tuple(note for note in done.notes if note.lasts),
    )


def sync_lines(done: Synced) -> Iterator[str]:
    """What a person reads after a sync."""
    edits = list(people_said(done.edits))
    yield from (f"Mended: {mended.message}" for mended in done.mended)
    yield _headline(done, edits)
    yield from _changes(done, edits)
    yield from _others(done, edits)
    yield from _copies(done)
    for taken in done.surveys:
        yield ""
        yield from taken_lines(taken, dry_run=done.dry_run)
    yield from _noticed(done)
    yield from _files(done)
    yield from _needs(done)


def then_lines(done: Synced) -> Iterator[str]:
    """What a person reads of a sync that only carried out something else."""
    edits = list(people_said(done.edits))
    yield from _changes(done, edits)
    yield from _files(done)
    yield from _needs(done)


def _headline(done: Synced, edits: list[Edit]) -> str:
    number = done.state.snapshot.number
    if done.surveys and not edits:
        rounds = (
            "1 survey round" if len(done.surveys) == 1 else f"{len(done.surveys)} survey rounds"
        )
        return (
            f"Sync no. {number}: no edits; {rounds} {'would be ' if done.dry_run else ''}taken in."
        )
    if not edits and number == done.before:
        return f"Nothing has changed since sync no. {number}."
    if done.answered and not edits:
        answers = "1 answer" if done.answered == 1 else f"{done.answered} answers"
        return f"Sync no. {number}: no edits; {answers} on Needs you carried out."
    count = len(edits)
    noun = "edit" if count == 1 else "edits"
    changed = "would be" if done.dry_run else "was" if count == 1 else "were"
    taken = sum(edit.state is EditState.TAKEN for edit in edits)
    return (
        f"Sync no. {number}: {count} {noun} {changed} gathered, {taken} taken."
        if count
        else f"Sync no. {number}: no edits; what follows from the day was brought up to date."
    )


def _changes(done: Synced, edits: list[Edit]) -> Iterator[str]:
    taken = [edit for edit in edits if edit.state is EditState.TAKEN]
    if taken:
        yield ""
        yield "What changed:"
        yield from (f"  {_sentence(edit, done)}" for edit in taken)


def _others(done: Synced, edits: list[Edit]) -> Iterator[str]:
    """What did not change the plan, and why."""
    others = sorted((edit for edit in edits if edit.state in _NOT_TAKEN), key=_as_people_look)
    if others:
        yield ""
        yield "Not taken:"
        yield from (f"  {_sentence(edit, done)} – {_why_not(edit)}" for edit in others)
    if done.conflicts:
        yield ""
        yield "Two answers (the cell stays as each person typed it until you settle it):"
        for conflict in done.conflicts:
            yield f"  {_two_answers(conflict, done)}"


def _as_people_look(edit: Edit) -> tuple[str, str, int]:
    row = edit.source.cell.lstrip(ascii_uppercase)
    return edit.source.file, edit.source.sheet, int(row) if row.isdecimal() else 0


def _copies(done: Synced) -> Iterator[str]:
    if done.receipts:
        yield ""
        yield "Returned copies:"
        for receipt in done.receipts:
            who = f" from {receipt.by}" if receipt.by else ""
            yield f"  {receipt.file}{who}: {receipt.sentence}"
        yield from (f"  To send, in the outbox: {name}" for name in done.letters)
    held = [hold for hold in done.holds if hold.whole_sheet]
    if held or done.unread:
        yield ""
        yield "Held back:"
        yield from (f"  {hold.reason} {hold.release}" for hold in held)
        yield from (f"  {unread.reason}" for unread in done.unread)


def _noticed(done: Synced) -> Iterator[str]:
    """What is only to be known; what is asked stands on *Needs you*."""
    told = (*_clock(done), *noticed(note for note in done.notes if not note.choices))
    if told:
        yield ""
        yield "Noticed:"
        yield from (f"  {message}" for message in told)


def _clock(done: Synced) -> Iterator[str]:
    if done.later:
        day, last = done.state.moment.today, done.later
        yield (
            f"The day of this sync, {day.day} {day:%b %Y}, lies before that of the last one, "
            f"{last.day} {last:%b %Y}. If that is not meant, set the computer's clock right and "
            "run sync again: what is overdue or due soon is counted from that day."
        )


def noticed(notes: Iterable[Note]) -> tuple[str, ...]:
    """What was noticed, each once; the columns of a sheet that are nobody's business as one."""
    notes = tuple(notes)
    columns: dict[tuple[str, str], list[str]] = {}
    for note in notes:
        if note.code is NoteCode.UNKNOWN_COLUMN:
            columns.setdefault((note.source.file, note.source.sheet), []).append(note.text)
    said: list[str] = []
    for note in notes:
        names = columns.get((note.source.file, note.source.sheet), [])
        if note.code is not NoteCode.UNKNOWN_COLUMN or len(names) <= FEW_COLUMNS:
            said.append(note.message)
            continue
        some = ", ".join(f'"{name}"' for name in names[:FEW_COLUMNS])
        said.append(
            f"{note.source.file} › {note.source.sheet}: {len(names)} columns are not the plan's "
            f"and are left alone ({some} and {len(names) - FEW_COLUMNS} more)."
        )
    return tuple(dict.fromkeys(said))


def _cells(count: int) -> str:
    """What was written; a file made anew, or only its figures, counts no cells."""
    if not count:
        return "brought up to date"
    return "1 cell" if count == 1 else f"{count} cells"


def _files(done: Synced) -> Iterator[str]:
    lines = []
    for file in done.delivered:
        if file.queued:
            lines.append(f"{file.file}: waits for the next sync ({file.queued})")
        elif file.refused:
            lines.append(f"{file.file}: not written. {file.refused}")
        else:
            note = f" ({file.note})" if file.note else ""
            lines.append(f"{file.file}: {_cells(file.cells)}{note}")
    if lines:
        yield ""
        yield "Written:"
        yield from (f"  {line}" for line in lines)
    if done.missing:
        yield ""
        yield "Not there (actiongrid generate writes them anew, with what was agreed):"
        yield from (f"  {replica.file}" for replica in done.missing)


def _needs(done: Synced) -> Iterator[str]:
    yield ""
    if not done.needs:
        yield "Nothing needs you."
        return
    count = len(done.needs)
    waits = "1 line waits" if count == 1 else f"{count} lines wait"
    yield f"{waits} for you on the sheet Needs you in Summary; the most urgent:"
    for line, alike in first_screen(done.needs):
        where = " › ".join(part for part in (line.file, line.cell) if part)
        more = f" And {alike} more like it." if alike else ""
        yield f"  • {shortened(line.what, 200)}{more}{f' ({where})' if where else ''}"
    if done.odd:
        yield ""
        yield "Answers nobody understands:"
        yield from (f"  {sentence}" for sentence in done.odd)


def _sentence(edit: Edit, done: Synced) -> str:
    schema, snapshot = done.state.schema, done.state.snapshot
    heading = heading_of(schema, edit)
    who = f" by {edit.source.by}" if edit.source.by else ""
    where = " › ".join(part for part in (edit.source.file, edit.source.cell) if part)
    place = f" ({where})" if where else ""
    name = called(schema, snapshot, edit.table, edit.id)
    if edit.column in (ROW_ADDED, ROW_RETIRED):
        return f"{name} {heading}{who}{place}"
    new = edit.text or iso(edit.new)
    if edit.old is None:
        what = f'"{shortened(new)}"'
    elif edit.new is None and not edit.text:
        what = f'cleared, was "{shortened(iso(edit.old))}"'
    else:
        before, after = side_by_side(iso(edit.old), new, _LONGEST)
        what = f'"{after}", was "{before}"'
    return f"{name} {heading}: {what}{who}{place}"


def _two_answers(conflict: Conflict, done: Synced) -> str:
    column = done.state.schema[conflict.table].by_name[conflict.column]
    name = called(done.state.schema, done.state.snapshot, conflict.table, conflict.id)
    return f"{name} {column.heading}: {' or '.join(who_said_what(conflict))}"


def _conflict(conflict: Conflict, snapshot: Snapshot, schema: Schema) -> dict[str, Any]:
    record = snapshot.record(conflict.table, conflict.id)
    return {
        "table": conflict.table,
        "id": conflict.id,
        "ref": record.text("ref") if record else "",
        "column": schema[conflict.table].by_name[conflict.column].heading,
        "base": plain(conflict.base),
        "since": conflict.since,
        "values": [
            {
                "value": plain(edit.new),
                "by": edit.source.by or None,
                "file": edit.source.file or None,
                "cell": edit.source.cell or None,
            }
            for edit in conflict.values
        ],
    }


def ref_of(snapshot: Snapshot, edit: Edit) -> str:
    """What people cite for the row of an edit."""
    record = snapshot.record(edit.table, edit.id)
    return (record.text("ref") or record.text("name")) if record else ""


def shortened(text: str, limit: int = _LONGEST) -> str:
    """A text as one line, cut where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


_NOT_TAKEN = {
    EditState.ALREADY_NEWER: "somebody has changed it since; kept in history",
    EditState.WAITING: "waits for you",
    EditState.SETTLED: "settled",
}
_SETTLED = {
    SETTLED: "settled by your answer",
    AGREED: "everybody says the same by now",
    WITHDRAWN: "taken back by whoever typed it",
}


def _why_not(edit: Edit) -> str:
    settled = edit.state is EditState.SETTLED
    return _SETTLED.get(edit.reason, "settled") if settled else _NOT_TAKEN[edit.state]
