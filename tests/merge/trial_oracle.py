"""An independent judge of a merge: it knows what people meant, and never reads a cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.merge.grid import SCHEMA
from tests.merge.trial_world import COLUMNS, Sheet, SimCell, SimRow, World
from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.hold import HoldCode
from toolkit.merge.note import NoteCode
from toolkit.merge.reconcile import Outcome
from toolkit.tables.column import Value
from toolkit.tables.edit import Edit, EditState
from toolkit.tables.record import Record

PLAN_COLUMNS = ("text", "who")


@dataclass
class Judgement:
    """What is wrong with an outcome, and how much was looked at.

    Attributes:
        lost: typed values that are nowhere.
        wrong: agreed cells that say what nobody typed for them.
        conflicts: conflicts that should not be, or should and are not.
        missed: damaged copies that were not held.
        false_holds: copies held as a whole that nobody damaged.
        typed: typed cells looked at.
        open: conflicts found.
    """

    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    false_holds: list[str] = field(default_factory=list)
    typed: int = 0
    open: int = 0

    @property
    def bad(self) -> list[str]:
        """Everything that must never happen."""
        return self.lost + self.wrong + self.conflicts + self.missed


def judge_outcome(world: World, sides: Sequence[CopyEdits], outcome: Outcome) -> Judgement:
    """Look at every typed cell and every changed cell of one merge."""
    found = Judgement(open=len(outcome.conflicts))
    for sheet, side in zip(world.sheets, sides, strict=True):
        _look_for_lost(world, sheet, side, outcome, found)
        _look_at_holds(sheet, side, found)
    _look_for_wrong(world, outcome, found)
    _look_at_conflicts(world, sides, outcome, found)
    return found


def plain(value: Value) -> Value:
    """A value without the odd signs that the trials' typists add to texts."""
    if not isinstance(value, str):
        return value
    if value.isascii() and "\r" not in value:
        return value.strip() or None
    text = value.replace("\r\n", "\n").replace("\u00a0", " ").replace("\u200b", "")
    return unicodedata.normalize("NFC", text).strip() or None


def equal(left: Value, right: Value) -> bool:
    """Whether two meant values are the same: they are typed already."""
    if left is right:
        return True
    left, right = plain(left), plain(right)
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def lines_of(value: Value) -> list[str]:
    """The lines of a note."""
    return str(plain(value) or "").split("\n")


# ---- nothing lost


def _look_for_lost(
    world: World, sheet: Sheet, side: CopyEdits, outcome: Outcome, found: Judgement
) -> None:
    waiting = [edit for edit in outcome.waiting if edit.source.replica == sheet.line]
    answers = {c.key: c.values for c in outcome.conflicts}
    added = [r for r in outcome.next["actions"] if r.id not in world.head["actions"]]
    if sheet.broken and any(hold.code is HoldCode.UNREADABLE for hold in side.holds):
        return  # it is said that nobody can read the sheet; everything stays in the file
    _look_at_second(world, sheet, outcome, waiting, found)
    for row in sheet.rows:
        for column, cell in row.cells.items():
            if not cell.typed:
                continue
            found.typed += 1
            if _counted(world, sheet, side, outcome, row, column, cell, waiting, answers, added):
                continue
            found.lost.append(f"{sheet.file} {row.truth} {column}: {cell.value!r} {cell.text!r}")


def _look_at_second(
    world: World, sheet: Sheet, outcome: Outcome, waiting: list[Edit], found: Judgement
) -> None:
    """What is typed on a second copy of the sheet waits, unless it is no news."""
    first = {row.id: row for row in sheet.rows if row.id}
    for row in sheet.second:
        for column, cell in row.cells.items():
            if not cell.typed or column == sheet.renamed or row.id not in sheet.shown:
                continue
            found.typed += 1
            before = sheet.shown[row.id][column]
            ever = [state.value("actions", row.id, column) for state in world.states.values()]
            known = [before, *ever]
            if row.id in first:
                known.append(first[row.id].cells[column].value)
            inherits = column == "who" and cell.value is None
            if inherits or any(equal(cell.value, value) for value in known):
                continue
            if not any(
                e.id == row.id and e.column == column and equal(e.new, cell.value) for e in waiting
            ):
                found.lost.append(f"{sheet.file} second sheet {row.id} {column}: {cell.value!r}")


def _counted(
    world: World,
    sheet: Sheet,
    side: CopyEdits,
    outcome: Outcome,
    row: SimRow,
    column: str,
    cell: SimCell,
    waiting: list[Edit],
    answers: dict[tuple[str, str, str], tuple[Edit, ...]],
    added: list[Record],
) -> bool:
    """Whether a typed value is agreed, was overtaken, stands in a conflict, or waits."""
    if _waits(waiting, row, column, cell):
        return True
    if column == sheet.renamed and _asked_about_heading(side):
        return True
    if cell.text:
        return False
    asked = [hold.id for hold in side.holds if hold.id]
    names = (row.truth, row.id, *asked)
    befores = [sheet.shown[name][column] for name in names if name in sheet.shown]
    if any(equal(cell.value, before) for before in befores):
        return True
    before = sheet.shown.get(row.truth, {}).get(column)
    if _still_inherits(world, sheet, row, column, cell) or (before is None is cell.value):
        return True
    if row.id != row.truth:
        agreed = outcome.next.value("actions", row.id, column)
        disputed = answers.get(("actions", row.id, column), ())
        return (
            cell.value is None
            or any(equal(value, cell.value) for value in (agreed, *(e.new for e in disputed)))
            or _in_some_new_row(added, column, cell)
        )
    now = outcome.next.shown(SCHEMA, "actions", row.truth, column)
    if equal(now, cell.value) or (column == "note" and _joined(now, cell.value, before)):
        return True
    key = ("actions", row.truth, column)
    if (
        column == "note"
        and cell.value is None
        and any(
            edit.key == key and equal(edit.new, cell.value) and edit.state is EditState.TAKEN
            for edit in outcome.edits
        )
    ):
        return True  # emptied here, added to there: the ledger has both, the note what was added
    if any(equal(edit.new, cell.value) for edit in answers.get(key, ())):
        return True
    held = world.held_since(row.truth, column, sheet.baseline)
    return any(equal(value, cell.value) for value in held)


def _waits(waiting: list[Edit], row: SimRow, column: str, cell: SimCell) -> bool:
    return any(
        edit.column == column
        and (edit.text == cell.text if cell.text else equal(edit.new, cell.value))
        and (edit.id == row.id or row.id != row.truth)
        for edit in waiting
    )


def _asked_about_heading(side: CopyEdits) -> bool:
    """A column under a strange heading is named to people; its cells stay in the file."""
    return any(note.code is NoteCode.UNKNOWN_COLUMN for note in side.notes) or any(
        hold.code is HoldCode.RENAMED for hold in side.holds
    )


def _in_some_new_row(added: list[Record], column: str, cell: SimCell) -> bool:
    return any(equal(record[column], cell.value) for record in added)


def _still_inherits(world: World, sheet: Sheet, row: SimRow, column: str, cell: SimCell) -> bool:
    own = world.states[sheet.baseline].value("actions", row.truth, column)
    return column == "who" and cell.value is None and own is None


def _joined(now: Value, typed: Value, before: Value) -> bool:
    """Whether every line somebody added stands in the agreed note, with a name before it or not."""
    lines = [line for line in lines_of(typed) if line not in lines_of(before)]
    agreed = lines_of(now)
    if typed is None:
        return not any(line in agreed for line in lines_of(before))
    return all(any(a == line or a.endswith(f": {line}") for a in agreed) for line in lines)


# ---- no wrong cell


def _look_for_wrong(world: World, outcome: Outcome, found: Judgement) -> None:
    head = world.head["actions"]
    added = [record for record in outcome.next["actions"] if record.id not in head]
    typed = {
        (row.truth, plain(row.cells["text"].value))
        for sheet in world.sheets
        for row in sheet.rows
        if not row.id
    }
    if len(added) > len(typed):
        found.wrong.append(f"{len(added)} rows added, {len(typed)} typed")
    for record in outcome.next["actions"]:
        if record.id not in head:
            _look_at_added(world, record, found)
            continue
        before = head[record.id]
        if record is before:
            continue
        for column in COLUMNS:
            if not equal(before[column], record[column]):
                cells = _typed_for(world, record.id, column)
                if not _justified(before[column], record[column], column, cells):
                    found.wrong.append(f"{record.id} {column}: {record[column]!r}")
    for row in head.records.keys() - outcome.next["actions"].records.keys():
        found.wrong.append(f"{row} is gone")


def _typed_for(world: World, row: str, column: str) -> list[SimCell]:
    """Cells typed for one cell of the plan, in rows that carry its id."""
    return [
        r.cells[column]
        for sheet in world.sheets
        for r in sheet.rows
        if r.id == row and r.cells[column].typed and r.cells[column].meant_for == row
    ]


def _justified(before: Value, now: Value, column: str, cells: list[SimCell]) -> bool:
    if any(equal(cell.value, now) for cell in cells):
        return True
    if column != "note" or not cells:
        return False
    typed = {line for cell in cells for line in lines_of(cell.value)} | set(lines_of(before))
    return all(line in typed or line.partition(": ")[2] in typed for line in lines_of(now))


def _look_at_added(world: World, record: Record, found: Judgement) -> None:
    """A new record is one row somebody typed without an id, cell by cell, its text among them."""
    if record["text"] is None:
        found.wrong.append(f"added {record.id}: {dict(record.cells)!r} has no text")
    for sheet in world.sheets:
        for row in sheet.rows:
            if not row.id and all(
                equal(record[name], row.cells[name].value)
                for name in COLUMNS
                if name != sheet.renamed and not row.cells[name].raw.silent
            ):
                return
    found.wrong.append(f"added {record.id}: {dict(record.cells)!r} was typed by nobody")


# ---- conflicts


def _look_at_conflicts(
    world: World, sides: Sequence[CopyEdits], outcome: Outcome, found: Judgement
) -> None:
    """Work out by the rules which cells have two answers, and compare."""
    expected = {
        key: values
        for key in _contended(world, sides)
        if (values := _expected_answers(world, key, _opinions(world, sides, key)))
    }
    actual = {(c.id, c.column): c.answers for c in outcome.conflicts}
    for key in sorted(expected.keys() | actual.keys()):
        wanted, got = expected.get(key, []), actual.get(key, ())
        if len(wanted) != len(got) or not all(any(equal(w, g) for g in got) for w in wanted):
            found.conflicts.append(f"{key}: wanted {wanted!r}, got {got!r}")


def _contended(world: World, sides: Sequence[CopyEdits]) -> set[tuple[str, str]]:
    return {
        (row.truth, column)
        for sheet in world.sheets
        for row in sheet.rows
        for column in COLUMNS
        if row.cells[column].typed and row.id == row.truth
    }


def _opinions(
    world: World, sides: Sequence[CopyEdits], key: tuple[str, str]
) -> Iterator[tuple[Value, Value, int]]:
    """Old value, new value and baseline of every copy whose word on a cell counts."""
    row_key, column = key
    for sheet, side in zip(world.sheets, sides, strict=True):
        if side.held or column == sheet.renamed or sheet.broken:
            continue
        rows = [row for row in sheet.rows if row.id == row_key]
        if (
            not rows
            or row_key not in sheet.shown
            or any(_differ(rows[0], row, sheet.renamed) for row in rows)
        ):
            continue
        cell = rows[0].cells[column]
        before = sheet.shown[row_key][column]
        if cell.text or equal(cell.value, before):
            continue
        own = world.states[sheet.baseline].value("actions", row_key, column)
        if cell.value is None and own is None:
            continue
        yield (own if column == "who" else before), cell.value, sheet.baseline


def _differ(row: SimRow, twin: SimRow, renamed: str) -> bool:
    return any(
        not equal(cell.value, twin.cells[name].value) or cell.text != twin.cells[name].text
        for name, cell in row.cells.items()
        if name != renamed
    )


def _expected_answers(
    world: World, key: tuple[str, str], opinions: Iterator[tuple[Value, Value, int]]
) -> list[Value]:
    """The answers of the conflict the rules ask for; none when there is no conflict."""
    row, column = key
    head = world.head.value("actions", row, column)
    answers: list[Value] = []
    knowing = False
    for old, new, baseline in opinions:
        if column == "note" or (column == "who") or (column in PLAN_COLUMNS and old is not None):
            continue
        known = any(equal(new, value) for value in world.held_since(row, column, baseline))
        if equal(new, head) or (not equal(old, head) and known):
            continue
        knowing = knowing or equal(old, head)
        if not any(equal(new, other) for other in answers):
            answers.append(new)
    if not knowing and answers:
        answers.append(head)
    return answers if len(answers) > 1 else []


# ---- holds


def _look_at_holds(sheet: Sheet, side: CopyEdits, found: Judgement) -> None:
    must = {"pasted over", "sorted"} & sheet.damage if not sheet.broken else set()
    if must and not side.held:
        found.missed.append(f"{sheet.file}: {sorted(must)} went through")
    # Copying one row and deleting another looks the same as pasting one over the other.
    if side.held and sheet.rows and not sheet.damage:
        found.false_holds.append(f"{sheet.file}: {[h.reason for h in side.holds]}")
