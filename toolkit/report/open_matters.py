"""What a sync leaves open, as lines of *Needs you*: two answers, waiting edits, holds, rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from toolkit.merge.cell import AMENDMENT
from toolkit.merge.conflict import Conflict
from toolkit.merge.hold import Answer, Hold, HoldCode
from toolkit.merge.note import Note, NoteCode
from toolkit.merge.sorted_edits import RETIRED
from toolkit.report.needs_you import NeedsLine
from toolkit.report.two_texts import side_by_side, told_apart
from toolkit.tables.called import called
from toolkit.tables.column import ColumnType, Value
from toolkit.tables.copy import Copy
from toolkit.tables.edit import Edit, Source
from toolkit.tables.encoding import encode_value
from toolkit.tables.equality import iso, same
from toolkit.tables.one_line import one_line
from toolkit.tables.raw import raw_of
from toolkit.tables.reading import read
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot

KEEP_BOTH = "Keep both"
ACCEPT = "Accept the new wording"
DECLINE = "Keep the adopted wording"
LEAVE = "Keep what is agreed"
BLANK = "Leave it blank"
_LONGEST = 60
_LONGEST_KEY = 1_000

TEXTS = frozenset({ColumnType.TEXT, ColumnType.WHO, ColumnType.BY_WHEN})
"""Column types in which two answers can stand one below the other."""


def conflict_key(conflict: Conflict) -> str:
    """Stable name of a conflict: its cell."""
    return "|".join(("conflict", *conflict.key))


def waiting_key(edit: Edit) -> str:
    """Stable name of a waiting edit: its cell, whose it is, and what it says."""
    said = edit.text or repr(encode_value(edit.new))
    if len(said) > _LONGEST_KEY:  # a key stands in a cell, too
        said = f"{said[:_LONGEST]}…{sha256(said.encode(errors='surrogatepass')).hexdigest()}"
    return "|".join(("waiting", *edit.key, edit.source.replica, said))


def keep_words(value: Value) -> str:
    """The choice that keeps one answer."""
    return f"Keep {_quoted(value)}" if value is not None else BLANK


def conflict_lines(
    conflicts: Iterable[Conflict],
    snapshot: Snapshot,
    schema: Schema,
    live: Iterable[Copy] = (),
) -> Iterator[NeedsLine]:
    """One line for each cell with two answers; it leads to the cell in a live file."""
    live = tuple(live)
    for conflict in conflicts:
        heading, ref = _names(conflict.key, snapshot, schema)
        said = "; ".join(who_said_what(conflict))
        sources = [edit.source for edit in conflict.values]
        # A returned copy is put away by now; an answer of the coordinator stands in no workbook.
        typed = min(sources, key=lambda source: (not source.replica, "/" in source.replica))
        first = _live_place(conflict, live, typed.file) or typed
        choices = list(keep_choices(conflict))
        column = schema[conflict.table].by_name[conflict.column]
        if column.type in TEXTS:
            choices.append(KEEP_BOTH)
        yield NeedsLine(
            key=conflict_key(conflict),
            kind="two answers",
            what=f"{ref} {heading}: {said}. Agreed until settled: "
            f"{_agreed(conflict, snapshot, schema)}.",
            file=first.file,
            sheet=first.sheet,
            cell=first.cell,
            ref=ref,
            choices=tuple(dict.fromkeys(choices)),
            urgent=True,
        )


def _live_place(conflict: Conflict, live: Iterable[Copy], wanted: str) -> Source | None:
    """Where the cell stands in a live file, that of a name before all others."""
    for copy in sorted(live, key=lambda copy: copy.file != wanted):
        for sheet in copy.tables:
            if sheet.table == conflict.table and conflict.column in sheet.letters:
                for row in sheet.rows:
                    if row.id == conflict.id:
                        cell = sheet.address(row, conflict.column)
                        return Source(copy.file, sheet.sheet, cell)
    return None


def keep_choices(conflict: Conflict) -> dict[str, Value]:
    """The choices that keep one answer each; long texts are cut where they differ."""
    shown = told_apart([iso(answer) for answer in conflict.answers], _LONGEST)
    return {
        BLANK if answer is None else f'Keep "{text}"': answer
        for text, answer in zip(shown, conflict.answers, strict=True)
    }


def who_said_what(conflict: Conflict) -> tuple[str, ...]:
    """Each answer with the person or the file it came from."""
    shown = told_apart([iso(answer) for answer in conflict.answers], _LONGEST)
    return tuple(
        f'"{text or "blank"}" ({edit.source.by or edit.source.file or "your answer"})'
        for edit in conflict.values
        for text, answer in zip(shown, conflict.answers, strict=True)
        if same(answer, edit.new)
    )


def _agreed(conflict: Conflict, snapshot: Snapshot, schema: Schema) -> str:
    value = snapshot.shown(schema, *conflict.key)
    return "nothing" if value is None else _quoted(value)


def waiting_lines(
    waiting: Iterable[Edit], snapshot: Snapshot, schema: Schema
) -> Iterator[NeedsLine]:
    """One line for each edit that waits: proposed amendments, cells nobody can read."""
    for edit in waiting:
        heading, ref = _names(edit.key, snapshot, schema)
        by = f" by {edit.source.by}" if edit.source.by else ""
        if edit.reason == AMENDMENT:
            agreed = snapshot.shown(schema, *edit.key)
            old, new = side_by_side(iso(agreed), iso(edit.new), _LONGEST)
            what = (
                f'{ref} {heading}: new wording proposed{by}: "{new or "blank"}" instead of "{old}".'
            )
            kind = "amendment"
            choices: tuple[str, ...] = (ACCEPT, DECLINE)
        elif edit.text:
            kind, choices, what = _unreadable(edit, heading, ref, schema)
        else:
            what = f"{ref} {heading}: {_quoted(edit.new)}{by} waits ({edit.reason})."
            kind, choices = "waiting", ()
        if edit.reason.startswith("held"):
            continue  # the hold itself is the line
        if edit.reason == RETIRED:
            continue  # all of its row are one line
        source = edit.source
        yield NeedsLine(
            waiting_key(edit), kind, what, source.file, source.sheet, source.cell, ref, choices
        )


def retired_key(edit: Edit) -> str:
    """Stable name of what a line of versions says in a row that does not count."""
    return f"{NoteCode.RETIRED}|typed|{edit.source.replica}|{edit.table}|{edit.id}"


def retired_lines(
    waiting: Iterable[Edit], snapshot: Snapshot, schema: Schema
) -> Iterator[NeedsLine]:
    """One line for each row people went on with after it was taken out of the plan."""
    rows: dict[str, list[Edit]] = {}
    for edit in waiting:
        if edit.reason == RETIRED:
            rows.setdefault(retired_key(edit), []).append(edit)
    for key, edits in rows.items():
        first = edits[0].source
        _heading, ref = _names(edits[0].key, snapshot, schema)
        by = f" by {first.by}" if first.by else ""
        said = "; ".join(
            f"{_names(edit.key, snapshot, schema)[0]}: {_quoted(edit.new)}" for edit in edits
        )
        yield NeedsLine(
            key,
            "row",
            f"{ref} was taken out of the plan and has been changed since{by} ({said}). That is "
            "kept; put the row back if it is to count, or leave it out.",
            first.file,
            first.sheet,
            first.cell,
            ref,
            tuple(map(answer_words, (Answer.RESTORE, Answer.LEAVE_OUT))),
        )


def _unreadable(
    edit: Edit, heading: str, ref: str, schema: Schema
) -> tuple[str, tuple[str, ...], str]:
    column = schema[edit.table].by_name[edit.column]
    reading = read(column, raw_of(edit.text))
    problem = reading.problem or "cannot be read"
    what = f"{ref} {heading}: {_quoted(edit.text)} {problem}. Mend the cell, or answer here."
    better = (keep_words(reading.suggestion),) if reading.suggestion else ()
    return "waiting", (*better, LEAVE), what


def hold_lines(holds: Iterable[Hold]) -> Iterator[NeedsLine]:
    """One line for each file, sheet, column or row that is held."""
    for hold in holds:
        yield NeedsLine(
            key=hold.key,
            kind="held",
            what=f"{hold.reason} {hold.release}".strip(),
            file=hold.file,
            sheet=hold.source.sheet,
            cell=first_cell(hold.source.cell),
            choices=tuple(answer_words(choice) for choice in hold.offered),
            urgent=hold.whole_file or hold.code is HoldCode.DUPLICATED,
        )


def note_lines(notes: Iterable[Note]) -> Iterator[NeedsLine]:
    """One line for each question about rows; what is only to be known is no line."""
    for note in notes:
        if note.choices:
            yield NeedsLine(
                key=note.key,
                kind="row",
                what=note.message,
                file=note.source.file,
                sheet=note.source.sheet,
                cell=first_cell(note.source.cell),
                choices=tuple(answer_words(choice) for choice in note.choices),
            )


def first_cell(place: str) -> str:
    """A place people can go to: the first cell, where a whole row is meant ("12")."""
    return f"A{place}" if place.isdigit() else place


def answer_of_words(words: str) -> Answer | None:
    """The answer to a hold or a question about rows that a choice stands for."""
    for answer in Answer:
        if answer_words(answer).casefold() == words.strip().casefold():
            return answer
    return None


def answer_words(answer: Answer) -> str:
    """The choice that gives an answer."""
    return str(answer).capitalize()


def _names(key: tuple[str, str, str], snapshot: Snapshot, schema: Schema) -> tuple[str, str]:
    table, record_id, column = key
    facts = schema[table].by_name.get(column)
    name = called(schema, snapshot, table, record_id)
    return (facts.heading if facts else column), name or schema[table].title


def _quoted(value: Value) -> str:
    return f'"{one_line(iso(value), _LONGEST) or "blank"}"'
