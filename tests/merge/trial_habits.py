"""What staff do to a copy between getting it and sending it back."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from msgspec.structs import replace

from tests.merge.trial_world import (
    COLUMNS,
    PEOPLE,
    STAFF,
    Sheet,
    SimCell,
    SimRow,
    World,
    any_value,
    spelled,
)
from toolkit.tables.raw import BLANK, Raw, RawKind, raw_of

Habit = Callable[[random.Random, Sheet], None]
UNREADABLE = {"percent": "about half", "due": "03/04/26", "status": "Dnoe"}


def type_cell(rng: random.Random, sheet: Sheet) -> None:
    """Type a value into a cell, most often a staff column."""
    if not sheet.rows:
        return
    row = rng.choice(sheet.rows)
    column = rng.choice(STAFF) if rng.random() < 0.85 else rng.choice(("text", "who"))
    put(rng, row, column, any_value(rng, column, row.cells[column].value))


def put(rng: random.Random, row: SimRow, column: str, value: object) -> None:
    cell = SimCell(value, spelled(rng, column, value), row.truth, typed=True)  # type: ignore[arg-type]
    row.cells[column] = cell


def clear_cell(rng: random.Random, sheet: Sheet) -> None:
    """Empty a cell."""
    if sheet.rows:
        row = rng.choice(sheet.rows)
        column = rng.choice((*STAFF, "who"))
        row.cells[column] = SimCell(None, BLANK, row.truth, typed=True)


def type_nonsense(rng: random.Random, sheet: Sheet) -> None:
    """Type something the column cannot read."""
    if sheet.rows:
        row = rng.choice(sheet.rows)
        column = rng.choice(sorted(UNREADABLE))
        text = UNREADABLE[column]
        row.cells[column] = SimCell(None, raw_of(text), row.truth, typed=True, text=text)


def retype(rng: random.Random, sheet: Sheet) -> None:
    """Write a value another way without meaning anything by it."""
    if sheet.rows:
        row = rng.choice(sheet.rows)
        column = rng.choice(COLUMNS)
        cell = row.cells[column]
        if not cell.text:
            cell.raw = spelled(rng, column, cell.value)


def insert_row(rng: random.Random, sheet: Sheet) -> None:
    """Type a new row, anywhere."""
    sheet.new_rows += 1
    truth = f"new {sheet.who} {sheet.new_rows}"
    cells = {name: SimCell(None, BLANK, truth) for name in COLUMNS}
    row = SimRow("", truth, cells)
    put(rng, row, "text", f"New idea {rng.randrange(100_000)}")
    for column in STAFF:
        if rng.random() < 0.4:
            put(rng, row, column, any_value(rng, column))
    sheet.rows.insert(rng.randint(0, len(sheet.rows)), row)


def delete_row(rng: random.Random, sheet: Sheet) -> None:
    """Delete a row."""
    if len(sheet.rows) > 1:
        sheet.rows.pop(rng.randrange(len(sheet.rows)))


def keep_some_rows(rng: random.Random, sheet: Sheet) -> None:
    """Filter, copy what is seen into the file, send that."""
    if len(sheet.rows) > 2:
        keep = rng.randint(1, len(sheet.rows) - 1)
        sheet.rows = sorted(rng.sample(sheet.rows, keep), key=sheet.rows.index)


def sort_rows(rng: random.Random, sheet: Sheet) -> None:
    """Sort or move whole rows."""
    rng.shuffle(sheet.rows)


def move_column(rng: random.Random, sheet: Sheet) -> None:
    """Move a column elsewhere."""
    rng.shuffle(sheet.columns)


def rename_column(rng: random.Random, sheet: Sheet) -> None:
    """Give a column another heading."""
    sheet.renamed = rng.choice(STAFF)


def copy_row(rng: random.Random, sheet: Sheet) -> None:
    """Copy a row and paste it as a new one; often go on typing in the copy."""
    if not sheet.rows:
        return
    sheet.new_rows += 1
    truth = f"new {sheet.who} {sheet.new_rows}"
    source = rng.choice(sheet.rows)
    twin = source.copied(row_id=source.id if rng.random() < 0.7 else "", truth=truth)
    for cell in twin.cells.values():
        cell.meant_for = truth
    sheet.rows.insert(rng.randint(0, len(sheet.rows)), twin)
    for _ in range(rng.choice((0, 1, 2, 3))):
        column = rng.choice(("text", *STAFF))
        put(rng, twin, column, any_value(rng, column, twin.cells[column].value))
    if source.id and twin.id:
        sheet.damage.add(f"twin {source.id}")


def paste_over(rng: random.Random, sheet: Sheet) -> None:
    """Paste a row over another one: over its visible cells, or with its hidden id too."""
    sure = [row for row in sheet.rows if row.id and row.id == row.truth]
    if len(sure) < 3:
        return
    source, target = rng.sample(sure, 2)
    ids = Counter(row.id for row in sheet.rows)
    if ids[source.id] > 1 or ids[target.id] > 1:
        return
    if sheet.shown[target.id]["text"] is None or source.cells["text"].value is None:
        return
    pasted = source.copied(
        row_id=source.id if rng.random() < 0.4 else target.id, truth=target.truth
    )
    sheet.rows[sheet.rows.index(target)] = pasted
    if pasted.id == target.id:
        if source.cells["text"].value != sheet.shown[target.id]["text"]:
            sheet.damage.add("pasted over")
    else:
        sheet.damage.add("pasted with id")
        sheet.damage.add(f"twin {source.id}")


def lose_id(rng: random.Random, sheet: Sheet) -> None:
    """Lose the hidden id of a row, or mistype it."""
    sure = [row for row in sheet.rows if row.id and row.id == row.truth]
    if sure:
        row = rng.choice(sure)
        row.id = "" if rng.random() < 0.6 else f"X{row.id[1:]}"


def sort_some_columns(rng: random.Random, sheet: Sheet) -> None:
    """Select a few staff columns and sort them without the rest of the rows."""
    sure = [row for row in sheet.rows if row.id and row.id == row.truth]
    if Counter(row.id for row in sheet.rows).most_common(1)[0][1] > 1 if sheet.rows else True:
        return
    columns = rng.sample(STAFF, rng.randint(1, 3))
    columns = [
        c
        for c in columns
        if c != sheet.renamed
        and not any(r.cells[c].typed or r.cells[c].raw.silent for r in sheet.rows)
    ]
    order = sure[:]
    rng.shuffle(order)
    moved = sum(
        _differs(row.cells[c].value, other.cells[c].value)
        for row, other in zip(sure, order, strict=True)
        for c in columns
    )
    if moved < 6:
        return
    for column in columns:
        cells = [other.cells[column] for other in order]
        for row, cell in zip(sure, cells, strict=True):
            row.cells[column] = SimCell(cell.value, cell.raw, cell.meant_for, False, cell.text)
    sheet.damage.add("sorted")


def _differs(left: object, right: object) -> bool:
    return left != right


def merge_cells(rng: random.Random, sheet: Sheet) -> None:
    """Merge some cells of a column: all but the first say nothing from then on."""
    if len(sheet.rows) > 2:
        first = rng.randrange(len(sheet.rows) - 1)
        column = rng.choice(STAFF)
        for row in sheet.rows[first + 1 : first + rng.randint(2, 3)]:
            if row.truth in sheet.shown:
                silence(sheet, row, column, Raw(RawKind.SHADOW))


def break_formula(rng: random.Random, sheet: Sheet) -> None:
    """Leave a formula in a cell that has no result, or a wrong one."""
    known = [row for row in sheet.rows if row.truth in sheet.shown]
    if known:
        raw = rng.choice((Raw(RawKind.UNCALCULATED, formula=True), Raw(RawKind.ERROR, "#REF!")))
        silence(sheet, rng.choice(known), rng.choice(STAFF), raw)


def silence(sheet: Sheet, row: SimRow, column: str, raw: Raw) -> None:
    before = sheet.shown[row.truth][column]
    row.cells[column] = SimCell(before, raw, row.truth)


def type_formula(rng: random.Random, sheet: Sheet) -> None:
    """Have a formula work a value out: its result counts, the formula stays."""
    if sheet.rows:
        row = rng.choice(sheet.rows)
        column = rng.choice(("status", "percent", "outcome"))
        value = any_value(rng, column, row.cells[column].value)
        raw = replace(raw_of(value), formula=True)
        row.cells[column] = SimCell(value, raw, row.truth, typed=True)


def copy_sheet(rng: random.Random, sheet: Sheet) -> None:
    """Copy the whole sheet inside the workbook; often go on typing on the wrong one."""
    sheet.second = [row.copied(truth=row.truth) for row in sheet.rows]
    for _ in range(rng.choice((0, 1, 2))):
        row = rng.choice(sheet.second) if sheet.second else None
        if row is not None:
            column = rng.choice(STAFF)
            put(rng, row, column, any_value(rng, column, row.cells[column].value))


def break_sheet(rng: random.Random, sheet: Sheet) -> None:
    """Give two columns one heading: nobody can read the sheet until that is mended."""
    sheet.broken = rng.random() < 0.3


def type_below(rng: random.Random, sheet: Sheet) -> None:
    """Type something under the table that is no row of it: a sum, a remark."""
    sheet.new_rows += 1
    truth = f"new {sheet.who} {sheet.new_rows}"
    row = SimRow("", truth, {name: SimCell(None, BLANK, truth) for name in COLUMNS})
    column = rng.choice(("ref", "note", "outcome"))
    put(rng, row, column, f"* see minutes {rng.randrange(1000)}")
    sheet.rows.append(row)


def swap_ids(rng: random.Random, sheet: Sheet) -> None:
    """Cut and paste the hidden ids of two rows the wrong way round."""
    sure = [
        row
        for row in sheet.rows
        if row.id == row.truth
        and row.id in sheet.shown
        and sheet.shown[row.id]["text"] is not None
        and not row.cells["text"].typed
    ]
    ids = Counter(row.id for row in sheet.rows)
    sure = [row for row in sure if ids[row.id] == 1]
    if len(sure) > 1:
        one, other = rng.sample(sure, 2)
        one.id, other.id = other.id, one.id
        if one.cells["text"].value != other.cells["text"].value:
            sheet.damage.add("pasted over")


ORDINARY: tuple[Habit, ...] = (
    type_cell, type_cell, type_cell, type_cell, type_cell, clear_cell, type_nonsense, retype,
    insert_row, delete_row, sort_rows, move_column, type_formula, merge_cells, break_formula,
)  # fmt: skip
CLUMSY: tuple[Habit, ...] = (keep_some_rows, rename_column, lose_id, copy_row, type_below)
RARE: tuple[Habit, ...] = (copy_sheet, break_sheet)
LAST: tuple[Habit, ...] = (paste_over, sort_some_columns, swap_ids)


def work_on(rng: random.Random, sheet: Sheet) -> None:
    """An afternoon with a copy: mostly ordinary typing, now and then something clumsy.

    What hides its own traces comes last: nobody could tell a pasted row that was typed over since.
    """
    for _ in range(rng.randint(0, 6)):
        rng.choice(ORDINARY)(rng, sheet)
    for habit in CLUMSY:
        if rng.random() < 0.08:
            habit(rng, sheet)
    if rng.random() < 0.1:
        rng.choice(LAST)(rng, sheet)
    for habit in RARE:
        if rng.random() < 0.05:
            habit(rng, sheet)


def pass_on(rng: random.Random, world: World) -> None:
    """Somebody forwards the copy they worked on; the other goes on in it, and both come back."""
    first = rng.choice(world.sheets)
    if first.live or first.damage or rng.random() > 0.15:
        return
    rows = [row.passed_on() for row in first.rows]
    copy = replace(first, rows=rows, columns=first.columns[:], damage=set(), second=[])
    copy.file, copy.line_of = f"fw {first.file}", first.line_of or first.who
    copy.who = rng.choice(PEOPLE)
    for _ in range(rng.randint(0, 3)):
        rng.choice((type_cell, clear_cell, retype))(rng, copy)
    world.sheets.append(copy)
