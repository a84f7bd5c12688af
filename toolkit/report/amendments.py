"""Changes of adopted text since adoption: what is proposed, what was accepted, what was declined.

They are read off the edits themselves. Sync keeps them in the table *Amendments*, where the
coordinator adds the approving body and its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from toolkit.merge.cell import AMENDMENT
from toolkit.tables.column import Owner, Value
from toolkit.tables.edit import ROW_ADDED, ROW_RETIRED, CellKey, Edit, EditState
from toolkit.tables.equality import iso
from toolkit.tables.record import Record
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot


class Standing(StrEnum):
    """What has become of an amendment."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Amendment(Struct, frozen=True):
    """One change of adopted text.

    Attributes:
        ref, heading: the cell as people cite it.
        adopted, proposed: the two wordings; "" for a blank.
        standing: what has become of it.
        key: the cell it changes, or its line on the sheet *Amendments*.
        day: when it was proposed, or decided; None when not known.
        by: who proposed it, "" when not known.
        body: who decided it, "" when nobody recorded that.
    """

    ref: str
    heading: str
    adopted: str
    proposed: str
    standing: Standing
    key: CellKey
    day: date | None = None
    by: str = ""
    body: str = ""


def amendments_of(
    ledger: Iterable[tuple[date, Edit]],
    waiting: Iterable[Edit],
    snapshot: Snapshot,
    schema: Schema,
) -> tuple[Amendment, ...]:
    """Every change of adopted text since adoption, the proposed ones first.

    Args:
        ledger: every edit with the day it was counted, oldest first.
        waiting: the edits that wait for the coordinator.
    """
    return _with_sheet(register_of(ledger, waiting, snapshot, schema), snapshot)


def register_of(
    ledger: Iterable[tuple[date, Edit]],
    waiting: Iterable[Edit],
    snapshot: Snapshot,
    schema: Schema,
) -> tuple[Amendment, ...]:
    """What the edits alone tell, each under the cell it changes."""
    register = _Register(snapshot, schema, tuple(ledger))
    open_ones = [edit for edit in waiting if edit.reason == AMENDMENT]
    return (
        *(register.made(edit, Standing.PROPOSED, None) for edit in open_ones),
        *register.accepted(),
        *register.declined(open_ones),
    )


class _Register:
    def __init__(
        self, snapshot: Snapshot, schema: Schema, lines: tuple[tuple[date, Edit], ...]
    ) -> None:
        self._snapshot, self._schema, self._lines = snapshot, schema, lines
        self._proposed = {_what(e): e for _, e in lines if _proposes(e)}
        self._days = {_what(e): day for day, e in reversed(lines) if _proposes(e)}

    def made(self, edit: Edit, standing: Standing, day: date | None) -> Amendment:
        record = self._snapshot.record(edit.table, edit.id)
        source = self._proposed.get(_what(edit), edit).source
        return Amendment(
            ref=(record.text("ref") if record else "") or self._schema[edit.table].title,
            heading=self._heading(edit),
            adopted=iso(edit.old),
            proposed=iso(edit.new),
            standing=standing,
            key=edit.key,
            day=day or self._days.get(_what(edit)),
            by=source.by,
        )

    def _heading(self, edit: Edit) -> str:
        known = self._schema[edit.table].by_name.get(edit.column)
        return known.heading if known else edit.column

    def accepted(self) -> Iterator[Amendment]:
        """What adopted text says now instead of what it said then; there and back is nothing."""
        first: dict[CellKey, Edit] = {}
        last: dict[CellKey, tuple[date, Edit]] = {}
        began: dict[CellKey, Value] = {}
        for day, edit in self._lines:
            if edit.applies and self._is_adopted_text(edit):
                began.setdefault(edit.key, edit.old)
            if edit.applies and self._is_adopted_text(edit) and edit.old is not None:
                first.setdefault(edit.key, edit)
                last[edit.key] = (day, edit)
        for key, (day, edit) in last.items():
            # A blank that was filled and is blank again was never amended.
            if edit.new not in (first[key].old, began[key]):
                yield self.made(replace(edit, old=first[key].old), Standing.ACCEPTED, day)
        yield from self._rows()

    def _rows(self) -> Iterator[Amendment]:
        """Actions added to the plan, and taken out of it."""
        rows = [(day, e) for day, e in self._lines if e.applies and _is_row(e)]
        moved = {edit.id: (day, edit) for day, edit in rows}
        added = {edit.id for _, edit in rows if edit.column == ROW_ADDED}
        for row_id, (day, edit) in moved.items():
            record = self._snapshot.record("actions", row_id)
            if record is None or (row_id in added) == record.retired:
                continue
            said, out = record.text("text"), record.retired
            yield replace(
                self.made(edit, Standing.ACCEPTED, day),
                heading="taken out" if out else "added",
                adopted=said if out else "",
                proposed="" if out else said,
            )

    def declined(self, open_ones: Iterable[Edit]) -> Iterator[Amendment]:
        """What was proposed and neither counts nor waits any more."""
        kept = {_what(edit) for edit in open_ones}
        kept |= {_what(edit) for _, edit in self._lines if edit.applies}
        settled = {_what(e): day for day, e in self._lines if e.state is EditState.SETTLED}
        for what, edit in self._proposed.items():
            if what not in kept:
                yield self.made(edit, Standing.DECLINED, settled.get(what))

    def _is_adopted_text(self, edit: Edit) -> bool:
        if edit.table not in self._schema:
            return False
        column = self._schema[edit.table].by_name.get(edit.column)
        return column is not None and column.owner is Owner.PLAN


def _with_sheet(found: Iterable[Amendment], snapshot: Snapshot) -> tuple[Amendment, ...]:
    """What the coordinator recorded goes with what it is about."""
    records = snapshot["amendments"].live()
    rows = [(_of_row(record), bool(record.text("cell"))) for record in records]
    together = []
    for amendment in found:
        known = next((row for row in rows if _name(row[0]) == _name(amendment)), None)
        if known:
            rows.remove(known)
            row = known[0]
            day = row.day or amendment.day
            amendment = replace(amendment, body=row.body, day=day, key=row.key)
        together.append(amendment)
    # A row the tool made whose words were changed again since is told by the later one.
    typed = (row for row, is_made in rows if not is_made)
    order = list(Standing)
    return tuple(sorted((*together, *typed), key=lambda one: order.index(one.standing)))


def _what(edit: Edit) -> tuple[CellKey, Value]:
    return edit.key, edit.new


def _proposes(edit: Edit) -> bool:
    return edit.state is EditState.WAITING and edit.reason == AMENDMENT


def _is_row(edit: Edit) -> bool:
    return edit.table == "actions" and edit.column in (ROW_ADDED, ROW_RETIRED)


def _name(amendment: Amendment) -> tuple[str, str, str]:
    return amendment.ref, amendment.heading, amendment.proposed


def _of_row(record: Record) -> Amendment:
    known: Mapping[str, Standing] = {str(standing): standing for standing in Standing}
    day = record["date"]
    return Amendment(
        ref=record.text("ref"),
        heading=record.text("heading"),
        adopted=record.text("adopted"),
        proposed=record.text("proposed"),
        standing=known.get(record.text("state"), Standing.PROPOSED),
        key=("amendments", record.id, "state"),
        day=day if isinstance(day, date) else None,
        by=record.text("by"),
        body=record.text("approving_body"),
    )
