"""Damage no person means to do: the file is held until somebody has looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from toolkit.merge.fingerprint import (
    fingerprint_of_place,
    fingerprint_of_record,
    telling_columns,
    unique_fingerprints,
)
from toolkit.merge.hold import Hold, HoldCode
from toolkit.merge.identities import Identities
from toolkit.merge.view import View
from toolkit.tables.column import MergePolicy, Owner, Value
from toolkit.tables.edit import Edit
from toolkit.tables.equality import comparable, is_blank

SORTED_CELLS = 6
MASS_CELLS = 8
MASS_SHARE = 0.3

EditsByColumn = dict[str, list[Edit]]


def suspicions(view: View, found: Identities, edits: Sequence[Edit]) -> tuple[Hold, ...]:
    """The holds this table's edits ask for, taken together."""
    if not edits:
        return tuple(_pasted_with_id(view, found))
    by_column: EditsByColumn = {}
    for edit in edits:
        by_column.setdefault(edit.column, []).append(edit)
    return (
        *_sorted_without_ids(view, by_column),
        *_pasted_over(view, found, by_column),
        *_pasted_with_id(view, found),
        *_mass_changes(view, found, by_column),
        *_rows_of_other_areas(view, edits),
    )


def _sorted_without_ids(view: View, by_column: EditsByColumn) -> Iterator[Hold]:
    """Columns whose changed cells hold the same values as before, in other rows."""
    moved: list[str] = []
    cells = 0
    for name, edits in by_column.items():
        column = view.table.by_name[name]
        if column.merge is MergePolicy.EVENT or len(edits) < 2:
            continue
        if any(edit.text for edit in edits):
            continue
        before = Counter(_sign(edit.old) for edit in edits)
        if before == Counter(_sign(edit.new) for edit in edits):
            moved.append(column.heading)
            cells += len(edits)
    if cells >= SORTED_CELLS:
        named = ", ".join(f'"{heading}"' for heading in moved)
        yield _file_hold(
            view,
            HoldCode.SORTED,
            f"{cells} cells under {named} hold the same values as before, but in other rows: "
            "these columns were sorted without the rest of their rows.",
            "Sort again with all columns selected, or let it through if every cell is meant.",
        )


def _sign(value: Value) -> tuple[str, Value]:
    plain = comparable(value)
    return (type(plain).__name__, plain)


def _pasted_over(view: View, found: Identities, by_column: EditsByColumn) -> Iterator[Hold]:
    """Rows whose own adopted text became, word for word, that of another row."""
    columns = tuple(c for c in telling_columns(view) if c.owner is Owner.PLAN)
    changed = {edit.id for column in columns for edit in by_column.get(column.name, ())}
    if not changed:
        return
    others = unique_fingerprints(columns, view.records, lambda record: not record.retired)
    for row_id in sorted(changed & view.records.keys()):
        for place in found.places(row_id):
            text = fingerprint_of_place(view, columns, place)
            other = others.get(text, row_id)
            if other != row_id and text != fingerprint_of_record(columns, view.records[row_id]):
                yield _file_hold(
                    view,
                    HoldCode.PASTED_OVER,
                    f"row {place.row.row} ({row_id}) now has the text of row {other}: it looks as "
                    "if that row was pasted over it.",
                    "Undo the pasting in the file, or let it through if every cell is meant.",
                    row_id,
                )


def _pasted_with_id(view: View, found: Identities) -> Iterator[Hold]:
    """A row id that stands twice while another one is gone: pasted over it, its id too."""
    twins = [row_id for row_id, places in view.rows.items() if len(places) > 1]
    if not twins:
        return
    extra = sum(len(view.rows[row_id]) - 1 for row_id in twins)
    gone = [
        record.id
        for record in view.records.values()
        if record.id not in found and not record.retired and view.in_scope(record)
    ]
    if 1 <= len(gone) <= extra:
        yield _file_hold(
            view,
            HoldCode.PASTED_OVER,
            f"the row id {', '.join(twins)} stands more than once and the row {', '.join(gone)} is "
            "gone: it looks as if one row was pasted over another.",
            "Undo the pasting in the file, or let it through if the missing row was removed on "
            "purpose.",
            ",".join(twins),
        )


def _mass_changes(view: View, found: Identities, by_column: EditsByColumn) -> Iterator[Hold]:
    for name, edits in by_column.items():
        column = view.table.by_name[name]
        cleared = [e for e in edits if is_blank(e.new) and not e.text]
        if column.merge is MergePolicy.EVENT:
            continue
        filled = _filled_cells(view, found, name)
        if _is_mass(cleared, filled):
            yield _file_hold(
                view,
                HoldCode.CLEARED,
                f'{len(cleared)} of {filled()} filled cells under "{column.heading}" are empty.',
                "Fill them again, or let it through if they are meant to be empty.",
                name,
            )
        elif column.owner is Owner.PLAN and _is_mass(
            [e for e in edits if not is_blank(view.before(e.id, column))], filled
        ):
            yield _file_hold(
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


def _rows_of_other_areas(view: View, edits: Iterable[Edit]) -> Iterator[Hold]:
    for row_id in sorted({edit.id for edit in edits}):
        record = view.records.get(row_id)
        if record is None or view.in_scope(record):
            continue
        yield Hold(
            f"{HoldCode.ELSEWHERE}|{view.line}|{view.name}|{row_id}",
            HoldCode.ELSEWHERE,
            view.copy.file,
            view.line,
            f"{view.copy.file} › {view.sheets[0].sheet}: row {row_id} belongs to another area's "
            "file and was changed here.",
            "Change it in its own file, or let it through.",
            view.name,
            id=row_id,
        )


def _file_hold(view: View, code: HoldCode, found: str, release: str, about: str = "") -> Hold:
    return Hold(
        f"{code}|{view.line}|{view.name}|{about}|{view.copy.content}",
        code,
        view.copy.file,
        view.line,
        f"{view.copy.file} › {view.sheets[0].sheet}: {found}",
        release,
    )
