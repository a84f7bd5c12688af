"""Measures and survey results: coverage first, the figure, its target, what people wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.report.blocks import (
    Block,
    CellRef,
    Heading,
    Line,
    Mark,
    Means,
    Paragraph,
    Piece,
    Section,
    Table,
    TableColumn,
    TableRow,
    Tone,
)
from toolkit.report.comments import comment_blocks
from toolkit.report.material import Material
from toolkit.report.wording_section import done_cell
from toolkit.rollup.figures import SurveyFigure
from toolkit.rollup.survey_cells import last_round
from toolkit.tables.equality import iso
from toolkit.tables.record import Record

_RESULT_TONES = {"Met": Tone.GOOD, "Not met": Tone.BAD}


def measures_section(material: Material) -> Section:
    """Surveys first, then numbers and deliverables."""
    blocks = (*_surveys(material), *_numbers(material), *_deliverables(material))
    if not blocks:
        blocks = (Paragraph((Piece("The plan has no measures yet."),), Tone.MUTED),)
    return Section("measures", "Measures and survey results", blocks, new_page=True)


def _surveys(material: Material) -> Iterator[Block]:
    survey = material.rollup.survey
    waiting = [
        m
        for m in material.snapshot["measures"].live()
        if m["kind"] == "survey" and not any(f.measure_ref == m.text("ref") for f in survey)
    ]
    if survey:
        yield Heading(3, "Survey results", "surveys")
        yield from _chart(survey)
        yield Table("Survey results", _SURVEY_COLUMNS, tuple(_rows(material, survey)), tool=True)
    yield from comment_blocks(material)
    if waiting:
        refs = ", ".join(dict.fromkeys(measure.text("of") for measure in waiting))
        words = f"No survey round is on record yet for the measures of {refs}."
        yield Paragraph((Piece(words),), Tone.MUTED)


def _chart(survey: Sequence[SurveyFigure]) -> Iterator[Block]:
    newest = [
        figure
        for ref in dict.fromkeys(figure.measure_ref for figure in survey)
        for figure in last_round(survey, ref)
        if figure.mean is not None
    ]
    marks = tuple(
        Mark(
            label=f"{figure.ref}  {figure.question or figure.measure}",
            mean=figure.mean or 0.0,
            low=figure.low,
            high=figure.high,
            target=figure.target,
            note=_answers(figure),
        )
        for figure in newest
    )
    if marks:
        words = ". ".join(_finding(figure) for figure in newest)
        top = max(5.0, *(mark.high or mark.mean for mark in marks))
        yield Means("Mean ratings in the last survey round", words, marks, (1.0, top))


def _finding(figure: SurveyFigure) -> str:
    target = f", target {figure.target:g}" if figure.target is not None else ""
    result = f": {figure.result}" if figure.result else ""
    name = figure.question or figure.measure
    return f"{figure.ref} {name}: mean {figure.mean:.2f}{target}, {_answers(figure)}{result}"


def _answers(figure: SurveyFigure) -> str:
    if figure.n is None:
        return "number of answers not given"
    of = ""
    if figure.population:
        of = f" of {figure.population} ({100 * figure.n / figure.population:.0f} % answered)"
    return f"{figure.n} answers{of}"


_SURVEY_COLUMNS = (
    TableColumn("For", width=6),
    TableColumn("Question", width=30),
    TableColumn("Round", width=14),
    TableColumn("Answers", width=16),
    TableColumn("Mean", number=True, width=8),
    TableColumn("Top two", number=True, width=8),
    TableColumn("Target", number=True, width=8),
    TableColumn("Result", width=10),
    TableColumn("Change", width=20),
)


def _rows(material: Material, survey: Sequence[SurveyFigure]) -> Iterator[TableRow]:
    for figure in survey:
        table = "measures" if figure.typed else "survey_results"
        mean = "typed_mean" if figure.typed else "mean"
        place = material.places.cell(table, figure.id, mean)
        top_two = "" if figure.top_two is None else f"{figure.top_two:.0f} %"
        yield TableRow(
            (
                (Piece(figure.ref, Tone.STRONG),),
                (Piece(figure.question or figure.measure),),
                (Piece(figure.wave),),
                (Piece(_answers(figure)),),
                _number(figure.mean, "{:.2f}", place),
                (Piece(top_two),) if top_two else (),
                _number(figure.target, "{:g}", None),
                _result(figure),
                (Piece(figure.change),) if figure.change else (),
            )
        )


def _number(value: float | None, form: str, place: CellRef | None) -> Line:
    return () if value is None else (Piece(form.format(value), cell=place),)


def _result(figure: SurveyFigure) -> Line:
    tone = _RESULT_TONES.get(figure.result, Tone.MUTED)
    mark = (Piece(" (typed)", Tone.MUTED),) if figure.typed and figure.mean is not None else ()
    return (Piece(figure.result, tone), *mark) if figure.result else ()


def _numbers(material: Material) -> Iterator[Block]:
    found = [m for m in material.snapshot["measures"].live() if m["kind"] == "number"]
    if not found:
        return
    columns = (
        TableColumn("For", width=6),
        TableColumn("Measure", width=44),
        TableColumn("Baseline", number=True),
        TableColumn("Now", number=True),
        TableColumn("Target", number=True),
        TableColumn("Unit", width=16),
        TableColumn("Result", width=12),
    )
    rows = tuple(_number_row(material, measure) for measure in found)
    yield Heading(3, "Numbers", "numbers")
    yield Table("Number measures", columns, rows, tool=True)


def _number_row(material: Material, measure: Record) -> TableRow:
    result = number_result(measure)
    return TableRow(
        (
            (Piece(measure.text("of"), Tone.STRONG),),
            (Piece(measure.text("text")),),
            _measure_cell(material, measure, "baseline"),
            _measure_cell(material, measure, "actual"),
            _measure_cell(material, measure, "target"),
            (Piece(measure.text("unit")),),
            (Piece(result, _RESULT_TONES.get(result, Tone.MUTED)),),
        )
    )


def number_result(measure: Record) -> str:
    """Met, Not met, or what is missing to tell."""
    actual, target = measure["actual"], measure["target"]
    if not isinstance(actual, int | float):
        return "not reported"
    if not isinstance(target, int | float):
        return "no target"
    reached = actual <= target if measure["direction"] == "fall" else actual >= target
    return "Met" if reached else "Not met"


def _measure_cell(material: Material, measure: Record, column: str) -> Line:
    text = iso(measure[column])
    return (Piece(text, cell=material.places.cell("measures", measure.id, column)),) if text else ()


def _deliverables(material: Material) -> Iterator[Block]:
    found = [m for m in material.snapshot["measures"].live() if m["kind"] == "deliverable"]
    if not found:
        return
    done = sum(1 for measure in found if measure["done"] is True)
    columns = (
        TableColumn("For", width=6),
        TableColumn("Deliverable", width=56),
        TableColumn("Done", width=10),
        TableColumn("Date", width=12),
        TableColumn("Where", width=20),
    )
    rows = tuple(_deliverable_row(material, measure) for measure in found)
    yield Heading(3, f"Deliverables ({done} of {len(found)} done)", "deliverables")
    yield Table("Deliverables", columns, rows, tool=True)


def _deliverable_row(material: Material, measure: Record) -> TableRow:
    link = measure.text("link")
    return TableRow(
        (
            (Piece(measure.text("of"), Tone.STRONG),),
            (Piece(measure.text("text")),),
            done_cell(material, "measures", measure),
            _measure_cell(material, measure, "date"),
            (Piece(link, link=link),) if link else (),
        )
    )
