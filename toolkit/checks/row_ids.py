"""Row ids: identity. Rows without one, with a damaged or doubled one, rows that went missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from toolkit.checks.evidence import Evidence
from toolkit.checks.finding import Finding, FindingClass, Severity, Spot, listed
from toolkit.tables.copy import Copy, CopyRow, CopyTable
from toolkit.tables.counted import counted
from toolkit.tables.equality import comparable_text
from toolkit.tables.record import Record
from toolkit.tables.row_id import is_row_id
from toolkit.tables.schema import TableSchema

ROW_NEW = FindingClass(
    "row-new",
    Severity.QUESTION,
    "A row without a row id",
    "It was typed in or pasted. The next sync takes it in as a new row; when it is an old row that "
    "lost its id, the sync proposes to re-attach it.",
    'this {record} has no row id ("{value}"): {reading}',
)
ROW_ID_DAMAGED = FindingClass(
    "row-id-damaged",
    Severity.ERROR,
    "A row id that cannot be right",
    "Its check sign does not fit: somebody typed over the hidden column. Undo, or empty the cell "
    "so that the row can be recognised by its text.",
    'row id "{value}" is damaged; undo the change, or empty the cell and let the sync recognise it',
)
ROW_ID_TWICE = FindingClass(
    "row-id-twice",
    Severity.ERROR,
    "Two rows with one id",
    "A row was copied with its hidden id. Delete the copy, or say on Needs you that it is a new "
    "row.",
    'rows {rows} were copied with their hidden row id "{value}"; on Needs you say which is new, '
    "or delete the copy",
)
ROW_ID_UNKNOWN = FindingClass(
    "row-id-unknown",
    Severity.ERROR,
    "A row id the plan does not know",
    "The row comes from another plan, or from a state of this plan that was undone.",
    'row id "{value}" is not in this plan; empty the cell when the row is new',
)
ROWS_MISSING = FindingClass(
    "rows-missing",
    Severity.QUESTION,
    "Rows that are no longer in a live file",
    "Nothing is deleted: the rows stay in the plan. Restore them from the next sync's file, or "
    "retire them in Needs you.",
    "{count} of {of} are not in this file any more ({refs}): restore or retire?",
)
CLASSES = (ROW_NEW, ROW_ID_DAMAGED, ROW_ID_TWICE, ROW_ID_UNKNOWN, ROWS_MISSING)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Everything wrong with identity, sheet by sheet."""
    for copy, view, schema in evidence.views():
        if "id" in schema.by_name or not view.rows:
            continue
        missing = _missing(evidence, copy, view)
        yield from _odd_ids(evidence, copy, view, schema, missing)
        yield from _twice(copy, view)
        if missing and not copy.returned:
            refs = tuple(record.text("ref") or record.id for record in missing)
            yield ROWS_MISSING.at(
                Spot(copy.file, view.sheet, table=view.table),
                value=", ".join(refs),
                count=counted(len(missing), schema.record),
                of=len(missing) + len(view.rows),
                refs=listed(refs),
            )


def _missing(evidence: Evidence, copy: Copy, view: CopyTable) -> list[Record]:
    """Records this sheet should show and does not; parts of a table only know their own area."""
    scope = copy.stamp.scope if copy.stamp else ""
    seen = {row.id for row in view.rows}
    return [
        record
        for record in evidence.snapshot[view.table].live()
        if record.id not in seen and _in_scope(evidence, view.table, record, scope)
    ]


def _in_scope(evidence: Evidence, table: str, record: Record, scope: str) -> bool:
    """Whether a record belongs to the area a copy shows; the parents tell."""
    if not scope:
        return True
    while record.id != scope:
        parent_table = evidence.schema[table].parent
        parent = evidence.snapshot.record(parent_table, record.parent) if parent_table else None
        if parent is None:
            return False
        table, record = parent_table, parent
    return True


def _odd_ids(
    evidence: Evidence, copy: Copy, view: CopyTable, schema: TableSchema, missing: list[Record]
) -> Iterator[Finding]:
    known = evidence.snapshot[view.table].records
    for row in view.rows:
        if row.id in known:  # nearly always
            continue
        spot = Spot(copy.file, view.sheet, f"A{row.row}", view.table, row.id, "", _ref(row))
        if not row.id:
            text = _text(row, schema)
            yield ROW_NEW.at(
                spot, value=text, record=schema.record, reading=_lost(text, missing, schema)
            )
        elif not is_row_id(row.id):
            yield ROW_ID_DAMAGED.at(spot, value=row.id)
        else:
            yield ROW_ID_UNKNOWN.at(spot, value=row.id)


def _twice(copy: Copy, view: CopyTable) -> Iterator[Finding]:
    rows: dict[str, list[CopyRow]] = defaultdict(list)
    for row in view.rows:
        rows[row.id].append(row)
    for row_id, twins in rows.items():
        if row_id and len(twins) > 1:
            last = twins[-1]
            spot = Spot(copy.file, view.sheet, f"A{last.row}", view.table, row_id, "", _ref(last))
            numbers = " and ".join(str(twin.row) for twin in twins)
            yield ROW_ID_TWICE.at(spot, value=row_id, rows=numbers)


def _lost(text: str, missing: list[Record], schema: TableSchema) -> str:
    same = [r for r in missing if text and comparable_text(_longest(r, schema)) == text]
    if len(same) == 1:
        return f"it reads like {same[0].text('ref') or same[0].id}, whose row is missing here"
    return "the next sync takes it in as a new row"


def _longest(record: Record, schema: TableSchema) -> str:
    name = _text_column(schema)
    return record.text(name)


def _text(row: CopyRow, schema: TableSchema) -> str:
    return comparable_text(str(row[_text_column(schema)].value or ""))


def _text_column(schema: TableSchema) -> str:
    """The column that says what a record is: the first wording after its ref."""
    for name in ("text", "statement", "name", "title", "step", "current"):
        if name in schema.by_name:
            return name
    return schema.columns[0].name


def _ref(row: CopyRow) -> str:
    return str(row["ref"].value or "")
