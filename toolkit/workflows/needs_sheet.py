"""The sheet *Needs you* as it stands in Summary, and answers somebody gave elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from toolkit.errors import BusyError
from toolkit.merge.note import Note, NoteCode
from toolkit.ports.history import History
from toolkit.tables.copy import Copy
from toolkit.tables.edit import Source
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.agreed import shown_at
from toolkit.workflows.needs_table import NEEDS
from toolkit.workflows.open_lines import NEEDS as LINES
from toolkit.workflows.replicas import SUMMARY_REPLICA
from toolkit.workflows.session import Session
from toolkit.workflows.sources import Found, Sources, Unread


def needs_sheet(session: Session, sources: Sources) -> Copy | None:
    """The sheet of answers in Summary: read, never merged."""
    for found in sources.live:
        if found.replica == SUMMARY_REPLICA and found.way is not None:
            with suppress(BusyError):
                return found.way.needs.read(found.place)
        elif found.replica == SUMMARY_REPLICA:
            return _read(session, found)
    return None


def shown_state(summary: Copy | None, history: History, head: Snapshot) -> Snapshot:
    """The agreed state the coordinator saw in Summary."""
    number = summary.stamp.baseline if summary and summary.stamp else head.number
    return shown_at(history, number, head)


def sheet_gone(summary: Copy | None) -> Iterator[Note]:
    """A note when Summary is there and its list is not: nothing can be answered then."""
    table = summary.table(NEEDS) if summary else None
    if summary is not None and (table is None or "answer" not in table.letters):
        yield Note(
            f"{NoteCode.NO_SHEET}|{NEEDS}",
            NoteCode.NO_SHEET,
            Source(summary.file),
            f'{summary.file}: the sheet "Needs you" is not there any more, so nothing can be '
            "answered. Move this file out of the folder and run actiongrid generate: a new one has "
            "the sheet, and all that was agreed.",
        )


def answers_elsewhere(session: Session, sources: Sources, summary: Copy | None) -> Iterator[Unread]:
    """Copies of Summary that answer lines which stand open and have no answer in Summary."""
    for found, open_keys in _copies_with_answers(session, sources, summary):
        count = sum(key not in _answers(summary) for key in open_keys)
        if count:
            name = found.copy.file
            what = "an answer" if count == 1 else f"{count} answers"
            yield Unread(
                name,
                f"{name}: it holds {what} on Needs you, and answers count only in Summary itself. "
                "Give them there, then delete this copy.",
                place=found.place,
            )


def answers_outdone(session: Session, sources: Sources, summary: Copy | None) -> Iterator[Note]:
    """A note for each copy of Summary that says otherwise than Summary does in this very sync."""
    for found, open_keys in _copies_with_answers(session, sources, summary):
        given, name = _answers(summary), found.copy.file
        count = sum(key in given for key in open_keys)
        if count:
            what = "another answer" if count == 1 else f"{count} other answers"
            yield Note(
                f"{NoteCode.OUTDONE}|{found.copy.content}",
                NoteCode.OUTDONE,
                Source(name, content=found.copy.content),
                f"{name}: it holds {what} on Needs you than Summary. What Summary says counted.",
            )


def _copies_with_answers(
    session: Session, sources: Sources, summary: Copy | None
) -> Iterator[tuple[Found, tuple[str, ...]]]:
    """Copies of Summary, and the open lines they answer otherwise than Summary."""
    given, stands_open = _answers(summary), session.history.items(LINES)
    for found in sources.returned:
        stamp = found.copy.stamp
        if stamp is not None and stamp.replica == SUMMARY_REPLICA and found.place:
            said = _answers(_read(session, found)).items()
            yield found, tuple(k for k, w in said if k in stands_open and given.get(k) != w)


def _read(session: Session, found: Found) -> Copy:
    content = session.contents.get(found.copy.content)
    return session.needs_backend.read(content, found.copy.file)


def _answers(summary: Copy | None) -> dict[str, str]:
    table = summary.table(NEEDS) if summary else None
    said = {row.id: str(row["answer"].value or "").strip() for row in table.rows} if table else {}
    return {key: words for key, words in said.items() if words}
