"""New rows of all copies: given an identity, or asked about when two people typed the same one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from toolkit.merge.edits_of import CopyEdits
from toolkit.merge.fingerprint import fingerprint_of_record, says_something, telling_columns
from toolkit.merge.hold import Answer, Hold, HoldCode, under_hold
from toolkit.merge.new_row import NewRow
from toolkit.tables.edit import ROW_ADDED, Edit, EditState
from toolkit.tables.row_id import new_row_id
from toolkit.tables.schema import Schema
from toolkit.tables.snapshot import Snapshot


class AddedRows(Struct, frozen=True):
    """What becomes of the new rows.

    Attributes:
        ids: the id of every row that was added, by the row's key.
        edits: its edits: taken, or waiting.
        holds: rows that are asked about first.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    holds: tuple[Hold, ...] = ()


def add_rows(sides: Sequence[CopyEdits], head: Snapshot, schema: Schema) -> AddedRows:
    """Mint ids and make edits for the new rows of all copies, whatever order they came in."""
    found = _each_once([(row, side) for side in sides for row in side.new_rows])
    ids: dict[str, str] = {}
    edits: list[Edit] = []
    holds: list[Hold] = []
    taken = {record.id for table in head.tables.values() for record in table} if found else set()
    for row, side in found:
        row_id = new_row_id(bytes.fromhex(row.key), taken)
        taken.add(row_id)
        question = _question(row, side, found, head, schema)
        held = _held(row, side, row_id)
        if question is not None:
            holds.append(question)
        if (reason := held or question) is not None:
            edits += _waiting(row, row_id, reason)
            continue
        ids[row.key] = row_id
        edits += _edits(row, row_id)
    return AddedRows(ids, tuple(edits), tuple(holds))


def _each_once(found: Sequence[tuple[NewRow, CopyEdits]]) -> list[tuple[NewRow, CopyEdits]]:
    """The new rows in one order; a row that came in two versions of one copy is one row."""
    once: dict[str, tuple[NewRow, CopyEdits]] = {}
    # A version that is held speaks only for rows no other version brings.
    for row, side in sorted(found, key=lambda pair: (_held(*pair) is not None, _place(*pair))):
        once.setdefault(row.key, (row, side))
    return sorted(once.values(), key=lambda pair: _place(*pair))


def _place(row: NewRow, side: CopyEdits) -> tuple[str, str, int, str, str]:
    return (side.line, row.table, row.place.row.row, row.key, side.copy.file)


def _held(row: NewRow, side: CopyEdits, row_id: str = "") -> Hold | None:
    return under_hold(Edit(row.table, row_id, "", None, None), side.holds)


def _edits(row: NewRow, row_id: str) -> list[Edit]:
    baseline = row.edits[0].baseline if row.edits else 0
    carried = row.place.row.id or None
    first = Edit(row.table, row_id, ROW_ADDED, carried, row.parent, row.source, baseline)
    return [first, *(replace(edit, id=row_id) for edit in row.edits)]


def _waiting(row: NewRow, row_id: str, hold: Hold) -> list[Edit]:
    return [
        replace(edit, state=EditState.WAITING, reason=hold.reason_of_edit())
        for edit in _edits(row, row_id)
    ]


def _question(
    row: NewRow,
    side: CopyEdits,
    found: Sequence[tuple[NewRow, CopyEdits]],
    head: Snapshot,
    schema: Schema,
) -> Hold | None:
    """Why a row has to be asked about before it is added; None when it can be added."""
    if row.wanted:
        return None
    if not schema[row.table].grows:
        title = schema[row.table].title
        return _hold(row, side, HoldCode.NOT_GROWING, f"{title} takes no new rows")
    if not says_something(row.fingerprint):
        return _nameless(row, side)
    if row.unplaced:
        return _unplaced(row, side, schema)
    for other, others_side in found:
        same_text = other.table == row.table and other.fingerprint == row.fingerprint
        if same_text and others_side is not side:
            found_there = f"the same row was typed in {other.source.place}"
            return _hold(row, side, HoldCode.TYPED_TWICE, found_there)
    if like := _like(row, side, head):
        return _hold(row, side, HoldCode.TYPED_TWICE, f"row {like} has the same text")
    return None


def _nameless(row: NewRow, side: CopyEdits) -> Hold | None:
    """Something typed under the table need not be a new record: a footnote, a sum, a slip."""
    view = next(view for view in side.views if view.name == row.table)
    telling = telling_columns(view)
    if not telling:
        return None
    headings = " and ".join(f'"{column.heading}"' for column in telling[:1])
    return _hold(row, side, HoldCode.NAMELESS, f"this row has nothing under {headings}")


def _unplaced(row: NewRow, side: CopyEdits, schema: Schema) -> Hold:
    """A row is never put elsewhere than where somebody wrote that it belongs."""
    table = schema[row.table]
    heading = table.by_name[table.names_parent].heading
    above = schema[table.parent].record
    found = f'"{heading}" says "{row.unplaced}", which is no {above} of this workbook'
    release = (
        "Correct that cell in the file, or say that it is a new row: it then goes under the "
        f"{above} of the row above it."
    )
    return replace(_hold(row, side, HoldCode.UNPLACED, found), release=release)


def _like(row: NewRow, side: CopyEdits, head: Snapshot) -> str:
    """What people cite a live record with the same text by; "" when there is none."""
    view = next(view for view in side.views if view.name == row.table)
    columns = telling_columns(view)
    for record in head[row.table].live():
        if fingerprint_of_record(columns, record) == row.fingerprint:
            return record.text("ref") or record.id
    return ""


def _hold(row: NewRow, side: CopyEdits, code: HoldCode, found: str) -> Hold:
    return Hold(
        row.key,
        code,
        side.copy.file,
        side.line,
        f"{row.source.place}: {found}.",
        "Say that it is a new row, or take it out of the file.",
        row.table,
        id=row.key,
        choices=(Answer.NEW_ROW,),
        source=row.source,
    )
