"""Damage no person means to do: the file is held until somebody has looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from toolkit.merge.file_hold import file_hold
from toolkit.merge.hold import Hold, HoldCode
from toolkit.merge.identities import Identities
from toolkit.merge.pasted import pasted_over, pasted_with_id
from toolkit.merge.view import View
from toolkit.tables.column import MergePolicy, Owner, Value
from toolkit.tables.edit import Edit
from toolkit.tables.equality import comparable, is_blank

SORTED_CELLS = 6
TYPED_BESIDE = 0.2
"""A column still counts as sorted when so many cells for each moved one were typed besides."""

MASS_CELLS = 8
MASS_SHARE = 0.3

EditsByColumn = dict[str, list[Edit]]


def suspicions(view: View, found: Identities, edits: Sequence[Edit]) -> tuple[Hold, ...]:
    """The holds this table's edits ask for, taken together."""
    if not edits:
        return tuple(pasted_with_id(view, found))
    by_column: EditsByColumn = {}
    for edit in edits:
        by_column.setdefault(edit.column, []).append(edit)
    return (
        *_sorted_without_ids(view, by_column),
        *pasted_over(view, found, by_column),
        *pasted_with_id(view, found),
        *_mass_changes(view, found, by_column),
        *_rows_of_other_areas(view, found, edits),
    )


def _sorted_without_ids(view: View, by_column: EditsByColumn) -> Iterator[Hold]:
    """Columns whose changed cells hold the same values as before, in other rows."""
    columns = [view.table.by_name[name] for name in by_column]
    moved = {
        column.heading: _moved(by_column[column.name])
        for column in columns
        if column.merge is not MergePolicy.EVENT
    }
    cells = sum(moved.values())
    if cells >= SORTED_CELLS:
        named = ", ".join(f'"{heading}"' for heading, count in moved.items() if count)
        yield file_hold(
            view,
            HoldCode.SORTED,
            f"{cells} cells under {named} hold the same values as before, but in other rows: "
            "these columns were sorted without the rest of their rows.",
            "Sort again with all columns selected, or let it through if every cell is meant.",
        )


def _moved(edits: Sequence[Edit]) -> int:
    """How many values of a column only changed rows; 0 when too much else was typed beside it."""
    before = Counter(_sign(edit.old) for edit in edits)
    after = Counter(_sign(edit.new) for edit in edits if not edit.text)
    moved = (before & after).total()
    return moved if len(edits) - moved <= moved * TYPED_BESIDE else 0


def _sign(value: Value) -> tuple[str, Value]:
    plain = comparable(value)
    return (type(plain).__name__, plain)


def _mass_changes(view: View, found: Identities, by_column: EditsByColumn) -> Iterator[Hold]:
    for name, edits in by_column.items():
        column = view.table.by_name[name]
        cleared = [e for e in edits if is_blank(e.new) and not e.text]
        if column.merge is MergePolicy.EVENT:
            continue
        filled = _filled_cells(view, found, name)
        if _is_mass(cleared, filled):
            yield file_hold(
                view,
                HoldCode.CLEARED,
                f'{len(cleared)} of {filled()} filled cells under "{column.heading}" are empty.',
                "Fill them again, or let it through if they are meant to be empty.",
                name,
            )
        elif column.owner is Owner.PLAN and _is_mass(
            [e for e in edits if not is_blank(view.before(e.id, column))], filled
        ):
            yield file_hold(
                view,
                HoldCode.PLAN_CHANGED,
                f'{len(edits)} cells of adopted text under "{column.heading}" are changed.',
                "Undo it in the file, or let it through: each change is then a proposed amendment.",
                name,
            )


def _is_mass(edits: Sequence[Edit], filled: Callable[[], int]) -> bool:
    return len(edits) >= MASS_CELLS and len(edits) > MASS_SHARE * filled()


def _filled_cells(view: View, found: Identities, name: str) -> Callable[[], int]:
    column = view.table.by_name[name]
    return lambda: sum(not is_blank(view.before(row_id, column)) for row_id in found.sure)


def _rows_of_other_areas(view: View, found: Identities, edits: Iterable[Edit]) -> Iterator[Hold]:
    if view.table.about:
        return  # what a record is about is said in a cell, which people may still have to fill
    for row_id in sorted({edit.id for edit in edits}):
        record = view.records.get(row_id)
        if record is None or view.in_scope(record):
            continue
        yield Hold(
            f"{HoldCode.ELSEWHERE}|{view.line}|{view.name}|{row_id}",
            HoldCode.ELSEWHERE,
            view.copy.file,
            view.line,
            f"{view.copy.file} › {view.sheets[0].sheet}: row {view.called(row_id)} belongs to "
            "another area's file and was changed here.",
            "Change it in its own file, or let it through.",
            view.name,
            id=row_id,
            source=view.source(found.places(row_id)[0]),
        )
