"""The plan's own wording: mission, vision, beliefs and goals as adopted and as pending."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from toolkit.report.blocks import (
    Block,
    Heading,
    Line,
    Paragraph,
    Piece,
    Section,
    Table,
    TableColumn,
    TableRow,
    Tone,
    joint,
)
from toolkit.report.cell_line import number, record_cell, short_day
from toolkit.report.material import Material
from toolkit.tables.record import Record


def wording_section(material: Material) -> Section | None:
    """Statements, the approval timeline and the planning process; None when the plan has none."""
    blocks = (*_statements(material), *_approvals(material), *_process(material))
    return Section("wording", "Wording and approval", blocks) if blocks else None


def _statements(material: Material) -> Iterator[Block]:
    statements = tuple(material.snapshot["statements"].live())
    if not statements:
        return
    pending = [statement for statement in statements if statement["state"] == "pending"]
    columns = (
        TableColumn("Kind", width=14),
        TableColumn("Current wording", width=30),
        TableColumn("Pending wording", width=30),
        TableColumn("State", width=11),
        TableColumn("Decided by", width=15),
    )
    rows = tuple(_statement(material, statement) for statement in statements)
    yield Heading(3, "Plan on a page", "statements")
    yield _counted(material, "statements", "state", pending, statements, "have wording pending")
    yield Table("Current and pending wording", columns, rows, tool=True)


def _statement(material: Material, statement: Record) -> TableRow:
    state = statement.text("state")
    return TableRow(
        (
            record_cell(material, "statements", statement, "kind"),
            record_cell(material, "statements", statement, "current"),
            record_cell(material, "statements", statement, "pending"),
            (Piece(state, Tone.CAUTION if state == "pending" else Tone.PLAIN),),
            (
                *record_cell(material, "statements", statement, "approving_body"),
                *_day(material, statement),
            ),
        )
    )


def _day(material: Material, statement: Record) -> Line:
    found = statement["decision_date"]
    if not isinstance(found, date):
        return ()
    place = material.places.cell("statements", statement.id, "decision_date")
    late = statement["state"] == "pending" and found < material.moment.today
    lead = "\n" if statement.text("approving_body") else ""
    return (Piece(f"{lead}{short_day(found)}", Tone.BAD if late else Tone.MUTED, place),)


def _approvals(material: Material) -> Iterator[Block]:
    steps = tuple(material.snapshot["approvals"].live())
    if not steps:
        return
    columns = (
        TableColumn("When", width=18),
        TableColumn("What", width=38),
        TableColumn("By whom", width=16),
        TableColumn("Outcome", width=18),
        TableColumn("Done", width=10),
    )
    rows = tuple(
        TableRow(
            (
                record_cell(material, "approvals", step, "date_text"),
                record_cell(material, "approvals", step, "event"),
                record_cell(material, "approvals", step, "body"),
                record_cell(material, "approvals", step, "outcome"),
                done_cell(material, "approvals", step),
            )
        )
        for step in steps
    )
    yield Heading(3, "Approval", "approvals")
    yield done_line(material, "approvals", steps, "steps are done")
    yield Table("Approval timeline", columns, rows)


def _process(material: Material) -> Iterator[Block]:
    steps = tuple(material.snapshot["process_steps"].live())
    if not steps:
        return
    columns = (
        TableColumn("Phase", width=22),
        TableColumn("Step", width=46),
        TableColumn("When", width=18),
        TableColumn("Done", width=14),
    )
    rows = tuple(
        TableRow(
            (
                record_cell(material, "process_steps", step, "phase"),
                record_cell(material, "process_steps", step, "step"),
                record_cell(material, "process_steps", step, "when"),
                done_cell(material, "process_steps", step),
            )
        )
        for step in steps
    )
    yield Heading(3, "Planning process", "process")
    yield done_line(material, "process_steps", steps, "steps are done")
    yield Table("Planning process", columns, rows, tool=True)


def done_line(material: Material, table: str, records: Sequence[Record], words: str) -> Paragraph:
    """How many of some records are ticked as done."""
    done = [record for record in records if record["done"] is True]
    return _counted(material, table, "done", done, records, words)


def _counted(
    material: Material,
    table: str,
    column: str,
    found: Sequence[Record],
    records: Sequence[Record],
    words: str,
) -> Paragraph:
    """A count over a sheet's rows, linked to the first it counts and to where they begin."""
    first = material.places.cell(table, (found or records)[0].id, column)
    whole = material.places.cell(table, records[0].id, column)
    count, of = number(len(found), first), number(len(records), whole, "of")
    return Paragraph((count, joint(" of "), of, joint(f" {words}.")), Tone.MUTED)


def done_cell(material: Material, table: str, record: Record) -> Line:
    """Done or open, in words and a sign."""
    is_done = record["done"] is True
    place = material.places.cell(table, record.id, "done")
    return (Piece("✔ done" if is_done else "open", Tone.GOOD if is_done else Tone.MUTED, place),)
