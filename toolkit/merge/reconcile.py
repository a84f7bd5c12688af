"""All copies against the agreed state: the order in which they came in makes no difference."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.merge.added_rows import add_rows
from toolkit.merge.cell import AMENDMENT, Cell, dismissed, judge, settle_cell
from toolkit.merge.conflict import Conflict, canonical
from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.hold import Hold
from toolkit.merge.past import Past, no_past
from toolkit.merge.plan_order import PlanOrder
from toolkit.merge.settlement import Settlement
from toolkit.merge.sorted_edits import RETIRED, each_once, sort_edits
from toolkit.merge.waiting import still_waiting
from toolkit.tables.edit import ROW_RETIRED, CellKey, Edit, EditState
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot


class Outcome(Struct, frozen=True):
    """What a sync comes to.

    Attributes:
        next: the agreed state afterwards; the old one itself when the ledger gains nothing.
        edits: new lines for the ledger, in the order in which they apply.
        conflicts: every conflict that is open afterwards, in the order of their cells.
        waiting: every edit that waits for a person afterwards, amendments included.
        holds: what is held in the copies read.
        events: ticks that were consumed; what they mean is not the merge's business.
        ids: the id of every new row, by the row's key.
    """

    next: Snapshot
    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    waiting: tuple[Edit, ...] = ()
    holds: tuple[Hold, ...] = ()
    events: tuple[Edit, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def frozen(self) -> frozenset[CellKey]:
        """Cells no file gets until the coordinator has settled them."""
        return frozenset(conflict.key for conflict in self.conflicts)

    @property
    def amendments(self) -> tuple[Edit, ...]:
        """Proposed changes of adopted text."""
        return tuple(edit for edit in self.waiting if edit.reason == AMENDMENT)


def reconcile(
    head: Snapshot,
    sides: Sequence[CopyEdits],
    schema: Schema,
    *,
    past: Past = no_past,
    conflicts: Sequence[Conflict] = (),
    waiting: Sequence[Edit] = (),
    settlements: Sequence[Settlement] = (),
    amendments: bool = True,
    at: datetime | None = None,
) -> Outcome:
    """Merge what all copies say into the agreed state.

    Args:
        head: the agreed state now.
        sides: what each copy says (``edits_of``); the same content twice counts once.
        schema: all tables.
        past: the ledger.
        conflicts: open before this sync.
        waiting: edits that waited for a person before this sync.
        settlements: the coordinator's answers, applied first.
        amendments: whether changes of adopted text wait for the coordinator.
        at: when the next snapshot is agreed.
    """
    sides = each_once(sides)
    rows = add_rows(sides, head, schema)
    answers = _by_cell(settlements)
    restored = {one.key[:2] for one in settlements if one.column == ROW_RETIRED and not one.value}
    piles = sort_edits(sides, head, schema, past, restored)
    heard = _counts_again(waiting, head, restored)
    waiting = [edit for edit in waiting if edit not in heard]
    contending: dict[CellKey, Sequence[Edit]] = dict(piles.contending)
    for edit in heard:
        contending[edit.key] = _with_heard(contending.get(edit.key, ()), edit, head)
    cells = _Cells(head, schema, past, {c.key: c for c in conflicts}, tuple(waiting), amendments)
    lines = [edit for edit in rows.edits if edit.state is EditState.TAKEN]
    order = PlanOrder(head, schema)
    for key in sorted({*contending, *answers}, key=order):
        lines += cells.decide(key, contending.get(key, ()), answers.get(key, ()))
    lines += piles.events
    now = [e for e in (*rows.edits, *piles.waiting, *lines) if e.state is EditState.WAITING]
    now = [e for e in now if not any(one.saw(e) for one in answers.get(e.key, ()))]
    decided = [edit for edit in lines if edit.state is not EditState.WAITING]
    waits, waiting_lines = still_waiting(waiting, now, decided, sides, head)
    ledger = (*decided, *waiting_lines)
    return Outcome(
        head.after(ledger, at=at) if ledger else head,
        ledger,
        tuple(cells.open[key] for key in sorted(cells.open, key=order)),
        tuple(sorted(waits, key=lambda edit: (order(edit.key), canonical(edit)))),
        (*(hold for side in sides for hold in side.holds), *rows.holds),
        piles.events,
        rows.ids,
    )


def _by_cell(settlements: Sequence[Settlement]) -> dict[CellKey, list[Settlement]]:
    found: dict[CellKey, list[Settlement]] = {}
    for settlement in settlements:
        found.setdefault(settlement.key, []).append(settlement)
    return found


def _counts_again(
    waiting: Sequence[Edit], head: Snapshot, restored: Collection[tuple[str, str]]
) -> list[Edit]:
    """What people said in a row while it did not count, once it counts again."""
    return [
        edit
        for edit in waiting
        if edit.reason == RETIRED
        and (record := head.record(edit.table, edit.id)) is not None
        and (not record.retired or (edit.table, edit.id) in restored)
    ]


def _with_heard(others: Sequence[Edit], edit: Edit, head: Snapshot) -> Sequence[Edit]:
    """The edits of a cell with one that had waited for its row; its author may have gone on."""
    agreed, line = head.value(*edit.key), edit.source.replica
    if any(other.source.replica == line for other in others):
        return [replace(o, old=agreed) if o.source.replica == line else o for o in others]
    fresh = replace(edit, old=agreed, state=EditState.TAKEN, reason="")
    return sorted((*others, fresh), key=canonical)


class _Cells:
    """The agreed cells while they are decided one after the other."""

    def __init__(
        self,
        head: Snapshot,
        schema: Schema,
        past: Past,
        conflicts: Mapping[CellKey, Conflict],
        waiting: tuple[Edit, ...],
        amendments: bool,
    ) -> None:
        self.head = head
        self.schema = schema
        self.past = past
        self.open = dict(conflicts)
        self.waiting = waiting
        self.amendments = amendments

    def decide(
        self, key: CellKey, edits: Sequence[Edit], settlements: Sequence[Settlement]
    ) -> tuple[Edit, ...]:
        """The ledger lines of one cell; the list of open conflicts follows."""
        if key[2] == ROW_RETIRED:
            return self._retire(key, settlements)
        waiting = [edit for edit in self.waiting if settlements and edit.key == key]
        if self.head.record(*key[:2]) is None:
            return dismissed(waiting)
        cell, settled = settle_cell(self._cell(key), settlements, waiting)
        verdict = judge(cell, edits)
        if verdict.conflict is not None:
            self.open[key] = verdict.conflict
        else:
            self.open.pop(key, None)
        return settled + verdict.edits

    def _cell(self, key: CellKey) -> Cell:
        table, row_id, name = key
        column = self.schema[table].by_name[name]
        own = self.head.value(table, row_id, name)
        shown = self.head.shown(self.schema, table, row_id, name) if own is None else None
        return Cell(
            key,
            column,
            own,
            shown,
            self.past,
            self.open.get(key),
            self.head.number + 1,
            self.amendments,
        )

    def _retire(self, key: CellKey, settlements: Sequence[Settlement]) -> tuple[Edit, ...]:
        record = self.head.record(*key[:2])
        if record is None or not settlements:
            return ()
        settlement = settlements[-1]
        wanted = bool(settlement.value)
        if record.retired == wanted:
            return ()
        return (Edit(*key, record.retired, wanted, settlement.source, self.head.number),)
