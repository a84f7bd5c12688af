"""What staff do to a copy between getting it and sending it back."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from tests.merge.trial_world import COLUMNS, STAFF, Sheet, SimCell, SimRow, any_value, spelled
from toolkit.tables.raw import BLANK, raw_of

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
        c for c in columns if c != sheet.renamed and not any(r.cells[c].typed for r in sheet.rows)
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


ORDINARY: tuple[Habit, ...] = (
    type_cell, type_cell, type_cell, type_cell, type_cell, clear_cell, type_nonsense, retype,
    insert_row, delete_row, sort_rows, move_column,
)  # fmt: skip
CLUMSY: tuple[Habit, ...] = (keep_some_rows, rename_column, lose_id, copy_row)
LAST: tuple[Habit, ...] = (paste_over, sort_some_columns)


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
