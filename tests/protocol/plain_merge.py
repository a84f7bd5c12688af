"""The smallest merge that keeps the rules: for testing the write protocol on its own.

One table, cells only. Every answer is taken, already there, already newer or kept in a conflict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.ports.commit import Baseline, Cell
from toolkit.ports.history import History
from toolkit.ports.planned_write import CellWrite
from toolkit.tables.column import Value
from toolkit.tables.copy import Copy
from toolkit.tables.edit import Edit, EditState, Source
from toolkit.tables.snapshot import Snapshot

Conflicts = dict[Cell, tuple[Value, ...]]


class Answer(Struct, frozen=True):
    """The coordinator's answer to one conflict, and what stood in it when it was given."""

    value: Value
    seen: tuple[Value, ...]


class Side(Struct, frozen=True):
    """One content and what it is compared with."""

    copy: Copy
    snapshot: Snapshot
    known: Mapping[Cell, Value] = field(default_factory=dict)


class Merged(Struct, frozen=True):
    """What all sides come to."""

    next: Snapshot
    edits: tuple[Edit, ...]
    conflicts: Conflicts


def cells_of(copy: Copy) -> dict[Cell, Value]:
    """What stands in every cell of a content."""
    return {
        (table.table, row.id, column): row[column].value
        for table in copy.tables
        for row in table.rows
        for column in table.letters
    }


def differences(copy: Copy, snapshot: Snapshot, known: Mapping[Cell, Value]) -> dict[Cell, Value]:
    """Cells in which a content says something else than it is compared with."""
    return {
        cell: value
        for cell, value in cells_of(copy).items()
        if value != known.get(cell, snapshot.value(*cell))
    }


def distance_to(copy: Copy, history: History, baseline: Baseline) -> int:
    """In how many cells a content differs from one baseline."""
    return len(differences(copy, history.snapshot(baseline.snapshot), baseline.known))


def edits_of(side: Side) -> list[Edit]:
    """One content's edits against its own baseline."""
    source = Source(file=side.copy.file, content=side.copy.content)
    return [
        Edit(*cell, old_value(side, cell), value, source, side.snapshot.number)
        for cell, value in differences(side.copy, side.snapshot, side.known).items()
    ]


def old_value(side: Side, cell: Cell) -> Value:
    return side.known.get(cell, side.snapshot.value(*cell))


def merge(
    head: Snapshot,
    sides: Sequence[Side],
    history: History,
    settled: Mapping[Cell, Answer],
    at: datetime,
) -> Merged:
    """All sides against the agreed state; the coordinator's answers first."""
    conflicts = open_conflicts(history)
    lines: list[Edit] = []
    for cell, answer in settled.items():
        if not set(conflicts.get(cell, ())) <= set(answer.seen):
            continue  # another answer has come in since: the coordinator has not seen that one
        for other in conflicts.pop(cell, ()):
            state = EditState.TAKEN if other == answer.value else EditState.SETTLED
            old = head.value(*cell)
            lines.append(Edit(*cell, old, other, Source(), head.number, state, "settled"))
    head_now = replace(head.after(lines, at=None), number=head.number)
    piles: dict[Cell, list[Edit]] = {}
    for side in sides:
        for edit in edits_of(side):
            piles.setdefault(edit.key, []).append(edit)
    for cell, edits in sorted(piles.items()):
        lines += _decide(cell, edits, head_now.value(*cell), conflicts, history)
    changed = any(edit.state is EditState.TAKEN for edit in lines)
    return Merged(head.after(lines, at=at) if changed else head, tuple(lines), conflicts)


def _decide(
    cell: Cell, edits: list[Edit], agreed: Value, conflicts: Conflicts, history: History
) -> list[Edit]:
    if cell in conflicts:
        known = (*conflicts[cell], agreed)
        fresh = [e for e in edits if e.new not in known and not _judged(e, history)]
        conflicts[cell] = tuple(dict.fromkeys((*conflicts[cell], *(e.new for e in fresh))))
        return [replace(e, state=EditState.IN_CONFLICT) for e in fresh]
    there = [e for e in edits if e.new == agreed]
    newer = [e for e in edits if e.new != agreed and e.old != agreed and _judged(e, history)]
    open_ = [e for e in edits if e not in there and e not in newer]
    lines = [replace(e, state=EditState.ALREADY_THERE) for e in there]
    lines += [replace(e, state=EditState.ALREADY_NEWER) for e in newer]
    answers = tuple(dict.fromkeys(e.new for e in open_))
    if len(answers) == 1 and all(e.old == agreed for e in open_):
        return [*lines, *open_[:1]]
    if answers:
        stale = agreed if any(e.old != agreed for e in open_) else answers[0]
        conflicts[cell] = tuple(dict.fromkeys((stale, *answers)))
        lines += [replace(e, state=EditState.IN_CONFLICT) for e in open_]
    return lines


def _judged(edit: Edit, history: History) -> bool:
    """The agreed state has held this value since, or the coordinator has seen and settled it."""
    table, record, column = edit.key
    lines = history.ledger(table=table, record_id=record, column=column, since=edit.baseline)
    return any(
        line.edit.new == edit.new and line.edit.state in (EditState.TAKEN, EditState.SETTLED)
        for line in lines
    )


def open_conflicts(history: History) -> Conflicts:
    """Conflicts as history keeps them."""
    return {tuple(json[0]): tuple(json[1]) for json in history.items("conflict").values()}


def conflict_items(conflicts: Conflicts) -> dict[str, object]:
    """Conflicts as history is to keep them."""
    return {"|".join(cell): [list(cell), list(values)] for cell, values in conflicts.items()}


def writes_to(copy: Copy, next_: Snapshot, conflicts: Conflicts) -> tuple[CellWrite, ...]:
    """Every cell of a live file that has to be brought up to date; frozen ones never."""
    rows = {row.id: row.row for table in copy.tables for row in table.rows}
    return tuple(
        CellWrite(table, record, rows[record], column, next_.value(table, record, column))
        for (table, record, column), value in cells_of(copy).items()
        if (table, record, column) not in conflicts and value != next_.value(table, record, column)
    )
