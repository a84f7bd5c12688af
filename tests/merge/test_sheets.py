"""Sheets people copy, break, delete or type below: said, never lost, never taken for a change."""

from __future__ import annotations

from msgspec.structs import replace

from tests.merge.grid import (
    AREAS,
    GOALS,
    SCHEMA,
    Ledger,
    action,
    copy_of,
    grid,
    row_id,
    said,
    saved,
    typed,
)
from toolkit.merge.edits_of import CopyEdits, edits_of
from toolkit.merge.hold import EVERYTHING, Answer, HoldCode
from toolkit.merge.known import known_after
from toolkit.merge.note import NoteCode
from toolkit.merge.planned import Plan, planned_cells
from toolkit.merge.reconcile import Outcome, reconcile
from toolkit.tables.column import Column, ColumnType, Owner, Value
from toolkit.tables.copy import Copy, CopyTable
from toolkit.tables.record import Record, Table
from toolkit.tables.schema import Schema, TableSchema
from toolkit.tables.shown_rows import ShownRows
from toolkit.tables.snapshot import Snapshot
from toolkit.tables.stamp import Stamp

BASE = grid(
    {
        "a": {"ref": "1.1a", "text": "Publish the calendar", "status": "Not started"},
        "b": {"ref": "1.1b", "text": "Invite two speakers", "status": "Not started"},
        "c": {"ref": "1.1c", "text": "Write it up"},
    }
)
A, B = row_id("a"), row_id("b")


def with_second_sheet(copy: Copy, edits: dict[tuple[str, str], Value]) -> Copy:
    second = replace(typed(copy, edits).tables[0], sheet="Action grid (2)")
    return saved(replace(copy, again=(second,)))


def test_what_is_typed_on_a_copied_sheet_waits_and_the_first_sheet_counts() -> None:
    first = typed(copy_of(BASE), {("b", "status"): "On track"})
    side = said(with_second_sheet(first, {("a", "status"): "At risk"}), BASE)
    out = reconcile(BASE, [side], SCHEMA)
    assert [(h.code, h.sheet) for h in side.holds] == [(HoldCode.SECOND_SHEET, "Action grid (2)")]
    assert 'something else in D2 "At risk"' in side.holds[0].reason
    assert (action(out.next, "a", "status"), action(out.next, "b", "status")) == (
        "Not started",
        "On track",
    )
    assert [(e.id, e.new, e.reason) for e in out.waiting] == [
        (A, "At risk", "held: second copy of a sheet")
    ]


def test_a_copied_sheet_can_be_let_through() -> None:
    copy = with_second_sheet(copy_of(BASE), {("a", "status"): "At risk"})
    side = said(copy, BASE, answers={EVERYTHING: Answer.LET_THROUGH})
    out = reconcile(BASE, [side], SCHEMA)
    assert (side.holds, action(out.next, "a", "status")) == ((), "At risk")
    assert [(c.id, c.column, c.value) for c in plan_of(side, out).cells] == [
        (A, "status", "At risk")
    ]


def test_a_copied_sheet_that_keeps_how_things_stood_is_no_news() -> None:
    ledger = Ledger()
    out = reconcile(BASE, [said(typed(copy_of(BASE), {("a", "status"): "Complete"}), BASE)], SCHEMA)
    ledger.add(out)
    later = with_second_sheet(copy_of(out.next), {("a", "status"): "Not started"})
    side = said(later, out.next, past=ledger)
    assert (side.edits, side.holds) == ((), ())


def plan_of(side: CopyEdits, out: Outcome) -> Plan:
    return planned_cells(side, out, ShownRows(out.next, SCHEMA))


def synced(head: Snapshot, *sides: CopyEdits) -> Outcome:
    return reconcile(head, sides, SCHEMA)


def test_changes_made_while_a_sheet_was_broken_or_away_are_not_taken_back_when_it_is_mended() -> (
    None
):
    whole = copy_of(BASE)
    broken = replace(whole, tables=(replace(whole.tables[0], rows=(), problem="no headings"),))
    away = replace(whole, tables=(_areas_only(),), gone=("actions",))
    for odd in (broken, away):
        elsewhere = said(typed(copy_of(BASE, recipient="Jo"), {("a", "status"): "At risk"}), BASE)
        side = said(saved(odd), BASE)
        out = synced(BASE, side, elsewhere)
        known = known_after(side, out, Plan())
        assert known[("actions", A, "status")] == "Not started"
        mended = edits_of(whole, out.next, out.next, SCHEMA, known=known)
        assert mended.edits == ()
        after = synced(out.next, mended)
        plan = plan_of(mended, after)
        assert [(c.id, c.column, c.value) for c in plan.cells] == [(A, "status", "At risk")]


def _areas_only() -> CopyTable:
    return CopyTable("areas", "Areas", {}, ())


def test_a_sheet_that_is_gone_is_said() -> None:
    side = said(replace(copy_of(BASE), gone=("goals",)), BASE)
    assert [(n.code, n.message.partition(";")[0]) for n in side.notes] == [
        (NoteCode.NO_SHEET, '1 Relevance.xlsx: the sheet "Goals" is not there any more')
    ]


def test_a_row_below_the_table_is_said() -> None:
    copy = copy_of(BASE)
    side = said(replace(copy, tables=(replace(copy.tables[0], beyond=9),)), BASE)
    assert [n.code for n in side.notes] == [NoteCode.BELOW]
    assert side.notes[0].message.startswith(
        "1 Relevance.xlsx › Action grid, row 9: this row stands"
    )


def test_merged_cells_are_said() -> None:
    copy = copy_of(BASE)
    merged = ("D3", "D4", "D5", "D6")
    side = said(replace(copy, tables=(replace(copy.tables[0], merged=merged),)), BASE)
    assert [n.code for n in side.notes] == [NoteCode.MERGED]
    assert "D3, D4, D5 and 1 more are merged into the cell before" in side.notes[0].message


MEASURES = TableSchema(
    "measures",
    "Measures",
    "measure",
    (
        Column("of", "For", ColumnType.LINK, Owner.PLAN),
        Column("text", "Measure", owner=Owner.PLAN),
    ),
    about="of",
)
WITH_MEASURES = Schema({"areas": AREAS, "goals": GOALS, **SCHEMA.tables, "measures": MEASURES})
M1, M2 = row_id("m1"), row_id("m2")


def measures(**about: str) -> Snapshot:
    records = Table.of(Record(row_id(name), {"of": of, "text": name}) for name, of in about.items())
    other = Record(row_id("area2"), {"title": "Sustainability"})
    state = BASE.with_record("areas", other)
    return replace(state, tables={**state.tables, "measures": records})


def measures_of(state: Snapshot, area: str, replica: str, *names: str) -> Copy:
    whole = copy_of(BASE).tables[0]
    rows = tuple(
        replace(
            whole.rows[0],
            id=row_id(name),
            row=number,
            cells={
                "of": replace(
                    whole.rows[0].cells["text"], value=state["measures"][row_id(name)]["of"]
                ),
                "text": replace(whole.rows[0].cells["text"], value=name),
            },
        )
        for number, name in enumerate(names, start=2)
    )
    table = CopyTable("measures", "Measures", {"of": "A", "text": "B"}, rows)
    return Copy(f"{replica}.xlsx", replica, Stamp("test", replica, 1, "", row_id(area)), (table,))


def test_a_record_about_another_is_shown_in_the_file_of_that_ones_area_alone() -> None:
    before, after = measures(m1="1.1a"), measures(m1="1.1a", m2="1.1b")
    out = Outcome(replace(after, number=2))
    for area, replica, rows in (("area1", "one", [M2]), ("area2", "two", [])):
        names = ("m1",) if area == "area1" else ()
        copy = measures_of(before, area, replica, *names)
        side = edits_of(copy, before, before, WITH_MEASURES)
        assert (side.notes, side.holds[:1] if names else ()) == ((), ())
        plan = planned_cells(side, out, ShownRows(after, WITH_MEASURES))
        assert [row.id for row in plan.rows] == rows


def test_a_hold_of_a_copied_sheet_is_about_that_sheet_alone() -> None:
    side = said(with_second_sheet(copy_of(BASE), {("a", "status"): "At risk"}), BASE)
    assert side.holds[0].covers("actions", A, "status", "Action grid (2)")
    assert not side.holds[0].covers("actions", A, "status", "Action grid")
    assert not side.holds[0].covers("actions", A, "status")
