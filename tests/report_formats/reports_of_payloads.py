"""Reports in which every text a person can type is a payload."""

from __future__ import annotations

from msgspec.structs import replace

from tests.plan_for_tests import with_cells, with_rows
from tests.report.report_for_tests import material, snapshots, with_plan_cells
from toolkit.report.blocks import (
    Bar,
    BarPart,
    Bullets,
    Callout,
    CellRef,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Mark,
    Means,
    Paragraph,
    Piece,
    Quote,
    Report,
    Section,
    StackedBars,
    Table,
    TableColumn,
    TableRow,
    Timeline,
)
from toolkit.report.director import director_report


def report_of_blocks(text: str) -> Report:
    """Every kind of block, with the text in each of its places."""
    place = CellRef(text, text, text, text)
    safe = Piece("safe", link="https://example.org/")
    line = (Piece(text), Piece(text, cell=place), Piece(text, link=text), Piece(text, chip="red"))
    blocks = (
        Heading(3, text),
        Paragraph((*line, safe)),
        Quote(text, text),
        Bullets((line, line)),
        Callout(text, line),
        KeyFigures((KeyFigure(text, text, text, cell=place, of_cell=place),)),
        Table(text, (TableColumn(text, width=20),), (TableRow((line,)),), tool=True),
        StackedBars(text, line, (Bar(text, (BarPart(text, 3, "red", text, place),), place),)),
        Means(text, line, (_mark(text, place),)),
        Timeline(text, text, text, text, 0.5, place),
    )
    first, second = Section("one", text, blocks), Section("two", text, blocks)
    return Report(text, text, (text,), (first,), (second,), "2027-05-14", text)


def _mark(text: str, place: CellRef) -> Mark:
    low, mean, high = (Figure(value, place) for value in (3.0, 4.0, 5.0))
    return Mark(text, mean, low, high, mean, (Piece(text), Piece(text, cell=place)))


def payload_report(payload: str) -> Report:
    """The director's report on a plan filled in with the payload."""
    then, now = snapshots()
    columns = ("text", "by_when", "who", "note", "outcome", "help", "resources", "reporting")
    typed = with_cells(now, {("1.1b", column): payload for column in columns})
    typed = with_plan_cells(typed, opening=payload, wins="One\nTwo", name=payload)
    amendment = {"ref": payload, "adopted": payload, "proposed": payload, "by": payload}
    measure = {"kind": "deliverable", "of": payload, "text": payload, "link": payload}
    typed = with_rows(typed, "people", {"name": payload})
    typed = with_rows(typed, "amendments", amendment)
    typed = with_rows(typed, "measures", measure)
    for table in ("areas", "goals"):
        record = next(iter(typed[table]))
        for column in ("title", "description", "statement", "director_comment"):
            record = record.with_cell(column, payload)
        typed = typed.with_record(table, record)
    made = material(snapshot=typed, before=then)
    place = CellRef(payload, payload, payload, payload)
    cells = {("actions", record.id, ""): place for record in typed["actions"]}
    return director_report(replace(made, places=replace(made.places, cells=cells)))
