"""What a sync noticed and asks nobody: each once, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.merge.note import Note, NoteCode
from toolkit.workflows.synced import Synced

FEW_COLUMNS = 3


def noticed(done: Synced, notes: Iterable[Note]) -> tuple[str, ...]:
    """What was noticed, each once; the columns of a sheet that are nobody's business as one."""
    notes = tuple(notes)
    columns: dict[tuple[str, str], list[str]] = {}
    for note in notes:
        if note.code is NoteCode.UNKNOWN_COLUMN:
            columns.setdefault((note.source.file, note.source.sheet), []).append(note.text)
    said = list(_clock(done))
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


def _clock(done: Synced) -> Iterator[str]:
    if done.later:
        day, last = done.state.moment.today, done.later
        yield (
            f"The day of this sync, {day.day} {day:%b %Y}, lies before that of the last one, "
            f"{last.day} {last:%b %Y}. If that is not meant, set the computer's clock right and "
            "run sync again: what is overdue or due soon is counted from that day."
        )
