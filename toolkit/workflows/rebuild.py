"""History is gone, or older than the files: begin again from the files, overwriting nothing.

A copy of history that was put back is older too, also when the files do not tell: a returned copy
may carry the number of a sync that only the lost history knew.

The plan as it was adopted (or the last state history still has) becomes a snapshot numbered above
every number found in a stamp, so that no old stamp can name a wrong baseline. Each file is compared
with it: where files agree their edits are taken, where they differ it is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.errors import HistoryError
from toolkit.plan.view import plan_of
from toolkit.ports.commit import ANY_STAMP, Baseline, Commit
from toolkit.ports.history import COPIED
from toolkit.tables.column import Owner
from toolkit.tables.copy import CopyTable
from toolkit.tables.reading import read
from toolkit.tables.record import Record, Table
from toolkit.tables.row_id import is_row_id
from toolkit.tables.schema import TableSchema
from toolkit.tables.snapshot import Snapshot
from toolkit.workflows.bench import Bench
from toolkit.workflows.history_copies import is_copy, way_back
from toolkit.workflows.online_views import live_replicas
from toolkit.workflows.session import Session, bench_of
from toolkit.workflows.sources import Found
from toolkit.workflows.workspace_id import name_workspace

_STEP = 1000


def is_behind(head: Snapshot, live: Sequence[Found]) -> bool:
    """Whether history begins now, or the files come from syncs that it does not know."""
    return not head.number or max(_stamps(live), default=0) > head.number


def is_lost(session: Session, head: Snapshot, live: Sequence[Found]) -> bool:
    """Whether what has been agreed has to be found again from the files."""
    return is_behind(head, live) or is_copy(session.history)


def require_history(session: Session) -> None:
    """A dry run cannot begin history anew: HistoryError that says how to have it back."""
    raise HistoryError(
        "history is missing or older than the workbooks.",
        where=session.places.inside,
        next_step=f"Run sync: it is begun anew from them. {way_back(session)}".strip(),
    )


def rebuild_words(session: Session, head: Snapshot) -> str:
    """What a person has to know about a history that was begun anew."""
    if head.number:
        return (
            f"history ended with sync no. {head.number} and the workbooks are newer; what they say "
            "was compared with it, and what does not agree is asked."
        )
    found = "history was missing; it was begun anew from the plan and the workbooks."
    return f"{found} {way_back(session) or 'Earlier syncs are gone.'}"


def rebuild_history(session: Session, live: Sequence[Found]) -> Snapshot:
    """Commit the state every file is compared with from now on."""
    last = session.history.last()
    start = last if last.number else Snapshot(0, None, session.adopted.tables)
    replicas = live_replicas(plan_of(start, session.schema), session.settings)
    first = rebuild(bench_of(session), start, [replica.id for replica in replicas], live)
    if is_copy(session.history):
        session.history.set_setting(COPIED, "")
    return first


def rebuild(
    bench: Bench, start: Snapshot, replicas: Iterable[str], live: Sequence[Found]
) -> Snapshot:
    """Commit a state above every number the files carry.

    Args:
        bench: the machine and history.
        start: what history still has; number 0 and the tables as adopted when it has nothing.
        replicas: ids of all live places, read or not: an unreadable one may come back.
        live: the live files that could be read.
    """
    highest = max((start.number, *_stamps(live)))
    tables = dict(start.tables)
    for found in live:
        for sheet in found.copy.tables:
            before = tables.get(sheet.table, Table())
            tables[sheet.table] = _with_rows(before, sheet, bench.schema[sheet.table])
    now = bench.clock.now()
    number = (highest // _STEP + 1) * _STEP if highest else 1
    first = Snapshot(number, now, tables)
    baselines = tuple(Baseline(replica, "", ANY_STAMP, number) for replica in replicas)
    why = "rebuilt" if highest else "init"
    name_workspace(bench.history, (found.copy for found in live))
    bench.history.commit(Commit(now, why, first, baselines=baselines))
    return first


def _stamps(live: Sequence[Found]) -> list[int]:
    return [found.copy.stamp.baseline for found in live if found.copy.stamp]


def _with_rows(table: Table, sheet: CopyTable, schema: TableSchema) -> Table:
    """The table with the rows staff had added, and with what only the tool writes and keeps.

    Nobody else knows those rows, but they carry the ids they were given.
    """
    kept = [c for c in schema.kept if c.owner is Owner.TOOL and c.name != "ref"]
    records = dict(table.records)
    parent = ""
    for row in sheet.rows:
        record = records.get(row.id)
        if record is None and is_row_id(row.id):
            record = Record(row.id, parent=parent)
        if record is None:
            continue
        parent = record.parent
        for column in kept:
            reading = read(column, row[column.name])
            if reading.readable and reading.value is not None:
                record = record.with_cell(column.name, reading.value)
        records[row.id] = record
    return Table.of(records.values())
