"""Worth asking about: where the plan contradicts itself. Gentle questions, nothing recoloured."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.report.blocks import (
    Bullets,
    Line,
    Paragraph,
    Piece,
    Section,
    Tone,
)
from toolkit.report.cell_line import ref_cell
from toolkit.report.material import Material
from toolkit.report.told_figures import Told, told_figures
from toolkit.rollup.tracked import Tracked

_SAME_NOTE_PERIODS = 4


def asking_section(material: Material) -> Section:
    """Every contradiction as one question."""
    items = (*_from_checks(material), *_same_note(material), *_survey_fell(material))
    if not items:
        nothing = (Piece("Nothing in the plan contradicts itself."),)
        return Section("asking", "Worth asking about", (Paragraph(nothing, Tone.MUTED),))
    return Section("asking", "Worth asking about", (Bullets(items),))


def questions(material: Material) -> tuple[Line, ...]:
    """The same questions, for the agenda page."""
    return (*_from_checks(material), *_same_note(material), *_survey_fell(material))


def _from_checks(material: Material) -> Iterator[Line]:
    for finding in material.contradictions:
        spot = finding.spot
        place = material.places.cell(spot.table, spot.id, spot.column)
        end = "" if finding.message.endswith(("?", ".", "!")) else "."
        yield (Piece(f"{finding.message}{end}", cell=place),)


def _same_note(material: Material) -> Iterator[Line]:
    """The same words four periods running: is anything happening?"""
    past = material.earlier[-(_SAME_NOTE_PERIODS - 1) :]
    if len(past) < _SAME_NOTE_PERIODS - 1 or "note" in material.edition.hidden_columns:
        return
    for action in material.tracked:
        note = action.action.text_of("note")
        row_id = action.action.id
        if note and all(s.value("actions", row_id, "note") == note for s in past):
            place = material.places.cell("actions", row_id, "note")
            words = f"has carried the same note for {_SAME_NOTE_PERIODS} periods: “{note}”"
            yield (*ref_cell(material, action), Piece(f" {words}", cell=place))


def _survey_fell(material: Material) -> Iterator[Line]:
    """Every action green, but the people asked are less content than last time."""
    for goal in material.plan.goals():
        own = [action for action in material.by_goal.get(goal.id, ()) if action.in_play]
        if not own or not all(_is_well(action) for action in own):
            continue
        by_question: dict[tuple[str, str], list[Told]] = {}
        for told in told_figures(material):
            figure = told.figure
            if figure.ref == goal.ref and figure.mean is not None:
                by_question.setdefault((figure.measure_ref, figure.question), []).append(told)
        for (_, question), rounds in by_question.items():
            means = [told.figure.mean or 0.0 for told in rounds]
            if len(means) > 1 and means[-1] < means[-2]:
                yield (
                    Piece(goal.ref, Tone.STRONG),
                    Piece(f" reports no trouble, but {question or 'the survey'} fell from "),
                    *rounds[-2].number("mean", "{:.2f}"),
                    Piece(" to "),
                    *rounds[-1].number("mean", "{:.2f}"),
                    Piece("."),
                )


def _is_well(action: Tracked) -> bool:
    return action.complete or action.statuses.colour(action.status) == "green"
