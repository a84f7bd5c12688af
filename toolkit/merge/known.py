"""What a live file is known to show beside the new agreed state: nothing is misread later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from toolkit.merge.changed_above import changed_above
from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.identities import Identities
from toolkit.merge.planned import Plan
from toolkit.merge.reconcile import Outcome
from toolkit.merge.scope import scope_of
from toolkit.merge.view import View
from toolkit.tables.column import Value
from toolkit.tables.edit import ROW_ADDED, CellKey
from toolkit.tables.equality import same
from toolkit.tables.raw import raw_of
from toolkit.tables.record import Record
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.write import ROW_ID

_NO_ROWS = Identities()


def known_after(side: CopyEdits, outcome: Outcome, plan: Plan) -> dict[CellKey, Value]:
    """Cells in which the next version of this file must not be compared with the new snapshot.

    A cell people typed in and that is frozen or proposed is compared with what they typed; a cell
    the tool could not bring up to date (held, unreadable, not there) with what it showed before.
    Rows the file has yet to get stand under ``ROW_ADDED``. Not to be asked for a file that is held
    as a whole: that one keeps its baseline.

    Args:
        side: what the file said.
        outcome: the sync.
        plan: what was written to the file; an empty plan while the write has not landed.
    """
    written = {(cell.table, cell.id, cell.column) for cell in plan.cells}
    found: dict[CellKey, Value] = {}
    for view in (*side.views, *side.unseen):
        kept = {column.name for column in view.opinions_of_people}
        added = {row.id for row in plan.rows if row.table == view.name}
        for row_id, column in product(added, view.opinions_of_people):
            key = (view.name, row_id, column.name)
            written.add(key)
            if not view.shows(column.name) and outcome.next.shown(view.schema, *key) is not None:
                found[key] = None  # a column that is away for now does not get the row's cell
        found |= {
            (view.name, row_id, ROW_ADDED): None
            for row_id in _never_given(side, view, outcome, plan)
        }
        for cell in plan.cells:
            if cell.table == view.name and cell.column in kept:
                key = (cell.table, cell.id, cell.column)
                reading = view.readers[cell.column](raw_of(cell.value))
                if reading.readable and not same(cell.value, outcome.next.shown(view.schema, *key)):
                    found[key] = cell.value  # an answer that was taken back waits there again
        for row_id, name in _candidates(side, view, outcome.next):
            key = (view.name, row_id, name)
            if key in written:
                continue
            value = _compared_with(side, view, key)
            if not same(value, outcome.next.shown(view.schema, *key)):
                found[key] = value
    return found


def _never_given(side: CopyEdits, view: View, outcome: Outcome, plan: Plan) -> Iterator[str]:
    """Rows that came into the plan after the file was written and have not reached it."""
    given = {row.id for row in plan.rows if row.table == view.name}
    given |= {cell.id for cell in plan.cells if cell.table == view.name and cell.column == ROW_ID}
    given |= _rows_of(side, view).sure.keys() | view.records.keys()
    new = [record for record in outcome.next[view.name] if record.id not in given]
    if new:
        scope = side.copy.stamp.scope if side.copy.stamp else ""
        belongs = scope_of(outcome.next, view.schema, view.name, scope)
        yield from (record.id for record in new if belongs(record))


def _rows_of(side: CopyEdits, view: View) -> Identities:
    return side.identities.get(view.name, _NO_ROWS)


def _compared_with(side: CopyEdits, view: View, key: CellKey) -> Value:
    """What the file said, where that is in the ledger as such; else what it showed before."""
    _, row_id, name = key
    before = view.before(row_id, view.table.by_name[name])
    before = _rows_of(side, view).said.get(row_id, {}).get(name, before)
    if any(hold.covers(*key) for hold in side.holds):
        return before
    said = side.says(*key)
    if len(said) != 1 or not said[0].readable:
        return before
    return said[0].value


def _candidates(side: CopyEdits, view: View, next_: Snapshot) -> Iterator[tuple[str, str]]:
    """Cells that may differ: changed in the agreed state, in the file, or known from before."""
    found: set[tuple[str, str]] = {
        (edit.id, edit.column) for edit in side.edits if edit.table == view.name
    }
    found |= {(row_id, name) for row_id, cells in view.known.items() for name in cells}
    found |= {
        (row_id, name) for row_id, cells in _rows_of(side, view).said.items() for name in cells
    }
    parents = changed_above(view, next_)
    inherited = [c.name for c in view.table.columns if c.inherited]
    for record in next_[view.name]:
        before = view.records.get(record.id)
        if before is not None and before is not record and before.cells != record.cells:
            found |= {(record.id, name) for name in _changed(before, record)}
        if record.parent in parents:
            found |= {(record.id, name) for name in inherited}
    kept = {c.name for c in view.opinions_of_people}
    for row_id, name in sorted(found):
        now = next_.record(view.name, row_id)
        if name in kept and now is not None and view.in_scope(now):
            yield row_id, name


def _changed(before: Record, after: Record) -> Iterator[str]:
    for name in {*before.cells, *after.cells}:
        if not same(before[name], after[name]):
            yield name
