"""A small plan on which checks, roll-ups and reports are tried, and copies with typed cells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from toolkit.plan.adopt import adopt
from toolkit.schedule.moment import Moment, moment_of
from toolkit.stores.yaml_file import parse_yaml
from toolkit.tables.column import Value
from toolkit.tables.copy import Copy, CopyRow, CopyTable, UnknownColumn
from toolkit.tables.document import Inspector, LinedMap
from toolkit.tables.raw import Raw, raw_of
from toolkit.tables.record import Record
from toolkit.tables.schema import Schema
from toolkit.tables.schema_document import read_choices
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp

CONFIG = Path(__file__).parent.parent / "config"
TODAY = date(2027, 5, 14)

PLAN = """
plan: {id: tiny, name: Tiny Plan, organisation: Tiny, adopted: 2026-07-01,
  period_start: 2026-07-01, period_end: 2029-06-30}
key:
  roles: {ED: Executive Director, BD: Board of Directors, IM: Membership}
  terms: {PD: Professional Development}
  memberships: [IM]
areas:
  - number: "1"
    title: Relevance
    goals:
      - number: "1"
        statement: Be of use.
        who: ED
        measures: Mean rating of 4 or above
        actions:
          - {text: Write the welcome letter to every member state, by_when: 30 June 2027}
          - {text: Publish the newsletter, by_when: 1 March 2027, who: ED/BD}
          - {text: Answer the letters of members as they come, by_when: Ongoing, who: IM}
  - number: "2"
    title: Sustainability
    goals:
      - number: "1"
        statement: Stay solvent.
        actions:
          - {text: Adopt the budget for the coming year, by_when: 1 June 2027, who: BD}
          - {text: Look for new sponsors}
          - {text: See the by-laws., note: "true"}
      - number: "2"
        statement: Grow.
        actions:
          - {text: Invite two states to the fall meeting, by_when: Annually, who: Nobody}
          - text: Plan the drive
            sub_items: [Find a date, Find a place]
measures:
  - {ref: "1.1", kind: survey, text: Mean rating of 4 or above, rule: mean >= 4 of 5, target: "4"}
  - {ref: "2.2", kind: number, text: Number of states}
"""


def adopted_plan(text: str = PLAN) -> tuple[Snapshot, Schema]:
    """The plan as snapshot no. 1 and its schema."""
    statuses_document, _ = parse_yaml((CONFIG / "status_words.yaml").read_text("utf-8"))
    tables_document, _ = parse_yaml((CONFIG / "tables.yaml").read_text("utf-8"))
    assert isinstance(tables_document, LinedMap)
    statuses = read_choices(statuses_document, "statuses", Inspector())
    document, _ = parse_yaml(text)
    adopted = adopt(document, tables_document, statuses)
    assert adopted.mistakes == (), adopted.mistakes
    return Snapshot(1, None, adopted.tables), adopted.schema


def id_of(snapshot: Snapshot, ref: str, table: str = "actions") -> str:
    """Row id of the record with this ref."""
    return next(record.id for record in snapshot[table] if record.text("ref") == ref)


def with_cells(snapshot: Snapshot, cells: Mapping[tuple[str, str], Value]) -> Snapshot:
    """The snapshot with cells of actions changed, by ref and column."""
    for (ref, column), value in cells.items():
        record = snapshot["actions"][id_of(snapshot, ref)]
        snapshot = snapshot.with_record("actions", record.with_cell(column, value))
    return snapshot


def with_rows(snapshot: Snapshot, table: str, *rows: Mapping[str, Value]) -> Snapshot:
    """The snapshot with rows added to a table; ``parent`` names the parent's id."""
    for number, row in enumerate(rows, start=len(snapshot[table]) + 1):
        cells = {name: value for name, value in row.items() if name != "parent"}
        record = Record(f"{table}-{number}", cells, str(row.get("parent", "")))
        snapshot = snapshot.with_record(table, record)
    return snapshot


def moment(snapshot: Snapshot, today: date = TODAY) -> Moment:
    """The moment with nothing but defaults."""
    return moment_of(snapshot, today)


def copy_of(
    snapshot: Snapshot,
    schema: Schema,
    typed: Mapping[tuple[str, str], Value | Raw] | None = None,
    *,
    table: str = "actions",
    file: str = "Tiny.xlsx",
    without_rows: tuple[str, ...] = (),
    without_columns: tuple[str, ...] = (),
    extra_rows: tuple[CopyRow, ...] = (),
    unknown: tuple[UnknownColumn, ...] = (),
    plan: str = "tiny",
    scope: str = "",
) -> Copy:
    """A live file that shows one table, with cells typed over by ref (or id) and column."""
    columns = [c for c in schema[table].columns if c.name not in without_columns]
    letters = {c.name: chr(66 + n) if n < 25 else f"A{chr(40 + n)}" for n, c in enumerate(columns)}
    rows = []
    for number, record in enumerate(snapshot[table].live(), start=6):
        ref = record.text("ref") or record.id
        cells: dict[str, Raw] = {}
        for column in columns:
            shown = snapshot.shown(schema, table, record.id, column.name)
            value = (typed or {}).get((ref, column.name), shown)
            cells[column.name] = value if isinstance(value, Raw) else raw_of(value)
        if ref not in without_rows:
            rows.append(CopyRow(record.id, number, cells))
    view = CopyTable(
        table,
        schema[table].title,
        letters,
        (*rows, *extra_rows),
        unknown,
        heading_row=5,
        lost=tuple(schema[table].by_name[name].heading for name in without_columns),
    )
    return Copy(file, "hash", Stamp(plan, "area-1", snapshot.number, scope=scope), (view,))
