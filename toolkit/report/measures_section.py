"""Measures and survey results: coverage first, the figure, its target, what people wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

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
    text_line,
)
from toolkit.report.cell_line import record_cell, short_day
from toolkit.report.material import Material
from toolkit.report.survey_blocks import RESULT_TONES, survey_blocks
from toolkit.report.wording_section import done_cell, done_line
from toolkit.rollup.number_result import number_result
from toolkit.tables.record import Record


def measures_section(material: Material) -> Section:
    """Surveys first, then numbers and deliverables."""
    measures = tuple(material.snapshot["measures"].live())
    numbers = [measure for measure in measures if measure["kind"] == "number"]
    deliverables = [measure for measure in measures if measure["kind"] == "deliverable"]
    blocks = (
        *survey_blocks(material),
        *(_numbers(material, numbers) if numbers else ()),
        *(_deliverables(material, deliverables) if deliverables else ()),
    )
    if not blocks:
        blocks = (Paragraph((Piece("The plan has no measures yet."),), Tone.MUTED),)
    return Section("measures", "Measures and survey results", blocks, new_page=True)


def _numbers(material: Material, measures: Sequence[Record]) -> Iterator[Block]:
    columns = (
        TableColumn("For", width=6),
        TableColumn("Measure", width=44),
        TableColumn("Baseline", number=True),
        TableColumn("Now", number=True),
        TableColumn("Target", number=True),
        TableColumn("Unit", width=12),
        TableColumn("Result", width=16),
    )
    rows = tuple(_number_row(material, measure) for measure in measures)
    yield Heading(3, "Numbers", "numbers")
    yield Table("Number measures", columns, rows, tool=True)


def _number_row(material: Material, measure: Record) -> TableRow:
    result = number_result(measure)
    return TableRow(
        (
            text_line(measure.text("of"), Tone.STRONG),
            _wording(material, measure),
            *(_number(material, measure, name) for name in ("baseline", "actual", "target")),
            text_line(measure.text("unit")),
            (Piece(result, RESULT_TONES.get(result, Tone.MUTED)),),
        )
    )


def _number(material: Material, measure: Record, name: str) -> Line:
    first, *rest = record_cell(material, "measures", measure, name) or (Piece(""),)
    return (replace(first, number=not rest), *rest)


def _wording(material: Material, measure: Record) -> Line:
    """The measure, and what staff say about it to those who read their notes."""
    comment = "" if "note" in material.edition.hidden_columns else measure.text("comment")
    wording = record_cell(material, "measures", measure, "text")
    if not comment:
        return wording
    said = record_cell(material, "measures", measure, "comment")
    lead = joint("\nComment: ", Tone.MUTED)
    return (*wording, lead, *(replace(piece, part="comment") for piece in said))


def _deliverables(material: Material, measures: Sequence[Record]) -> Iterator[Block]:
    columns = (
        TableColumn("For", width=6),
        TableColumn("Deliverable", width=56),
        TableColumn("Done", width=10),
        TableColumn("Date", width=12),
        TableColumn("Where", width=20),
    )
    rows = tuple(_deliverable_row(material, measure) for measure in measures)
    yield Heading(3, "Deliverables", "deliverables")
    yield done_line(material, "measures", measures, "deliverables are done")
    yield Table("Deliverables", columns, rows, tool=True)


def _deliverable_row(material: Material, measure: Record) -> TableRow:
    link = measure.text("link")
    return TableRow(
        (
            text_line(measure.text("of"), Tone.STRONG),
            _wording(material, measure),
            done_cell(material, "measures", measure),
            _day(material, measure),
            (Piece(link, link=link),) if link else (),
        )
    )


def _day(material: Material, measure: Record) -> Line:
    place = material.places.cell("measures", measure.id, "date")
    found = measure["date"]
    return (Piece(short_day(found), cell=place),) if isinstance(found, date) else ()
